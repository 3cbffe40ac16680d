import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDisplay } from './display.ts';

/**
 * A headless Firefox driven through Marionette, the protocol that every Firefox speaks on a plain TCP socket:
 * `length:[0, id, command, parameters]` and back `length:[1, id, error, result]`.
 */
export interface Firefox {
  /** Whether it can have WebGL: without a display, on Linux, it has none. */
  readonly hasWebGL: boolean;
  navigate(url: string): Promise<void>;
  setSize(width: number, height: number): Promise<void>;
  /** The value of an expression, a promise's included, in the page or in a frame of it. */
  evaluate<T>(expression: string, frame?: FrameElement): Promise<T>;
  /** A frame of the page by an expression for its element, for `evaluate`; null where there is none. */
  frame(expression: string): Promise<FrameElement | null>;
  click(selector: string): Promise<void>;
  /** Turns the wheel at a place of the viewport, in CSS pixels. */
  wheel(x: number, y: number, by: number): Promise<void>;
  close(): Promise<void>;
}

/** An element as the protocol names it. */
export type FrameElement = Readonly<Record<string, string>>;

/** Under this name the protocol puts an element's identity. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

export async function startFirefox(program: string): Promise<Firefox> {
  const profile = mkdtempSync(join(tmpdir(), 'fall-line-firefox-'));
  const port = await freePort();
  const preferences = {
    'marionette.port': port,
    'webgl.force-enabled': true,
    // Edges unsmoothed, as in `quickFlags`: drawn in less than half of the time.
    'webgl.msaa-samples': 0,
    // And a quarter of the pixels at the same layout, as `COARSE`.
    'layout.css.devPixelsPerPx': '0.5',
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
  const display = process.platform === 'linux' ? await openDisplay() : null;
  const child = spawn(program, ['--headless', '--marionette', '--no-remote', '--profile', profile], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...(display && { DISPLAY: display.name }) },
  });
  try {
    await listening(child);
    const marionette = await connectTo(port);
    await marionette.command('WebDriver:NewSession', { capabilities: {} });
    return {
      hasWebGL: display !== null || process.platform !== 'linux',
      ...driverOf(marionette),
      async close() {
        const ended = new Promise((resolve) => child.once('exit', resolve));
        await marionette.command('Marionette:Quit', { flags: ['eForceQuit'] });
        await ended;
        display?.close();
        rmSync(profile, { recursive: true, force: true });
      },
    };
  } catch (error) {
    child.kill('SIGKILL');
    display?.close();
    throw error;
  }
}

function driverOf({ command }: Marionette): Omit<Firefox, 'close' | 'hasWebGL'> {
  const evaluate = async <T>(expression: string): Promise<T> => {
    const script = `return ${expression}`;
    return (await command<{ value: T }>('WebDriver:ExecuteScript', { script, args: [] })).value;
  };
  return {
    navigate: (url) => command('WebDriver:Navigate', { url }),
    setSize: (width, height) => command('WebDriver:SetWindowRect', { width, height }),
    async evaluate(expression, frame) {
      if (!frame) return evaluate(expression);
      await command('WebDriver:SwitchToFrame', { element: frame[ELEMENT] });
      try {
        return await evaluate(expression);
      } finally {
        await command('WebDriver:SwitchToFrame', { id: null });
      }
    },
    frame: evaluate<FrameElement | null>,
    async click(selector) {
      const { value } = await command<{ value: FrameElement }>('WebDriver:FindElement', {
        using: 'css selector',
        value: selector,
      });
      await command('WebDriver:ElementClick', { id: value[ELEMENT] });
    },
    async wheel(x, y, by) {
      const turn = { type: 'scroll', x, y, deltaX: 0, deltaY: by, duration: 0, origin: 'viewport' };
      const actions = [{ type: 'wheel', id: 'wheel', actions: [turn] }];
      await command('WebDriver:PerformActions', { actions });
    },
  };
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
