/**
 * What a back end makes of one or more nodes of a graph over two variables: `call` returns the first node's
 * value and leaves the others', in order, in `rest` until the next call of any evaluator.
 */
export interface Evaluator {
  readonly call: (x: number, y: number) => number;
  readonly rest: Float64Array;
}

/** Fills `out[j * nx + i]` with the value at (x0 + i * dx, y0 + j * dy). */
export type GridSampler = (
  x0: number,
  dx: number,
  nx: number,
  y0: number,
  dy: number,
  ny: number,
  out: Float64Array,
) => void;

/** One way to run a graph. Both ways give the same bits. */
export interface Backend {
  readonly name: 'wasm' | 'interpreter';
  evaluator(roots: readonly number[]): Evaluator;
  sampler(root: number): GridSampler;
}
