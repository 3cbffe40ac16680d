import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { models } from '../../src/core/models/registry.ts';
import { openModels } from '../../src/core/scene/models.ts';
import { openDataDialog } from '../../src/panels/models/data-dialog.ts';
import { html } from '../../src/ui/dom.ts';
import { appOn, closeApps } from '../unit/app/models/model-app.ts';
import { button, fill, named } from './support/user.ts';

vi.setConfig({ testTimeout: 60_000 });
beforeAll(openModels);
afterEach(closeApps);

const SENTENCE = /\S.*[.?]$/s;

describe.each(models.filter(({ takesData }) => takesData).map(({ id }) => ({ id })))('$id', ({ id }) => {
  test('of any table it says in a sentence what is taken, or why none is; what it had is not lost', async () => {
    const { app, there } = appOn(id, {}, (scene) => ({ ...scene, steps: 3 }));
    await there();
    const root = html('div', {});
    document.body.append(root);
    openDataDialog(root, app);
    const field = named<HTMLTextAreaElement>(root, 'textarea', 'The data as text');
    const own = field.value;
    const said = () => root.querySelector('[role="status"]')!.textContent ?? '';
    const take = () => button(root, 'Train on this data');
    expect(said()).toMatch(SENTENCE);
    expect(take().disabled).toBe(false);

    const [names = '', first = '', ...rest] = own.trim().split('\n');
    const width = names.split(',').length;
    const spoilt = (cell: string) => [names, cell + first.slice(first.indexOf(',')), ...rest].join('\n');
    let before = app.state.scene;
    for (const cell of ['', 'n/a', 'Infinity', '1e999']) {
      fill(field, spoilt(cell));
      expect(said()).toMatch(SENTENCE);
      // A row that is not whole is left out, and named with what it has. Of two rows half a column of numbers is none.
      if (rest.length > 1) expect(said()).toMatch(/One row is left out: row 1 has (nothing|“[^”]+”) in /);
    }
    const wide = Array.from({ length: 10_000 }, (_, i) => `c${i}`).join(',');
    button(root, 'Close').click();
    const beyond: (readonly [text: string, says: RegExp])[] = [
      ['', /There are no rows yet/],
      [`${names}\n`, /There are no rows yet/],
      ['only\n1\n2\n', /are needed/],
      [`${names}\n${Array(width).fill('x').join(',')}\n`, SENTENCE],
      [`${names}\n${first}\n`, /One row is taken/],
    ];
    // What is read is the same of any model.
    if (id === 'sales')
      beyond.push(
        [`${wide}\n${'1,'.repeat(10_000)}\n`, /There are more columns/],
        [`${names}\n${`${first}\n`.repeat(20_001)}`, /There are more rows/],
      );
    for (const [text, says] of beyond) {
      openDataDialog(root, app);
      fill(named<HTMLTextAreaElement>(root, 'textarea', 'The data as text'), text);
      expect(said()).toMatch(SENTENCE);
      expect(said()).toMatch(says);
      if (!take().disabled) take().click();
      // Taken, and then it is in the scene; else nothing has changed, and a sentence says why.
      if (app.state.scene !== before) {
        expect(app.state.scene.model!.data!.values.every(Number.isFinite)).toBe(true);
        app.undo();
        expect(app.state.scene).toEqual(before);
        before = app.state.scene;
      } else {
        expect(said()).toMatch(SENTENCE);
        button(root, 'Close').click();
      }
      expect(root.querySelector('dialog')).toBeNull();
    }
    root.remove();
  });

  test('a column that is missing or has no numbers is told, and no other takes its place unsaid', async () => {
    const { app, there } = appOn(id, {}, (scene) => ({ ...scene, steps: 3 }));
    await there();
    const root = html('div', {});
    document.body.append(root);
    openDataDialog(root, app);
    const field = named<HTMLTextAreaElement>(root, 'textarea', 'The data as text');
    const [names = [], ...rows] = field.value
      .trim()
      .split('\n')
      .map((line) => line.split(','));
    const text = (lines: readonly (readonly string[])[]) => lines.map((line) => line.join(',')).join('\n');
    const said = () => root.querySelector('[role="status"]')!.textContent ?? '';
    const chosen = () =>
      [...root.querySelectorAll('select')].map(({ selectedOptions: [one] }) => one!.textContent);
    const before = chosen();
    for (const [at, quoted] of names.entries()) {
      const name = quoted.replaceAll('"', '');
      // Every cell of it is a word, and one more column of numbers is there that could pass for it.
      fill(
        field,
        text([
          [...names, 'more'],
          ...rows.map((row) => [...row.map((cell, i) => (i === at ? 'n/a' : cell)), '1']),
        ]),
      );
      // Of classes any text is one.
      if (app.derived.model!.model.classes === 0 || at < names.length - 1)
        expect(said()).toMatch(new RegExp(`in ${name}\\.|“${name}”`));
      if (before.includes(name)) expect(chosen()).toEqual(before);
      // It is not there at all.
      fill(
        field,
        text(
          [[...names, 'more'], ...rows.map((row) => [...row, '1'])].map((row) =>
            row.filter((_, i) => i !== at),
          ),
        ),
      );
      if (chosen().length === 0) expect(said()).toMatch(/are needed/);
      else if (before.includes(name))
        expect(said()).toMatch(/^No column is known for|“[^”]+” is taken for “/);
    }
    // The same column twice.
    fill(field, text([names, ...rows]));
    const [first, second] = root.querySelectorAll('select');
    if (first && second) {
      second.value = first.value;
      second.dispatchEvent(new Event('change'));
      expect(said()).toMatch(/^“[^”]+” is chosen for two things; each takes a column of its own\./);
      expect(button(root, 'Train on this data').disabled).toBe(true);
    }
    root.remove();
  });
});
