/**
 * Normal deviates as a pure function of (seed, stream, step, component): nothing is carried along, so every run
 * meets the same draws at the same step whatever it did before, and a step can be replayed alone.
 *
 * Generator: Philox4x32-10, counter-based (J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random
 * numbers: as easy as 1, 2, 3", SC 2011, https://doi.org/10.1145/2063384.2063405). The key is the seed, the counter
 * (step, pair of components, stream, 0). The four words of one block make two uniforms of 53 bits, and those two
 * normals (G. E. P. Box, M. E. Muller, 1958, https://doi.org/10.1214/aoms/1177706645):
 *
 *     r = sqrt(-2 ln u1),   z0 = r cos(2 pi u2),   z1 = r sin(2 pi u2),   u1 in (0, 1], u2 in [0, 1)
 */
import { cos, sin } from './circular.ts';
import { log } from './exponential.ts';

/** The stream of the noise on gradients. Other uses take a name of their own and never share a draw with it. */
export const GRADIENT_NOISE = 'gradient noise';
/** That of what a rule itself draws, so that gradients of a noisy loss and what SGLD adds are independent. */
export const RULE_NOISE = 'langevin';

/** Draws of one stream: fills `out` with those of components 0, 1, ... at a step. */
export type NormalStream = (step: number, out: Float64Array) => void;

/** @param seed a safe integer, of either sign */
export function normalStream(seed: number, name: string = GRADIENT_NOISE): NormalStream {
  const low = seed >>> 0;
  const high = Math.floor(seed / WORD) >>> 0;
  const stream = streamOf(name);
  const words = new Uint32Array(4);
  return (step, out) => {
    for (let i = 0; i < out.length; i += 2) {
      philox(words, step, i >>> 1, stream, 0, low, high);
      const radius = Math.sqrt(-2 * log((uniform53(words[0]!, words[1]!) + 1) * ULP));
      const angle = 2 * Math.PI * (uniform53(words[2]!, words[3]!) * ULP);
      out[i] = radius * cos(angle);
      if (i + 1 < out.length) out[i + 1] = radius * sin(angle);
    }
  };
}

/** Draws of one stream, uniform in [0, 1). @param seed a safe integer, of either sign */
export function uniformStream(seed: number, name: string): NormalStream {
  const [low, high, stream] = [seed >>> 0, Math.floor(seed / WORD) >>> 0, streamOf(name)];
  const words = new Uint32Array(4);
  return (step, out) => {
    for (let i = 0; i < out.length; i += 2) {
      philox(words, step, i >>> 1, stream, 0, low, high);
      out[i] = uniform53(words[0]!, words[1]!) * ULP;
      if (i + 1 < out.length) out[i + 1] = uniform53(words[2]!, words[3]!) * ULP;
    }
  };
}

/** One draw of a stream: what `normalStream(seed, name)` writes at `component`. */
export function standardNormal(
  seed: number,
  step: number,
  component: number,
  name: string = GRADIENT_NOISE,
): number {
  const out = new Float64Array(component + 1);
  normalStream(seed, name)(step, out);
  return out[component]!;
}

const WORD = 2 ** 32;
const ULP = 2 ** -53;

/** A whole number in [0, 2^53) from two words. */
function uniform53(a: number, b: number): number {
  return a * 2 ** 21 + (b >>> 11);
}

/** The word of the counter that a stream's name stands for: FNV-1a, 32 bits. */
export function streamOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Writes the four words of one block of Philox4x32-10 for a counter and a key of 32-bit words. */
export function philox(
  out: Uint32Array,
  counter0: number,
  counter1: number,
  counter2: number,
  counter3: number,
  key0: number,
  key1: number,
): void {
  let [a, b, c, d] = [counter0 >>> 0, counter1 >>> 0, counter2 >>> 0, counter3 >>> 0];
  let [k, l] = [key0 >>> 0, key1 >>> 0];
  for (let round = 0; round < 10; round++) {
    const highA = multiplyHigh(M0, a);
    const lowA = Math.imul(M0, a);
    const highC = multiplyHigh(M1, c);
    const lowC = Math.imul(M1, c);
    a = (highC ^ b ^ k) >>> 0;
    b = lowC >>> 0;
    c = (highA ^ d ^ l) >>> 0;
    d = lowA >>> 0;
    k = (k + K0) >>> 0;
    l = (l + K1) >>> 0;
  }
  out[0] = a;
  out[1] = b;
  out[2] = c;
  out[3] = d;
}

/** What the words of a round are multiplied by, and what its keys grow by. */
export const M0 = 0xd2511f53;
export const M1 = 0xcd9e8d57;
export const K0 = 0x9e3779b9;
export const K1 = 0xbb67ae85;

/** The upper 32 bits of the product of two unsigned words, by halves: no partial sum exceeds 32 bits. */
function multiplyHigh(a: number, b: number): number {
  const [al, ah, bl, bh] = [a & 0xffff, a >>> 16, b & 0xffff, b >>> 16];
  const middle = ah * bl + ((al * bl) >>> 16);
  const cross = al * bh + (middle & 0xffff);
  return ah * bh + (middle >>> 16) + (cross >>> 16);
}
