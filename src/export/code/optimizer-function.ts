import { scheduleLambda } from './schedules.ts';
import type { OptimizerEntry } from '../../core/optimizers/types.ts';
import type { OptimizerSetting } from '../../core/scene/scene.ts';
import type { Dialect } from './dialect.ts';
import { credits } from '../../text/en/credits.ts';
import type { Credit } from '../../text/types.ts';
import { indented, pythonValue, wrapped } from './python.ts';
import { pythonNames } from './rule-names.ts';
import { updateFromLines } from './rule-lines.ts';
import { searchOf } from './searches.ts';

/** A rule as a generator of positions, and the call that gives it a scene's values. */
export interface OptimizerFunction {
  /** Its definition without its name, by which equal ones are found. */
  readonly lines: readonly string[];
  readonly arguments: string;
  /** Functions that it calls. */
  readonly helpers: readonly string[];
}

export interface OptimizerContext {
  readonly dialect: Dialect;
  readonly hasNoise: boolean;
  readonly budget: 'steps' | 'evaluations';
}

const WIDTH = 100;

const sources: ReadonlyMap<string, Credit> = new Map(Object.entries(credits));

/** The text `NAME` stands where the function's name will. */
export const NAME = '\u0000';

export function optimizerFunction(
  entry: OptimizerEntry,
  { values, schedule }: OptimizerSetting,
  { dialect, hasNoise, budget }: OptimizerContext,
): OptimizerFunction {
  const shares = scheduleLambda(schedule);
  const counting = budget === 'evaluations';
  const rate = shares === null ? 'lr' : 'eta';
  const search = searchOf(entry, { values, dialect, rate, counting });
  const code = search ?? updateFromLines(entry, values, { dialect, rate, hasNoise, counting });
  const isScheduled = shares !== null && code.parameters.includes('lr');
  const { total, usesGradient } = code;
  const counted = counting && typeof total === 'object' ? total : null;
  const last = counting && typeof total === 'number' && total > 1 ? `STEPS//${total}` : 'STEPS';
  const loop = [
    ...(usesGradient ? ['g = gradient(theta)'] : []),
    ...(usesGradient && hasNoise ? ['g = g + noise(t - 1, g)'] : []),
    ...(isScheduled ? ['eta = lr*share(t)'] : []),
    ...code.update,
    ...(counted ? [...counted.count, `if ${counted.text} > STEPS:`, '    return'] : []),
    'yield theta',
  ];
  const body = [
    ...documentation(entry),
    'theta = START',
    ...code.setUp,
    ...(counted?.setUp ?? []),
    `for t in range(1, ${last} + 1):`,
    ...indented(loop),
  ];
  const parameters = [...code.parameters.map(pythonNames(entry)), ...(isScheduled ? ['share'] : [])];
  const counts = new Set(entry.hyperparameters.filter(({ whole }) => whole).map(({ key }) => key));
  const given = code.parameters.map((key) => {
    const value = values[key]!;
    // Of a count the whole part.
    return `${pythonNames(entry)(key)}=${pythonValue(counts.has(key) && typeof value === 'number' ? Math.trunc(value) : value)}`;
  });
  return {
    lines: [`def ${NAME}(${parameters.join(', ')}):`, ...indented(body)],
    arguments: [...given, ...(isScheduled ? [`share=${shares}`] : [])].join(', '),
    helpers: [
      ...code.helpers,
      ...(code.update.join('\n').includes('gradient(') || usesGradient ? ['gradient'] : []),
    ],
  };
}

function documentation({ id, name, summary }: OptimizerEntry): string[] {
  const credit = sources.get(id);
  const { source, convention } = credit ?? { source: '', convention: '' };
  return [
    ...wrapped(`"""${name}: ${summary}`.slice(3), WIDTH - 3).map((line, i) =>
      i === 0 ? `"""${line}` : line,
    ),
    ...(credit ? ['', ...wrapped(source, WIDTH), ...wrapped(convention, WIDTH)] : []),
    '"""',
  ];
}
