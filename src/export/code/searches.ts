import type { HyperparameterValues, OptimizerEntry } from '../../core/optimizers/types.ts';
import { exportText as words } from '../../text/en/export-text.ts';
import { ExportError } from '../export-error.ts';
import type { Dialect } from './dialect.ts';
import { matrixSearch } from './matrix-searches.ts';
import { indented } from './python.ts';

/**
 * Rules that evaluate the loss themselves, which no lines of equations hold: each as in its file of the registry,
 * comparison by comparison. They see the loss without noise.
 */

/** What a rule's step needs of the rest of a script. */
export type Helper = 'dot' | 'wolfe' | 'cubic' | 'insert' | 'hessian';

export interface SearchCode {
  readonly parameters: readonly string[];
  readonly setUp: readonly string[];
  /** Ends with the new `theta`. */
  readonly update: readonly string[];
  readonly helpers: readonly Helper[];
  /** Whether a step asks for the gradient at `theta`, as `g`. */
  readonly usesGradient: boolean;
  /** What the first `t` updates have cost in evaluations: a number each, or counted as they go. */
  readonly total:
    | number
    | { readonly setUp: readonly string[]; readonly count: readonly string[]; readonly text: string };
}

export interface SearchOptions {
  readonly values: HyperparameterValues;
  readonly dialect: Dialect;
  /** What the learning rate of the step is called. */
  readonly rate: string;
  /** Whether evaluations are counted. */
  readonly counting: boolean;
}

type Template = (options: SearchOptions) => SearchCode;

const TRIALS = { setUp: ['total_trials = 0'], count: ['total_trials += trials'] } as const;

const newton: Template = ({ dialect, rate }) => ({
  parameters: ['lr', 'damping'],
  setUp: [],
  update: [
    `matrix = hessian(theta) + damping*${dialect.module}.eye(${dialect.dimension})`,
    'try:',
    `    solution = ${dialect.module}.linalg.solve(matrix, g)`,
    `except ${dialect.id === 'numpy' ? 'np.linalg.LinAlgError' : 'torch.linalg.LinAlgError'}:`,
    '    solution = g*float("nan")  # a singular matrix has no step: the run ends',
    `theta = theta - ${rate}*solution`,
  ],
  helpers: ['hessian'],
  usesGradient: true,
  total: 2,
});

const armijo: Template = ({ dialect, rate }) => ({
  parameters: ['lr', 'shrinking', 'decrease'],
  setUp: [],
  update: [
    'value, slope = f(theta), -dot(g, g)',
    `length, trials = ${rate}, 0`,
    'while True:',
    '    trial = theta - length*g',
    `    if ${dialect.equal('trial', 'theta')} or trials == 1000:`,
    '        length = 0.0  # no trial that still moves the position is low enough',
    '        break',
    '    trials += 1',
    '    if f(trial) <= value + decrease*length*slope:',
    '        break',
    '    length = length*shrinking',
    'theta = theta - length*g',
  ],
  helpers: ['dot'],
  usesGradient: true,
  // The value of an accepted trial is the next step's own.
  total: { ...TRIALS, text: 'total_trials + 1 + t' },
});

const conjugateGradient: Template = ({ dialect, rate }) => ({
  parameters: ['lr', 'decrease', 'flatness'],
  setUp: [`direction = ${dialect.zeros}`, `previous = ${dialect.zeros}`],
  update: [
    'beta = 0.0',
    'size = dot(previous, previous)',
    'if t > 1 and size != 0:',
    '    beta = max(0.0, (dot(g, g) - dot(g, previous))/size)',
    '    if not beta*dot(direction, g) < dot(g, g):',
    '        beta = 0.0  # the direction would not go downhill',
    'direction = beta*direction - g',
    'previous = g',
    `length, trials = wolfe(theta, direction, g, ${rate}, decrease, flatness)`,
    'theta = theta + length*direction',
  ],
  helpers: ['dot', 'wolfe'],
  usesGradient: true,
  total: { ...TRIALS, text: '2*(total_trials + 1)' },
});

/** A pair that is kept of the last `historySize`, from which L-BFGS makes its direction. */
const keptPair = (historySize: number): readonly string[] => [
  '    curvature = dot(s, y)',
  '    if curvature > 1e-10:',
  `        pairs = [*pairs, (s, y, 1/curvature)]${historySize < 1 ? '[:0]' : `[-${Math.trunc(historySize)}:]`}`,
  'direction = g',
  'weights = []',
  'for s, y, rho in reversed(pairs):',
  '    weights.append(rho*dot(s, direction))',
  '    direction = direction - weights[-1]*y',
  'if pairs:',
  '    s, y, rho = pairs[-1]',
  '    direction = direction*(1/(rho*dot(y, y)))',
  'for (s, y, rho), weight in zip(pairs, reversed(weights)):',
  '    direction = direction + (weight - rho*dot(y, direction))*s',
  'direction = -direction',
];

const PAIRS = 'pairs = []  # s, y and rho of the last steps, oldest first';

