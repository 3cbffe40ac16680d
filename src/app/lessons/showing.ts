import type { Restored } from '../../core/scene/document.ts';
import type { Part } from '../../core/lesson/lesson.ts';
import { isOpen } from '../asking.ts';
import type { App } from '../app.ts';
import type { State } from '../state.ts';

/**
 * What the stage shows is a function of the part that is read and of what the reader has answered: reading back undoes
 * what reading on has done. What was guessed, and settings that were sought, stay with their scene.
 */
export interface LessonShowing {
  /** The part that is shown; -1 before the first. */
  readonly at: number;
  /** Shows what stands beside a part, as it is entered. */
  show(part: number): void;
  /** Shows it anew where its scene is another one now: what it needs has come. */
  renew(): void;
}

/** A part with the whole scene that is shown beside it. */
export interface ShownPart extends Pick<Part, 'id' | 'enter'> {
  /** The scene's fragment: parts with the same one show the same. */
  readonly fragment: string;
  readonly restored: Pick<Restored, 'scene' | 'playhead'>;
  /** Whether all of it was taken: code that a scene needs may still be on its way. */
  readonly isWhole: boolean;
}

/**
 * The step at which each part has come to rest: a still one that shows the scene of the part above it goes on with what that
 * has come to. Null for the step of the scene's link.
 */
export function restsOf(parts: readonly ShownPart[]): readonly (number | null)[] {
  let above: number | null = null;
  return parts.map(({ fragment, enter, restored }, i) => {
    if (enter === 'play') above = restored.scene.steps;
    else if (enter !== 'still') above = enter.to;
    else if (fragment !== parts[i - 1]?.fragment) above = null;
    return above;
  });
}

/**
 * Arrows without the equation that names them explain nothing, but where a lesson asks for them, or for what is drawn of the
 * calculus at a run's place: its tangent, its parabola, its eigenvectors.
 */
const explains = /(?:^|&)(?:gradient=|magnify=|overlays=[^&]*(?:tangent|taylor|eigenvectors))/;

/** How a scene with a question was left. */
type Left = Pick<State, 'scene' | 'playhead' | 'asked'>;

/** @param isCalm whether nothing is to play by itself */
export function createLessonShowing(
  app: App,
  parts: readonly ShownPart[],
  isCalm: () => boolean,
): LessonShowing {
  const left = new Map<string, Left>();
  const rests = restsOf(parts);
  let at = -1;
  let shown: string | null = null;
  let wasWhole = true;

  const keep = () => {
    const { scene, playhead, asked } = app.state;
    if (shown !== null && scene.ask) left.set(shown, { scene, playhead, asked });
  };
  const restore = ({ fragment, restored }: ShownPart, rest: number | null) => {
    const before = left.get(fragment);
    app.load(before?.scene ?? restored.scene, before?.playhead ?? restored.playhead);
    if (!before) {
      app.select(explains.test(fragment) ? restored.scene.optimizers.length - 1 : -1);
      if (rest !== null) app.seek(rest);
      return;
    }
    app.guess(before.asked.guess);
    if (!before.asked.isLocked) return;
    app.lock();
    app.seek(before.playhead.step);
  };
  const enter = ({ enter: how }: ShownPart) => {
    if (how === 'still' || isOpen(app.state)) return;
    const [from, to] = how === 'play' ? [0, app.state.scene.steps] : [how.from, how.to];
    if (isCalm()) {
      app.seek(to);
      return;
    }
    app.setPlayhead({ range: [from, to] });
    app.seek(from);
    app.play();
  };

  const show = (next: number) => {
    const part = parts[next];
    if (!part || next === at) return;
    at = next;
    if (part.fragment !== shown) {
      keep();
      app.pause();
      restore(part, rests[next] ?? null);
      shown = part.fragment;
      wasWhole = part.isWhole;
    }
    if (!left.get(part.fragment)?.asked.isLocked) enter(part);
  };
  return {
    get at() {
      return at;
    },
    show,
    renew() {
      if (wasWhole) return;
      const again = at;
      const { asked, playhead } = app.state;
      const part = parts[at];
      // What was guessed meanwhile is of the same question.
      if (part && (asked.isLocked || asked.guess))
        left.set(part.fragment, { scene: part.restored.scene, playhead, asked });
      [at, shown] = [-1, null];
      show(again);
    },
  };
}
