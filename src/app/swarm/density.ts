import type { Domain } from '../../core/losses/types.ts';
import type { Loss } from '../../core/math/loss.ts';
import {
  type Apart,
  apart,
  boltzmannShares,
  smoothed,
  type SwarmDensity,
  swarmDensity,
} from '../../core/run/swarm-density.ts';
import { memo } from '../memo.ts';
import type { Frame } from '../state.ts';
import type { AskedSwarm } from './asked.ts';
import { type SwarmPoints, swarmPoints } from './points.ts';

/** The density of a swarm over the domain, and what theory says it comes to. */
export interface ShownDensity {
  readonly own: SwarmDensity;
  /** Null where there is no theory. */
  readonly theory: {
    readonly temperature: number;
    /** Smoothed as the swarm's own is. */
    readonly smooth: Float64Array;
    readonly apart: Apart;
  } | null;
}

/** Cells a side, and how many of them a side are taken for one where densities are compared. */
export const CELLS = 64;
const MERGED = 4;

/** Null where a frame shows none, has no particles yet, or none in the domain. */
export function shownDensity(frame: Frame): ShownDensity | null {
  if (frame.state.scene.view.swarm?.map !== 'density') return null;
  const points = swarmPoints(frame);
  return points && made(points, frame.state.scene.domain);
}

const made = memo((points: SwarmPoints, domain: Domain): ShownDensity | null => {
  const { asked, part } = points;
  const own = swarmDensity(part.positions, part.speeds, domain, CELLS);
  if (!own) return null;
  const temperature = temperatureOf(asked, part.step);
  const shares = temperature === null ? null : theoryOf(asked.rule.loss, temperature, domain);
  if (temperature === null || !shares) return { own, theory: null };
  const smooth = smoothed(shares, CELLS, own.widths);
  return { own, theory: { temperature, smooth, apart: apart(own, shares, MERGED) } };
});

const theoryOf = memo((loss: Loss, temperature: number, domain: Domain) =>
  boltzmannShares(loss, temperature, domain, CELLS),
);

/** The temperature of Langevin dynamics at a step; null where something else acts on the gradient, or nothing is drawn. */
export function temperatureOf(
  { rule: { entry, values, noise, rate } }: AskedSwarm,
  step: number,
): number | null {
  const temperature = Number(values['temperature']);
  const acts = entry.hyperparameters.some(({ key, knob }) => knob && values[key] !== 0);
  if (entry.id !== 'sgld' || acts || noise.deviation > 0 || !(temperature > 0)) return null;
  const now = values['annealing']
    ? (temperature * rate(Math.max(1, step))) / Number(values['lr'])
    : temperature;
  return now > 0 ? now : null;
}
