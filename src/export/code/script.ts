import { type Formula, readFormula } from '../../core/expression/formula.ts';
import { printExpression } from '../../core/expression/print.ts';
import { variableOf } from '../../core/scene/compiled.ts';
import { entryOf } from '../../core/scene/defaults.ts';
import { startIn } from '../../core/scene/record-options.ts';
import type { ExportSource } from '../source.ts';
import { definedNames, type Dialect, numpy, ofDimension, torch } from './dialect.ts';
import { gradientFunction, hessianFunction, lossFunction, variableNamesOf } from './formula.ts';
import { torchDriver, helperLines } from './helpers.ts';
import { DRAWN, noiseConstants, noiseFunctions } from './noise.ts';
import { averagedFunction, averageLines } from './averages.ts';
import { optimizerCode, scriptLabels } from './optimizers.ts';
import { indented, pythonFloat, remark, wrapped } from './python.ts';
import { scheduleFunctions, schedulesOf } from './schedules.ts';
import { OLDEST_TORCH } from './torch-optim.ts';

/**
 * A scene as a Python script that needs nothing but NumPy or PyTorch, and prints the positions of every run: a line
 * of tab-separated optimizer, step, x, y and loss, each number in the shortest text that reads back to it. A run ends
 * where the page's does.
 *
 * Everything comes from the registry's lines and from the formula's tree: no text that a user typed is copied.
 */
export function numpyScript(source: ExportSource): string {
  return script(source, numpy);
}

/** The same on PyTorch: gradients by autograd, and PyTorch's own optimizers where it has them. */
export function torchScript(source: ExportSource): string {
  return script(source, torch);
}

function script(source: ExportSource, plain: Dialect): string {
  const { scene, runs } = source;
  const sole = scene.curve ? variableOf(scene.formula) : null;
  const dialect = sole === null ? plain : ofDimension(plain, 1);
  const formula = readFormula(scene.formula, sole === null ? {} : { variables: [sole] });
  const hasNoise = scene.noise > 0;
  const schedules = schedulesOf(runs);
  const optimizers = optimizerCode(scene, runs, dialect);
  const isDrawing = optimizers.helpers.has(DRAWN);
  const blocks = [
    ...lossBlocks(formula, optimizers.helpers, dialect),
    ...['dot', 'wolfe', 'cubic', 'insert']
      .filter((name) => optimizers.helpers.has(name))
      .map((name) => helperLines(name, dialect)),
    ...noiseFunctions(scene, dialect, isDrawing),
    ...scheduleFunctions(schedules, dialect),
    ...(optimizers.helpers.has('descend')
      ? [
          torchDriver(
            hasNoise,
            schedules.some(({ kind }) => kind !== 'constant'),
          ),
        ]
      : []),
    ...optimizers.functions.values(),
    ...averagedFunction(runs),
    mainFunction(optimizers.calls.flat(), dialect, scriptLabels(runs), columns(formula), averageLines(runs)),
  ].map((lines) => lines.join('\n'));
  const usesMath = blocks.some((block) => block.includes('math.'));
  const head = [
    ...title(source, formula, dialect),
    '',
    ...imports(dialect, usesMath),
    '',
    ...constants(source, dialect, isDrawing),
  ];
  return `${[head.join('\n'), ...blocks].join('\n\n\n')}\n\n\nif __name__ == "__main__":\n    main()\n`;
}

function title({ scene, runs, link }: ExportSource, formula: Formula, dialect: Dialect): string[] {
  const surface = entryOf(scene.loss)?.name ?? 'a formula';
  const labels = scriptLabels(runs).join(', ');
  const library = dialect.id === 'numpy' ? 'NumPy' : `PyTorch ${OLDEST_TORCH.join('.')} or newer`;
  return [
    `"""A scene of Fall Line, on ${remark(surface)}; needs Python 3.8 or newer and ${library}.`,
    '',
    ...wrapped(definition(formula), 96).map((line) => `    ${line}`),
    '',
    ...wrapped(
      `Prints optimizer, step, ${variableNamesOf(formula).join(', ')} and loss of: ${labels === '' ? 'no optimizer' : labels}.`,
      100,
    ),
    '"""',
    `# ${remark(link)}`,
  ];
}

