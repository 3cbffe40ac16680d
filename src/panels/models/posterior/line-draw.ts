import type { Size } from '../../../ui/box.ts';
import type { Centred } from '../../../core/models/line-posterior.ts';
import type { Laplace } from '../../../core/models/posterior-loss.ts';
import type { Chains } from '../../../core/run/chains.ts';
import { posterior as text } from '../../../text/en/posterior.ts';
import type { Ink } from '../canvas.ts';
import type { RunNow } from '../own-charts.ts';
import { beginStrip, drawDot, clippedToStrip, type Range, type Strip, strokeOver } from '../strip.ts';

const PLACES = 40;
/** Lines of which bands are made, and samples that are drawn, at most. */
const [LINES, DOTS] = [400, 800] as const;
/** Shares of the lines below the edges of the bands. */
const edges = [0.05, 0.25, 0.75, 0.95] as const;
/** Deviations of a normal distribution that hold nine tenths: of one number, and of two together. */
const [TENTHS, TENTHS_OF_TWO] = [1.6448536269514722, 2.145966026289347] as const;

/** Where the sampled lines lie at evenly spaced places, by `edges`, about the mean of the data. */
export type SampledBands = readonly (readonly number[])[];

export interface LineShown {
  readonly whole: Centred;
  /** The posterior itself, which is normal. */
  readonly exact: Laplace;
  readonly chains: Chains | null;
  readonly bands: SampledBands | null;
  readonly runs: readonly RunNow[];
  readonly ink: Ink;
}

function rangeOf({ points }: Centred): Range {
  const xs = points.map(({ x }) => x);
  const [low, high] = [Math.min(...xs), Math.max(...xs)];
  const room = 0.06 * (high - low) || 1;
  return [low - room, high + room];
}

/** Some of all draws, evenly from every chain. */
function some({ draws }: Chains, most: number): [a: number, b: number][] {
  const [as, bs] = draws as [readonly Float64Array[], readonly Float64Array[]];
  const each = Math.max(1, Math.floor(most / as.length));
  return as.flatMap((chain, k) => {
    const count = Math.min(each, chain.length);
    return Array.from({ length: count }, (_, i): [number, number] => {
      const at = Math.floor(((i + 0.5) * chain.length) / count);
      return [chain[at]!, bs[k]![at]!];
    });
  });
}

export function bandsOfDraws(chains: Chains, whole: Centred): SampledBands {
  const lines = some(chains, LINES);
  const [low, high] = rangeOf(whole);
  return Array.from({ length: PLACES + 1 }, (_, k) => {
    const x = low + (k / PLACES) * (high - low);
    const values = lines.map(([a, b]) => a + b * x).toSorted((one, other) => one - other);
    return edges.map((edge) => values[Math.floor(edge * (values.length - 1))]!);
  });
}

/** The data with the lines of the runs, the bands of what was sampled, and those of the posterior. */
export function drawLineBands(
  context: CanvasRenderingContext2D,
  size: Size,
  { whole, exact, bands, runs, ink }: LineShown,
  columns: readonly string[],
): Strip {
  const [low, high] = rangeOf(whole);
  const range: Range = [low + whole.x, high + whole.x];
  const ys = whole.points.map(({ y }) => y + whole.y);
  const [least, most] = [Math.min(...ys), Math.max(...ys)];
  const room = 0.06 * (most - least) || 1;
  const strip = beginStrip(
    context,
    size,
    { range, name: columns[0] ?? '' },
    [least - room, most + room],
    ink,
  );
  const place = (k: number) => strip.x(range[0] + (k / PLACES) * (high - low));
  const over = (of: (x: number) => number) =>
    strokeOver(strip, range, PLACES, (at) => whole.y + of(at - whole.x));
  clippedToStrip(strip, () => {
    context.fillStyle = ink.accent;
    context.globalAlpha = 0.2;
    for (const [from, to] of bands
      ? ([
          [0, 3],
          [1, 2],
        ] as const)
      : []) {
      context.beginPath();
      bands!.forEach((edge, k) => context.lineTo(place(k), strip.y(whole.y + edge[from]!)));
      for (let k = PLACES; k >= 0; k--) context.lineTo(place(k), strip.y(whole.y + bands![k]![to]!));
      context.fill();
    }
    context.globalAlpha = 1;
    const { mean, root } = exact;
    context.strokeStyle = ink.ink;
    context.lineWidth = 1.2;
    context.setLineDash([5, 4]);
    for (const side of [-TENTHS, TENTHS])
      over((x) => mean[0] + mean[1] * x + side * Math.hypot(root[0] + root[1] * x, root[2] * x));
    context.setLineDash([]);
    for (const { parameters, color, isSelected } of runs) {
      context.strokeStyle = color;
      context.lineWidth = isSelected ? 2.2 : 1;
      over((x) => parameters[0]! + parameters[1]! * x);
    }
    context.fillStyle = ink.ink;
    context.strokeStyle = ink.paper;
    context.lineWidth = 1;
    for (const { x, y } of whole.points) drawDot(strip, x + whole.x, y + whole.y, 2.6);
  });
  return strip;
}

/** The samples in the plane of both parameters, with the ellipse that holds nine tenths of the posterior. */
export function drawLinePlane(
  context: CanvasRenderingContext2D,
  size: Size,
  { exact: { mean, root }, chains, runs, ink }: LineShown,
): void {
  const [across, up] = [Math.abs(root[0]), Math.hypot(root[1], root[2])].map(
    (deviation, i): Range => [mean[i]! - 4.5 * deviation, mean[i]! + 4.5 * deviation],
  ) as [Range, Range];
  const strip = beginStrip(context, size, { range: across, name: text.intercept }, up, ink);
  clippedToStrip(strip, () => {
    context.fillStyle = ink.accent;
    context.globalAlpha = 0.4;
    for (const [a, b] of chains ? some(chains, DOTS) : []) {
      context.fillRect(strip.x(a) - 1, strip.y(b) - 1, 2, 2);
    }
    context.globalAlpha = 1;
    context.strokeStyle = ink.ink;
    context.lineWidth = 1.4;
    context.setLineDash([5, 4]);
    context.beginPath();
    for (let k = 0; k <= 72; k++) {
      const [x, y] = [Math.cos((k * Math.PI) / 36), Math.sin((k * Math.PI) / 36)];
      context.lineTo(
        strip.x(mean[0] + TENTHS_OF_TWO * root[0] * x),
        strip.y(mean[1] + TENTHS_OF_TWO * (root[1] * x + root[2] * y)),
      );
    }
    context.stroke();
    context.setLineDash([]);
    for (const { parameters, color } of runs) {
      context.fillStyle = color;
      context.strokeStyle = ink.paper;
      drawDot(strip, parameters[0]!, parameters[1]!, 4);
    }
  });
}
