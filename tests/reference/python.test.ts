import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { losses } from '../../src/core/losses/catalog.ts';
import { optimizers } from '../../src/core/optimizers/registry.ts';
import { numpyScript, torchScript } from '../../src/export/code/script.ts';
import { OLDEST_TORCH } from '../../src/export/code/torch-optim.ts';
import { findPython } from '../tools/find-python.ts';
import { keptScenes, scriptScenes, sourceOf } from './script-scenes.ts';
import { compare, runScripts } from './scripts.ts';

/**
 * Scenes as Python scripts, run by Python, print what the page shows. `PYTHON_PATH` names a Python that is not on the
 * path. Where none has the library, the scripts must still be those that were run when they were kept, and what they
 * printed then must still be what the page shows: `scripts/`, taken anew with TAKE_SCRIPTS=1 (both libraries needed).
 */

const libraries = [
  ['NumPy', 'numpy', findPython('numpy'), numpyScript],
  [`PyTorch ${OLDEST_TORCH.join('.')} or newer`, 'torch', findPython('torch', OLDEST_TORCH), torchScript],
] as const;

const takes = process.env['TAKE_SCRIPTS'] === '1';

test('the scenes hold every surface, and every rule on five or more', () => {
  for (const { id } of losses) expect(scriptScenes.some(([, { loss }]) => loss === id)).toBe(true);
  for (const { id } of optimizers) {
    const surfaces = scriptScenes.filter(([, scene]) =>
      scene.optimizers.some((setting) => setting.id === id),
    );
    expect(new Set(surfaces.map(([, { formula }]) => formula)).size).toBeGreaterThanOrEqual(5);
  }
});

describe.each(libraries)('%s scripts', (library, name, python, script) => {
  test.skipIf(python === null)(
    `print the page's positions${python ? `, with ${python.version}` : `, left out: no Python with ${library} was found`}`,
    { timeout: 300_000 },
    () => {
      const sources = scriptScenes.map(([title, scene]) => [title, sourceOf(scene)] as const);
      const outputs = runScripts(
        python!.program,
        sources.map(([title, source]) => [title, script(source)]),
      );
      const results = sources.map(([title, source]) => ({ title, ...compare(source, outputs.get(title)!) }));
      const faults = results.flatMap(({ title, faults: all }) =>
        all.slice(0, 5).map((fault) => `${title}: ${fault}`),
      );
      expect(faults).toEqual([]);
      const count = (of: 'compared' | 'left') => results.reduce((sum, result) => sum + result[of], 0);
      expect(count('compared')).toBeGreaterThan(20 * count('left'));
    },
  );

  // Where they are taken anew, PyTorch is loaded first.
  const options = takes ? { timeout: 300_000 } : {};
  // Those of later years were not run by PyTorch.
  const kept = keptScenes.filter(([title]) => name === 'numpy' || title !== 'later-rules');
  test.each(kept)('%s is the script that was kept, and printed these positions', options, (title, scene) => {
    const source = sourceOf(scene);
    const text = script(source);
    const file = (ending: string) => new URL(`scripts/${title}.${name}.${ending}`, import.meta.url);
    if (takes) {
      writeFileSync(file('py'), text);
      writeFileSync(file('tsv'), runScripts(python!.program, [[title, text]]).get(title)!.out);
    }
    expect(text).toBe(readFileSync(file('py'), 'utf8'));
    const { faults, compared } = compare(source, { out: readFileSync(file('tsv'), 'utf8'), errors: '' });
    expect(faults).toEqual([]);
    expect(compared).toBeGreaterThan(30);
  });
});
