import type { OptimizerEntry } from '../../core/optimizers/types.ts';
import { snakeCase } from './python.ts';

const known = new WeakMap<OptimizerEntry, ReadonlyMap<string, string>>();

/** What a rule's names are in Python: no two alike, though a rule of one's own may have mHat and m_hat. */
export function pythonNames(entry: OptimizerEntry): (key: string) => string {
  let names = known.get(entry);
  if (!names) known.set(entry, (names = distinct(entry)));
  return (key) => names.get(key) ?? snakeCase(key);
}

function distinct({ hyperparameters, rule }: OptimizerEntry): ReadonlyMap<string, string> {
  const keys = new Set([
    'theta',
    'gradient',
    't',
    'lr',
    'loss',
    ...hyperparameters.map(({ key }) => key),
    ...rule.vectors,
    ...rule.scalars,
    ...rule.lines.map(({ key }) => key),
  ]);
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const key of keys) {
    let name = snakeCase(key);
    while (taken.has(name)) name += '_';
    taken.add(name);
    names.set(key, name);
  }
  return names;
}
