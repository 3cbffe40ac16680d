import type { Domain } from '../losses/types.ts';
import type { ScenePlayhead } from './document.ts';
import type { Scene } from './scene.ts';

/** What a link may ask for, at most; controls and gestures allow the same. */
export const limits = {
  optimizers: 16,
  steps: 100_000,
  noise: 1e6,
  seed: 2 ** 32 - 1,
  coordinate: 1e100,
  /** What the side of a domain must be longer than, as a share of its distance from the origin: less is rounding. */
  side: 1e-12,
  /** Shares of the block's fit, at least and at most. */
  cameraZoom: [0.5, 20],
  /** Steps per second, at least and at most. */
  speed: [1, 1000],
  /** Particles of a swarm, at least and at most. */
  swarm: [1000, 1_000_000],
  /** Powers of ten, about as many as a double has. */
  magnify: 300,
} as const;

/** Of a table of one's own that is trained on: its rows, its columns beside the target, and the signs of a name. */
export const dataLimits = { rows: 5000, columns: 64, name: 40 } as const;

/** Signs of any double, with what sets it off from the next. */
const NUMBER_LENGTH = 26;

/** Characters of a scene's file, at most: some thousands, and the largest table. */
export const MAX_FILE_LENGTH = 1_000_000 + NUMBER_LENGTH * dataLimits.rows * (dataLimits.columns + 1);

/** Steps times optimizers times characters of the formula: some seconds of computing at most. */
const MAX_WORK = 4e8;

/** The most steps that outside data may ask for on a scene's formula with its optimizers. */
export function stepsAllowed({ optimizers, formula }: Pick<Scene, 'optimizers' | 'formula'>): number {
  // What a step costs beside the formula is worth some twenty characters, or the text of a rule and what it asks.
  const costs = optimizers
    .filter(({ on }) => on)
    .map(({ rule = '' }) => {
      const asked = rule.match(/\b(?:grad|value|hvp|hessianDiagonal)\s*\(/g)?.length ?? 0;
      return 20 + rule.length / 4 + (1 + asked) * formula.length;
    });
  const cost = costs.reduce((sum, one) => sum + one, 0) || 20 + formula.length;
  return Math.min(limits.steps, Math.floor(MAX_WORK / cost));
}

export const defaultPlayhead: ScenePlayhead = { step: 0, speed: 20, loop: false };

/** What the side of a domain must be longer than at the origin. */
const LEAST_SIDE = 1e-100;

/** Whether a coordinate can be drawn: finite, with room for squares and differences. */
export function isPlace(given: unknown): given is number {
  return typeof given === 'number' && Math.abs(given) <= limits.coordinate;
}

/** Whether a rectangle can be drawn: finite, of some width and height that doubles can divide. */
export function isDomain(domain: readonly unknown[]): domain is Domain {
  const [x0, x1, y0, y1] = domain;
  return domain.length === 4 && isInterval(x0, x1) && isInterval(y0, y1);
}

/** Whether a side of a rectangle can be drawn. */
export function isInterval(from: unknown, to: unknown): boolean {
  if (!isPlace(from) || !isPlace(to)) return false;
  return to - from > Math.max(LEAST_SIDE, limits.side * Math.max(Math.abs(from), Math.abs(to)));
}

/** A bound as words say it: the neighbour of a short number stands for that number itself, which is left out. */
export interface Bound {
  readonly value: number;
  readonly exclusive: boolean;
}

/** A bound of the numbers that are allowed, all of them at least or at most `limit`. */
export function boundOf(limit: number): Bound {
  if (limit === Number.MIN_VALUE) return { value: 0, exclusive: true };
  const short = Number(limit.toPrecision(12));
  const isNeighbour = short !== limit && Math.abs(short - limit) <= Number.EPSILON * Math.abs(limit);
  return isNeighbour ? { value: short, exclusive: true } : { value: limit, exclusive: false };
}
