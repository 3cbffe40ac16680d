/**
 * Learning-rate schedules: the rate of an update as a pure function of its number.
 *
 *     e = t - 1, t the number of the update from 1 (e is PyTorch's epoch, one `scheduler.step()` an update);
 *     eta the learning rate that was set, T the number of steps of the run
 *
 *     constant       eta
 *     step           eta gamma^floor(e / every)                                       StepLR
 *     exponential    eta gamma^e                                                      ExponentialLR
 *     cosine         eta (phi + (1 - phi) (1 + cos(pi e / T)) / 2)                    CosineAnnealingLR, T_max = T
 *     warmupCosine   eta t / w                     for t <= w                         LinearLR from 1/w, w - 1 steps
 *                    eta (phi + (1 - phi) (1 + cos(pi (e - w) / (T - w))) / 2) after  CosineAnnealingLR, T_max = T - w
 *     inverse        eta / (1 + kappa e)                                              Keras InverseTimeDecay; 1/t
 *     cyclic         eta (phi + (1 - phi) tri(e)),  tri(e) = 1 - |e / h - 2 c + 1|,   CyclicLR "triangular", from
 *                    c = floor(1 + e / 2h)                                            phi eta up to eta in h steps
 *
 * gamma `factor`, phi `floor` (PyTorch's eta_min or base_lr as a share of eta), w `warmup`, kappa `decay`,
 * h `halfPeriod`. PyTorch computes some of these step by step; these are its closed forms. Beyond T the cosine
 * stays where it ended.
 */
import { cos } from '../math/circular.ts';
import { pow } from '../math/exponential.ts';
import type { HyperparameterWords } from '../optimizers/types.ts';
import { byKey } from '../words/by-key.ts';
import { rowWords } from '../words/words.ts';

export const scheduleKinds = [
  'constant',
  'step',
  'exponential',
  'cosine',
  'warmupCosine',
  'inverse',
  'cyclic',
] as const;

export type ScheduleKind = (typeof scheduleKinds)[number];

/** A kind with any of its parameters; those left out take their defaults. */
export type Schedule = { readonly kind: ScheduleKind } & Readonly<Record<string, number | string>>;

export const constantSchedule: Schedule = { kind: 'constant' };

export interface ScheduleParameter extends HyperparameterWords {
  readonly key: string;
  /** Plain-text symbol for a control. */
  readonly symbol: string;
  readonly default: number;
  /** The slider's range. */
  readonly min: number;
  readonly max: number;
  readonly scale: 'linear' | 'log';
  /** Bounds outside of which it has no meaning (inclusive). */
  readonly hardMin: number;
  readonly hardMax: number;
  readonly whole: boolean;
}

export interface ScheduleEntry {
  readonly kind: ScheduleKind;
  readonly name: string;
  readonly parameters: readonly ScheduleParameter[];
}

/** What a reader is told of a schedule, and of its parameters by their keys. */
export interface ScheduleWords {
  readonly name: string;
  readonly parameters: Readonly<Record<string, HyperparameterWords>>;
}

/** Words about schedules, by their kinds. */
export const scheduleWords = rowWords<ScheduleWords>();

type ParameterRow = Omit<ScheduleParameter, keyof HyperparameterWords>;
type Row = Omit<ParameterRow, 'hardMin' | 'hardMax' | 'whole'> & Partial<ParameterRow>;

function row(given: Row): ParameterRow {
  return { hardMin: 0, hardMax: Infinity, whole: false, ...given };
}

function count(given: Omit<Row, 'scale' | 'min' | 'max'>): ParameterRow {
  return row({ ...given, scale: 'log', min: 1, max: 1000, hardMin: 1, hardMax: 1e9, whole: true });
}

function factor(standard: number): ParameterRow {
  return row({
    key: 'factor',
    symbol: 'γ',
    default: standard,
    min: standard < 0.9 ? 0.05 : 0.9,
    max: 1,
    scale: 'linear',
    hardMax: 2,
  });
}

const floor: ParameterRow = row({
  key: 'floor',
  symbol: 'φ',
  default: 0,
  min: 0,
  max: 1,
  scale: 'linear',
  hardMax: 1,
});

const rows: readonly (Pick<ScheduleEntry, 'kind'> & { readonly parameters: readonly ParameterRow[] })[] = [
  { kind: 'constant', parameters: [] },
  {
    kind: 'step',
    parameters: [count({ key: 'every', symbol: '', default: 50 }), factor(0.5)],
  },
  { kind: 'exponential', parameters: [factor(0.98)] },
  { kind: 'cosine', parameters: [floor] },
  {
    kind: 'warmupCosine',
    parameters: [count({ key: 'warmup', symbol: 'w', default: 20 }), floor],
  },
  {
    kind: 'inverse',
    parameters: [
      row({
        key: 'decay',
        symbol: 'κ',
        default: 0.05,
        min: 1e-4,
        max: 10,
        scale: 'log',
      }),
    ],
  },
  {
    kind: 'cyclic',
    parameters: [count({ key: 'halfPeriod', symbol: 'h', default: 25 }), { ...floor, default: 0.1 }],
  },
];

