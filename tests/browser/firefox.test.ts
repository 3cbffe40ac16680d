import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { losses, recordRun } from '../../src/core/index.ts';
import { findFirefox } from '../tools/find-browser.ts';
import { type Firefox, type FrameElement, startFirefox } from '../tools/firefox.ts';
import { serveArticle } from './support/article.ts';
import { alsoReport, SEEN } from './support/report.ts';
import { scrollSeats, serveSeats } from './support/seats.ts';
import { type Reader, readThrough } from './support/journey.ts';

const program = findFirefox();

describe.skipIf(!program)('in Firefox, where it is installed', () => {
  let firefox: Firefox;
  let forget = () => {};
  beforeAll(async () => {
    firefox = await startFirefox(program ?? '');
    await firefox.setSize(800, 1285);
    forget = alsoReport('Firefox', () => firefox.evaluate(SEEN));
  });
  afterAll(() => {
    forget();
    return firefox.close();
  });

  const ready = (of: string) => expect.poll(() => firefox.evaluate<boolean>(of), { timeout: 60_000 });

  test('the page starts and steps', async () => {
    await firefox.navigate(inject('pageUrl'));
    await ready('"ready" in document.documentElement.dataset').toBe(true);
    await firefox.evaluate('document.querySelector("[aria-label=\'Pause\']")?.click()');
    await firefox.evaluate('document.querySelector("[aria-label=\'To end\']").click()');
    await expect
      .poll(() => firefox.evaluate<string>('document.querySelector("[aria-label=\'Step\']").value'))
      .toBe('200');
  });

  test('24 embeds scrolled through twice: no blank stage, six contexts, nothing drawn out of view', async () => {
    const article = await serveArticle('many', inject('pageUrl'));
    await firefox.navigate(article.url);
    const { most, over } = await readThrough({
      wheel: (by) => firefox.wheel(200, 300, by),
      inPage: (expression) => firefox.evaluate(expression),
      inEmbeds: embedsOf(firefox),
    });
    expect(most).toBe(firefox.hasWebGL ? 6 : 0);
    expect(over).toBeGreaterThan(2);
    await article.close();
  });

  test('answers that come late, by chance, and a busy core: six seats at most, and all get one', async () => {
    const host = await serveSeats();
    await firefox.navigate(host.url);
    await scrollSeats((expression) => firefox.evaluate(expression));
    await host.close();
  });

  test.each([
    ['with its origin', ''],
    ['sandboxed, without an origin', ' sandbox="allow-scripts"'],
  ])('the snippet that the dialog wrote, %s, is driven by the buttons of an article', async (_, sandbox) => {
    await firefox.navigate(`${inject('pageUrl')}#loss=rosenbrock&opt=adam(lr:0.05)`);
    await ready('"ready" in document.documentElement.dataset').toBe(true);
    await firefox.click('[aria-label="Share"]');
    await firefox.evaluate(
      `[...document.querySelectorAll('.menu-item')].find(({ textContent }) => textContent === 'Embed this scene').click()`,
    );
    const choose = `(() => {
      const dialog = document.querySelector('dialog[open]');
      const kind = dialog && [...dialog.querySelectorAll('select')].find(({ value }) => value === 'iframe');
      if (!kind) return '';
      kind.value = 'element';
      kind.dispatchEvent(new Event('change'));
      return dialog.querySelector('textarea').value;
    })()`;
    let snippet = '';
    await expect.poll(async () => (snippet = await firefox.evaluate(choose))).toContain('<fall-line ');

    const article = await serveArticle('article', snippet.replace('<fall-line', `<fall-line${sandbox}`));
    await firefox.navigate(article.url);
    const output = () => firefox.evaluate<string>('document.querySelector("output").textContent');
    await firefox.click('#beta');
    await expect.poll(output).toContain('"beta1":0.99');
    await firefox.click('#play');
    await ready('told.some(([name, { step }]) => name === "step" && step === 12)').toBe(true);
    await firefox.click('#state');
    await expect.poll(output).toContain('"step":12');
    const { loss, start } = losses.find(({ id }) => id === 'rosenbrock')!;
    const run = recordRun({ loss, start, optimizer: { id: 'adam', lr: 0.05, beta1: 0.99 }, steps: 200 });
    const state = JSON.parse(await output()) as { playing: boolean; optimizers: { position: number[] }[] };
    expect(state.playing).toBe(false);
    expect(state.optimizers[0]!.position).toEqual([...run.positions.subarray(24, 26)]);
    const got = await firefox.evaluate(
      'embed.getRun({ optimizer: 0 }).then((run) => [[...run.positions], [...run.losses]])',
    );
    expect(got).toEqual([[...run.positions], [...run.losses]]);
    await article.close();
  });
});

/** Evaluates an expression in embeds of the page. */
function embedsOf(firefox: Firefox): Reader['inEmbeds'] {
  const frames = new Map<number, FrameElement>();
  return async <T>(expression: string, which = Array.from({ length: 24 }, (_, i) => i)) => {
    const values: (T | null)[] = [];
    for (const i of which) {
      const embed = `document.querySelectorAll('[data-embed]')[${i}]`;
      const frame =
        frames.get(i) ??
        (await firefox.frame(
          `(${embed}.shadowRoot?.querySelector('iframe') ?? (${embed}.src ? ${embed} : null))`,
        ));
      if (frame) frames.set(i, frame);
      values.push(frame ? await firefox.evaluate<T>(expression, frame) : null);
    }
    return values;
  };
}
