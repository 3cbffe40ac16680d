import { answerForm } from '../../core/ask/ask.ts';
import type { ShownPart } from './showing.ts';

/**
 * How far a lesson can be read: what stands below a question tells its answer, and is closed until it is answered or passed
 * over. A challenge closes nothing.
 */
export interface Gates {
  /** The last part that is open. */
  readonly last: number;
  /** Whether a part's question is what closes those below. */
  isClosing(part: number): boolean;
  /** The question of a scene is answered. Whether it was not before. */
  answer(fragment: string): boolean;
  /** Opens all above a part: a link leads to it. */
  openTo(part: number): void;
}

export function createGates(parts: readonly ShownPart[]): Gates {
  const asking = parts.flatMap(({ fragment, restored: { scene } }, i) => {
    const isFirst = parts.findIndex((part) => part.fragment === fragment) === i;
    return scene.ask && answerForm(scene.ask.kind) !== 'setting' && isFirst ? [i] : [];
  });
  const passed = new Set<number>();
  const closed = () => asking.find((part) => !passed.has(part));
  return {
    get last() {
      return closed() ?? parts.length - 1;
    },
    isClosing: (part) => part === closed(),
    answer(fragment) {
      const part = asking.find((each) => parts[each]?.fragment === fragment);
      if (part === undefined || passed.has(part)) return false;
      passed.add(part);
      return true;
    },
    openTo(part) {
      for (const each of asking) if (each < part) passed.add(each);
    },
  };
}
