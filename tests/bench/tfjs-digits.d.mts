/** What the loop is given: rows x inputs of all data, the rows of each minibatch one after another, W1 by input, b1, W2 by input, b2. */
export interface Given {
  readonly inputs: Float64Array;
  readonly labels: ArrayLike<number>;
  readonly order: Int32Array;
  readonly theta: Float64Array;
  readonly batch: number;
  readonly lr: number;
}

/**
 * Training 196-16-10 with ReLU, cross-entropy and Adam by minibatches on tfjs's CPU backend, as its own examples do it, in float32.
 *
 * @returns milliseconds of so many steps, and the loss of all rows after them
 */
export function trainInTfjs(given: Given, steps: number): Promise<readonly [time: number, loss: number]>;
