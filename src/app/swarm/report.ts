import type { SwarmRefusal } from '../../core/run/swarm-glsl.ts';
import type { SwarmView } from '../../core/scene/scene.ts';
import type { AskedSwarm } from './asked.ts';

/** What is known of a swarm that is drawn. */
export interface SwarmReport {
  /** The step at which its particles are; -1 while their starts are written. */
  readonly step: number;
  /** Whether it is on its way to another step. */
  readonly isMoving: boolean;
  /** Whether it is known where each ends, as far as anybody asks; until then it is run to its end. */
  readonly hasEnds: boolean;
  /** Particles that were run in doubles, too, and by how much of the domain's sides they are elsewhere at this step. */
  readonly check: SwarmCheck | null;
  /** Why there is none: by the rule, for want of memory, or what the driver says. */
  readonly failure: SwarmFailure | null;
}

export interface SwarmCheck {
  readonly particles: number;
  readonly median: number;
  readonly most: number;
}

export type SwarmFailure = SwarmRefusal | 'memory' | 'formula' | { readonly driver: string };

const reports = new WeakMap<AskedSwarm, SwarmReport>();

/** Null before anything draws it. */
export function swarmReport(asked: AskedSwarm): SwarmReport | null {
  return reports.get(asked) ?? null;
}

export function reportSwarm(asked: AskedSwarm, report: SwarmReport): void {
  reports.set(asked, report);
}

let isStageless = false;

/** Whether the browser gave the stage that was made last no means to draw on: a swarm is then on the map or nowhere. */
export function hasNoStage(): boolean {
  return isStageless;
}

export function tellStage(isThere: boolean): void {
  isStageless = !isThere;
}

const drawn = new WeakSet<SwarmView>();

/** Whether the swarm that a scene asks for stands on a stage now. */
export function isSwarmDrawn(swarm: SwarmView | null): boolean {
  return swarm !== null && drawn.has(swarm);
}

export function tellSwarmDrawn(swarm: SwarmView | null, isDrawn: boolean): void {
  if (!swarm) return;
  if (isDrawn) drawn.add(swarm);
  else drawn.delete(swarm);
}
