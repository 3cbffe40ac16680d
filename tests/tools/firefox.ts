import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A headless Firefox driven through Marionette, the protocol that every Firefox speaks on a plain TCP socket:
 * `length:[0, id, command, parameters]` and back `length:[1, id, error, result]`.
 */
export interface Firefox {
  command<T>(name: string, parameters?: object): Promise<T>;
  close(): Promise<void>;
}

export async function startFirefox(program: string): Promise<Firefox> {
  const profile = mkdtempSync(join(tmpdir(), 'fall-line-firefox-'));
  const port = await freePort();
  const preferences = {
    'marionette.port': port,
    'webgl.force-enabled': true,
    'app.update.enabled': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'browser.shell.checkDefaultBrowser': false,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
  };
  writeFileSync(
    join(profile, 'user.js'),
    Object.entries(preferences)
      .map(([key, value]) => `user_pref(${JSON.stringify(key)}, ${JSON.stringify(value)});\n`)
      .join(''),
  );
  const child = spawn(program, ['--headless', '--marionette', '--no-remote', '--profile', profile], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  try {
    await listening(child);
    const marionette = await connectTo(port);
    await marionette.command('WebDriver:NewSession', { capabilities: {} });
    return {
      command: marionette.command,
      async close() {
        const ended = new Promise((resolve) => child.once('exit', resolve));
        await marionette.command('Marionette:Quit', { flags: ['eForceQuit'] });
        await ended;
        rmSync(profile, { recursive: true, force: true });
      },
    };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}

/** Firefox says on its output when Marionette listens. */
function listening(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('Listening on port')) resolve();
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => reject(new Error(`Firefox ended with ${code}: ${output.slice(-2000)}`)));
  });
}

interface Marionette {
  command<T>(name: string, parameters?: object): Promise<T>;
}

function connectTo(port: number): Promise<Marionette> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect(port, '127.0.0.1');
    const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
    let buffer = Buffer.alloc(0);
    let nextId = 1;
    let greeted = false;
    socket.on('error', reject);
    socket.on('data', (chunk: Buffer) => {
      buffer = Buffer.concat([buffer, chunk]);
      for (;;) {
        const colon = buffer.indexOf(':');
        const length = Number(buffer.subarray(0, colon).toString());
        if (colon < 0 || buffer.length < colon + 1 + length) return;
        const message: unknown = JSON.parse(buffer.subarray(colon + 1, colon + 1 + length).toString());
        buffer = buffer.subarray(colon + 1 + length);
        if (!greeted) {
          greeted = true;
          resolve({
            command: (name, parameters = {}) =>
              new Promise((done, failed) => {
                const id = nextId++;
                waiting.set(id, { resolve: done as (value: never) => void, reject: failed });
                const text = JSON.stringify([0, id, name, parameters]);
                socket.write(`${Buffer.byteLength(text)}:${text}`);
              }),
          });
        } else if (Array.isArray(message)) {
          const [, id, error, result] = message as [number, number, { message: string } | null, unknown];
          const entry = waiting.get(id);
          waiting.delete(id);
          if (error) entry?.reject(new Error(error.message));
          else entry?.resolve(result as never);
        }
      }
    });
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}
