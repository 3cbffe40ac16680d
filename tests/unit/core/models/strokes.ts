import type { Stroke } from '../../../../src/core/models/drawn-digit.ts';

/** Points of an ellipse's arc, in turns from the right and clockwise as seen. */
function arc(x: number, y: number, rx: number, ry: number, from: number, to: number): number[] {
  return Array.from({ length: 25 }, (_, k) => {
    const angle = 2 * Math.PI * (from + (k / 24) * (to - from));
    return [x + rx * Math.cos(angle), y + ry * Math.sin(angle)];
  }).flat();
}

/** Digits as one draws them on a pad, by what they are. */
export const drawn: readonly (readonly Stroke[])[] = [
  [arc(0.5, 0.5, 0.2, 0.32, -0.2, 0.8)],
  [[0.54, 0.15, 0.5, 0.5, 0.46, 0.85]],
  [[...arc(0.48, 0.33, 0.2, 0.18, 0.55, 1.1), 0.32, 0.8, 0.72, 0.8]],
  [[...arc(0.46, 0.33, 0.18, 0.16, 0.6, 1.2), ...arc(0.46, 0.66, 0.22, 0.18, 0.8, 1.42)]],
  [
    [0.36, 0.16, 0.3, 0.5, 0.66, 0.5],
    [0.64, 0.2, 0.62, 0.5, 0.58, 0.86],
  ],
  [
    [0.38, 0.18, 0.34, 0.44, ...arc(0.46, 0.62, 0.2, 0.2, 0.7, 1.4)],
    [0.38, 0.18, 0.68, 0.17],
  ],
  [[0.58, 0.14, 0.4, 0.4, ...arc(0.48, 0.65, 0.17, 0.19, 0.55, 1.55)]],
  [[0.3, 0.2, 0.7, 0.2, 0.56, 0.5, 0.46, 0.86]],
  [[...arc(0.5, 0.32, 0.15, 0.16, 0.25, -0.75), ...arc(0.5, 0.66, 0.18, 0.19, 0.75, 1.75)]],
  [[...arc(0.47, 0.34, 0.17, 0.18, 0, -1), 0.64, 0.4, 0.6, 0.88]],
];