const lbfgs: Template = ({ rate, values }) => ({
  parameters: ['lr', 'decrease', 'flatness'],
  setUp: [PAIRS, 'previous = None'],
  update: [
    'if previous is not None:',
    '    s, y = theta - previous[0], g - previous[1]',
    ...keptPair(Number(values['historySize'])),
    'previous = theta, g',
    `length, trials = wolfe(theta, direction, g, ${rate}, decrease, flatness)`,
    'theta = theta + length*direction',
  ],
  helpers: ['dot', 'wolfe'],
  usesGradient: true,
  total: { ...TRIALS, text: '2*(total_trials + 1)' },
});

const torchLbfgs: Template = ({ rate, values }) => {
  const searches = values['lineSearchFn'] === true;
  return {
    parameters: ['lr', 'toleranceGrad', 'toleranceChange'],
    setUp: [PAIRS, 'previous = None'],
    update: [
      'if previous is not None:',
      '    s, y = length*direction, g - previous',
      ...keptPair(Number(values['historySize'])),
      'previous = g',
      `length = ${rate}*min(1.0, 1/abs(g).sum()) if t == 1 else ${rate}`,
      'slope = dot(g, direction)',
      ...(searches ? ['trials = 0'] : []),
      'if not (abs(g).max() > tolerance_grad and slope <= -tolerance_change):',
      '    length = 0.0',
      ...(searches
        ? ['else:', '    length, trials = cubic(theta, direction, slope, length, tolerance_change)']
        : []),
      'theta = theta + length*direction',
    ],
    helpers: searches ? ['dot', 'cubic'] : ['dot'],
    usesGradient: true,
    total: searches ? { setUp: ['calls = 0'], count: ['calls += trials + 1'], text: '2*calls' } : 1,
  };
};

const nelderMead: Template = ({ dialect, counting }) => {
  const counted = (count: string) => (counting ? [`evaluations += ${count}`] : []);
  const vector = dialect.id === 'numpy' ? 'np.array' : 'torch.tensor';
  const n = dialect.dimension;
  const isCurve = n === 1;
  const corners = isCurve ? '[0.0], [size]' : '[0.0, 0.0], [size, 0.0], [0.0, size]';
  return {
    parameters: ['size'],
    setUp: ['simplex = []  # values and vertices, the lowest first'],
    update: [
      'if t == 1:',
      ...(n > 2
        ? [
            `    for corner in np.vstack([np.zeros(${n}), size*np.eye(${n})]):`,
            '        point = theta + corner',
          ]
        : [`    for corner in ${corners}:`, `        point = theta + ${vector}(corner)`]),
      '        insert(simplex, height(point), point)',
      ...indented(counted(String(n + 1))),
      ...facesOf(n),
      'taken = True',
      'point = centroid + (centroid - worst)  # reflected',
      'value = height(point)',
      ...counted('1'),
      'if value < lowest:',
      '    further = centroid + 2*(centroid - worst)  # expanded',
      '    expanded = height(further)',
      ...indented(counted('1')),
      '    if expanded < value:',
      '        point, value = further, expanded',
      'elif not value < next_to_worst:',
      '    outside, reflected = value < highest, value',
      '    point = centroid + (0.5 if outside else -0.5)*(centroid - worst)  # contracted',
      '    value = height(point)',
      ...indented(counted('1')),
      '    taken = value <= reflected if outside else value < highest',
      'if taken:',
      '    simplex.pop()',
      '    insert(simplex, value, point)',
      'else:',
      '    vertices = [vertex for _, vertex in simplex]  # shrunk towards the best',
      '    simplex = simplex[:1]',
      '    for vertex in vertices[1:]:',
      '        point = vertices[0] + (vertex - vertices[0])/2',
      '        insert(simplex, height(point), point)',
      ...indented(counted(String(n))),
      'theta = simplex[0][1]',
    ],
    helpers: ['insert'],
    usesGradient: false,
    total: { setUp: ['evaluations = 0'], count: [], text: 'evaluations' },
  };
};

/** The vertices by which a simplex of n + 1 moves. */
function facesOf(n: number): readonly string[] {
  if (n === 1) return ['(lowest, centroid), (highest, worst) = simplex', 'next_to_worst = lowest'];
  if (n === 2) {
    return [
      'lowest, next_to_worst, highest = (value for value, _ in simplex)',
      'worst = simplex[2][1]',
      'centroid = (simplex[0][1] + simplex[1][1])/2',
    ];
  }
  return [
    '(highest, worst), lowest, next_to_worst = simplex[-1], simplex[0][0], simplex[-2][0]',
    `centroid = sum(vertex for _, vertex in simplex[:-1])/${n}`,
  ];
}

const templates: ReadonlyMap<string, Template> = new Map([
  ['newton', newton],
  ['armijo', armijo],
  ['conjugate-gradient', conjugateGradient],
  ['lbfgs', lbfgs],
  ['torch-lbfgs', torchLbfgs],
  ['nelder-mead', nelderMead],
]);

/**
 * The rule's code where it searches; undefined for a rule that its lines say in full. A rule that searches and has no
 * code here is refused: of its lines alone a script would be made that never moves.
 */
export function searchOf({ id, name, rule }: OptimizerEntry, options: SearchOptions): SearchCode | undefined {
  const code = templates.get(id)?.(options) ?? matrixSearch(id, options);
  if (!code && rule.search) throw new ExportError(words.noPython(name));
  return code;
}
