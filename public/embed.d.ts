/**
 * What a host page can say to an embed and hear from it: version 1 of the protocol. The checks of the dispatcher, the
 * methods of the element, the published types and the README's table all follow from this file; it stands alone, so
 * that it can be published as it is.
 */

/** A scene as a plain document: what getScene gives, setScene takes, and a saved file holds. */
export interface SceneDocument {
  readonly version: number;
  readonly [key: string]: unknown;
}

/** A part of outside data that could not be taken: its path in the document, and a sentence. */
export interface Problem {
  readonly where: string;
  readonly message: string;
}

/** What became of a scene or a value that was sent. */
export interface Taken {
  readonly scene: SceneDocument;
  readonly problems: readonly Problem[];
}

/** Why a run ended before its last step, and the step at which that was found. */
export interface RunEnd {
  readonly step: number;
  readonly reason:
    | 'overflow'
    | 'undefined loss'
    | 'undefined gradient'
    | 'undefined step'
    | 'no matrix'
    | 'two players';
}

/** An optimizer at the current step. `loss` and `gradient` are exact, whatever the noise. */
export interface OptimizerState {
  readonly id: string;
  /** What it is called: its own name or its rule's, with what tells it from the others. */
  readonly label: string;
  readonly position: readonly number[];
  readonly loss: number;
  readonly gradient: readonly number[];
  /** Whether it has diverged by this step. */
  readonly diverged: boolean;
  /** Why it has ended by this step; null while it goes on. */
  readonly end: RunEnd | null;
  /** Whether its position lies outside the domain that is shown. */
  readonly outside: boolean;
}

/** The place in time, and the optimizers that are on. */
export interface EmbedState {
  readonly step: number;
  readonly steps: number;
  readonly playing: boolean;
  readonly optimizers: readonly OptimizerState[];
}

/** A whole run at full precision: (steps + 1) x 2 positions, row-major, and as many losses. */
export interface RecordedRun {
  readonly positions: Float64Array;
  readonly losses: Float64Array;
  /** The first step whose position or loss is not finite; the run keeps the steps before it. */
  readonly divergedAt: number | null;
  /** Why it ended there. */
  readonly end: RunEnd | null;
}

/** The beginning or the end of a key's press, as KeyboardEvent has it; `keyCode` for those who know keys by it alone. */
export interface KeyPress {
  readonly type: 'keydown' | 'keyup';
  readonly key: string;
  readonly code: string;
  readonly keyCode: number;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly repeat: boolean;
}

/** What can be asked for. */
export interface Methods {
  /** The scene, with the place in time. */
  getScene(): SceneDocument;
  /** Shows another scene: a document, or a link's fragment. What cannot be taken costs only itself. */
  setScene(params: { scene: object | string }): Taken;
  /** Changes one value of the scene: `optimizers.0.lr`, `start`, `noise`, `view.camera.zoom`. */
  patch(params: { path: string; value: unknown }): Taken;
  /** Plays, from a step and to a step if given, at a number of steps per second. */
  play(params: { from?: number; to?: number; speed?: number }): null;
  /** Stops where it is. */
  pause(): null;
  /** Goes to a step. */
  seek(params: { step: number }): null;
  /** Goes some steps on, or back when negative, and stops there. */
  step(params: { by: number }): null;
  /** Where everything is at this step. */
  getState(): EmbedState;
  /** The run of an optimizer, by its place in the scene from 0 or by its id. */
  getRun(params: { optimizer: number | string }): RecordedRun;
  /** The picture as a data URL; the embed's own size without width and height, in pixels. */
  snapshot(params: {
    width?: number;
    height?: number;
    type?: 'image/png' | 'image/jpeg' | 'image/webp';
  }): string;
  /** Light, dark, or as the system wishes. */
  setTheme(params: { theme: 'light' | 'dark' | 'auto' }): null;
  /** From now on these events are sent, and no others; the last ready, height and problem at once. */
  subscribe(params: { events: readonly EventName[] }): null;
}

/** What is told after `subscribe`. */
export interface Events {
  /** The embed is there and answers; what it shows, in a line. */
  ready: { readonly version: 1; readonly title: string };
  /** Another step is shown, or playing has begun or ended. */
  step: { readonly step: number; readonly steps: number; readonly playing: boolean };
  /** The scene has changed; sent at most a few times a second, with what it shows in a line. */
  change: { readonly scene: SceneDocument; readonly title: string };
  /** The height at which nothing is cut off, in CSS pixels. */
  height: { readonly height: number };
  /** A key that the embed does not use, or leaves to the host; nothing that is typed into a field. */
  key: KeyPress;
  /** The scene's question is answered: whether the guess was right and how far off, null without one; the guess itself is not told. */
  answer: { readonly kind: string; readonly right: boolean | null; readonly gap: number | null };
  /** Something in the embed's address could not be taken. */
  problem: { readonly problems: readonly Problem[] };
}

export type MethodName = keyof Methods;
export type EventName = keyof Events;
/** What a method takes, {} when it takes nothing. */
export type Params<M extends MethodName> =
  Parameters<Methods[M]> extends [infer P] ? P : Record<never, never>;
export type Result<M extends MethodName> = ReturnType<Methods[M]>;

/** Why a request was not served. */
export type ErrorCode = 'unknown-method' | 'bad-params' | 'too-many' | 'failed';

export type Answer =
  | { readonly fallLine: 1; readonly id: string | number; readonly result: unknown }
  | {
      readonly fallLine: 1;
      readonly id: string | number;
      readonly error: { readonly code: ErrorCode; readonly message: string };
    };

export interface EventMessage<E extends EventName = EventName> {
  readonly fallLine: 1;
  readonly event: E;
  readonly data: Events[E];
}

/** The element <fall-line>: every method is a request, every event a CustomEvent with its data as `detail`. */
export interface FallLineElement extends HTMLElement {
  getScene(params?: Params<'getScene'>): Promise<Result<'getScene'>>;
  setScene(params: Params<'setScene'>): Promise<Result<'setScene'>>;
  patch(params: Params<'patch'>): Promise<Result<'patch'>>;
  play(params?: Params<'play'>): Promise<Result<'play'>>;
  pause(params?: Params<'pause'>): Promise<Result<'pause'>>;
  seek(params: Params<'seek'>): Promise<Result<'seek'>>;
  step(params: Params<'step'>): Promise<Result<'step'>>;
  getState(params?: Params<'getState'>): Promise<Result<'getState'>>;
  getRun(params: Params<'getRun'>): Promise<Result<'getRun'>>;
  snapshot(params?: Params<'snapshot'>): Promise<Result<'snapshot'>>;
  setTheme(params: Params<'setTheme'>): Promise<Result<'setTheme'>>;
  subscribe(params: Params<'subscribe'>): Promise<Result<'subscribe'>>;
  request<M extends MethodName>(method: M, params?: Params<M>): Promise<Result<M>>;
  addEventListener<E extends EventName>(
    type: E,
    listener: (event: CustomEvent<Events[E]>) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'fall-line': FallLineElement;
  }
}
