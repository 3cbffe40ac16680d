import { taskOf } from '../../core/models/arm.ts';
import { REACH } from '../../core/models/arm-loss.ts';
import { centred } from '../../core/models/line-posterior.ts';
import { isLine, priorOf, trialsOf } from '../../core/models/posterior.ts';
import { productOf } from '../../core/models/matrices.ts';
import { recoveryOf } from '../../core/models/recovery.ts';
import { routeOf } from '../../core/models/route.ts';
import { placesOf } from '../../core/models/places-table.ts';
import { kronrod } from '../../core/math/quadrature.ts';
import type { Model } from '../../core/models/types.ts';
import { type Formula, readFormula } from '../../core/expression/formula.ts';
import { numpy } from './dialect.ts';
import { type Functions, gradientFunction, lossFunction } from './formula.ts';
import { helperLines } from './helpers.ts';
import { pythonFloat, wrapped } from './python.ts';

/**
 * Losses of models in Python: constants, and `f(theta)` made of functions that know complex numbers, by which the script takes
 * its gradient.
 */
export interface ModelLoss {
  readonly constants: readonly string[];
  readonly loss: readonly string[];
  /** `gradient(theta)` where it is none of `f`, and what calls for the two players of a game in turns. */
  readonly gradient?: readonly string[];
}

export const modelLosses: Readonly<Record<string, (model: Model) => ModelLoss>> = {
  'robot-arm': arm,
  delivery,
  recovery,
  posterior,
  memory: matrices,
  'deep-linear': matrices,
  'low-rank': matrices,
  'two-players': players,
};

const list = (numbers: ArrayLike<number>) => `[${Array.from(numbers, pythonFloat).join(', ')}]`;
const tuples = (rows: readonly (readonly number[])[]) =>
  rows.map((row) => `    (${row.map(pythonFloat).join(', ')}),`);

/** The adaptive rule of integrals, as `core/math/quadrature.ts` has it. */
const rule: readonly string[] = [
  '# Kronrod on [0, 1], with Gauss: place, weight, weight of Gauss.',
  'RULE = np.array([',
  ...tuples(kronrod),
  '])',
];

