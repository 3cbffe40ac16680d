import type { App } from '../app/app.ts';
import { endBy } from '../app/reading.ts';
import type { RunView } from '../app/state.ts';
import { isInsideAt } from '../core/run/place.ts';
import type { Restored } from '../core/scene/document.ts';
import { restoreScene, writeDocument } from '../core/scene/restore.ts';
import { readFragment } from '../core/scene/url.ts';
import { embed as text } from '../text/en/embed.ts';
import type {
  Answer,
  EmbedState,
  ErrorCode,
  EventName,
  MethodName,
  OptimizerState,
  Params,
  Result,
  SceneDocument,
  Taken,
} from './api.ts';
import { patchScene } from './patch.ts';
import { methodNames, wrongParams } from './protocol.ts';

/** Messages a second that are served; a slider that is dragged at 120 Hz passes. */
export const MESSAGES_PER_SECOND = 240;
const MAX_ID = 200;

/** What the dispatcher needs beside the app. */
export interface DispatcherOptions {
  readonly app: App;
  /** Milliseconds, for the limit on messages. */
  readonly now: () => number;
  /** Shows another scene: what was read, and as it came. */
  readonly load: (restored: Restored, given: object | string) => void;
  /** Reads a scene that is given as text; a link's fragment, where nothing else is said. */
  readonly read?: (given: string) => Restored;
  /** The picture, as soon as there is a context to draw it with. */
  readonly snapshot: (params: Params<'snapshot'>) => string | Promise<string>;
  readonly setTheme: (theme: 'light' | 'dark' | 'auto') => void;
  readonly subscribe: (events: readonly EventName[]) => void;
}

