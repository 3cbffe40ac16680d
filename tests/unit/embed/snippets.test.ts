import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { createApp } from '../../../src/app/create-app.ts';
import { readFragment } from '../../../src/core/scene/url.ts';
import { defaultOptions } from '../../../src/embed/options.ts';
import { shownTitle } from '../../../src/embed/shown-title.ts';
import { type Embedded, snippetKinds, snippets } from '../../../src/embed/snippets.ts';
import { manualClock } from '../app/manual-clock.ts';
import { jsxHost } from './jsx-host.tsx';

const embedded: Embedded = {
  page: 'https://example.org/fall-line/',
  fragment: 'f=x%5E2+y%5E2&opt=adam,lr:0.05',
  title: 'Fall Line: "Adam" [1] {2} <b> & SGD on x^2',
  options: { ...defaultOptions, autoplay: true, theme: 'host', knobs: ['start'] },
  width: 640,
  height: 452,
  picture: 'fall-line.png',
};

describe('snippets', () => {
  test('of a lesson: the frame is addressed at a part of it', () => {
    const text = snippets.iframe({
      ...embedded,
      lesson: 'momentum',
      fragment: 'guess-limit',
      options: defaultOptions,
    });
    expect(text).toContain(
      'src="https://example.org/fall-line/?embed&amp;lesson=momentum#guess-limit"\n  title="Fall Line',
    );
  });

  test.each(['element', 'jsxElement'] as const)(
    '%s: names the page where its address is a file, which a folder may not stand for',
    (kind) => {
      const page = `${embedded.page}index.html?lang="x"`;
      expect(snippets[kind](embedded)).not.toContain('base=');
      const text = snippets[kind]({ ...embedded, page });
      expect(text).toContain(
        '<fall-line base="https://example.org/fall-line/index.html?lang=&quot;x&quot;" scene=',
      );
      expect(text).toContain('src="https://example.org/fall-line/embed.js"');
    },
  );

  test.each(snippetKinds)('%s: no style, and nothing in it ends what it stands in', (kind) => {
    const text = snippets[kind](embedded);
    expect(text).not.toMatch(/style/i);
    expect(text).not.toMatch(/[^\\]<b/);
    expect(text).toContain('x%5E2+y%5E2');
  });

  test.each([
    ['iframe', 'width="100%"\n  height="452"\n  frameborder="0"\n></iframe>'],
    ['iframe', 'title="Fall Line: &quot;Adam&quot; [1] {2} &lt;b&gt; &amp; SGD on x^2"'],
    ['iframe', 'https://example.org/fall-line/?embed&amp;knobs=start&amp;theme=host&amp;autoplay#f=x'],
    ['element', ' knobs="start" theme="host" autoplay>'],
    ['jsx', 'frameBorder="0"\n/>'],
    ['jsxElement', ' autoplay="">Fall Line: &quot;Adam&quot; [1] &#123;2&#125; &lt;b&gt;'],
    ['quarto', '```{=html}\n<iframe'],
    ['jupyter', 'IFrame("https://example.org/fall-line/?embed&knobs=start&theme=host&autoplay#f=x'],
    ['jupyter', 'width="100%", height=452)'],
    ['picture', '<a href="https://example.org/fall-line/#f=x%5E2'],
    ['picture', '<img src="fall-line.png" alt="Fall Line: &quot;Adam&quot;'],
    ['markdown', String.raw`[![Fall Line: "Adam" \[1\] {2} \<b\> \& SGD`],
    ['markdown', '](fall-line.png)](https://example.org/fall-line/#f=x'],
  ] as const)('%s has %s', (kind, part) => {
    expect(snippets[kind](embedded)).toContain(part);
  });
});

test.each([
  ['loss=booth&opt=adam,lr:0.1', 'Fall Line: Adam on Booth'],
  ['loss=booth&opt=adam&opt=sgd', 'Fall Line: Adam and SGD on Booth'],
  ['loss=booth&opt=adam&opt=sgd&opt=rmsprop', 'Fall Line: Adam, SGD and RMSprop on Booth'],
  ['loss=booth&opt=sgd,lr:0.1&opt=sgd,lr:0.2', 'Fall Line: SGD lr 0.1 and SGD lr 0.2 on Booth'],
  ['loss=booth&opt=adam&opt=sgd&opt=rmsprop&opt=adagrad', 'Fall Line: 4 optimizers on Booth'],
  ['loss=booth&opt=none', 'Fall Line: Booth'],
  ['f=x^2%2By^2&opt=adam,name:Ours', 'Fall Line: Ours on x^2+y^2'],
])('%s is titled %s', (fragment, title) => {
  const { scene } = readFragment(fragment);
  const app = createApp({ scene, clock: manualClock(), systemTheme: 'light' });
  app.setResolution(9);
  expect(shownTitle(app)).toBe(title);
});

test('what JSX makes of the element is what HTML has', () => {
  expect(renderToStaticMarkup(jsxHost)).toContain(
    '<fall-line scene="loss=booth&amp;opt=adam" show="stage,legend" theme="host" speed="5" autoplay="" loop="2-9">Adam on Booth</fall-line>',
  );
});
