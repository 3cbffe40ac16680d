import { resolveSchedule, type Schedule, type ScheduleKind } from '../../core/run/schedule.ts';
import type { ExportRun } from '../source.ts';
import type { Dialect } from './dialect.ts';
import { pythonNumber, snakeCase } from './python.ts';

/** Learning-rate schedules as functions of the number of the update: the share of the learning rate. */

type Kind = Exclude<ScheduleKind, 'constant'>;

const names: Readonly<Record<Kind, string>> = {
  step: 'step_decay',
  exponential: 'exponential',
  cosine: 'cosine',
  warmupCosine: 'warmup_cosine',
  inverse: 'inverse_time',
  cyclic: 'cyclic',
};

/** Those of some runs; a rule without a learning rate takes no notice of its own. */
export function schedulesOf(runs: readonly Pick<ExportRun, 'setting'>[]): Schedule[] {
  return runs.filter(({ setting }) => 'lr' in setting.values).map(({ setting }) => setting.schedule);
}

/** Where the power of a factor above 1 may overflow, a number of the library's stands for Python's. */
function base(dialect: Dialect): string {
  return dialect.id === 'numpy' ? 'np.float64(factor)' : 'torch.tensor(float(factor))';
}

const bodies: Readonly<Record<Kind, (dialect: Dialect) => readonly string[]>> = {
  step: (dialect) => [
    'def step_decay(t, every, factor):',
    '    """The rate is multiplied by a factor, again and again after some steps."""',
    `    return float(${base(dialect)}**((t - 1)//every))`,
  ],
  exponential: (dialect) => [
    'def exponential(t, factor):',
    '    """The rate is multiplied by a factor at every step."""',
    `    return float(${base(dialect)}**(t - 1))`,
  ],
  cosine: () => [
    'def cosine(t, floor):',
    '    """Half a cosine from 1 down to the floor."""',
    '    return anneal(t - 1, STEPS, floor)',
  ],
  warmupCosine: () => [
    'def warmup_cosine(t, warmup, floor):',
    '    """A linear rise, then half a cosine down to the floor."""',
    '    return t/warmup if t <= warmup else anneal(t - 1 - warmup, STEPS - warmup, floor)',
  ],
  inverse: () => [
    'def inverse_time(t, decay):',
    '    """The rate is divided by 1 plus the decay times the steps taken."""',
    '    return 1/(1 + decay*(t - 1))',
  ],
  cyclic: () => [
    'def cyclic(t, half_period, floor):',
    '    """A triangle wave between the floor and 1."""',
    '    cycle = math.floor(1 + (t - 1)/(2*half_period))',
    '    return floor + (1 - floor)*(1 - abs((t - 1)/half_period - 2*cycle + 1))',
  ],
};

const anneal: readonly string[] = [
  'def anneal(done, length, floor):',
  '    """Half a cosine from 1 at 0 to the floor at a length, and the floor from there on."""',
  '    if done >= length:',
  '        return floor if length > 0 else 1.0',
  '    return floor + (1 - floor)*(1 + math.cos(math.pi*done/length))/2',
];

/** The functions that these schedules need, each once. */
export function scheduleFunctions(schedules: readonly Schedule[], dialect: Dialect): (readonly string[])[] {
  const kinds = new Set(schedules.map(({ kind }) => kind).filter((kind) => kind !== 'constant'));
  const shared = kinds.has('cosine') || kinds.has('warmupCosine') ? [anneal] : [];
  return [...shared, ...[...kinds].map((kind) => bodies[kind](dialect))];
}

/** A schedule as a function of `t`; null for a constant one. */
export function scheduleLambda(schedule: Schedule): string | null {
  const { kind, ...parameters } = resolveSchedule(schedule);
  if (kind === 'constant') return null;
  const args = Object.entries(parameters).map(
    ([key, value]) => `${snakeCase(key)}=${pythonNumber(Number(value))}`,
  );
  return `lambda t: ${names[kind]}(t, ${args.join(', ')})`;
}
