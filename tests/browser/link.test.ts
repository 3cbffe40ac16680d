import { Buffer } from 'node:buffer';
import { text as textOf } from 'node:stream/consumers';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import { compileFormula, recordRun } from '../../src/core/index.ts';
import { formatNumber } from '../../src/core/math/format.ts';
import { openPage, type OpenOptions, type OpenPage } from './support/page.ts';
import { type User, userOf } from './support/user.ts';

let opened: OpenPage;
let page: Page;
let user: User;

async function open(at: string, options: OpenOptions = {}): Promise<void> {
  opened = await openPage({ at, ...options });
  ({ page } = opened);
  user = userOf(page);
}

afterEach(() => opened.close());

const fragment = () => new URL(page.url()).hash;
const notice = () => page.getByRole('alert');
const said = () => page.getByRole('status');

/** Drops a file on the page, as from the desktop. */
async function drop(name: string, content: string): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([fileName, text]) => {
      const data = new DataTransfer();
      data.items.add(new File([text], fileName, { type: 'application/json' }));
      return data;
    },
    [name, content] as const,
  );
  await page.dispatchEvent('main', 'dragover', { dataTransfer: transfer });
  await page.getByText('Drop the file to open its scene').waitFor();
  await page.dispatchEvent('main', 'drop', { dataTransfer: transfer });
}

describe('a link', () => {
  test('brings back a formula, its optimizers and the step, and the address stays as it was typed', async () => {
    const link = '#f=x^2+3y^2&start=1,1&opt=nesterov(lr:0.05)&steps=50&step=7&theme=dark';
    await open(link);
    await user.atStep(7);
    const run = recordRun({
      loss: compileFormula('x^2+3y^2'),
      optimizer: { id: 'nesterov', lr: 0.05 },
      start: [1, 1],
      steps: 50,
    });
    await expect.poll(() => user.row('Nesterov')).toContain(formatNumber(run.losses[7] ?? Number.NaN));
    await expect.poll(() => user.formula.inputValue()).toBe('x^2+3y^2');
    await expect.poll(() => page.title()).toBe('x^2+3y^2: Nesterov – Fall Line');
    await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBe('dark');
    await expect.poll(() => notice().innerText()).toBe('');
    expect(fragment()).toBe(link);
  });

  test('with mistakes shows the rest, says what was wrong, and runs no markup', async () => {
    await open(
      '#loss=rosenbrock&opt=adam(lr:0.05)&steps=many&<img src=x onerror=alert(1)>&theme=<script>alert(2)</script>',
    );
    page.on('dialog', (dialog) => opened.complaints.push(`dialog: ${dialog.message()}`));
    await user.row('Adam');
    const text = () => notice().innerText();
    await expect.poll(text).toContain('steps must be a whole number from 1 to 100000, not "many".');
    await expect.poll(text).toContain('<script>alert(2)</script>');
    expect(await notice().locator('img, script').count()).toBe(0);
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await expect.poll(() => notice().innerText()).toBe('');
    // One that came damaged, and is mended.
    await page.evaluate(() => {
      location.hash = '#loss=rosenbrock&opt=momentum(lr:0,002&amp;step=3).';
    });
    await user.atStep(3);
    await user.row('Momentum');
    await expect.poll(() => notice().innerText()).toMatch(/opt arrived damaged .* was meant\.$/s);
  });

  test('hostile ones leave a page that lives and draws', async () => {
    await open(
      '#f=1e308x&start=1e100,-1e100&domain=-1e100,1e100,-1e-90,1e-90&opt=sgd(lr:1e308)&camera=top(zoom:20)',
    );
    const links = [
      '#__proto__=1&constructor=2&opt=__proto__(lr:1)',
      `#f=${'('.repeat(5000)}`,
      '#f=log(-x^2-1)&opt=newton&opt=lbfgs&overlays=tangent,taylor,eigenvectors,flow',
      '#f=0&opt=adam&height=rank&layout=multiples',
      '#loss=himmelblau&opt=sgd(lr:1e300)&start=1e99,1e99&overlays=flow,taylor',
    ];
    for (const [i, link] of links.entries()) {
      await page.evaluate(
        (hash) => {
          location.hash = hash;
        },
        `${link}&steps=${i + 10}`,
      );
      // The page has drawn it: the timeline is as long as the link says.
      await expect.poll(() => user.scrubber.getAttribute('max')).toBe(String(i + 10));
    }
    await user.still();
    await user.button('Step forward').click();
    await user.atStep(1);
  });
});

