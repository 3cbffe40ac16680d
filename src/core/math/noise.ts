/**
 * Noise on gradients as a pure function of (seed, step, component).
 *
 *     gaussian   xi = sigma z,                            z, z0 .. z3 independent N(0, 1)
 *     heavy      xi = sigma z0 / sqrt(z1^2 + z2^2 + z3^2)  = sigma T / sqrt(3), T of Student's t with 3 degrees
 *
 * Student's t with 3 degrees of freedom has variance 3, so both kinds have standard deviation sigma; the tail of the
 * second falls off as the fourth power, with rare draws of many sigma and no finite third moment. `proportional`
 * multiplies the draw by the length of the exact gradient: sigma is then a share of it.
 */
import { GRADIENT_NOISE, type NormalStream, normalStream } from './random.ts';

export const noiseKinds = ['gaussian', 'heavy'] as const;
export type NoiseKind = (typeof noiseKinds)[number];

export const noiseScalings = ['constant', 'proportional'] as const;
export type NoiseScaling = (typeof noiseScalings)[number];

export interface Noise {
  /** Standard deviation of each component, or its share of the gradient's length; 0 for none. */
  readonly deviation: number;
  readonly kind: NoiseKind;
  readonly scaling: NoiseScaling;
}

/** Deviates of standard deviation 1. The Gaussian ones are those of `normalStream(seed, name)`. */
export function noiseStream(kind: NoiseKind, seed: number, name: string = GRADIENT_NOISE): NormalStream {
  const normals = normalStream(seed, name);
  if (kind === 'gaussian') return normals;
  let four = new Float64Array(0);
  return (step, out) => {
    if (four.length !== 4 * out.length) four = new Float64Array(4 * out.length);
    normals(step, four);
    heavyDraws(four, out, out.length);
  };
}

/** Draws of heavy tails, each of four normals. */
export function heavyDraws(four: Float64Array, out: Float64Array, count: number): void {
  for (let i = 0; i < count; i++) {
    const [a, b, c] = [four[4 * i + 1]!, four[4 * i + 2]!, four[4 * i + 3]!];
    out[i] = four[4 * i]! / Math.sqrt(a * a + b * b + c * c);
  }
}

/** What a draw of standard deviation 1 is multiplied by where the exact gradient is `gradient`. */
export function noiseScale({ deviation, scaling }: Noise, gradient: ArrayLike<number>): number {
  if (scaling === 'constant') return deviation;
  let squares = 0;
  for (let i = 0; i < gradient.length; i++) squares += gradient[i]! * gradient[i]!;
  return deviation * Math.sqrt(squares);
}
