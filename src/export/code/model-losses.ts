import { taskOf } from '../../core/models/arm.ts';
import { nodes, REACH } from '../../core/models/arm-loss.ts';
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
