import '../core/optimizers/all.ts';
import { paintSwarm } from '../core/geometry/swarm-picture.ts';
import { choiceOf, resolveOptimizer } from '../core/optimizers/registry.ts';
import { scheduledRate } from '../core/run/schedule.ts';
import { type SwarmRule, writeStarts } from '../core/run/swarm.ts';
import { createDensities } from '../core/run/swarm-density.ts';
import { createSwarmLoop, type SwarmLoop } from '../core/run/swarm-loop.ts';
import { lossIn } from '../core/scene/compiled.ts';
import type { JobProgress, SwarmPart, SwarmRequest } from './protocol.ts';

/** The swarm that was asked for last, where it is: the next step is asked for soon. */
let held: {
  readonly key: string;
  readonly loop: SwarmLoop;
  readonly densityAt: ReturnType<typeof createDensities>;
  isWhole: boolean;
} | null = null;
/** Where the particles of one end. */
let ended: { readonly key: string; readonly ends: Float32Array } | null = null;

/** Takes a swarm to a step, and makes there what a map shows of it; null for a rule that has none. */
export function* swarmJob(request: SwarmRequest): Generator<JobProgress, SwarmPart | null> {
  const { to, wantsEnds, view, ...asked } = request;
  const key = JSON.stringify(asked);
  if (held?.key !== key || !held.isWhole || held.loop.step > to) {
    held?.loop.release();
    held = null;
    const rule = ruleOf(request);
    const loop = loopOf(rule, request);
    if (!loop) return null;
    held = { key, loop, densityAt: createDensities(rule, request.plan.domain), isWhole: true };
  }
  const own = held;
  const progress = { done: 0, total: 1 };
  own.isWhole = false;
  for (const _ of own.loop.to(to)) yield progress;
  own.isWhole = true;
  const needsEnds = wantsEnds || (view?.kind === 'dots' && view.look.colour === 'basin');
  if (needsEnds && ended?.key !== key) {
    const further = to < request.steps ? loopOf(ruleOf(request), request)! : null;
    try {
      if (further) for (const _ of further.to(request.steps)) yield progress;
      ended = { key, ends: Float32Array.from((further ?? own.loop).positions) };
    } finally {
      further?.release();
    }
  }
  const positions = Float32Array.from(own.loop.positions);
  const speeds = Float32Array.from(own.loop.speeds);
  const ends = needsEnds ? ended!.ends : null;
  return {
    rows: speeds.length,
    step: to,
    positions,
    speeds,
    ends: wantsEnds ? ended!.ends.slice() : null,
    picture: view?.kind === 'dots' ? paintSwarm({ positions, speeds, ends }, view.look) : null,
    density: view?.kind === 'density' ? own.densityAt(to, positions, speeds) : null,
  };
}

function ruleOf({ formula, optimizer, schedule, steps, noise, plan }: SwarmRequest): SwarmRule {
  const { entry, values } = resolveOptimizer(choiceOf(optimizer, optimizer.values));
  const rate = scheduledRate(schedule, Number(values['lr']), steps);
  return { loss: lossIn({ formula, curve: false }), entry, values, rate, noise, seed: plan.seed };
}

function loopOf(rule: SwarmRule, { plan, every }: SwarmRequest): SwarmLoop | null {
  const particles = Int32Array.from({ length: Math.ceil(plan.count / every) }, (_, k) => k * every);
  const starts = new Float32Array(2 * particles.length);
  for (const [k, particle] of particles.entries()) {
    writeStarts(plan, particle, particle + 1, starts.subarray(2 * k, 2 * k + 2));
  }
  return createSwarmLoop(rule, particles, starts);
}
