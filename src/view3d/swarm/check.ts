import type { SwarmCheck } from '../../app/swarm/report.ts';
import {
  createWitnesses,
  type SwarmPlan,
  type SwarmRule,
  type Witnesses,
  writeStarts,
} from '../../core/run/swarm.ts';
import type { SwarmProgram } from '../../core/run/swarm-glsl.ts';
import type { SwarmEngine } from './engine.ts';

/** Particles that are run in doubles, too. */
const WITNESSES = 256;
/** Updates of each between two frames. */
const AT_ONCE = 8;
/** The step up to which they are. */
const LAST = 5000;

/** Compares some particles with their runs in doubles, in parts between frames. */
export interface SwarmCheckWork {
  /** Does a part of it; true while some is left. */
  work(engine: SwarmEngine): boolean;
  /** What came of it at a step; null before that, and where it goes too far. */
  at(step: number): SwarmCheck | null;
}

export function createSwarmCheck(
  plan: SwarmPlan,
  rule: SwarmRule,
  { size, speed }: SwarmProgram,
): SwarmCheckWork {
  const particles = Array.from({ length: Math.min(WITNESSES, plan.count) }, (_, k) =>
    Math.floor(((k + 0.5) * plan.count) / WITNESSES),
  );
  const [x0, x1, y0, y1] = plan.domain;
  let starts: Float32Array | null = null;
  let witnesses: Witnesses | null = null;
  let told: { readonly step: number; readonly check: SwarmCheck } | null = null;

  const startsOf = (): Float32Array => {
    if (starts) return starts;
    starts = new Float32Array(2 * particles.length);
    for (const [k, particle] of particles.entries()) {
      writeStarts(plan, particle, particle + 1, starts.subarray(2 * k, 2 * k + 2));
    }
    return starts;
  };
  const compared = (positions: Float64Array, floats: Float32Array): SwarmCheck => {
    const apart = particles.flatMap((_, k) => {
      const at = k * size;
      const dx = (floats[at]! - positions[2 * k]!) / (x1 - x0);
      const dy = (floats[at + 1]! - positions[2 * k + 1]!) / (y1 - y0);
      const distance = Math.hypot(dx, dy);
      return floats[at + speed]! >= 0 && Number.isFinite(distance) ? [distance] : [];
    });
    apart.sort((a, b) => a - b);
    return {
      particles: apart.length,
      median: apart[Math.floor(apart.length / 2)] ?? 0,
      most: apart.at(-1) ?? 0,
    };
  };

  return {
    work(engine) {
      const { step } = engine;
      if (step < 0 || step > LAST || told?.step === step) return false;
      if (!witnesses || witnesses.step > step) witnesses = createWitnesses(rule, particles, startsOf());
      for (let k = 0; k < AT_ONCE && witnesses.step < step; k++) witnesses.advance();
      if (witnesses.step < step) return true;
      const floats = engine.sample(particles);
      if (!floats) return true;
      told = { step, check: compared(witnesses.positions, floats) };
      return true;
    },
    at: (step) => (told?.step === step ? told.check : null),
  };
}