/** f(x, y) = a*x^2, a = 2 */
function definition(formula: Formula): string {
  const { tree, values } = formula;
  const given = [...values].map(([name, value]) => `, ${name} = ${value}`);
  return `f(${variableNamesOf(formula).join(', ')}) = ${printExpression(tree)}${given.join('')}`;
}

function columns(formula: Formula): string {
  return ['optimizer', 'step', ...variableNamesOf(formula), 'loss']
    .map((name) => JSON.stringify(name))
    .join(', ');
}

function imports(dialect: Dialect, usesMath: boolean): string[] {
  const own = dialect.id === 'numpy' ? 'import numpy as np' : 'import torch';
  return ['import itertools', ...(usesMath ? ['import math'] : []), 'import sys', '', own];
}

function constants({ scene }: ExportSource, dialect: Dialect, isDrawing: boolean): string[] {
  const start = startIn(scene).map(pythonFloat).join(', ');
  const counted =
    scene.budget === 'evaluations' ? '  # evaluations of the loss, its gradient or its Hessian' : '';
  const lines =
    dialect.id === 'numpy'
      ? [
          '# A run ends where its numbers are no longer finite.',
          'np.seterr(all="ignore")',
          '',
          `START = np.array([${start}])`,
        ]
      : [
          ...versionCheck,
          '',
          'torch.set_default_dtype(torch.float64)',
          '',
          `START = torch.tensor([${start}])`,
        ];
  return [...lines, `STEPS = ${scene.steps}${counted}`, ...noiseConstants(scene, isDrawing)];
}

/** An older PyTorch may print other numbers: then it says so at once. What was found goes where errors go. */
const versionCheck: readonly string[] = [
  'print("PyTorch", torch.__version__, file=sys.stderr)',
  `if [int(part) for part in torch.__version__.split(".")[:2]] < [${OLDEST_TORCH.join(', ')}]:`,
  `    sys.exit("This script needs PyTorch ${OLDEST_TORCH.join('.')} or newer.")`,
];

/** The loss, and the derivatives that are asked for. */
function lossBlocks(formula: Formula, wanted: ReadonlySet<string>, dialect: Dialect): (readonly string[])[] {
  const names = ['gradient', 'hessian'].filter((name) => wanted.has(name));
  const loss = lossFunction(formula, dialect);
  // PyTorch finds them itself.
  const derivatives =
    dialect.id === 'torch'
      ? []
      : names.map((name) => (name === 'gradient' ? gradientFunction(formula) : hessianFunction(formula)));
  const helpers = new Set([loss, ...derivatives].flatMap((made) => [...made.helpers]));
  for (const name of definedNames(dialect)) if (wanted.has(name)) helpers.add(name);
  return [
    ...[...helpers].map((name) => helperLines(name, dialect)),
    loss.lines,
    ...(dialect.id === 'torch'
      ? names.map((name) => helperLines(name, dialect, formula))
      : derivatives.map(({ lines }) => lines)),
  ];
}

/** Prints every run until its numbers end. */
export function mainFunction(
  calls: readonly string[],
  dialect: Dialect,
  labels: readonly string[],
  columns: string,
  averages: readonly string[] = [],
): string[] {
  const finite =
    dialect.id === 'numpy'
      ? 'np.isfinite([*theta, value]).all()'
      : 'torch.stack([*theta, value]).isfinite().all()';
  return [
    'def main():',
    ...indented([
      calls.length === 0 ? 'runs = {}' : 'runs = {',
      ...indented(calls),
      ...(calls.length === 0 ? [] : ['}']),
      ...averages,
      // Where the output goes into a file, not every system writes such names by itself.
      ...(labels.every((label) => /^[ -~]*$/.test(label))
        ? []
        : ['sys.stdout.reconfigure(encoding="utf-8")']),
      `print(${columns}, sep="\\t")`,
      'for label, positions in runs.items():',
      '    for step, theta in enumerate(itertools.chain([START], positions)):',
      '        value = f(theta)',
      `        finite = ${finite}`,
      '        if finite or step == 0:',
      '            print(label, step, *map(float, theta), float(value), sep="\\t")',
      '        if not finite:',
      '            print(label, "ends: not finite at step", step, file=sys.stderr)',
      '            break',
    ]),
  ];
}
