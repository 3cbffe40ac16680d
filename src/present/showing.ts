import type { RootApp } from '../app/create-app.ts';
import type { Situation } from '../app/situation.ts';
import type { Talk, TalkScene } from '../core/talk/talk.ts';
import { preparedScenes } from './prepared.ts';
import { withTheme } from './theme.ts';
import type { Timer } from './timer.ts';

type Theme = Situation['scene']['view']['theme'];

/** The scenes of a talk in the app: each as it was left, or as it was prepared, and then begun. */
export interface TalkShowing {
  /** The scenes that were shown and left, as they were left, by their ids. */
  readonly left: Map<string, Situation>;
  /** Scenes that wait for the key that plays them. */
  readonly waiting: Set<string>;
  /** Whether the scene shown last is glided to. */
  readonly glides: boolean;
  /** @param keep is given what is shown until then */
  show(at: number, after: number, keep: (now: Situation) => void): void;
  /** Nothing begins to play any more when the glide is over. */
  giveUpPlaying(): void;
  /** Shows this scene, and all that follow, in a theme. */
  wear(theme: Theme): void;
  /** The app shows what it showed before. */
  leave(): void;
}

/** @param shown is told of a scene in the place of another */
export function createTalkShowing(
  {
    app,
    talk,
    timer,
    left: before,
  }: {
    readonly app: RootApp;
    readonly talk: Talk;
    readonly timer: Timer;
    readonly left?: ReadonlyMap<string, Situation>;
  },
  from: number,
  shown: (at: number) => void,
): TalkShowing {
  const prepared = preparedScenes(talk);
  const left = new Map(before);
  const waiting = new Set<string>();
  let home: Situation | null = null;
  let theme: Theme | null = null;
  /** Gives up the playing that waits for a glide; null while none does. */
  let dropPlaying: (() => void) | null = null;
  let glides = false;

  const giveUpPlaying = () => {
    dropPlaying?.();
    dropPlaying = null;
  };
  /** Plays when the glide is over: during it the paths are not seen. */
  const playAfter = (milliseconds: number) => {
    if (milliseconds === 0) {
      app.play();
      return;
    }
    dropPlaying = timer(milliseconds, () => {
      dropPlaying = null;
      app.play();
    });
  };
  /** What a scene does when it is entered for the first time. */
  const begin = ({ id, enter }: TalkScene, after: number) => {
    if (enter.kind === 'wait') waiting.add(id);
    if (enter.kind !== 'play' && enter.kind !== 'range') return;
    if (enter.kind === 'range') {
      app.setPlayhead({ range: [enter.from, enter.to] });
      app.seek(enter.from);
    } else {
      app.seek(0);
    }
    playAfter(after);
  };

  const opening = talk.scenes[from]!;
  const first = left.get(opening.id);
  app.exchange((situation) => {
    home = situation;
    return first ?? prepared(from);
  });
  left.delete(opening.id);
  if (!first) begin(opening, 0);

  return {
    left,
    waiting,
    get glides() {
      return glides;
    },
    show(at, after, keep) {
      const played = dropPlaying !== null;
      glides = after > 0;
      giveUpPlaying();
      const next = talk.scenes[at]!;
      const was = left.get(next.id);
      app.exchange((situation) => {
        keep(played ? inMotion(situation, true) : situation);
        const seen = was ? inMotion(was, false) : prepared(at);
        return theme ? withTheme(seen, theme) : seen;
      });
      left.delete(next.id);
      shown(at);
      if (!was) begin(next, after);
      else if (was.playhead.playing) playAfter(after);
    },
    giveUpPlaying,
    wear(next) {
      theme = next;
      app.exchange((situation) => withTheme(situation, next));
    },
    leave() {
      const now = home;
      if (now) app.exchange(() => now);
    },
  };
}

function inMotion(situation: Situation, playing: boolean): Situation {
  return { ...situation, playhead: { ...situation.playhead, playing } };
}
