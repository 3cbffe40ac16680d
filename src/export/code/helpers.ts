import type { Formula } from '../../core/expression/formula.ts';
import type { Dialect } from './dialect.ts';
import { derivativesMeaning } from './formula.ts';

/** Small functions that generated scripts define when they need them. */

/** @param formula what the gradient is of, for 'gradient' */
export function helperLines(name: string, dialect: Dialect, formula?: Formula): readonly string[] {
  switch (name) {
    case 'sigmoid':
      return [
        'def sigmoid(a):',
        '    """The logistic function, without overflow on either side."""',
        '    return 1/(1 + np.exp(-a)) if a >= 0 else np.exp(a)/(1 + np.exp(a))',
      ];
    case 'relu':
      return ['def relu(a):', '    return np.maximum(a, 0.0)'];
    case 'softplus':
      return [
        'def softplus(a):',
        '    """log(1 + exp(a)), without overflow."""',
        dialect.id === 'numpy'
          ? '    return np.logaddexp(0.0, a)'
          : '    return torch.logaddexp(torch.zeros_like(a), a)',
      ];
    case 'cbrt':
      return [
        'def cbrt(a):',
        '    """The cube root, of negative numbers too."""',
        '    return torch.sign(a)*torch.exp(torch.log(torch.abs(a))/3)',
      ];
    case 'erf':
      return [
        'def erf(a):',
        '    """The error function, of a number."""',
        '    return np.float64(math.erf(a))',
      ];
    case 'normcdf':
      return [
        'def normcdf(a):',
        '    """The distribution function of the standard normal distribution."""',
        dialect.id === 'numpy'
          ? '    return np.float64(0.5*math.erfc(-a/math.sqrt(2)))'
          : '    return 0.5*torch.erfc(-a/math.sqrt(2))',
      ];
    case 'dot':
      return [
        'def dot(a, b):',
        dialect.dimension > 2
          ? '    return np.dot(a, b)'
          : dialect.dimension === 1
            ? '    return a[0]*b[0]'
            : '    return a[0]*b[0] + a[1]*b[1]',
      ];
    case 'gradient':
      return [
        'def gradient(theta):',
        ...(formula ? [`    """${derivativesMeaning(formula)}"""`] : []),
        '    theta = theta.detach().requires_grad_()',
        '    return torch.autograd.grad(f(theta), theta)[0]',
      ];
    case 'hessian':
      return [
        'def hessian(theta):',
        '    """The second derivatives of the loss."""',
        '    return torch.autograd.functional.hessian(f, theta)',
      ];
    case 'wolfe':
      return wolfe(dialect);
    case 'cubic':
      return cubic;
    case 'insert':
      return insert;
    default:
      throw new Error(`no helper ${name}`);
  }
}

function wolfe(dialect: Dialect): readonly string[] {
  return [
    'def wolfe(theta, direction, g, length, decrease, flatness):',
    '    """A step length for the strong Wolfe conditions, and the number of trials.',
    '',
    '    J. Nocedal, S. J. Wright, "Numerical optimization", 2006, algorithms 3.5 and 3.6: a trial that is too',
    '    short is doubled, an interval that holds a good length is halved.',
    '    """',
    '    value0, slope0 = f(theta), dot(g, direction)',
    '    if not slope0 < 0:',
    '        return 0.0, 0',
    '    low, low_value, high, trials = 0.0, value0, None, 0',
    '    for _ in range(40):',
    '        trial = theta + length*direction',
    `        if ${dialect.equal('trial', 'theta')}:`,
    '            break',
    '        trials += 1',
    '        value, slope = f(trial), dot(gradient(trial), direction)',
    '        low_enough = value <= value0 + decrease*length*slope0 and value < low_value',
    '        if not low_enough:',
    '            high = length',
    '        else:',
    '            if abs(slope) <= -flatness*slope0:',
    '                return length, trials',
    '            if slope >= 0 if high is None else slope*(high - low) >= 0:',
    '                high = low',
    '            low, low_value = length, value',
    '        length = 2*length if high is None else (low + high)/2',
    '    return low, trials',
  ];
}