/**
 * Every schedule, in the order of menus.
 *
 * @example
 * console.log(schedules.map(({ kind }) => kind).join(' '));
 * // constant step exponential cosine warmupCosine inverse cyclic
 */
export const schedules: readonly ScheduleEntry[] = rows.map(({ kind, parameters }) => ({
  kind,
  get name() {
    return scheduleWords.of(kind)?.name ?? kind;
  },
  parameters: parameters.map((parameter) => ({
    ...parameter,
    get label() {
      return scheduleWords.of(kind)?.parameters[parameter.key]?.label ?? parameter.key;
    },
    get meaning() {
      return scheduleWords.of(kind)?.parameters[parameter.key]?.meaning ?? '';
    },
  })),
}));

const byKind: ReadonlyMap<string, ScheduleEntry> = new Map(schedules.map((entry) => [entry.kind, entry]));

export function scheduleEntry(kind: ScheduleKind): ScheduleEntry {
  return byKind.get(kind)!;
}

/** A schedule of a kind with all of its parameters at their defaults. */
export function newSchedule(kind: ScheduleKind): Schedule {
  return resolveSchedule({ kind });
}

/**
 * The schedule with all of its parameters. Throws RangeError, in a sentence, for an unknown kind or parameter, and
 * for a number that is not finite, out of range, or not whole where a count is meant.
 */
export function resolveSchedule(schedule: Schedule): Schedule {
  const entry = byKind.get(schedule.kind);
  if (!entry) {
    throw new RangeError(`No schedule is called "${schedule.kind}"; there are ${scheduleKinds.join(', ')}.`);
  }
  const { rows: known, defaults } = byKey(entry.parameters);
  const resolved: Record<string, number | string> = { ...defaults };
  for (const [key, value] of Object.entries(schedule)) {
    if (key === 'kind') continue;
    const parameter = known.get(key);
    if (!parameter) throw new RangeError(`The schedule "${entry.kind}" has no parameter "${key}".`);
    const { hardMin, hardMax, whole } = parameter;
    const allowed =
      typeof value === 'number' && Number.isFinite(value) && value >= hardMin && value <= hardMax;
    if (!allowed || (whole && !Number.isInteger(value))) {
      const kind = whole ? 'a whole number' : 'a number';
      throw new RangeError(
        `${key} of the schedule "${entry.kind}" must be ${kind} from ${hardMin} to ${hardMax}, not ${value}.`,
      );
    }
    resolved[key] = value;
  }
  return { ...resolved, kind: entry.kind };
}

/**
 * The learning rate of update `t`, from 1, in a run of `steps` updates, for the rate `lr` that was set. Throws what
 * `resolveSchedule` throws.
 *
 * @example
 * console.log([1, 51, 100].map((t) => rateAt({ kind: 'cosine' }, 0.1, t, 100).toFixed(4)).join(' '));
 * // 0.1000 0.0500 0.0000
 */
export function rateAt(schedule: Schedule, lr: number, t: number, steps: number): number {
  return scheduledRate(schedule, lr, steps)(t);
}

/** The same with all that does not change from step to step resolved once. */
export function scheduledRate(schedule: Schedule, lr: number, steps: number): (t: number) => number {
  const resolved = resolveSchedule(schedule);
  const of = (key: string) => Number(resolved[key]);
  switch (resolved.kind) {
    case 'constant':
      return () => lr;
    case 'step': {
      const [every, gamma] = [of('every'), of('factor')];
      return (t) => lr * pow(gamma, Math.floor((t - 1) / every));
    }
    case 'exponential': {
      const gamma = of('factor');
      return (t) => lr * pow(gamma, t - 1);
    }
    case 'cosine': {
      const lowest = of('floor');
      return (t) => lr * cosineShare(t - 1, steps, lowest);
    }
    case 'warmupCosine': {
      const [warmup, lowest] = [of('warmup'), of('floor')];
      return (t) => lr * (t <= warmup ? t / warmup : cosineShare(t - 1 - warmup, steps - warmup, lowest));
    }
    case 'inverse': {
      const decay = of('decay');
      return (t) => lr / (1 + decay * (t - 1));
    }
    case 'cyclic': {
      const [half, lowest] = [of('halfPeriod'), of('floor')];
      return (t) => {
        const cycle = Math.floor(1 + (t - 1) / (2 * half));
        const height = 1 - Math.abs((t - 1) / half - 2 * cycle + 1);
        return lr * (lowest + (1 - lowest) * height);
      };
    }
  }
}

/** Half a cosine from 1 at 0 to `lowest` at `length`, and `lowest` from there on. */
function cosineShare(at: number, length: number, lowest: number): number {
  if (at >= length) return length > 0 ? lowest : 1;
  return lowest + ((1 - lowest) * (1 + cos((Math.PI * at) / length))) / 2;
}
