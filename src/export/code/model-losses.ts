import { taskOf } from '../../core/models/arm.ts';
import { nodes, REACH } from '../../core/models/arm-loss.ts';
import { priorOf, trialsOf } from '../../core/models/posterior.ts';
import { recoveryOf } from '../../core/models/recovery.ts';
import { placesOf, routeOf } from '../../core/models/route.ts';
import type { Model } from '../../core/models/types.ts';
import { pythonFloat } from './python.ts';

/**
 * Losses of models in Python: constants, and `f(theta)` made of functions that know complex numbers, by which the script takes
 * its gradient.
 */
export interface ModelLoss {
  readonly constants: readonly string[];
  readonly loss: readonly string[];
}

export const modelLosses: Readonly<Record<string, (model: Model) => ModelLoss>> = {
  'robot-arm': arm,
  delivery,
  recovery,
  posterior,
};

const list = (numbers: ArrayLike<number>) => `[${Array.from(numbers, pythonFloat).join(', ')}]`;
const tuples = (rows: readonly (readonly number[])[]) =>
  rows.map((row) => `    (${row.map(pythonFloat).join(', ')}),`);

function arm({ options, train }: Model): ModelLoss {
  const { joints, moments, target, obstacles, avoid, smoothness, first } = taskOf(options, train);
  return {
    constants: [
      `JOINTS, POSTURES = ${joints}, ${moments}`,
      `TARGET = ${list(target)}`,
      'OBSTACLES = [  # x, y, radius',
      ...tuples(obstacles.map(({ x, y, radius }) => [x, y, radius])),
      ']',
      `AVOID = ${pythonFloat(avoid)}`,
      ...(moments > 1 ? [`SMOOTHNESS = ${pythonFloat(smoothness)}`, `FIRST = np.array(${list(first)})`] : []),
      'NODES = [  # of Gauss and Legendre on a link: place, weight',
      ...tuples(nodes),
      ']',
    ],
    loss: [
      'def f(theta):',
      '    """Half of the squared distance to the target, and what obstacles and acceleration cost."""',
      '    q = theta.reshape(POSTURES, JOINTS)',
      `    length = ${REACH}/JOINTS`,
      '    value = 0.0',
      '    for posture in q:',
      '        x = y = 0.0',
      '        for angle in np.cumsum(posture):',
      '            dx, dy = length*np.cos(angle), length*np.sin(angle)',
      '            for place, weight in NODES:',
      '                for cx, cy, r in OBSTACLES:',
      '                    square = ((x + place*dx - cx)/r)**2 + ((y + place*dy - cy)/r)**2',
      '                    value = value + AVOID/POSTURES*length*weight*np.exp(-0.5*square)',
      '            x, y = x + dx, y + dy',
      '    value = value + 0.5*((x - TARGET[0])**2 + (y - TARGET[1])**2)',
      ...(moments > 1
        ? [
            '    path = np.vstack([q[0], FIRST, q, q[-2]])  # from rest to rest',
            '    a = (path[:-2] - 2*path[1:-1] + path[2:])*POSTURES**2',
            '    weights = np.r_[0.5, np.ones(POSTURES - 1), 0.5]/POSTURES',
            '    value = value + SMOOTHNESS*np.sum(weights[:, None]*a*a)',
          ]
        : []),
      '    return value',
    ],
  };
}

