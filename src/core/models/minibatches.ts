import type { Loss, Vector } from '../math/loss.ts';
import { uniformStream } from '../math/random.ts';

/** The rows of the minibatch at a step, from 0: to be read before the next is asked for, which may write over them. */
export type Minibatches = (step: number) => Int32Array;

/**
 * Minibatches of `size` of so many rows. Each epoch goes through all rows once in an order of its own (R. A. Fisher, F. Yates, as
 * R. Durstenfeld has it, https://doi.org/10.1145/364520.364540, with uniform draws of the seed and the epoch); its last batch is
 * what is left. Like noise they are a function of seed and step alone, so that every run meets the same and a step can be
 * replayed by itself.
 */
export function minibatches(rows: number, size: number, seed: number): Minibatches {
  const draws = uniformStream(seed, 'minibatches');
  const perEpoch = Math.ceil(rows / size);
  const order = new Int32Array(rows);
  const uniform = new Float64Array(rows);
  let shuffled = -1;
  return (step) => {
    const epoch = Math.floor(step / perEpoch);
    if (epoch !== shuffled) {
      shuffled = epoch;
      draws(epoch, uniform);
      for (let i = 0; i < rows; i++) order[i] = i;
      for (let i = rows - 1; i > 0; i--) {
        const j = Math.floor(uniform[i]! * (i + 1));
        const row = order[i]!;
        order[i] = order[j]!;
        order[j] = row;
      }
    }
    const from = (step - epoch * perEpoch) * size;
    return order.subarray(from, Math.min(rows, from + size));
  };
}

/**
 * What a loss that is a mean over rows has of its parts: the gradient of a row, and minibatches, but where one would have all of
 * the rows. Throws RangeError for a size that makes none.
 *
 * @param meanOver writes the mean gradient over some rows into `out`
 */
export function inMinibatches(
  rows: number,
  size: number,
  meanOver: (list: Int32Array, p: Vector, out: Float64Array) => void,
): Required<Pick<Loss, 'rowGradient'>> & Pick<Loss, 'minibatches'> {
  if (!Number.isInteger(size) || size < 0) {
    throw new RangeError(`batchSize must be a whole number from 0, which takes all rows, not ${size}.`);
  }
  const one = new Int32Array(1);
  const rowGradient: Loss['rowGradient'] = (row, p, out) => {
    one[0] = row;
    meanOver(one, p, out);
  };
  if (size === 0 || size >= rows) return { rowGradient };
  return {
    rowGradient,
    minibatches(seed) {
      const batches = minibatches(rows, size, seed);
      return (step, p, out) => meanOver(batches(step), p, out);
    },
  };
}
