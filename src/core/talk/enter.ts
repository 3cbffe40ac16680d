import { limits } from '../scene/limits.ts';
import type { Enter } from './talk.ts';

/** Entering as a file says it: "still", "play", "wait", or "play 0 60", the last two numbers steps. */
export function printEnter(enter: Enter): string {
  return enter.kind === 'range' ? `play ${enter.from} ${enter.to}` : enter.kind;
}

/** What a text says of entering; null when it says nothing of it. */
export function parseEnter(text: string): Enter | null {
  const [, kind, from, to] =
    /^\s*(still|play|wait)(?:\s+(\d{1,6})\s+(\d{1,6}))?\s*$/.exec(text.slice(0, 80)) ?? [];
  if (kind === 'play' && from !== undefined && to !== undefined) return rangeOf(Number(from), Number(to));
  if (from !== undefined) return null;
  return kind === 'still' || kind === 'play' || kind === 'wait' ? { kind } : null;
}

/** Playing from one step to a later one; null where that is none. */
export function rangeOf(from: number, to: number): Enter | null {
  const isStep = (step: number) => Number.isInteger(step) && step >= 0 && step <= limits.steps;
  return isStep(from) && isStep(to) && from < to ? { kind: 'range', from, to } : null;
}
