import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface FoundPython {
  readonly program: string;
  /** Of the library. */
  readonly version: string;
}

/**
 * The first Python 3.8 or newer that has a library, in a version that is new enough, of the one that `PYTHON_PATH`
 * names and all that are on the path; null where none has it.
 */
export function findPython(library: string, oldest: readonly [number, number] = [0, 0]): FoundPython | null {
  const key = `${library} ${oldest.join('.')}`;
  let python = found.get(key);
  if (python === undefined) found.set(key, (python = search(library, oldest)));
  return python;
}

/** Several files ask, and to start Python with a library takes longer than many tests. */
const found = new Map<string, FoundPython | null>();

function search(library: string, oldest: readonly [number, number]): FoundPython | null {
  for (const program of candidates()) {
    const version = versionOf(program, library);
    const [major = 0, minor = 0] = (version ?? '').split('.').map((part) => Number.parseInt(part, 10));
    const isNewEnough = major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
    if (version !== null && isNewEnough) return { program, version };
  }
  return null;
}

function candidates(): string[] {
  const named = process.env['PYTHON_PATH'];
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const names = process.platform === 'win32' ? ['python.exe'] : ['python3', 'python'];
  const onPath = folders
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .filter((file) => existsSync(file));
  return [...new Set(named ? [named, ...onPath] : onPath)];
}

function versionOf(program: string, library: string): string | null {
  try {
    const check = `import sys; assert sys.version_info >= (3, 8); import ${library}; print(${library}.__version__)`;
    return execFileSync(program, ['-c', check], {
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 60_000,
      encoding: 'utf8',
    }).trim();
  } catch {
    return null;
  }
}
