import { spawn } from 'node:child_process';

/** A screen for a program that draws with OpenGL. */
export interface Display {
  /** As in the environment variable DISPLAY. */
  readonly name: string;
  close(): void;
}

/** The display that there is, else one in memory where Xvfb is installed, else null. */
export async function openDisplay(): Promise<Display | null> {
  const given = process.env['DISPLAY'];
  if (given) return { name: given, close() {} };
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1280x1400x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  // It writes the number that it found free and took.
  const number = await new Promise<string | null>((resolve) => {
    server.once('error', () => resolve(null));
    server.once('exit', () => resolve(null));
    server.stdio[3]?.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
  });
  return number === null ? null : { name: `:${number}`, close: () => void server.kill() };
}
