import type { Size } from '../../../ui/box.ts';
import type { Loss } from '../../../core/math/loss.ts';
import { sigmoid } from '../../../core/models/activations.ts';
import type { Cubature, Laplace, Trial } from '../../../core/models/posterior-loss.ts';
import { posterior as text } from '../../../text/en/posterior.ts';
import type { Ink } from '../canvas.ts';
import type { RunNow } from '../own-charts.ts';
import { beginStrip, drawDot, clippedToStrip, LEFT, type Range, type Strip, strokeOver } from '../strip.ts';

const SAMPLES = 60;
/** Shares of the posterior below the edges of the bands. */
const edges = [0.05, 0.25, 0.75, 0.95] as const;
/** Deviations of a normal distribution that hold nine tenths: of one number, and of two together. */
const [TENTHS, TENTHS_OF_TWO] = [1.6448536269514722, 2.145966026289347] as const;
/** Points of less of the posterior than this are seen nowhere. */
const LEAST = 1e-7;

/** The doses that are drawn, and where the posterior's curves lie at each. */
export interface PosteriorBands {
  readonly range: Range;
  /** By `edges`, at evenly spaced doses. */
  readonly at: readonly (readonly number[])[];
}

export function bandsOf(trials: readonly Trial[], { points, shares }: Cubature): PosteriorBands {
  const doses = trials.map(({ dose }) => dose);
  const [low, high] = [Math.min(...doses), Math.max(...doses)];
  const room = 0.15 * (high - low) || 1;
  const range = [low - room, high + room] as const;
  const kept = Array.from(shares.keys()).filter((i) => shares[i]! > LEAST);
  return {
    range,
    at: Array.from({ length: SAMPLES + 1 }, (_, k) => {
      const dose = range[0] + (k / SAMPLES) * (range[1] - range[0]);
      const curves = kept
        .map((i) => [points[2 * i]! + dose * points[2 * i + 1]!, shares[i]!] as const)
        .toSorted(([one], [other]) => one - other);
      let below = 0;
      let next = 0;
      return edges.map((edge) => {
        while (next < curves.length - 1 && below + curves[next]![1] < edge) below += curves[next++]![1];
        return sigmoid(curves[next]![0]);
      });
    }),
  };
}

/** What is drawn at once. */
export interface ShownPosterior {
  readonly trials: readonly Trial[];
  readonly cubature: Cubature;
  readonly bands: PosteriorBands;
  readonly marginal: Marginal;
  readonly runs: readonly RunNow[];
  readonly own: RunNow | undefined;
  /** Where the selected run is; null where there is none. */
  readonly laplace: Laplace | null;
  readonly ink: Ink;
}

/** The data with curves and bands. */
export function drawBands(context: CanvasRenderingContext2D, size: Size, shown: ShownPosterior): Strip {
  const { bands, runs, laplace, trials, ink } = shown;
  const { range, at } = bands;
  const strip = beginStrip(context, size, { range, name: text.dose }, [-0.06, 1.06], ink);
  const doseOf = (k: number) => range[0] + (k / SAMPLES) * (range[1] - range[0]);
  clippedToStrip(strip, () => {
    context.fillStyle = ink.accent;
    context.globalAlpha = 0.16;
    for (const [low, high] of [
      [0, 3],
      [1, 2],
    ] as const) {
      context.beginPath();
      at.forEach((edge, k) => context.lineTo(strip.x(doseOf(k)), strip.y(edge[low]!)));
      for (let k = SAMPLES; k >= 0; k--) context.lineTo(strip.x(doseOf(k)), strip.y(at[k]![high]!));
      context.fill();
    }
    context.globalAlpha = 1;
    for (const { parameters, before, color, isSelected } of runs) {
      const curve = (p: Float64Array) =>
        strokeOver(strip, range, SAMPLES, (dose) => sigmoid(p[0]! + p[1]! * dose));
      context.strokeStyle = color;
      if (isSelected)
        before.forEach((earlier, k) => {
          context.lineWidth = 1.3;
          context.globalAlpha = 0.1 + (0.25 * k) / before.length;
          curve(earlier);
        });
      context.lineWidth = isSelected ? 2.6 : 1;
      context.globalAlpha = isSelected ? 1 : 0.5;
      curve(parameters);
      if (!isSelected || !laplace) continue;
      context.lineWidth = 1.4;
      context.setLineDash([5, 4]);
      const { mean, root } = laplace;
      for (const side of [-TENTHS, TENTHS])
        strokeOver(strip, range, SAMPLES, (dose) => {
          const deviation = Math.hypot(root[0] + root[1] * dose, root[2] * dose);
          return sigmoid(mean[0] + mean[1] * dose + side * deviation);
        });
      context.setLineDash([]);
    }
    context.globalAlpha = 1;
    context.fillStyle = ink.ink;
    context.strokeStyle = ink.paper;
    context.lineWidth = 1;
    const most = trials.reduce((high, { count }) => Math.max(high, count), 1);
    for (const { dose, count, hits } of trials)
      if (count > 0) drawDot(strip, dose, hits / count, 2 + 3 * Math.sqrt(count / most));
  });
  return strip;
}

