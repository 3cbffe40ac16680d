import type { MatrixPlace } from '../../core/math/loss.ts';
import { pythonValue } from './python.ts';
import type { SearchCode, SearchOptions } from './searches.ts';

/** Rules of matrices in NumPy, each as in its file of the registry; where there is no matrix their runs end where they begin. */

type Template = (rate: string) => Pick<SearchCode, 'parameters' | 'setUp' | 'update'>;

const each = 'for at, rows, columns in matrices:';

const muon: Template = (rate) => ({
  parameters: ['lr', 'momentum', 'nesterov', 'nsSteps', 'weightDecay'],
  setUp: ['velocity = first = second = np.zeros(len(theta))'],
  update: [
    'velocity = momentum*velocity + (1 - momentum)*g',
    'u = (1 - momentum)*g + momentum*velocity if nesterov else velocity',
    'first = 0.9*first + (1 - 0.9)*g  # Adam, of what is no matrix',
    'second = 0.95*second + (1 - 0.95)*g*g',
    'direction = first/(1 - 0.9**t)/(np.sqrt(second/(1 - 0.95**t)) + 1e-10)',
    each,
    '    x = u[at:at + rows*columns].reshape(rows, columns)',
    '    x = (x.T if rows > columns else x)/(np.linalg.norm(x) + 1e-7)',
    '    for _ in range(ns_steps):',
    '        a = x @ x.T',
    '        x = 3.4445*x + (-4.775*a + 2.0315*(a @ a)) @ x',
    '    x = x.T if rows > columns else x',
    '    direction[at:at + rows*columns] = max(1.0, rows/columns)**0.5*x.ravel()',
    `theta = theta - ${rate}*weight_decay*theta - ${rate}*direction`,
  ],
});

/** A side of which the other is more than so many times as short is left as it is. */
const sides = 'left_acts, right_acts = rows <= 8*columns, columns <= 8*rows';

const shampoo: Template = (rate) => ({
  parameters: ['lr', 'eps'],
  setUp: [
    'def root(matrix, exponent):',
    '    values, vectors = np.linalg.eigh(matrix)',
    '    return (vectors*np.maximum(values, eps)**exponent) @ vectors.T',
    'sums = {at: (eps*np.eye(rows), eps*np.eye(columns)) for at, rows, columns in matrices}',
    'squares = np.zeros(len(theta))',
  ],
  update: [
    'squares = squares + g*g',
    'direction = g/np.sqrt(eps + squares)  # of what is no matrix',
    each,
    `    ${sides}`,
    '    exponent = -0.25 if left_acts and right_acts else -0.5',
    '    x = g[at:at + rows*columns].reshape(rows, columns)',
    '    left, right = sums[at] = sums[at][0] + x @ x.T, sums[at][1] + x.T @ x',
    '    x = root(left, exponent) @ x if left_acts else x',
    '    x = x @ root(right, exponent) if right_acts else x',
    '    direction[at:at + rows*columns] = x.ravel()',
    `theta = theta - ${rate}*direction`,
  ],
});

const soap: Template = (rate) => ({
  parameters: ['lr', 'beta1', 'beta2', 'eps', 'frequency'],
  setUp: [
    'def basis(wanted, spare):  # orthogonal, with spare directions or axes where one is missing',
    '    found = np.zeros((len(wanted), 0))',
    '    least = 1e-12*np.linalg.norm(wanted, axis=0).max()',
    '    for j in range(len(wanted)):',
    '        axes = [(axis, 0.1) for axis in np.eye(len(wanted))]',
    '        for column, enough in [(wanted[:, j], least), (spare[:, j], 0.1), *axes]:',
    '            rest = column - found @ (found.T @ column)',
    '            rest, length = rest - found @ (found.T @ rest), np.linalg.norm(rest)',
    '            if length > enough:',
    '                break',
    '        found = np.column_stack([found, rest/np.linalg.norm(rest)])',
    '    return found',
    'def eigenvectors(matrix):',
    '    values, vectors = (part[..., ::-1] for part in np.linalg.eigh(matrix))',
    '    return basis(vectors*(values > 1e-12*values[0]), 0*matrix)',
    'kept = {at: (np.zeros((rows, rows)), np.zeros((columns, columns)), np.eye(rows), np.eye(columns))',
    '        for at, rows, columns in matrices}',
    'm = v = np.zeros(len(theta))',
  ],
  update: [
    'm = beta1*m + (1 - beta1)*g if t > 1 else m  # the first update finds the eigenvectors alone',
    'turned, turned_m = g.copy(), m.copy()',
    each,
    '    part = slice(at, at + rows*columns)',
    '    _, _, q, p = kept[at]',
    '    turned[part] = (q.T @ g[part].reshape(rows, columns) @ p).ravel()',
    '    turned_m[part] = (q.T @ m[part].reshape(rows, columns) @ p).ravel()',
    'if t > 1:',
    '    v = beta2*v + (1 - beta2)*turned**2',
    '    direction = turned_m/(1 - beta1**(t - 1))/(np.sqrt(v/(1 - beta2**(t - 1))) + eps)',
    `    ${each}`,
    '        part = slice(at, at + rows*columns)',
    '        _, _, q, p = kept[at]',
    '        direction[part] = (q @ direction[part].reshape(rows, columns) @ p.T).ravel()',
    `    theta = theta - ${rate}*direction`,
    each,
    `    ${sides}`,
    '    x = g[at:at + rows*columns].reshape(rows, columns)',
    '    left, right, q, p = kept[at]',
    '    left, right = beta2*left + (1 - beta2)*x @ x.T, beta2*right + (1 - beta2)*x.T @ x',
    '    if t == 1 or t % frequency == 0:',
    '        q = q if not left_acts else eigenvectors(left) if t == 1 else basis(left @ q, q)',
    '        p = p if not right_acts else eigenvectors(right) if t == 1 else basis(right @ p, p)',
    '    kept[at] = left, right, q, p',
  ],
});

const templates: ReadonlyMap<string, Template> = new Map([
  ['muon', muon],
  ['shampoo', shampoo],
  ['soap', soap],
]);

const listOf = (matrices: readonly MatrixPlace[]) =>
  `[${matrices.map(({ offset, rows, columns }) => `(${[offset, rows, columns].map(pythonValue).join(', ')})`).join(', ')}]`;

/** The code of a rule of matrices; undefined for any other. */
export function matrixSearch(id: string, { dialect, rate }: SearchOptions): SearchCode | undefined {
  const made = templates.get(id)?.(rate);
  if (!made) return undefined;
  const { matrices = [] } = dialect;
  const none = [`theta = theta + ${rate}*float("nan")  # no parameter is in a matrix: the run ends`];
  const isThere = matrices.length > 0;
  return {
    parameters: isThere ? made.parameters : ['lr'],
    setUp: isThere ? [`matrices = ${listOf(matrices)}  # offset, rows, columns`, ...made.setUp] : [],
    update: isThere ? made.update : none,
    helpers: [],
    usesGradient: true,
    total: 1,
  };
}
