import { sin } from '../math/circular.ts';
import { normalStream, uniformStream } from '../math/random.ts';
import type { ModelOptions, Table } from './types.ts';

/**
 * A retailer's monthly sales, made by a seed, t in years from 0:
 *
 *     price      10 + 1.5 u - 0.3 t                     u uniform in (-1, 1)
 *     marketing  5 + 2 w                                w uniform in (-1, 1)
 *     sales      120 + 9 t + 18 sin(2 pi (t - 0.2)) - 6.5 (price - 10) + 2.2 marketing + noise z
 *
 * z standard normal, and six times that in a share of months, the outliers. Of these the last share is held back.
 */
export function makeSales(options: ModelOptions): { train: Table; test: Table | null } {
  const months = Number(options['months']);
  const seed = Number(options['dataSeed']);
  const [uniforms, normals] = [new Float64Array(3 * months), new Float64Array(months)];
  uniformStream(seed, 'sales')(0, uniforms);
  normalStream(seed, 'sales noise')(0, normals);
  const [inputs, targets] = [new Float64Array(3 * months), new Float64Array(months)];
  for (let m = 0; m < months; m++) {
    const t = m / 12;
    const price = 10 + 1.5 * (2 * uniforms[3 * m]! - 1) - 0.3 * t;
    const marketing = 5 + 2 * (2 * uniforms[3 * m + 1]! - 1);
    const isOutlier = uniforms[3 * m + 2]! < Number(options['outliers']);
    const error = Number(options['noise']) * normals[m]! * (isOutlier ? 6 : 1);
    inputs.set([t, price, marketing], 3 * m);
    targets[m] =
      120 + 9 * t + 18 * sin(2 * Math.PI * (t - 0.2)) - 6.5 * (price - 10) + 2.2 * marketing + error;
  }
  const columns = ['year', 'price', 'marketing'];
  const kept = months - Math.floor(months * Number(options['heldBack']));
  const part = (from: number, to: number): Table => ({
    columns,
    inputs: inputs.slice(3 * from, 3 * to),
    targets: targets.slice(from, to),
  });
  return { train: part(0, kept), test: kept < months ? part(kept, months) : null };
}
