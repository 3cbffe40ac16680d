import { normalStream } from '../../../src/core/math/random.ts';

/** Normal deviates by a number and a name, the same each time. */
export function normals(count: number, draw: number, name: string): Float64Array {
  const out = new Float64Array(count);
  normalStream(13, name)(draw, out);
  return out;
}
