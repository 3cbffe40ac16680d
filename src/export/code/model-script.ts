import type { ModelView } from '../../app/state.ts';
import type { ExportSource } from '../source.ts';
import { type Dialect, numpy } from './dialect.ts';
import { helperLines } from './helpers.ts';
import { modelLosses } from './model-losses.ts';
import { optimizerCode, scriptLabels } from './optimizers.ts';
import { pythonFloat, remark, wrapped } from './python.ts';
import { schedulesOf, scheduleFunctions } from './schedules.ts';
import { mainFunction } from './script.ts';

/** What it is made of. */
export type ModelSource = Pick<ExportSource, 'scene' | 'runs' | 'link'> & {
  readonly model?: Pick<ModelView, 'model' | 'entry'>;
};

/**
 * A scene on a model as a Python script that needs nothing but NumPy: like that of a formula, with a column for each parameter.
 * The gradient is taken by complex steps (W. Squire, G. Trapp 1998, https://doi.org/10.1137/S003614459631241X): no difference is
 * formed, so that it is exact to rounding. Null where there is none: of models that are not written out in Python, of noise,
 * and of rules that ask for second derivatives or for a simplex.
 */
export function modelScript({ scene, runs, model: view, link }: ModelSource): string | null {
  if (!view || scene.noise > 0) return null;
  const { model, entry } = view;
  const made = modelLosses[entry.id]?.(model);
  if (!made) return null;
  const n = model.loss.dimension;
  const dialect: Dialect = {
    ...numpy,
    dimension: n,
    full: (value) => `np.full(${n}, ${value})`,
    zeros: `np.zeros(${n})`,
  };
  const optimizers = optimizerCode(scene, runs, dialect);
  if (optimizers.helpers.has('hessian') || optimizers.helpers.has('insert')) return null;
  const labels = scriptLabels(runs);
  const names = model.parameters.flatMap(({ name, shape }) => {
    const size = shape.reduce((product, length) => product * length, 1);
    return size === 1 ? [name] : Array.from({ length: size }, (_, i) => `${name} ${i + 1}`);
  });
  const columns = ['optimizer', 'step', ...names, 'loss']
    .map((name) => `${JSON.stringify(remark(name).replaceAll(' ', '_'))},`)
    .join(' ');
  const blocks = [
    ...[...optimizers.helpers]
      .filter((name) => !['gradient', 'dot', 'wolfe'].includes(name))
      .map((name) => helperLines(name, dialect)),
    made.loss,
    gradient,
    ...['dot', 'wolfe']
      .filter((name) => optimizers.helpers.has(name))
      .map((name) => helperLines(name, dialect)),
    ...scheduleFunctions(schedulesOf(runs), dialect),
    ...optimizers.functions.values(),
    mainFunction(optimizers.calls.flat(), dialect, labels, '*COLUMNS'),
  ].map((lines) => lines.join('\n'));
  const usesMath = blocks.some((block) => block.includes('math.'));
  const start = Array.from(model.initial(scene.seed), pythonFloat).join(', ');
  const head = [
    `"""A scene of Fall Line, on ${remark(entry.name)}; needs Python 3.8 or newer and NumPy.`,
    '',
    ...wrapped(
      `Prints optimizer, step, ${n} parameters and loss of: ${labels.length === 0 ? 'no optimizer' : labels.join(', ')}.`,
      100,
    ),
    '"""',
    `# ${remark(link)}`,
    '',
    'import itertools',
    ...(usesMath ? ['import math'] : []),
    'import sys',
    '',
    'import numpy as np',
    '',
    '# A run ends where its numbers are no longer finite.',
    'np.seterr(all="ignore")',
    '',
    ...made.constants,
    '',
    'START = np.array([',
    ...wrapped(`${start},`, 92).map((line) => `    ${line}`),
    '])',
    `STEPS = ${scene.steps}`,
    'COLUMNS = [',
    ...wrapped(columns, 92).map((line) => `    ${line}`),
    ']',
  ];
  return `${[head.join('\n'), ...blocks].join('\n\n\n')}\n\n\nif __name__ == "__main__":\n    main()\n`;
}

const gradient: readonly string[] = [
  'def gradient(theta):',
  '    """By complex steps: exact to rounding."""',
  '    return np.array([f(theta + 1e-100j*e).imag/1e-100 for e in np.eye(len(theta))])',
];
