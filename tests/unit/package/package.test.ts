import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { compileFormula, recordRun } from '../../../src/core/index.ts';

// Other programs are started: npm, node, tsc.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'fall-line-package-'));
const host = join(folder, 'host');
const run = (command: string, args: readonly string[], cwd: string): string =>
  execFileSync(command, args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    // The last hundredth of the page's size, which takes as long as all else of its build, is no matter here.
    env: { ...process.env, BUILD_QUICKLY: '1' },
  });

const program = `import { compileFormula, recordRun } from 'fall-line/core';

const loss = compileFormula('(1-x)^2 + 100(y-x^2)^2');
const run = recordRun({ loss, optimizer: { id: 'adam', lr: 0.05 }, start: [-1.2, 1], steps: 1000 });
console.log(JSON.stringify([...run.positions.slice(-2)]));
`;

/** The README's programs for the engine; what each `console.log` prints stands behind it, up to a colon. */
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const section = /^## Without a browser\n(.*?)^## /ms.exec(readme)?.[1] ?? '';
const examples = [...section.matchAll(/^```ts\n(.*?)^```/gms)].map(([, code = '']) => code);

const typeCheck = (...programs: readonly string[]): string => {
  // The host has no types for Node.
  const logging = 'declare const console: { log(...values: unknown[]): void };\n';
  const files = programs.map((code, i) => {
    writeFileSync(join(host, `program-${i}.ts`), logging + code);
    return `program-${i}.ts`;
  });
  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022'];
  return run(join(root, 'node_modules', '.bin', 'tsc'), [...options, ...files], host);
};

// Packing builds the page and the package: no network, nothing is installed but the file itself.
beforeAll(() => {
  run('npm', ['pack', '--silent', '--pack-destination', folder], root);
  const [tarball = ''] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  mkdirSync(host);
  writeFileSync(join(host, 'package.json'), '{ "private": true, "type": "module" }');
  run('npm', ['install', '--offline', '--no-audit', '--no-fund', join(folder, tarball)], host);
});

afterAll(() => rmSync(folder, { recursive: true }));

test('the packed engine runs in Node, and gives the run of this repository to the bit', () => {
  writeFileSync(join(host, 'program.js'), program);
  const loss = compileFormula('(1-x)^2 + 100(y-x^2)^2');
  const own = recordRun({ loss, optimizer: { id: 'adam', lr: 0.05 }, start: [-1.2, 1], steps: 1000 });
  expect(JSON.parse(run('node', ['program.js'], host))).toEqual(Array.from(own.positions.subarray(-2)));
});

test('its types and those of the element hold, and a mistake is one', () => {
  const element = `import 'fall-line/element';
    declare const element: HTMLElementTagNameMap['fall-line'];
    element.getState().then(({ step }) => step.toFixed());`;
  const typed = program + element;
  expect(typeCheck(typed)).toBe('');
  expect(() => typeCheck(typed.replace('steps: 1000', "steps: 'many'"))).toThrow();
});

test('the README has an example of each thing, with types that hold', () => {
  expect(examples).toHaveLength(7);
  expect(typeCheck(...examples)).toBe('');
});

test.each(examples)('what the README’s example %# prints is what stands beside it', (code) => {
  writeFileSync(join(host, 'program.js'), code);
  const said = [...code.matchAll(/^console\.log\(.*\); \/\/ (.*?)(:.*)?$/gm)].map(([, text]) => text);
  const printed = run('node', ['program.js'], host).trimEnd();
  expect(printed === '' ? [] : printed.split('\n')).toEqual(said);
});

test('a host that bundles the element gets a module that needs nothing else', async () => {
  writeFileSync(join(host, 'page.js'), "import 'fall-line/element';");
  const built = await build({
    root: host,
    configFile: false,
    logLevel: 'silent',
    build: { write: false, rolldownOptions: { input: join(host, 'page.js') } },
  });
  const [output] = [built].flat();
  const chunks = output && 'output' in output ? output.output : [];
  expect(chunks).toHaveLength(1);
  expect(chunks[0]?.type === 'chunk' && chunks[0].code).toContain('fall-line');
});
