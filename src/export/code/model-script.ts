import { isOfOneLoss } from '../../core/optimizers/players.ts';
import type { ModelView } from '../../app/state.ts';
import type { ExportSource } from '../source.ts';
import { numpy, ofDimension } from './dialect.ts';
import { helperLines } from './helpers.ts';
import { modelGradient, modelHessian } from './model-derivatives.ts';
import { modelLosses } from './model-losses.ts';
import { DRAWN, noiseConstants, noiseFunctions } from './noise.ts';
import { averagedFunction, averageLines } from './averages.ts';
import { optimizerCode, scriptLabels } from './optimizers.ts';
import { pythonFloat, pythonString, remark, wrapped } from './python.ts';
import { schedulesOf, scheduleFunctions } from './schedules.ts';
import { mainFunction } from './script.ts';

/** What searches call, which calls the loss. */
const SEARCHES: ReadonlySet<string> = new Set(['dot', 'wolfe', 'cubic', 'insert']);

/** What it is made of. */
export type ModelSource = Pick<ExportSource, 'scene' | 'runs' | 'link'> & {
  readonly model?: Pick<ModelView, 'model' | 'entry'>;
};

/**
 * A scene on a model as a Python script that needs nothing but NumPy: like that of a formula, with a column for each parameter.
 * Null of models that are not written out in Python.
 */
export function modelScript({ scene, runs: all, model: view, link }: ModelSource): string | null {
  if (!view) return null;
  const { model, entry } = view;
  const made = modelLosses[entry.id]?.(model);
  if (!made) return null;
  const n = model.loss.dimension;
  const { matrices, turns } = model.loss;
  const runs = all.filter(({ entry: rule, setting }) => !isOfOneLoss(rule, setting.values, model.loss));
  const dialect = { ...ofDimension(numpy, n), ...(matrices && { matrices }) };
  const optimizers = optimizerCode(scene, runs, dialect);
  const ofLoss: Readonly<Record<string, readonly string[]>> = {
    gradient: made.gradient ?? modelGradient,
    hessian: modelHessian,
  };
  const isDrawing = optimizers.helpers.has(DRAWN);
  const wanted = (isOne: (name: string) => boolean) =>
    [...optimizers.helpers].filter(isOne).map((name) => ofLoss[name] ?? helperLines(name, dialect));
  const labels = scriptLabels(runs);
  const calls = optimizers.calls.flat();
  const inTurns = (call: string, i: number) => {
    const label = `${pythonString(labels[i]!)}: `;
    const rule = call.slice(label.length, -1);
    return `${label}in_turns(lambda: ${rule}),`;
  };
  const names = model.parameters.flatMap(({ name, shape }) => {
    const size = shape.reduce((product, length) => product * length, 1);
    return size === 1 ? [name] : Array.from({ length: size }, (_, i) => `${name} ${i + 1}`);
  });
  const columns = ['optimizer', 'step', ...names, 'loss']
    .map((name) => `${JSON.stringify(remark(name).replaceAll(' ', '_'))},`)
    .join(' ');
  const blocks = [
    ...wanted((name) => !(name in ofLoss) && !SEARCHES.has(name) && name !== DRAWN),
    made.loss,
    ...wanted((name) => name in ofLoss),
    ...wanted((name) => SEARCHES.has(name)),
    ...noiseFunctions(scene, dialect, isDrawing),
    ...scheduleFunctions(schedulesOf(runs), dialect),
    ...optimizers.functions.values(),
    ...averagedFunction(runs),
    mainFunction(
      turns === 'alternating' ? calls.map(inTurns) : calls,
      dialect,
      labels,
      '*COLUMNS',
      averageLines(runs),
    ),
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
    ...noiseConstants(scene, isDrawing),
    'COLUMNS = [',
    ...wrapped(columns, 92).map((line) => `    ${line}`),
    ']',
  ];
  return `${[head.join('\n'), ...blocks].join('\n\n\n')}\n\n\nif __name__ == "__main__":\n    main()\n`;
}
