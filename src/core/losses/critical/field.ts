import { type CompiledLoss, compileFormula } from '../../expression/compile.ts';
import { Differentiator } from '../../expression/differentiate.ts';
import { type Enclosure, enclose } from '../../expression/enclose.ts';
import { lowerFormula, readFormula } from '../../expression/formula.ts';
import { Graph } from '../../expression/graph.ts';
import type { Domain } from '../types.ts';

/** A formula as numbers and as intervals, on a domain whose sides are the units of length. */
export interface GradientField {
  readonly loss: CompiledLoss;
  readonly domain: Domain;
  /** Powers of two near the domain's sides, so that scaling by them is exact. */
  readonly unit: readonly [x: number, y: number];
  /** f, df/dx, df/dy. */
  readonly slope: Enclosure;
  /** The second derivatives xx, xy, yy; f and its gradient too, whose kinks second derivatives may not know of. */
  readonly bend: Enclosure;
  /** Nodes evaluated so far: what the search has cost. */
  cost: number;
}

/** Throws FormulaError where the formula is none. */
export function createField(formula: string, domain: Domain): GradientField {
  const graph = new Graph();
  const root = lowerFormula(graph, readFormula(formula));
  const differentiator = new Differentiator(graph);
  const by = (id: number, variable: number) => differentiator.derivative(id, variable);
  const [gx, gy] = [by(root, 0), by(root, 1)];
  const [x0, x1, y0, y1] = domain;
  return {
    loss: compileFormula(formula),
    domain,
    unit: [powerOfTwo(x1 - x0), powerOfTwo(y1 - y0)],
    slope: enclose(graph, [root, gx, gy]),
    bend: enclose(graph, [by(gx, 0), by(gx, 1), by(gy, 1), gx, gy, root]),
    cost: 0,
  };
}

/** The value, and how far rounding may have taken it. */
export function valueWithError(field: GradientField, x: number, y: number): { value: number; error: number } {
  const { slope } = field;
  slope.over(x, x, y, y);
  field.cost += slope.size;
  return { value: field.loss.value([x, y]), error: slope.hi[0]! - slope.lo[0]! };
}

/** Whether the gradient at a point cannot be told from zero. */
export function isLevel({ slope }: GradientField, x: number, y: number): boolean {
  slope.over(x, x, y, y);
  return slope.lo[1]! <= 0 && slope.hi[1]! >= 0 && slope.lo[2]! <= 0 && slope.hi[2]! >= 0;
}

export function isInDomain([x0, x1, y0, y1]: Domain, x: number, y: number): boolean {
  return x >= x0 && x <= x1 && y >= y0 && y <= y1;
}

/** The power of two at or below a positive number; for scaling, 1 where it is not finite. */
export function powerOfTwo(size: number): number {
  if (!(size > 0) || !Number.isFinite(size)) return 1;
  const exponent = Math.floor(Math.log2(size));
  return 2 ** Math.max(-1022, Math.min(1023, exponent));
}
