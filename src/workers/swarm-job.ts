import '../core/optimizers/all.ts';
import { choiceOf, resolveOptimizer } from '../core/optimizers/registry.ts';
import { scheduledRate } from '../core/run/schedule.ts';
import { type SwarmRule, writeStarts } from '../core/run/swarm.ts';
import { createSwarmLoop, type SwarmLoop } from '../core/run/swarm-loop.ts';
import { lossIn } from '../core/scene/compiled.ts';
import type { Progress, SwarmPart, SwarmRequest } from './protocol.ts';

/** The swarm that was asked for last, where it is: the next step is asked for soon. */
let held: { readonly key: string; readonly loop: SwarmLoop; isWhole: boolean } | null = null;

/** Takes a swarm to a step; null for a rule that has none. */
export function* swarmJob(request: SwarmRequest): Generator<Progress, SwarmPart | null> {
  const { to, wantsEnds, ...asked } = request;
  const key = JSON.stringify(asked);
  if (held?.key !== key || !held.isWhole || held.loop.step > to) {
    held?.loop.release();
    held = null;
    const loop = loopOf(request);
    if (!loop) return null;
    held = { key, loop, isWhole: true };
  }
  const own = held;
  const progress = { done: 0, total: 1 };
  own.isWhole = false;
  for (const _ of own.loop.to(to)) yield progress;
  own.isWhole = true;
  const ends = wantsEnds && to < request.steps ? loopOf(request)! : null;
  try {
    if (ends) for (const _ of ends.to(request.steps)) yield progress;
    return {
      rows: own.loop.speeds.length,
      step: to,
      positions: Float32Array.from(own.loop.positions),
      speeds: Float32Array.from(own.loop.speeds),
      ends: wantsEnds ? Float32Array.from((ends ?? own.loop).positions) : null,
    };
  } finally {
    ends?.release();
  }
}

function loopOf({ formula, optimizer, schedule, steps, noise, plan, every }: SwarmRequest): SwarmLoop | null {
  const { entry, values } = resolveOptimizer(choiceOf(optimizer, optimizer.values));
  const rate = scheduledRate(schedule, Number(values['lr']), steps);
  const loss = lossIn({ formula, curve: false });
  const rule: SwarmRule = { loss, entry, values, rate, noise, seed: plan.seed };
  const particles = Int32Array.from({ length: Math.ceil(plan.count / every) }, (_, k) => k * every);
  const starts = new Float32Array(2 * particles.length);
  for (const [k, particle] of particles.entries()) {
    writeStarts(plan, particle, particle + 1, starts.subarray(2 * k, 2 * k + 2));
  }
  return createSwarmLoop(rule, particles, starts);
}
