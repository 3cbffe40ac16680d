import { cos, sin } from '../math/circular.ts';
import { normalStream, uniformStream } from '../math/random.ts';
import type { Table } from './types.ts';

/**
 * Classes of points in a plane, `points` of each, drawn by a seed; `noise` is the standard deviation that is added to each
 * coordinate. With k a point's number from 0, s = (k + 0.5) / points:
 *
 *     spiral    (s cos a, s sin a), a = 2 pi (turns s + class / classes)
 *     moons     (cos pi s, sin pi s) and (1 - cos pi s, 0.5 - sin pi s), both moved by (-0.5, -0.25): scikit-learn's two moons
 *     xor       uniform in a square of side 2; class 1 where the signs of the coordinates differ
 *     clusters  normal about points on a circle of radius `distance`, with standard deviation `noise`
 */
export type Points = (draw: {
  readonly seed: number;
  readonly stream: string;
  readonly points: number;
  readonly noise: number;
}) => Table;

type Place = (
  s: number,
  label: number,
  uniform: () => number,
) => readonly [x: number, y: number, label: number];

function drawn(classes: number, place: Place): Points {
  return ({ seed, stream, points, noise }) => {
    const rows = classes * points;
    const [normals, uniforms] = [new Float64Array(2 * rows), new Float64Array(2 * rows)];
    normalStream(seed, `${stream} noise`)(0, normals);
    uniformStream(seed, stream)(0, uniforms);
    const [inputs, targets] = [new Float64Array(2 * rows), new Float64Array(rows)];
    let next = 0;
    for (let row = 0; row < rows; row++) {
      const s = (Math.floor(row / classes) + 0.5) / points;
      const [x, y, label] = place(s, row % classes, () => uniforms[next++]!);
      inputs[2 * row] = x + noise * normals[2 * row]!;
      inputs[2 * row + 1] = y + noise * normals[2 * row + 1]!;
      targets[row] = label;
    }
    return { columns: ['x1', 'x2'], inputs, targets };
  };
}

export function spiral(classes: number, turns: number): Points {
  return drawn(classes, (s, label) => {
    const angle = 2 * Math.PI * (turns * s + label / classes);
    return [s * cos(angle), s * sin(angle), label];
  });
}

export const moons: Points = drawn(2, (s, label) => {
  const [c, d] = [cos(Math.PI * s), sin(Math.PI * s)];
  return label === 0 ? [c - 0.5, d - 0.25, 0] : [0.5 - c, 0.25 - d, 1];
});

export const xor: Points = drawn(2, (_s, _label, uniform) => {
  const [x, y] = [2 * uniform() - 1, 2 * uniform() - 1];
  return [x, y, x * y < 0 ? 1 : 0];
});

export function clusters(classes: number, distance: number): Points {
  return drawn(classes, (_s, label) => {
    const angle = 2 * Math.PI * (label / classes + 1 / 8);
    return [distance * cos(angle), distance * sin(angle), label];
  });
}