/** From the least to the greatest of a coordinate that is of the posterior, or of a run. */
function rangeOf({ points, shares }: Cubature, axis: 0 | 1, runs: readonly RunNow[]): Range {
  let [low, high] = [Infinity, -Infinity];
  const add = (value: number) => {
    if (!Number.isFinite(value)) return;
    low = Math.min(low, value);
    high = Math.max(high, value);
  };
  shares.forEach((share, i) => {
    if (share > 1e-5) add(points[2 * i + axis]!);
  });
  for (const { parameters, before } of runs) for (const p of [...before, parameters]) add(p[axis]!);
  const room = 0.04 * (high - low) || 1;
  return [low - room, high + room];
}

/** The posterior in the plane of both parameters with the runs, and Laplace's ellipse. */
export function drawPlane(context: CanvasRenderingContext2D, size: Size, shown: ShownPosterior): void {
  const { cubature, runs, laplace, own, ink } = shown;
  const [across, up] = [rangeOf(cubature, 0, runs), rangeOf(cubature, 1, runs)];
  const strip = beginStrip(context, size, { range: across, name: text.intercept }, up, ink);
  const most = cubature.shares.reduce((a, b) => Math.max(a, b), 0);
  clippedToStrip(strip, () => {
    context.fillStyle = ink.soft;
    cubature.shares.forEach((share, i) => {
      if (share < 1e-3 * most) return;
      context.globalAlpha = 0.5 * (share / most);
      context.beginPath();
      context.arc(strip.x(cubature.points[2 * i]!), strip.y(cubature.points[2 * i + 1]!), 4, 0, 2 * Math.PI);
      context.fill();
    });
    context.globalAlpha = 1;
    if (laplace && own) {
      const { mean, root } = laplace;
      const at = (x: number, y: number) =>
        context.lineTo(strip.x(mean[0] + root[0] * x), strip.y(mean[1] + root[1] * x + root[2] * y));
      context.strokeStyle = own.color;
      context.lineWidth = 1.6;
      context.setLineDash([5, 4]);
      context.beginPath();
      for (let k = 0; k <= 72; k++) {
        const angle = (k / 36) * Math.PI;
        at(TENTHS_OF_TWO * Math.cos(angle), TENTHS_OF_TWO * Math.sin(angle));
      }
      context.stroke();
      context.setLineDash([]);
    }
    for (const { parameters, before, color, isSelected } of runs) {
      context.strokeStyle = color;
      context.lineWidth = isSelected ? 2.4 : 1.2;
      context.globalAlpha = isSelected ? 1 : 0.6;
      context.beginPath();
      for (const p of [...before, parameters]) context.lineTo(strip.x(p[0]!), strip.y(p[1]!));
      context.stroke();
      context.fillStyle = color;
      context.strokeStyle = ink.paper;
      context.lineWidth = 1.4;
      drawDot(strip, parameters[0]!, parameters[1]!, isSelected ? 5 : 3.5);
    }
    context.globalAlpha = 1;
  });
}

const BINS = 80;

/** The density of the slope alone: at evenly spaced slopes the integral over the intercept, scaled to an area of 1. */
export interface Marginal {
  readonly range: Range;
  readonly density: Float64Array;
}

export function marginalOf(loss: Loss, cubature: Cubature): Marginal {
  const [across, range] = [rangeOf(cubature, 0, []), rangeOf(cubature, 1, [])];
  const least = cubature.logEvidence;
  const density = Float64Array.from({ length: BINS + 1 }, (_, k) => {
    const slope = range[0] + (k / BINS) * (range[1] - range[0]);
    let sum = 0;
    for (let i = 0; i <= BINS; i++) {
      const intercept = across[0] + (i / BINS) * (across[1] - across[0]);
      sum += Math.exp(-loss.value([intercept, slope]) - least);
    }
    return sum;
  });
  const area = (density.reduce((sum, value) => sum + value, 0) * (range[1] - range[0])) / BINS;
  return { range, density: density.map((value) => value / area) };
}

/** The evidence as an area over the slope, and Laplace's as a line; both to the scale of the area's top. */
export function drawEvidence(context: CanvasRenderingContext2D, size: Size, shown: ShownPosterior): void {
  const { cubature, laplace, own, ink } = shown;
  const { range, density } = shown.marginal;
  const ratio = laplace ? Math.exp(laplace.logEvidence - cubature.logEvidence) : 0;
  const deviation = laplace ? Math.hypot(laplace.root[1], laplace.root[2]) : 1;
  const normal = (slope: number) =>
    laplace
      ? (ratio * Math.exp(-0.5 * ((slope - laplace.mean[1]) / deviation) ** 2)) /
        (deviation * Math.sqrt(2 * Math.PI))
      : 0;
  const most = density.reduce((a, b) => Math.max(a, b), 0);
  const top = 1.15 * Math.max(most, Math.min(3 * most, laplace ? normal(laplace.mean[1]) : 0));
  const strip = beginStrip(context, size, { range, name: text.slope }, [0, top], ink);
  clippedToStrip(strip, () => {
    context.fillStyle = ink.accent;
    context.globalAlpha = 0.25;
    context.beginPath();
    context.moveTo(LEFT, strip.bottom);
    density.forEach((value, k) =>
      context.lineTo(strip.x(range[0] + (k / BINS) * (range[1] - range[0])), strip.y(value)),
    );
    context.lineTo(strip.right, strip.bottom);
    context.fill();
    context.globalAlpha = 1;
    if (!own || !laplace) return;
    context.strokeStyle = own.color;
    context.lineWidth = 2;
    strokeOver(strip, range, 2 * BINS, normal);
  });
}