const cubic: readonly string[] = [
  'def cubic(theta, direction, slope, length, shortest):',
  '    """A strong Wolfe step length as torch.optim.LBFGS finds it, and the number of trials."""',
  '    def at(length):',
  '        point = theta + length*direction',
  '        return length, f(point), dot(gradient(point), direction)',
  '',
  '    def lowest(least, most):',
  '        (x, p, u), (z, q, v) = sorted(ends, key=lambda end: end[0])',
  '        d = u + v - 3*(p - q)/(x - z)',
  '        square = d*d - u*v',
  '        if not square >= 0:',
  '            return (least + most)/2',
  '        root = square**0.5',
  '        return min(max(z - (z - x)*((v + root - d)/(v - u + 2*root)), least), most)',
  '',
  '    def too_high(end):',
  '        return end[1] > value + 1e-4*end[0]*slope',
  '',
  '    def flat(end):',
  '        return abs(end[2]) <= -0.9*slope',
  '',
  '    value, count, near = f(theta), 0, False',
  '    ends = [(0.0, value, slope), at(length)]',
  '    while True:',
  '        a, b = ends',
  '        if count == 25:',
  '            return (0.0 if value <= b[1] else b[0]), count + 1',
  '        if too_high(b) or count > 1 and b[1] >= a[1]:',
  '            break',
  '        if flat(b):',
  '            return b[0], count + 1',
  '        if b[2] >= 0:',
  '            break',
  '        ends = [b, at(lowest(b[0] + 0.01*(b[0] - a[0]), 10*b[0]))]',
  '        count += 1',
  '    low = 0 if a[1] <= b[1] else 1',
  '    while count < 25:',
  '        least, most = sorted(end[0] for end in ends)',
  '        if (most - least)*abs(direction).max() < shortest:',
  '            break',
  '        length, margin = lowest(least, most), 0.1*(most - least)',
  '        close = min(most - length, length - least) < margin',
  '        if close and (near or length >= most or length <= least):',
  '            length = most - margin if abs(length - most) < abs(length - least) else least + margin',
  '            close = False',
  '        near, trial = close, at(length)',
  '        count += 1',
  '        if too_high(trial) or trial[1] >= ends[low][1]:',
  '            ends[1 - low] = trial',
  '            low = 0 if ends[0][1] <= ends[1][1] else 1',
  '            continue',
  '        if not flat(trial) and trial[2]*(ends[1 - low][0] - ends[low][0]) >= 0:',
  '            ends[1 - low] = ends[low]',
  '        ends[low] = trial',
  '        if flat(trial):',
  '            break',
  '    return ends[low][0], count + 1',
];

const insert: readonly string[] = [
  'def height(point):',
  '    """The loss, infinitely high where it is not a number."""',
  '    value = f(point)',
  '    return value if value == value else float("inf")',
  '',
  '',
  'def insert(simplex, value, point):',
  '    """Puts a vertex where its value belongs, behind its equals."""',
  '    place = len(simplex)',
  '    while place > 0 and simplex[place - 1][0] > value:',
  '        place -= 1',
  '    simplex.insert(place, (value, point))',
];

/** The driver of PyTorch's own optimizers. */
export function torchDriver(hasNoise: boolean, hasSchedules: boolean): readonly string[] {
  return [
    `def descend(make${hasSchedules ? ', share=None' : ''}):`,
    '    """The positions of an optimizer of torch.optim, which `make` makes for a list of parameters."""',
    '    theta = START.clone().requires_grad_()',
    '    optimizer = make([theta])',
    ...(hasSchedules
      ? [
          '    if share is not None:',
          '        scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda epoch: share(epoch + 1))',
        ]
      : []),
    '    for t in range(1, STEPS + 1):',
    '        optimizer.zero_grad()',
    '        f(theta).backward()',
    ...(hasNoise ? ['        theta.grad += noise(t - 1, theta.grad)'] : []),
    '        optimizer.step()',
    ...(hasSchedules ? ['        if share is not None:', '            scheduler.step()'] : []),
    '        yield theta.detach().clone()',
  ];
}