const integral: readonly string[] = [
  'def integral(a, b, bumps, tolerance):',
  '    """The mean of bumps (x, y, radius, height) from a to b: parts are halved until both rules agree."""',
  '    parts, value = [(0.0, 1.0)], 0.0',
  '    begin, way = (np.array([x.real for x in end], dtype=float) for end in (a, b - a))',
  '    while parts:',
  '        start, width = parts.pop()',
  '        at = start + width*RULE[:, :1]',
  '        points = a + at*(b - a)',
  '        terms = 0.0*at[:, 0]',
  '        for x, y, r, height in bumps:',
  '            square = np.sum((points - np.array([x, y]))**2, axis=1)/r**2',
  '            terms = terms + height*np.exp(-0.5*square)',
  '        fine, rough = np.sum(RULE[:, 1]*terms), np.sum(RULE[:, 2]*terms)',
  '        long = width*np.sqrt(np.sum(way**2))',
  '        near = [',
  '            r for x, y, r, _ in bumps',
  '            if distance(np.array([x, y]), begin + start*way, width*way) < 8*r',
  '        ]',
  '        error = abs((fine - rough).real)',
  '        differs = error > tolerance and error > 1e-13*abs(fine.real)',
  '        if width > 1e-9 and (differs or any(long > 8*r for r in near)):',
  '            parts += [(start + width/2, width/2), (start, width/2)]',
  '        else:',
  '            value = value + width*fine',
  '    return value',
  '',
  '',
  'def distance(point, begin, along):',
  '    """Of a point from a straight line."""',
  '    share = min(1.0, max(0.0, np.sum((point - begin)*along)/max(np.sum(along**2), 1e-300)))',
  '    return np.sqrt(np.sum((point - begin - share*along)**2))',
  '',
  '',
];

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
      ...rule,
    ],
    loss: [
      ...integral,
      'def f(theta):',
      '    """Half of the squared distance to the target, and what obstacles and acceleration cost."""',
      '    q = theta.reshape(POSTURES, JOINTS)',
      `    length = ${REACH}/JOINTS`,
      '    bumps = [(x, y, r, 1.0) for x, y, r in OBSTACLES]',
      '    value = 0.0',
      '    for posture in q:',
      '        hand = np.zeros(2)',
      '        for angle in np.cumsum(posture):',
      '            end = hand + length*np.array([np.cos(angle), np.sin(angle)])',
      `            value = value + AVOID/POSTURES*length*integral(hand, end, bumps, 1e-9/${REACH})`,
      '            hand = end',
      '    value = value + 0.5*np.sum((hand - np.array(TARGET))**2)',
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
      ...rule,
    ],
    loss: [
      ...integral,
      'def f(theta):',
      '    """Minutes of the route: the integral of the inverse speed."""',
      '    points = np.vstack([FROM, theta.reshape(WAYPOINTS, 2), TO])',
      '    jams = [(x, y, RADIUS, delay) for x, y, delay in JAMS]',
      '    lengths = np.sqrt(np.sum((points[1:] - points[:-1])**2, axis=1))',
      '    value = 0.0',
      '    for a, b, length in zip(points, points[1:], lengths):',
      '        if length.real != 0:',
      '            value = value + length*(1 + integral(a, b, jams, 1e-9/np.sum(lengths).real))',
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
  if (isLine(options)) {
    return {
      constants: [
        `PRIOR = (${pythonFloat(prior.a)}, ${pythonFloat(prior.b)})`,
        `DEVIATION = ${pythonFloat(Number(options['deviation']))}`,
        'POINTS = [  # both coordinates about their means',
        ...tuples(centred(train).points.map(({ x, y }) => [x, y])),
        ']',
      ],
      loss: [
        'def f(theta):',
        '    """-log of likelihood times prior, but for constants."""',
        '    a, b = theta',
        '    squares = 0.0',
        '    for x, y in POINTS:',
        '        squares = squares + (a + b*x - y)**2',
        '    return (squares/DEVIATION**2 + (a/PRIOR[0])**2 + (b/PRIOR[1])**2)/2',
      ],
    };
  }
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

function matrices({ id, options, train }: Model): ModelLoss {
  const { factors, weights, target, isChoice } = productOf(id, options, train);
  const width = weights.length;
  const named = (name: string, entries: ArrayLike<number>, rows: number, columns: number) => [
    `${name} = np.array([  # ${rows} x ${columns}`,
    ...wrapped(`${Array.from(entries, pythonFloat).join(', ')},`, 92).map((line) => `    ${line}`),
    `]).reshape(${rows}, ${columns})`,
  ];
  const given = factors.flatMap(({ given: entries, rows, columns }, k) =>
    entries ? named(k === 0 ? 'KEYS' : 'ANSWERS', entries, rows, columns) : [],
  );
  let offset = 0;
  const product = factors.map(({ given: entries, rows, columns }, k) => {
    if (entries) return `    m = ${k === 0 ? 'KEYS' : 'ANSWERS @ m'}`;
    const own = `theta[${offset}:${(offset += rows * columns)}].reshape(${rows}, ${columns})`;
    return `    m = ${k === 0 ? own : `${own} @ m`}`;
  });
  return {
    constants: [
      ...given,
      ...(isChoice
        ? [`RIGHT = [${target.join(', ')}]  # of each fact the row of its answer`]
        : named('TARGET', target, target.length / width, width)),
      ...named('WEIGHTS', weights, 1, width),
    ],
    loss: [
      'def f(theta):',
      isChoice
        ? '    """Cross-entropy of the answers, by how often each fact is asked for."""'
        : '    """Half of the squared differences of the product from the target, by the weights of its columns."""',
      ...product,
      ...(isChoice
        ? [
            '    m = m - np.array([max(score.real for score in column) for column in m.T])',
            '    chosen = m[RIGHT, range(len(RIGHT))]',
            '    return np.sum(WEIGHTS*(np.log1p(np.sum(np.exp(m), axis=0) - 1) - chosen))',
          ]
        : ['    return np.sum(WEIGHTS*(m - TARGET)**2)/2']),
    ],
  };
}

function players({ options, loss }: Model): ModelLoss {
  const [least, most] = [options['min'], options['max']].map((text) =>
    readFormula(String(text), { variables: ['x', 'y'] }),
  ) as [Formula, Formula];
  const seen = options['drawn'] === 'second' ? most : least;
  const made = [lossFunction(seen, numpy), gradientFunction(least), gradientFunction(most)] as const;
  const named = ({ lines: [, ...body] }: Functions, name: string) => [`def ${name}(theta):`, ...body, '', ''];
  const helpers = [...new Set(made.flatMap(({ helpers: names }) => [...names]))];
  const isAtOnce = loss.turns === 'simultaneous';
  return {
    constants: isAtOnce ? [] : ['NOW = np.zeros(2)  # where both players are'],
    loss: [...helpers.flatMap((name) => [...helperLines(name, numpy), '', '']), ...made[0].lines],
    gradient: [
      ...named(made[1], 'slopes_of_min'),
      ...named(made[2], 'slopes_of_max'),
      `def gradient(${isAtOnce ? 'theta' : '_'}):`,
      '    """Of x the slope of what it makes small, of y against the slope of what it makes large."""',
      ...(isAtOnce ? [] : ['    theta = NOW']),
      '    return np.array([slopes_of_min(theta)[0], -slopes_of_max(theta)[1]])',
      ...(isAtOnce
        ? []
        : [
            '',
            '',
            'def in_turns(rule):',
            '    """Of one rule twice: the second player steps from where the first has gone."""',
            '    NOW[:] = START',
            '    first, second = rule(), rule()',
            '    for theta in first:',
            '        NOW[0] = theta[0]',
            '        NOW[1] = next(second)[1]',
            '        yield NOW.copy()',
          ]),
    ],
  };
}
