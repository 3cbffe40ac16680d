import anchorme from 'anchorme';
import { Autolinker } from 'autolinker';
import fc from 'fast-check';
import { LinkifyIt } from 'linkify-it';
import * as linkify from 'linkifyjs';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import twitter from 'twitter-text';
import { unified } from 'unified';
import { describe, expect, test } from 'vitest';
import { linkTo } from '../../../../src/core/scene/link-text.ts';
import { readFragment, writeFragment } from '../../../../src/core/scene/url.ts';
import { anyDocument } from '../../../fuzz/scenes.ts';

const linkifyIt = new LinkifyIt();
const markdown = unified().use(remarkParse).use(remarkGfm);

interface Node {
  readonly type: string;
  readonly url?: string;
  readonly children?: readonly Node[];
}

function linksIn({ type, url = '', children = [] }: Node): string[] {
  return [...(type === 'link' ? [url] : []), ...children.flatMap(linksIn)];
}

/** The links that programs find in a text, as they would open them. */
const finders: Readonly<Record<string, (text: string) => readonly string[]>> = {
  'linkify-it': (text) => (linkifyIt.match(text) ?? []).map(({ url }) => url),
  linkifyjs: (text) => linkify.find(text, 'url').map(({ href }) => href),
  autolinker: (text) =>
    Autolinker.parse(text, { urls: true, email: false, phone: false }).map((match) => match.getAnchorHref()),
  anchorme: (text) => anchorme.list(text).map(({ string }) => string),
  'twitter-text': (text) => twitter.extractUrls(text),
  'remark-gfm': (text) => linksIn(markdown.parse(text) as Node),
};

const contexts: readonly ((link: string) => string)[] = [
  (link) => `The bowl: ${link}\nand more`,
  (link) => `A bowl (see ${link}).`,
  (link) => `See ${link}. It rolls.`,
  (link) => `See ${link}, it rolls`,
  (link) => `See ${link}! It rolls`,
  (link) => `See ${link}: it rolls`,
  (link) => `See <${link}> there`,
  (link) => `He wrote "${link}" there`,
  (link) => `He wrote \u201c${link}\u201d there`,
  (link) => `He wrote '${link}' there`,
  (link) => `See *${link}* there`,
  (link) => `See **${link}** there`,
  (link) => `See [the bowl](${link}) there`,
  (link) => `See [${link}] there`,
  (link) => `| bowl | link |\n| --- | --- |\n| 1 | ${link} |`,
];
/** A text with the link in every context. */
const textWith = (link: string) => contexts.map((put) => put(link)).join('\n\n');

const page = 'https://example.org/fall-line/';
/** What each finder makes of the plainest of links: some take a sign of the sentence to it. */
const plain = `${page}#loss=bowl`;
const taken = Object.entries(finders).map(([name, find]) => ({
  name,
  find,
  found: find(textWith(plain)),
}));

/** What of a link is lost in texts, by finder; what a finder takes to it must change no scene. */
function faultsOf(link: string, isSame: (found: string) => boolean): string[] {
  return taken.flatMap(({ name, find, found }) => {
    const here = find(textWith(link));
    const expected = found.map((url) => url.replace(plain, link));
    const wrong = here.filter((url, i) => url !== expected[i] || (url !== link && !isSame(url)));
    return [...wrong, ...(here.length === contexts.length ? [] : [`${here.length} links`])].map(
      (fault) => `${name}: ${fault}`,
    );
  });
}

const isSameScene = (link: string) => (found: string) => {
  const [read, meant] = [found, link].map((address) => readFragment(address.slice(address.indexOf('#'))));
  return JSON.stringify([read?.scene, read?.playhead]) === JSON.stringify([meant?.scene, meant?.playhead]);
};

const links = [
  'f=x^2+3y^2&opt=adam(lr:0.1)',
  'f=(1-x)^2 + 100(y-x^2)^2&domain=-2,2,-1,3&opt=newton',
  'f=sin(3*(x+y))*(1+cos(x))^2/(1+(x*y)^2)&opt=lbfgs',
  'f=|x|+|y|&start=1,-0.5&opt=rmsprop(lr:0.02,centered,off)',
  'f=max(x,y)+x**2+abs(-y)&opt=none',
  'f=x\u00b7y \u2212 2x\u00b2&opt=sgd(lr:1e-7)',
  'f=x^2+y^2&opt=adam',
  'loss=himmelblau&start=-0.4,-0.75&opt=adam(lr:0.22)&opt=sgd(lr:0.004,momentum:0.9)&steps=300&step=34',
  'loss=bowl&opt=sgd(schedule:step(every:50,factor:0.5))&opt=sgd(schedule:warmupCosine(floor:0.1),off)',
  "loss=bowl&opt=sgd(name:Ann's _best_ *run* %2528really%2529!!!)",
  'loss=bowl&opt=sgd(name:a..b---c//d%252C%252C e::f~g~)&opt=adam(name:https://a.org/x?y=[z]{1}|2|`3`)',
  'loss=bowl&opt=sgd(name:50%2525%252C no $5 @home %231;2)',
  'loss=rastrigin&opt=none&camera=top(zoom:2,x:0.25,y:-0.125)&overlays=tangent,flow&chartRange=0,9',
  'loss=saddle&opt=sgd&camera=orthographic(azimuth:-0.5,elevation:0.3,zoom:1e0)&theme=dark',
];

describe('programs that find links in text take the page\u2019s own whole', () => {
  test.each(links)('%s', (link) => {
    const { scene, playhead, problems } = readFragment(link);
    expect(problems).toEqual([]);
    const written = linkTo(page, writeFragment(scene, playhead));
    expect(written).toMatch(/^[!-~]+$/);
    expect(faultsOf(written, isSameScene(written))).toEqual([]);
  });

  test('any scene', () => {
    for (const { playhead, ...scene } of fc.sample(anyDocument, { seed: 4711, numRuns: 5 })) {
      const short = { ...scene, optimizers: scene.optimizers.slice(0, 2) };
      const written = linkTo(page, writeFragment(short, playhead));
      expect(faultsOf(written, isSameScene(written))).toEqual([]);
    }
  }, 60_000);

  test('an embed', () => {
    const embed = linkTo(
      `${page}?embed&show=stage,transport&knobs=adam.lr,adam:2.lr`,
      'loss=bowl&opt=adam,lr:0.1',
    );
    expect(faultsOf(embed, isSameScene(embed))).toEqual([]);
  });

  test('any letters of a talk', () => {
    const letters = fc.string({
      unit: fc.constantFrom('-', '_', 'a', 'Z', '0'),
      minLength: 1,
      maxLength: 60,
    });
    for (const text of fc.sample(letters, { seed: 4711, numRuns: 20 })) {
      const written = linkTo(page, `talk=${text}`);
      expect(faultsOf(written, (found) => found.startsWith(written))).toEqual([]);
    }
  }, 60_000);
});
