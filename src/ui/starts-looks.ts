/** How the ends of runs are told from each other on a map of starts: by colour and by pattern. */
import type { EndPlace } from '../app/starts/asked.ts';
import type { Palette } from '../app/state.ts';
import { ENDED, type UNDECIDED } from '../core/run/basins.ts';
import { ofStarts } from '../styles/rare-palette.ts';
import { channels, inPalettes } from '../styles/palette.ts';

type Rgb = readonly [red: number, green: number, blue: number];

/** A part of a pattern that repeats, row by row: 1 where a pixel, counted from the picture's upper left, is of its ink. */
export interface Pattern {
  readonly width: number;
  readonly height: number;
  readonly ink: Uint8Array;
}

function patternOf(width: number, height: number, isInk: (x: number, y: number) => boolean): Pattern {
  const ink = Uint8Array.from({ length: width * height }, (_, at) =>
    Number(isInk(at % width, Math.floor(at / width))),
  );
  return { width, height, ink };
}

/** Whether a pixel is of a pattern's ink: 1 or 0. */
export function inkAt({ width, height, ink }: Pattern, x: number, y: number): number {
  return ink[(y % height) * width + (x % width)]!;
}

export interface EndLook {
  readonly soon: Rgb;
  readonly late: Rgb;
  readonly ink: Rgb;
  /** Opacity of the ink. */
  readonly strength: number;
  readonly pattern: Pattern;
}

/** Pixels from one line of a pattern to the next. */
const PERIOD = 14;
const rises = (x: number, y: number) => (x + y) % PERIOD < 2;
const falls = (x: number, y: number) => (x - y + PERIOD) % PERIOD < 2;
const rising = patternOf(PERIOD, PERIOD, rises);
const falling = patternOf(PERIOD, PERIOD, falls);
const dotted = patternOf(10, 18, (x, y) => {
  const odd = Math.floor(y / 9);
  const [dx, dy] = [((x + 5 * odd) % 10) - 4.5, (y % 9) - 4];
  return dx * dx + dy * dy < 3.2;
});
const plain = patternOf(1, 1, () => false);
const crossed = patternOf(PERIOD, PERIOD, (x, y) => rises(x, y) || falls(x, y));
const dense = patternOf(9, 9, (x, y) => (x + y) % 9 < 3);
const sparse = patternOf(16, 16, (x, y) => x < 2 && y < 2);

const hues = ['teal', 'sand', 'violet', 'clay'] as const;
const patterns = [plain, rising, dotted, falling];

const colors = inPalettes(ofStarts);

/**
 * The looks of places in their order, by index: each minimum a hue and a pattern, so that no two of sixteen are alike and
 * the first four differ in both; what is no minimum is grey.
 */
export function looksOfPlaces(places: readonly EndPlace[], palette: Palette): readonly EndLook[] {
  let minima = 0;
  const { pattern: ink } = colors[palette];
  return places.map(({ kind }) => {
    const n = kind === 'minimum' ? minima++ : -1;
    const hue = n < 0 ? 'stone' : hues[n % hues.length]!;
    return {
      soon: channels(colors[palette][`${hue}Soon`]),
      late: channels(colors[palette][`${hue}Late`]),
      ink: channels(ink),
      strength: 0.3,
      pattern: n < 0 ? crossed : patterns[(n + Math.floor(n / hues.length)) % patterns.length]!,
    };
  });
}

/** Of runs that are nowhere after all steps, and of those that ended on their way. */
export function lookOfNone(kind: typeof UNDECIDED | typeof ENDED, palette: Palette): EndLook {
  const { undecided, undecidedInk, ended, endedInk } = colors[palette];
  const [ground, ink] = kind === ENDED ? [ended, endedInk] : [undecided, undecidedInk];
  const of = channels(ground);
  return {
    soon: of,
    late: of,
    ink: channels(ink),
    strength: 0.85,
    pattern: kind === ENDED ? dense : sparse,
  };
}

/** A colour between those of soon and late, with or without ink; each part from 0 to 255. */
export function shadeOf({ soon, late, ink, strength }: EndLook, rank: number, isInk: boolean): Rgb {
  const mix = (a: Rgb, b: Rgb, share: number): Rgb => [
    a[0] + (b[0] - a[0]) * share,
    a[1] + (b[1] - a[1]) * share,
    a[2] + (b[2] - a[2]) * share,
  ];
  const ground = mix(soon, late, rank);
  return isInk ? mix(ground, ink, strength) : ground;
}

/** The letters of places: A to Z, then A2 and so on. */
export function letterOf(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : `${letter}${Math.floor(index / 26) + 1}`;
}
