import type { Domain } from '../losses/types.ts';
import type { ScenePlayhead } from './document.ts';
import type { Scene } from './scene.ts';

/** What a link may ask for, at most; what the page itself allows. */
export const limits = {
  optimizers: 16,
  steps: 100_000,
  noise: 1e6,
  seed: 2 ** 32 - 1,
  coordinate: 1e100,
  /** Powers of ten, about as many as a double has. */
  magnify: 300,
} as const;

/** Characters of a scene's file, at most; a real one has some thousands. */
export const MAX_FILE_LENGTH = 1_000_000;

/** Steps times optimizers times characters of the formula: some seconds of computing at most. */
const MAX_WORK = 4e8;

/** The most steps that outside data may ask for on a scene's formula with its optimizers. */
export function stepsAllowed({ optimizers, formula }: Pick<Scene, 'optimizers' | 'formula'>): number {
  const on = optimizers.filter((setting) => setting.on).length;
  // What a step costs beside the formula is worth some twenty characters.
  return Math.min(limits.steps, Math.floor(MAX_WORK / (Math.max(1, on) * (20 + formula.length))));
}

export const defaultPlayhead: ScenePlayhead = { step: 0, speed: 20, loop: false };

/** Whether a coordinate can be drawn: finite, with room for squares and differences. */
export function isPlace(given: unknown): given is number {
  return typeof given === 'number' && Math.abs(given) <= limits.coordinate;
}

/** Whether a rectangle can be drawn: finite, of some width and height that doubles can divide. */
export function isDomain(domain: readonly unknown[]): domain is Domain {
  const [x0, x1, y0, y1] = domain;
  return domain.length === 4 && isInterval(x0, x1) && isInterval(y0, y1);
}

function isInterval(from: unknown, to: unknown): boolean {
  return (
    isPlace(from) &&
    isPlace(to) &&
    to - from > Math.max(1e-100, 1e-12 * Math.max(Math.abs(from), Math.abs(to)))
  );
}
