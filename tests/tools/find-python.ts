import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * The first Python 3 that has a library, of the one that `PYTHON_PATH` names and all that are on the path; null where
 * none has it.
 */
export function findPython(library: string): string | null {
  return candidates().find((program) => has(program, library)) ?? null;
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

function has(program: string, library: string): boolean {
  try {
    const check = `import sys; assert sys.version_info >= (3, 8); import ${library}`;
    execFileSync(program, ['-c', check], { stdio: 'ignore', timeout: 60_000 });
    return true;
  } catch {
    return false;
  }
}
