import type { Loss } from '../../core/math/loss.ts';
import type { Noise } from '../../core/math/noise.ts';
import { ruleOf } from '../../core/optimizers/registry.ts';
import { scheduledRate } from '../../core/run/schedule.ts';
import type { SwarmPlan, SwarmRule } from '../../core/run/swarm.ts';
import type { OptimizerSetting, Scene, SwarmView } from '../../core/scene/scene.ts';
import type { SwarmRequest } from '../../workers/protocol.ts';
import { isOpen } from '../asking.ts';
import { optimizerOfMap } from '../maps/optimizer.ts';
import { memo } from '../memo.ts';
import type { Frame } from '../state.ts';

/** A swarm that a frame asks for, but for its step and its colours: the same object while it is the same. */
export interface AskedSwarm {
  readonly plan: SwarmPlan;
  readonly rule: SwarmRule;
  /** The same for a worker. */
  readonly request: Omit<SwarmRequest, 'every' | 'to' | 'wantsEnds' | 'view'>;
  readonly steps: number;
  /** Whether it is told where each particle ends. */
  readonly wantsEnds: boolean;
}

/**
 * The swarm of the selected optimizer; null where none is asked for: of a curve or a model, of no optimizer, and while a
 * question is open: its colours tell where runs end, and their number how they spread.
 */
export function swarmOf({ state, derived }: Frame): AskedSwarm | null {
  const { scene } = state;
  const setting = scene.optimizers[optimizerOfMap(state)];
  const { swarm } = scene.view;
  if (!swarm || isOpen(state) || !setting || derived.loss.dimension !== 2 || derived.model) return null;
  return asked(
    planOf(swarm.starts, swarm.count, swarm.spread, scene.domain, scene.start, scene.seed),
    setting,
    derived.loss,
    scene.formula,
    scene.steps,
    noiseOf(scene.noise, scene.noiseKind, scene.noiseScaling),
    swarm.colour === 'basin',
  );
}

const planOf = memo(
  (
    starts: SwarmView['starts'],
    count: number,
    spread: number,
    domain: Scene['domain'],
    start: Scene['start'],
    seed: number,
  ): SwarmPlan => ({ starts, count, spread, domain, start, seed }),
);

const noiseOf = memo(
  (deviation: number, kind: Noise['kind'], scaling: Noise['scaling']): Noise => ({
    deviation,
    kind,
    scaling,
  }),
);

/** Swarms that are kept apart: of several frames that are drawn in turns each keeps its own. */
const KEPT = 8;
const kept = new Map<string, AskedSwarm>();

const asked = memo(
  (
    plan: SwarmPlan,
    setting: OptimizerSetting,
    loss: Loss,
    formula: string,
    steps: number,
    noise: Noise,
    wantsEnds: boolean,
  ): AskedSwarm | null => {
    const entry = ruleOf(setting);
    if (!entry) return null;
    const { id, rule: text, values, schedule } = setting;
    const key = JSON.stringify([plan, id, text, values, schedule, formula, steps, noise, wantsEnds]);
    const before = kept.get(key);
    if (before) return before;
    const rate = scheduledRate(schedule, Number(values['lr']), steps);
    const rule = { loss, entry, values, rate, noise, seed: plan.seed };
    const optimizer = { ...(text === undefined ? { id } : { id, rule: text }), values };
    const request = { formula, optimizer, schedule, steps, noise, plan };
    const made = { plan, rule, request, steps, wantsEnds };
    kept.set(key, made);
    for (const oldest of kept.keys()) if (kept.size > KEPT) kept.delete(oldest);
    return made;
  },
);
