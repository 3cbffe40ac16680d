import type { Scene } from '../../core/scene/scene.ts';
import type { ExportRun } from '../source.ts';
import type { Dialect } from './dialect.ts';
import { NAME, type OptimizerFunction, optimizerFunction } from './optimizer-function.ts';
import { pythonString, remark, snakeCase } from './python.ts';
import { scheduleLambda } from './schedules.ts';
import { torchOptimizer } from './torch-optim.ts';

/** The optimizers of a script. */
export interface OptimizerCode {
  /** Functions that the script must define for them. */
  readonly helpers: ReadonlySet<string>;
  /** Their own functions, by name. */
  readonly functions: ReadonlyMap<string, readonly string[]>;
  /** An entry of a dictionary each, in lines: the label, and the generator of its positions. */
  readonly calls: readonly (readonly string[])[];
}

export function optimizerCode(scene: Scene, runs: readonly ExportRun[], dialect: Dialect): OptimizerCode {
  const helpers = new Set<string>();
  const functions = new Map<string, readonly string[]>();
  const labels = scriptLabels(runs);
  const calls = runs.map(({ entry, setting }, i) => {
    const label = labels[i] ?? '';
    const own = dialect.id === 'torch' ? torchOptimizer(setting.id, setting.values, 'parameters') : null;
    if (own !== null) {
      helpers.add('descend');
      return descent(pythonString(label), own, scheduleLambda(setting.schedule));
    }
    const context = { dialect, hasNoise: scene.noise > 0, budget: scene.budget };
    const made = optimizerFunction(entry, setting, context);
    for (const helper of made.helpers) helpers.add(helper);
    return [`${pythonString(label)}: ${define(functions, snakeCase(setting.id), made)}(${made.arguments}),`];
  });
  return { helpers, functions, calls };
}

/** The names of the runs, numbered where they are alike: every setting stands beside them in the script. */
export function scriptLabels(runs: readonly ExportRun[]): readonly string[] {
  const taken = new Set<string>();
  return runs.map(({ naming }) => {
    const name = remark(naming.name);
    let label = name;
    for (let n = 2; taken.has(label); n++) label = `${name} ${n}`;
    taken.add(label);
    return label;
  });
}

const WIDTH = 92;

/** The entry of an optimizer of PyTorch's own. */
function descent(label: string, optimizer: string, share: string | null): string[] {
  const args = [`lambda parameters: ${optimizer}`, ...(share === null ? [] : [share])];
  const line = `${label}: descend(${args.join(', ')}),`;
  return line.length <= WIDTH ? [line] : [`${label}: descend(`, ...args.map((arg) => `    ${arg},`), '),'];
}

/** Adds a function under a name that is free, or finds the one that is there already. */
function define(functions: Map<string, readonly string[]>, id: string, made: OptimizerFunction): string {
  for (let n = 1; ; n++) {
    const name = n === 1 ? id : `${id}_${n}`;
    const lines = made.lines.map((line) => line.replace(NAME, name));
    const known = functions.get(name);
    if (known && known.join('\n') !== lines.join('\n')) continue;
    functions.set(name, lines);
    return name;
  }
}
