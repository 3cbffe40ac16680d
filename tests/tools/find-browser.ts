import { execFile } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';

const call = promisify(execFile);

/**
 * The Chromium that the tests drive: an installed one, else the one that Playwright downloads, else the one of
 * the system's package manager (as root), else an error that says what to install.
 */
export async function findChromium(log: (line: string) => void = () => {}): Promise<string> {
  const found = installedChromium();
  if (found) return found;
  for (const [what, install] of [
    ['downloading Chromium', downloadChromium],
    ["installing Chromium with the system's package manager", installChromium],
  ] as const) {
    log(`No Chrome or Chromium was found: ${what}.`);
    try {
      await install();
    } catch (error) {
      log(`That did not work: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
    }
    const after = installedChromium();
    if (after) return after;
  }
  throw new Error(
    'The tests need Chrome or Chromium. Install one (on Debian and Ubuntu: apt-get install chromium), or set ' +
      'CHROME_PATH to the program.',
  );
}

/** Firefox, where it is installed; the tests that want it are skipped elsewhere. */
export function findFirefox(): string | null {
  return firstOnPath(['firefox-esr', 'firefox']);
}

function installedChromium(): string | null {
  const named = process.env['CHROME_PATH'];
  if (named && isProgram(named)) return named;
  // Without windows around its pages the shell opens them in half of the time, and draws the same.
  const onPath = firstOnPath([
    'chromium-headless-shell',
    'chromium',
    'chromium-browser',
    'google-chrome-stable',
    'google-chrome',
    'microsoft-edge',
  ]);
  if (onPath) return onPath;
  const usual = [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ...['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].map((key) =>
      join(process.env[key] ?? '', 'Google', 'Chrome', 'Application', 'chrome.exe'),
    ),
  ].find(isProgram);
  if (usual) return usual;
  const downloaded = chromium.executablePath();
  return downloaded && existsSync(downloaded) ? downloaded : null;
}

async function downloadChromium(): Promise<void> {
  const cli = join(dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')), 'cli.js');
  await call(process.execPath, [cli, 'install', 'chromium'], { timeout: 300_000, maxBuffer: Infinity });
}

/** What installs a package, and the packages that have a Chromium, the best first. */
const packageManagers: readonly (readonly [
  name: string,
  install: readonly string[],
  packages: readonly string[],
])[] = [
  ['apt-get', ['install', '-y', '--no-install-recommends'], ['chromium-headless-shell', 'chromium']],
  ['apk', ['add'], ['chromium']],
  ['dnf', ['install', '-y'], ['chromium']],
];

async function installChromium(): Promise<void> {
  if (process.getuid?.() !== 0) throw new Error('only root may install packages.');
  const manager = packageManagers.find(([name]) => firstOnPath([name]));
  if (!manager) throw new Error('no package manager that this script knows was found.');
  const [name, install, packages] = manager;
  const ask = (...parameters: readonly string[]) =>
    call(name, parameters, {
      maxBuffer: Infinity,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  if (name === 'apt-get') await ask('update');
  const errors: unknown[] = [];
  for (const each of packages) {
    try {
      await ask(...install, each);
      return;
    } catch (error) {
      errors.push(error);
    }
  }
  throw errors.at(-1);
}

function firstOnPath(names: readonly string[]): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  for (const name of names) {
    for (const folder of folders) {
      const program = join(folder, name + suffix);
      if (isProgram(program)) return program;
    }
  }
  return null;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
