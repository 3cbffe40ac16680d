import type { Loss } from '../math/loss.ts';
import { rateAt } from '../run/schedule.ts';
import type { Run } from '../run/types.ts';
import type { OptimizerSetting } from '../scene/scene.ts';

/**
 * Live numbers: in a lesson's text they stand in braces and are read off the scene beside it at the step that it shows.
 * `{loss}` is of the first run, `{loss:2}` of the second.
 *
 * `loss` where the run is · `x` and `y` its place · `step` the step that is shown · `rate` the learning rate with which it
 * goes on from there · `gradient` the length of the gradient there · `move` the length of the step from there to the next
 */
export const numberNames = ['loss', 'x', 'y', 'step', 'rate', 'gradient', 'move'] as const;

export type NumberName = (typeof numberNames)[number];

/** One that stands in a text. */
export interface LiveNumber {
  readonly name: NumberName;
  /** The place of its run among those of the scene, the first one 0. */
  readonly run: number;
}

/** What a live number is read from: a run, its optimizer, and the scene's steps and loss. */
export interface NumberSource {
  readonly run: Pick<Run, 'steps' | 'dimension' | 'positions' | 'losses'>;
  readonly setting: Pick<OptimizerSetting, 'values' | 'schedule'>;
  readonly loss: Pick<Loss, 'dimension' | 'gradient'>;
  /** The scene's steps, over which a schedule is spread. */
  readonly steps: number;
}

/** Braces with what may be meant as a live number: a word, and perhaps the number of a run. */
export const liveNumberPattern = /\{([a-z]+)(?::(\d{1,2}))?\}/gi;

/** The live number that a match of the pattern stands for; null where there is none of that name. */
export function liveNumberOf([, word = '', run]: RegExpMatchArray): LiveNumber | null {
  const name = numberNames.find((each) => each === word);
  const index = run === undefined ? 0 : Number(run) - 1;
  return name !== undefined && index >= 0 ? { name, run: index } : null;
}

/**
 * Its value at a step, of a run that has stopped before as it has stopped; null where there is none: `y` of a curve, `rate`
 * of a rule without one, `move` of a run's last step.
 */
export function liveNumber(
  name: NumberName,
  { run, setting, loss, steps }: NumberSource,
  step: number,
): number | null {
  const at = Math.min(step, run.steps);
  const n = run.dimension;
  const place = (row: number) => run.positions.subarray(row * n, (row + 1) * n);
  switch (name) {
    case 'step':
      return step;
    case 'loss':
      return run.losses[at]!;
    case 'x':
      return place(at)[0] ?? null;
    case 'y':
      return place(at)[1] ?? null;
    case 'rate': {
      const { lr } = setting.values;
      return typeof lr === 'number' ? rateAt(setting.schedule, lr, at + 1, steps) : null;
    }
    case 'gradient':
      return Math.hypot(...loss.gradient(place(at)));
    case 'move': {
      if (at >= run.steps) return null;
      const next = place(at + 1);
      return Math.hypot(...place(at).map((value, i) => next[i]! - value));
    }
  }
}
