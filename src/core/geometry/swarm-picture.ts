import type { Domain } from '../losses/types.ts';
import type { SwarmColour } from '../run/swarm-looks.ts';
import { heightAt } from './surface.ts';

/** What the dots of a swarm look like on a map. Colours are pixels as an image stores them. */
export interface SwarmLook {
  /** Pixels of the picture to one of the page, along a side. */
  readonly fine: number;
  /** Its pixels. */
  readonly width: number;
  readonly height: number;
  readonly domain: Domain;
  readonly colour: SwarmColour;
  /** By where runs end: places, within how much of x and y a run is at one, the colour of each, and that of all others. */
  readonly places: readonly (readonly [x: number, y: number])[];
  readonly reach: readonly [x: number, y: number];
  readonly hues: readonly number[];
  readonly astray: number;
  /** From low or slow to high or fast. */
  readonly ramp: Uint32Array;
  /** By the height: the drawn surface's own. */
  readonly relief: { readonly nx: number; readonly ny: number; readonly heights: Float32Array } | null;
}

/** Particles: places, the lengths of their last steps, below 0 of runs that have ended, and where they end. */
export interface SwarmDots {
  readonly positions: Float32Array;
  readonly speeds: Float32Array;
  readonly ends: Float32Array | null;
}

/** More than so many are drawn smaller: a pixel of the page in the place of one and a half. */
const MANY = 30_000;

/** The picture of all dots, north up, as RGBA: clear between them. */
export function paintSwarm(dots: SwarmDots, look: SwarmLook): Uint8ClampedArray<ArrayBuffer> {
  const { positions, speeds } = dots;
  const { width, height } = look;
  const bytes = new Uint8ClampedArray(4 * width * height);
  const pixels = new Uint32Array(bytes.buffer);
  const [x0, x1, y0, y1] = look.domain;
  const colour = colourOf(dots, look);
  const side = Math.max(1, Math.round(look.fine * (speeds.length > MANY ? 1 : 1.5)));
  for (let k = 0; k < speeds.length; k++) {
    if (speeds[k]! < 0) continue;
    const u = (positions[2 * k]! - x0) / (x1 - x0);
    const v = (positions[2 * k + 1]! - y0) / (y1 - y0);
    if (!(u >= 0 && u <= 1 && v >= 0 && v <= 1)) continue;
    const packed = colour(k, u, v);
    const left = Math.max(0, Math.min(width - side, Math.round(u * width - side / 2)));
    const top = Math.max(0, Math.min(height - side, Math.round((1 - v) * height - side / 2)));
    for (let j = 0; j < side; j++) {
      for (let i = 0; i < side; i++) pixels[(top + j) * width + left + i] = packed;
    }
  }
  return bytes;
}

/** What a particle is painted with, by its number and its place: as on the stage, see view3d/swarm/shaders.ts. */
function colourOf(
  { speeds, ends }: SwarmDots,
  { domain: [x0, x1, y0, y1], colour, places, reach, hues, astray, ramp, relief }: SwarmLook,
): (k: number, u: number, v: number) => number {
  if (colour === 'basin') {
    return (k) => {
      if (!ends) return astray;
      for (let n = 0; n < places.length; n++) {
        const [x, y] = places[n]!;
        if (Math.abs(ends[2 * k]! - x) <= reach[0] && Math.abs(ends[2 * k + 1]! - y) <= reach[1])
          return hues[n]!;
      }
      return astray;
    };
  }
  const last = ramp.length - 1;
  const shade = (share: number) => ramp[Math.round(last * Math.max(0, Math.min(1, share)))]!;
  if (relief) {
    const surface = { grid: relief, heights: relief.heights };
    return (_, u, v) => shade(Math.sqrt(Math.max(0, heightAt(surface, u, v))));
  }
  const ofSides = Math.hypot(1 / (x1 - x0), 1 / (y1 - y0));
  return (k) => shade((Math.log10(Math.max(1e-9, speeds[k]! * ofSides)) + 5) / 4);
}