function delivery({ options, train }: Model): ModelLoss {
  if (options['task'] === 'depot') {
    return {
      constants: [
        'CUSTOMERS = [  # x, y, weight',
        ...tuples(placesOf(train).map(({ x, y, size }) => [x, y, size])),
        ']',
      ],
      loss: [
        'def f(theta):',
        '    """The mean of the distances to the customers by their weights."""',
        '    whole = sum(weight for _, _, weight in CUSTOMERS)',
        '    x, y = theta',
        '    return sum(w/whole*np.sqrt((x - cx)**2 + (y - cy)**2) for cx, cy, w in CUSTOMERS)',
      ],
    };
  }
  const { from, to, jams, radius, waypoints } = routeOf(options, train);
  return {
    constants: [
      `WAYPOINTS, RADIUS = ${waypoints}, ${pythonFloat(radius)}`,
      `FROM, TO = np.array(${list([from.x, from.y])}), np.array(${list([to.x, to.y])})`,
      'JAMS = [  # x, y, delay',
      ...tuples(jams.map(({ x, y, size }) => [x, y, size])),
      ']',
      'NODES = [  # of Gauss and Legendre on half of a piece: place, weight',
      ...tuples(nodes),
      ']',
    ],
    loss: [
      'def f(theta):',
      '    """Minutes of the route: the integral of the inverse speed."""',
      '    points = np.vstack([FROM, theta.reshape(WAYPOINTS, 2), TO])',
      '    value = 0.0',
      '    for a, b in zip(points, points[1:]):',
      '        mean = 0.0',
      '        for start in (0.0, 0.5):',
      '            for place, weight in NODES:',
      '                x, y = a + (start + place/2)*(b - a)',
      '                slow = 1.0',
      '                for cx, cy, delay in JAMS:',
      '                    slow = slow + delay*np.exp(-0.5*(((x - cx)/RADIUS)**2 + ((y - cy)/RADIUS)**2))',
      '                mean = mean + weight/2*slow',
      '        value = value + np.sqrt(np.sum((b - a)**2))*mean',
      '    return value',
    ],
  };
}

function recovery({ options, train }: Model): ModelLoss {
  const { first, pace, treatment } = recoveryOf(options);
  const rows = Array.from(train.targets.keys()).toSorted((a, b) => train.inputs[a]! - train.inputs[b]!);
  return {
    constants: [
      `FIRST, PACE = ${pythonFloat(first)}, ${pythonFloat(pace)}`,
      treatment ? `TREATMENT = (${treatment.map(pythonFloat).join(', ')})` : 'TREATMENT = ()',
      'POINTS = [  # day, value',
      ...tuples(rows.map((row) => [train.inputs[row]!, train.targets[row]!])),
      ']',
    ],
    loss: [
      'def f(theta):',
      '    """Half of the mean squared error of the solution of dh/dt = -k (h - m) + b u(t)."""',
      '    k, m = theta[0], theta[1]',
      '    now, h, value = 0.0, FIRST, 0.0',
      '    for day, wanted in POINTS:',
      '        stops = [end for end in TREATMENT if now < end < day] + ([day] if day > now else [])',
      '        for stop in stops:',
      '            steps = max(1, int(np.ceil((stop - now)*PACE)))',
      '            size = (stop - now)/steps',
      '            treated = TREATMENT and now >= TREATMENT[0] and stop <= TREATMENT[1]',
      '            extra = theta[2] if treated else 0.0',
      '            for _ in range(steps):',
      '                k1 = -k*(h - m) + extra',
      '                k2 = -k*(h + size/2*k1 - m) + extra',
      '                k3 = -k*(h + size/2*k2 - m) + extra',
      '                k4 = -k*(h + size*k3 - m) + extra',
      '                h = h + size/6*(k1 + 2*k2 + 2*k3 + k4)',
      '            now = stop',
      '        value = value + (h - wanted)**2',
      '    return value/(2*len(POINTS))',
    ],
  };
}

function posterior({ options, train }: Model): ModelLoss {
  const prior = priorOf(options);
  return {
    constants: [
      `PRIOR = (${pythonFloat(prior.a)}, ${pythonFloat(prior.b)})`,
      'GROUPS = [  # dose, how many, how many respond',
      ...tuples(trialsOf(train).map(({ dose, count, hits }) => [dose, count, hits])),
      ']',
    ],
    loss: [
      'def f(theta):',
      '    """-log of likelihood times prior, but for constants."""',
      '    a, b = theta',
      '    value = (a/PRIOR[0])**2/2 + (b/PRIOR[1])**2/2',
      '    for dose, count, hits in GROUPS:',
      '        s = a + b*dose',
      '        # log(1 + e^s) without overflow.',
      '        high = s if s.real > 0 else 0.0*s',
      '        value = value + count*(high + np.log1p(np.exp(s - 2*high))) - hits*s',
      '    return value',
    ],
  };
}
