import type { RootApp } from '../app/create-app.ts';
import type { Situation } from '../app/situation.ts';
import type { Talk, TalkScene } from '../core/talk/talk.ts';
import { answerNow } from '../app/answer-now.ts';
import { type Ahead, aheadOf } from './ahead.ts';
import { type Digit, isDigit, type TalkCommand } from './commands.ts';
import { createTalkShowing, type TalkShowing } from './showing.ts';
import { nextPalette } from './theme.ts';
import type { Timer } from './timer.ts';

/** What can lie over a scene: nothing to see, or the code that opens it on a phone. */
export const veils = ['black', 'white', 'code'] as const;
export type Veil = (typeof veils)[number];

/** Where a presentation is, beside the scene that the app shows. */
export interface Presentation {
  /** Index of the scene. */
  readonly at: number;
  /** What the room sees in the place of the scene. */
  readonly veil: Veil | null;
  /** The digits typed so far of a scene's number. */
  readonly typed: string;
  readonly pointer: boolean;
  readonly controls: boolean;
  /** When it began, or its time was set to zero: milliseconds since 1970. */
  readonly since: number;
}

export interface ControllerOptions {
  readonly app: RootApp;
  readonly talk: Talk;
  /** Index of the scene to begin with. */
  readonly from: number;
  /** The scene shown next is glided to. Returns for how many milliseconds, 0 for a cut. */
  glide(): number;
  readonly timer: Timer;
  /** Milliseconds since 1970. */
  now(): number;
  /** Of a presentation that goes on: its scenes as they were left, by their ids, and when it began. */
  readonly left?: ReadonlyMap<string, Situation>;
  readonly since?: number;
}

/** A talk being given: a machine that knows no page, over an app that shows the scenes. */
export interface Controller {
  readonly talk: Talk;
  readonly state: Presentation;
  readonly ahead: Ahead;
  /** Whether the scene shown last is glided to. */
  readonly glides: boolean;
  act(command: TalkCommand): void;
  /** Calls back after every change of `state`. Returns what ends it. */
  listen(changed: () => void): () => void;
  /** The scenes that were shown and left, as they were left, by their ids. */
  readonly left: ReadonlyMap<string, Situation>;
  /** Ends it: the app shows what it showed before. */
  leave(): void;
}

/** As many digits as the number of a talk's last scene may have. */
const MAX_DIGITS = 3;

export function createController(options: ControllerOptions): Controller {
  const { app, talk, now } = options;
  const last = talk.scenes.length - 1;
  const listeners = new Set<() => void>();
  let state: Presentation = {
    at: Math.max(0, Math.min(last, options.from)),
    veil: null,
    typed: '',
    pointer: false,
    controls: false,
    since: options.since ?? now(),
  };

  const set = (change: Partial<Presentation>) => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  const showing = createTalkShowing(options, state.at, (at) => set({ at }));
  const { goTo, reset, look, next, back } = createWay(options, showing, () => state.at);

  const type = (digit: Digit) => set({ typed: (state.typed + digit).slice(-MAX_DIGITS) });
  const enter = () => {
    const { typed } = state;
    if (typed === '') {
      next();
      return;
    }
    set({ typed: '' });
    goTo(Number(typed) - 1);
  };

  const acts: Readonly<Record<Exclude<TalkCommand, Digit>, () => void>> = {
    next,
    back,
    first: () => goTo(0),
    last: () => goTo(last),
    black: () => set({ veil: 'black' }),
    white: () => set({ veil: 'white' }),
    code: () => set({ veil: 'code' }),
    lift: () => {},
    pointer: () => set({ pointer: !state.pointer }),
    controls: () => set({ controls: !state.controls }),
    theme() {
      const { theme, contrast } = nextPalette(app.state.palette);
      showing.wear(theme);
      app.setFigure({ contrast });
    },
    reset,
    play: () => (app.state.playhead.playing ? app.pause() : app.play()),
    stepBack: () => app.stepBy(-1),
    stepForward: () => app.stepBy(1),
    undo: () => app.undo(),
    redo: () => app.redo(),
    enter,
    erase: () => set({ typed: state.typed.slice(0, -1) }),
    restartTime: () => set({ since: now() }),
  };

  return {
    talk,
    get state() {
      return state;
    },
    get ahead() {
      return look();
    },
    get glides() {
      return showing.glides;
    },
    left: showing.left,
    act(command) {
      // Behind a veil nobody sees what a key does: the first one gives the scene back.
      if (state.veil !== null && command !== 'restartTime') {
        set({ veil: null });
        return;
      }
      if (isDigit(command)) {
        type(command);
        return;
      }
      if (state.typed !== '' && command !== 'enter' && command !== 'erase') set({ typed: '' });
      acts[command]();
    },
    listen(changed) {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
    leave() {
      showing.giveUpPlaying();
      listeners.clear();
      showing.leave();
    },
  };
}

/** The way through the scenes of a talk, and through what is to come in each. */
function createWay({ app, talk, glide }: ControllerOptions, showing: TalkShowing, at: () => number) {
  const last = talk.scenes.length - 1;
  const scene = (): TalkScene => talk.scenes[at()]!;
  const look = () => aheadOf(app, scene(), showing.waiting.has(scene().id), at() === last);
  const goTo = (to: number) => {
    if (to < 0 || to > last || to === at()) return;
    const { id } = scene();
    showing.show(to, glide(), (situation) => showing.left.set(id, situation));
  };
  return {
    look,
    goTo,
    /** The scene as it was prepared. */
    reset() {
      showing.waiting.delete(scene().id);
      showing.show(at(), glide(), () => {});
    },
    next() {
      const ahead = look();
      showing.giveUpPlaying();
      showing.waiting.delete(scene().id);
      if (ahead.kind === 'answer') answerNow(app, glide() === 0);
      else if (ahead.kind === 'play') app.play();
      else if (ahead.kind === 'stage') app.setStage(ahead.stage);
      else if (ahead.kind === 'scene') goTo(at() + 1);
    },
    back() {
      const { stage } = app.state;
      if (scene().next === 'stages' && stage !== null) app.setStage(stage > 0 ? stage - 1 : null);
      else goTo(at() - 1);
    },
  };
}