describe('the address', () => {
  test('follows what is done on the page, and the page follows it', async () => {
    await open('');
    expect(fragment()).toBe('');
    await user.button('Step forward').click();
    await expect.poll(fragment).toContain('&step=1');
    await user.type(user.formula, 'x^2 + y^4');
    await expect.poll(fragment).toContain('#f=x%5E2%20+%20y%5E4&');
    const shared = fragment();
    const entries = await page.evaluate(() => history.length);
    await page.evaluate(() => {
      location.hash = '#loss=beale&opt=adam(lr:0.1)&step=5';
    });
    await user.atStep(5);
    expect(await page.evaluate(() => history.length)).toBe(entries + 1);
    await user.row('Adam');
    await page.goBack();
    await expect.poll(() => user.formula.inputValue()).toBe('x^2 + y^4');
    expect(fragment()).toBe(shared);
    await user.button('Undo').click();
    await expect.poll(fragment).toContain('loss=beale');
  });

  test('holds what map and chart show, and undo takes it back', async () => {
    await open('#loss=bowl&opt=sgd(lr:0.1)&chart=gradientNorm&map=labels', {
      viewport: { width: 1200, height: 720 },
    });
    const quantity = page.getByRole('combobox', { name: 'Quantity' });
    await expect.poll(() => quantity.inputValue()).toBe('gradientNorm');
    await page.getByRole('img', { name: /^Gradient norm/ }).waitFor();
    await page.getByText('Layers', { exact: true }).click();
    const layer = (name: RegExp) => page.getByRole('checkbox', { name });
    await expect.poll(() => layer(/^Contour labels/).isChecked()).toBe(true);
    await layer(/^Curvature/).check();
    await expect.poll(fragment).toContain('&map=curvature,labels&chart=gradientNorm');
    await quantity.selectOption({ label: 'Sharpness' });
    await page
      .getByRole('combobox', { name: 'Scale of the vertical axis' })
      .selectOption({ label: 'linear' });
    await expect.poll(fragment).toContain('&chart=sharpness&chartScale=linear');
    await user.button('Undo').click();
    await user.button('Undo').click();
    await expect.poll(() => quantity.inputValue()).toBe('gradientNorm');
    await expect.poll(fragment).not.toContain('chartScale');
  });

  test('that the browser refuses to change harms nothing', async () => {
    await open('#loss=bowl&opt=sgd', {
      before: () => {
        history.replaceState = () => {
          throw new DOMException('The document is sandboxed.', 'SecurityError');
        };
      },
    });
    await user.button('Step forward').click();
    await user.atStep(1);
    await user.button('Step forward').click();
    await user.atStep(2);
    expect(fragment()).toBe('#loss=bowl&opt=sgd');
  });

  test('can be copied, and the page says so', async () => {
    await open('#loss=booth&opt=sgd,lr:0.1&step=3', { permissions: ['clipboard-read', 'clipboard-write'] });
    await user.share('Copy a link to this scene');
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await said().getByText('Link copied. It opens on this computer only.').waitFor();
    await expect.poll(() => copied()).toBe(page.url());

    // Where the page will stand can be entered, at once and for the next visit.
    await page.getByRole('button', { name: 'Enter where it will stand' }).click();
    const dialog = page.getByRole('dialog', { name: 'Where will the page stand?' });
    const field = page.getByRole('textbox', { name: 'Address where it will stand' });
    await user.type(field, 'javascript:alert(1)');
    await dialog.getByText('This is no address of a page').waitFor();
    await expect.poll(() => field.getAttribute('aria-invalid')).toBe('true');
    await user.type(field, 'example.org/fall-line?a=b');
    await dialog.getByText('lead to https://example.org/fall-line/').waitFor();
    await dialog.getByRole('button', { name: 'Copy the link' }).click();
    const there = `https://example.org/fall-line/${fragment()}`;
    await expect.poll(copied).toBe(there);
    await expect.poll(() => said().allInnerTexts()).toContain('Link copied.');
    await page.reload();
    await page.locator('html[data-ready]').waitFor({ state: 'attached' });
    await page.evaluate(() => navigator.clipboard.writeText(''));
    await user.share('Copy a link to this scene');
    await expect.poll(copied).toBe(there);

    // Snippets and captions lead there too, until it is taken away.
    await user.share('Embed this scene');
    const snippet = page.getByRole('textbox', { name: 'Text to paste' });
    await expect.poll(() => snippet.inputValue()).toContain('src="https://example.org/fall-line/?embed');
    await page.keyboard.press('Escape');
    await user.share('Picture or slide…');
    await page.getByRole('radio', { name: 'Caption', exact: true }).check();
    const preview = page.getByRole('region', { name: 'Preview' });
    await preview.getByText(`Made with Fall Line: ${there}`).waitFor();
    await user.type(field, '');
    await preview.getByText(`Made with Fall Line: ${page.url()}`).waitFor();
    await expect.poll(() => page.evaluate(() => localStorage.length)).toBe(0);
  });
});

