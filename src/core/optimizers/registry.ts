import { adabelief } from './adabelief.ts';
import { adadelta } from './adadelta.ts';
import { adafactor } from './adafactor.ts';
import { adagrad } from './adagrad.ts';
import { adam } from './adam.ts';
import { adamax } from './adamax.ts';
import { adamw } from './adamw.ts';
import { adan } from './adan.ts';
import { ademamix } from './ademamix.ts';
import { adopt } from './adopt.ts';
import { armijo } from './armijo.ts';
import { asgd } from './asgd.ts';
import { cautiousAdamw, grams } from './cautious-adamw.ts';
import { conjugateGradient } from './conjugate-gradient.ts';
import { dadaptAdam, dadaptSgd } from './d-adaptation.ts';
import { dog } from './dog.ts';
import { laprop } from './laprop.ts';
import { lbfgs } from './lbfgs.ts';
import { lion } from './lion.ts';
import { lookaheadAdam, lookaheadSgd } from './lookahead.ts';
import { marsAdamw } from './mars-adamw.ts';
import { nadam } from './nadam.ts';
import { nelderMead } from './nelder-mead.ts';
import { newton } from './newton.ts';
import { prodigy } from './prodigy.ts';
import { qhadam } from './qhadam.ts';
import { qhm } from './qhm.ts';
import { radam } from './radam.ts';
import { rmsprop } from './rmsprop.ts';
import { rprop } from './rprop.ts';
import { sam } from './sam.ts';
import { scheduleFreeAdamw, scheduleFreeSgd } from './schedule-free.ts';
import { momentum, nesterov, sgd } from './sgd.ts';
import { signsgd, signum } from './signum.ts';
import { sophia } from './sophia.ts';
import { sps } from './sps.ts';
import { stableAdamw } from './stableadamw.ts';
import type { Hyperparameter, HyperparameterValues, OptimizerEntry } from './types.ts';
import { yogi } from './yogi.ts';

/** The rules by idea, in the order of menus. */
export const optimizerGroups = {
  classic: [sgd, momentum, nesterov, rmsprop, adam],
  adaptive: [
    adamw,
    adagrad,
    adadelta,
    nadam,
    radam,
    adamax,
    qhadam,
    adabelief,
    yogi,
    adan,
    ademamix,
    adopt,
    laprop,
    stableAdamw,
    cautiousAdamw,
    grams,
    marsAdamw,
    adafactor,
  ],
  signs: [rprop, lion, signsgd, signum],
  averaged: [qhm, asgd, scheduleFreeSgd, scheduleFreeAdamw, lookaheadSgd, lookaheadAdam],
  parameterFree: [sps, dog, dadaptSgd, dadaptAdam, prodigy],
  curvature: [sam, sophia, newton, conjugateGradient, lbfgs],
  searching: [armijo, nelderMead],
} as const satisfies Readonly<Record<string, readonly OptimizerEntry[]>>;

export type OptimizerGroup = keyof typeof optimizerGroups;

/** Every update rule. The order decides which colors are theirs, so those of later years come behind. */
export const optimizers: readonly OptimizerEntry[] = [
  sgd,
  momentum,
  nesterov,
  rmsprop,
  adam,
  adamw,
  adagrad,
  adadelta,
  nadam,
  radam,
  adamax,
  rprop,
  qhm,
  qhadam,
  lion,
  armijo,
  conjugateGradient,
  lbfgs,
  newton,
  nelderMead,
  adabelief,
  yogi,
  adan,
  ademamix,
  adopt,
  laprop,
  stableAdamw,
  cautiousAdamw,
  grams,
  marsAdamw,
  adafactor,
  signsgd,
  signum,
  asgd,
  scheduleFreeSgd,
  scheduleFreeAdamw,
  lookaheadSgd,
  lookaheadAdam,
  sam,
  sophia,
  sps,
  dog,
  dadaptSgd,
  dadaptAdam,
  prodigy,
];

const byId: ReadonlyMap<string, OptimizerEntry> = new Map(optimizers.map((entry) => [entry.id, entry]));

export function optimizerById(id: string): OptimizerEntry | undefined {
  return byId.get(id);
}

export function defaultValues(entry: OptimizerEntry): HyperparameterValues {
  return Object.fromEntries(entry.hyperparameters.map((row) => [row.key, row.default]));
}

/**
 * A rule and all of its values from an id with some of them; those left out take their defaults.
 *
 * Throws RangeError for an unknown id or key, or a number that is not finite or out of the row's hard range, and
 * TypeError for a value of the wrong kind; the message names the key and the value.
 */
export function resolveOptimizer(setting: { readonly id: string } & Readonly<Record<string, unknown>>): {
  entry: OptimizerEntry;
  values: HyperparameterValues;
} {
  const entry = optimizerById(setting.id);
  if (!entry) {
    throw new RangeError(
      `No optimizer is called ${quote(setting.id)}; there are ${[...byId.keys()].join(', ')}.`,
    );
  }
  const rows = new Map(entry.hyperparameters.map((row) => [row.key, row]));
  const values: Record<string, number | boolean> = { ...defaultValues(entry) };
  for (const [key, value] of Object.entries(setting)) {
    if (key === 'id' || value === undefined) continue;
    if (value === entry.fixed?.[key]) continue;
    const row = rows.get(key);
    if (!row) {
      throw new RangeError(
        `${entry.name} has no hyperparameter ${quote(key)}; it has ${[...rows.keys()].join(', ')}.`,
      );
    }
    values[key] = checked(entry, row, value);
  }
  return { entry, values };
}

function checked(entry: OptimizerEntry, row: Hyperparameter, value: unknown): number | boolean {
  const { key, kind, hardMin, hardMax, names } = row;
  if (kind === 'boolean') {
    if (typeof value === 'boolean') return value;
    const named = names?.findIndex((name) => name === value) ?? -1;
    if (named >= 0) return named === 1;
    throw new TypeError(`${key} of ${entry.name} must be true or false, not ${quote(value)}.`);
  }
  if (typeof value !== 'number') {
    throw new TypeError(`${key} of ${entry.name} must be a number, not ${quote(value)}.`);
  }
  if (!Number.isFinite(value)) {
    throw new RangeError(`${key} of ${entry.name} must be a finite number, not ${value}.`);
  }
  if (value < hardMin)
    throw new RangeError(`${key} of ${entry.name} must be at least ${hardMin}, not ${value}.`);
  if (value > hardMax)
    throw new RangeError(`${key} of ${entry.name} must be at most ${hardMax}, not ${value}.`);
  return value;
}

/** A value as it would be written, shortened. */
function quote(value: unknown): string {
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 40 ? `${text.slice(0, 37)}...` : text;
}
