import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const text = (file: string) => readFileSync(file, 'utf8');
const guide = text('CONTRIBUTING.md');
const manifest = JSON.parse(text('package.json')) as {
  version: string;
  engines: { node: string };
  scripts: Readonly<Record<string, string>>;
};

/** What the guide's examples make, and what a failing test does. */
const made = [
  'src/core/optimizers/ngd.ts',
  'src/panels/lesson.late-panel.ts',
  'src/charts/overlays/thirds.overlay.ts',
  'tests/browser/failures',
];

test('every file that the guide names is there', () => {
  const prose = guide.replaceAll(/^```.*?^```/gms, '');
  const named = [...prose.matchAll(/`((?:src|tests|\.github)\/[^`\s]*)`|\]\(([^)#]+)\)/g)].map(
    ([, code, link]) => code ?? link ?? '',
  );
  const inCode = [...guide.matchAll(/^ \/\/ (src\/[^\s,:]+)/gm)].map(([, file = '']) => file);
  expect(named.length).toBeGreaterThan(20);
  expect([...named, ...inCode].filter((file) => !made.includes(file) && !existsSync(file))).toEqual([]);
});

test('what stands around the lines that it adds stands in those files', () => {
  const missing: string[] = [];
  let lines = 0;
  for (const [, diff = ''] of guide.matchAll(/^```diff\n(.*?)^```/gms)) {
    let files: string[] = [];
    for (const line of diff.split('\n')) {
      if (line.startsWith(' //')) files = [...line.matchAll(/src\/[^\s,:]+\.ts/g)].map(([file]) => file);
      else if (/^[ -]\s*\S/.test(line)) {
        lines += 1;
        const context = line.slice(1).trim();
        if (!files.some((file) => text(file).includes(context))) missing.push(`${files.join()}: ${context}`);
      }
    }
  }
  expect(lines).toBeGreaterThan(2);
  expect(missing).toEqual([]);
});

test('the commands that guide and README name are there', () => {
  const named = [...`${guide}${text('README.md')}`.matchAll(/npm run ([a-z:]+)/g)].map(
    ([, name = '']) => name,
  );
  expect(named.filter((name) => !(name in manifest.scripts))).toEqual([]);
});

test('the changelog begins with the version of the package', () => {
  expect(/^## ([\d.]+)/m.exec(text('CHANGELOG.md'))?.[1]).toBe(manifest.version);
});

test('Node is the same for people, the workflows and the package', () => {
  expect(manifest.engines.node).toBe(`>=${text('.nvmrc').trim()}`);
  expect(text('.github/workflows/test.yml')).toContain('bash .ci/run');
  for (const name of ['test', 'pages', 'release'])
    expect(text(`.github/workflows/${name}.yml`)).toMatch(/node-version(-file)?: ['"]?(\.nvmrc|20)/);
});