describe('a file', () => {
  test('is saved, and opens again by choice or by drop', async () => {
    await open('#loss=bowl&opt=adagrad(lr:0.5)&steps=80&step=12');
    const download = page.waitForEvent('download');
    await user.share('Save the scene to a file');
    const file = await download;
    expect(file.suggestedFilename()).toBe('fall-line-bowl-adagrad.json');
    const content = await textOf(await file.createReadStream());
    expect(JSON.parse(content)).toMatchObject({ version: 1, loss: 'bowl', playhead: { step: 12 } });

    await user.button('To start').click();
    await user.type(user.formula, 'x^2');
    const chooser = page.waitForEvent('filechooser');
    await user.more('Open a scene or a talk from a file');
    await (await chooser).setFiles({
      name: 'a.json',
      mimeType: 'application/json',
      buffer: Buffer.from(content),
    });
    await user.atStep(12);
    await user.row('Adagrad');
    await user.button('Undo').click();
    await expect.poll(() => user.formula.inputValue()).toBe('x^2');

    await drop('b.json', content.replace('"step": 12', '"step": 33'));
    await user.atStep(33);
    await expect.poll(fragment).toContain('step=33');
  });

  test('that is no scene changes nothing and is refused in a sentence, its name as text', async () => {
    await open('#loss=bowl&opt=sgd&step=3');
    for (const content of ['', 'hello', '{"a":1}', '['.repeat(900_000)]) {
      await drop('<img src=x onerror=alert(1)>.json', content);
      await expect.poll(() => notice().innerText()).toContain('is not a scene or a talk of Fall Line');
      expect(await notice().locator('img').count()).toBe(0);
      await page.getByRole('button', { name: 'Dismiss' }).click();
    }
    await drop('large.json', ' '.repeat(10_000_000));
    await expect.poll(() => notice().innerText()).toContain('large.json is too large for a scene');
    await user.atStep(3);
    expect(fragment()).toBe('#loss=bowl&opt=sgd&step=3');
    // One with mistakes is opened as far as it goes.
    await drop('some.json', '{"version":1,"loss":"<b>beale</b>","steps":"<i>9</i>","playhead":{"step":9}}');
    await user.atStep(9);
    await expect.poll(() => notice().innerText()).toContain('not "<i>9</i>".');
    expect(await notice().locator('b, i').count()).toBe(0);
  });
});