/** A request that cannot be served, and why. */
class Refusal extends Error {
  readonly code: ErrorCode;
  constructor(code: ErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

type Handlers = { readonly [M in MethodName]: (params: Params<M>) => Result<M> | Promise<Result<M>> };

/** Answers a message: at once, later, or never where it is no request. */
export type Dispatch = (message: unknown) => Answer | Promise<Answer> | null;

/**
 * Answers messages of the protocol. Takes anything and never throws: what is no request gives null, what cannot be
 * served gives an error. A message can change the scene and the place in time and nothing else.
 */
export function createDispatcher(options: DispatcherOptions): Dispatch {
  const handlers = createHandlers(options);
  const isServed = createThrottle(MESSAGES_PER_SECOND, options.now);

  const serve = (message: object): unknown => {
    const method = own(message, 'method');
    const name = methodNames.find((known) => known === method);
    if (name === undefined) throw new Refusal('unknown-method', text.unknownMethod);
    const params = own(message, 'params') ?? {};
    if (typeof params !== 'object') throw new Refusal('bad-params', text.noParams);
    const wrong = wrongParams(name, params);
    if (wrong !== null) throw new Refusal('bad-params', wrong);
    // The parameters have just been checked against this method's own row.
    const handle = handlers[name] as (params: object) => unknown;
    return handle(params);
  };

  return (message) => {
    let id: string | number;
    try {
      if (typeof message !== 'object' || message === null || own(message, 'fallLine') !== 1) return null;
      const given = own(message, 'id');
      if (!isId(given)) return null;
      id = given;
    } catch {
      return null;
    }
    if (!isServed()) return { fallLine: 1, id, error: { code: 'too-many', message: text.tooMany } };
    try {
      const result = serve(message);
      if (!(result instanceof Promise)) return { fallLine: 1, id, result };
      return result.then(
        (later: unknown) => ({ fallLine: 1, id, result: later }),
        (error: unknown) => unserved(id, error),
      );
    } catch (error) {
      return unserved(id, error);
    }
  };
}

function unserved(id: string | number, error: unknown): Answer {
  if (error instanceof Refusal)
    return { fallLine: 1, id, error: { code: error.code, message: error.message } };
  // Nothing that a message does may end the embed; what did go wrong is seen in the console.
  console.error(error);
  return { fallLine: 1, id, error: { code: 'failed', message: text.failed } };
}

function createHandlers({
  app,
  load,
  read = readFragment,
  snapshot,
  setTheme,
  subscribe,
}: DispatcherOptions): Handlers {
  const document = () => documentOfApp(app);
  const taken = (problems: Taken['problems']): Taken => ({ scene: document(), problems });
  return {
    getScene: document,
    setScene({ scene }) {
      const restored = typeof scene === 'string' ? read(scene) : restoreScene(scene);
      load(restored, scene);
      return taken(restored.problems);
    },
    patch({ path, value }) {
      const patched = patchScene(app.state.scene, path, value);
      if (!patched) throw new Refusal('bad-params', text.noSuchPath(path));
      const [problem] = patched.problems;
      if (problem) throw new Refusal('bad-params', problem.message);
      app.edit(() => patched.scene, `patch ${path}`);
      return taken([]);
    },
    play({ from, to, speed }) {
      app.pause();
      if (from !== undefined) app.seek(from);
      app.setPlayhead({
        ...(speed !== undefined && { speed }),
        range: to === undefined ? null : [Math.max(0, Math.round(from ?? 0)), Math.max(0, Math.round(to))],
      });
      app.play();
      return null;
    },
    pause() {
      app.pause();
      return null;
    },
    seek({ step }) {
      app.seek(step);
      return null;
    },
    step({ by }) {
      app.stepBy(Math.round(by));
      return null;
    },
    getState: () => stateOf(app),
    getRun({ optimizer }) {
      const { run } = runOf(app, optimizer);
      const { positions, losses, divergedAt, end } = run;
      return { positions, losses, divergedAt, end };
    },
    snapshot,
    setTheme({ theme }) {
      setTheme(theme);
      return null;
    },
    subscribe({ events }) {
      subscribe(events);
      return null;
    },
  };
}

/** The scene of an app as messages carry it. */
export function documentOfApp(app: App): SceneDocument {
  return { ...writeDocument(app.state.scene, app.state.playhead) };
}

function stateOf({ state, derived }: App): EmbedState {
  const { step, playing } = state.playhead;
  const optimizers = derived.runs.map(({ run, setting, label }): OptimizerState => {
    const kept = Math.min(step, run.steps);
    const position = [...run.positions.subarray(kept * run.dimension, (kept + 1) * run.dimension)];
    return {
      id: setting.id,
      label,
      position,
      loss: run.losses[kept] ?? Number.NaN,
      gradient: [...derived.loss.gradient(position)],
      diverged: run.divergedAt !== null && step >= run.divergedAt,
      end: endBy(run, step),
      outside: !isInsideAt(run, kept, state.scene.domain),
    };
  });
  return { step, steps: state.scene.steps, playing, optimizers };
}

function runOf({ derived }: App, optimizer: number | string): RunView {
  const view = derived.runs.find(({ index, setting }) =>
    typeof optimizer === 'number' ? index === optimizer : setting.id === optimizer,
  );
  if (!view) throw new Refusal('bad-params', text.noSuchRun);
  // What is seen of it are feet on a plane.
  if (view.distances) throw new Refusal('bad-params', text.runOfModel);
  return view;
}

function own(object: object, name: string): unknown {
  return Object.hasOwn(object, name) ? Reflect.get(object, name) : undefined;
}

function isId(value: unknown): value is string | number {
  return typeof value === 'string'
    ? value.length <= MAX_ID
    : typeof value === 'number' && Number.isFinite(value);
}

/** Lets at most `perSecond` through in any second. */
function createThrottle(perSecond: number, now: () => number): () => boolean {
  let since = now();
  let served = 0;
  return () => {
    const time = now();
    if (time - since >= 1000) {
      since = time;
      served = 0;
    }
    served += 1;
    return served <= perSecond;
  };
}
