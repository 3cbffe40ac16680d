/** What the learning rates of a scene depend on, a sweep of them, and what a finished sweep says of a scene. Pure. */
import { isSameRule, type RuleName, ruleOf } from '../core/optimizers/registry.ts';
import { type SweepCurve, sweepRates } from '../core/run/sweep.ts';
import { recordOptionsOf } from '../core/scene/record-options.ts';
import type { OptimizerSetting, Scene } from '../core/scene/scene.ts';
import type { SweepRequest } from '../workers/protocol.ts';

/** Points of a sweep to each power of ten. */
const perDecade = 10;

/** All that a sweep of an optimizer depends on, its own learning rate not being among it. */
export function sweepKeyOf(scene: Scene, setting: OptimizerSetting): string {
  const options = recordOptionsOf(scene, { ...setting, values: { ...setting.values, lr: 0 } });
  return JSON.stringify([scene.formula, scene.budget, options]);
}

/** The optimizers that run and have a learning rate, with their indices. */
export function ratedOf(scene: Scene): { index: number; setting: OptimizerSetting; rate: number }[] {
  return scene.optimizers.flatMap((setting, index) => {
    const rate = setting.values['lr'];
    return setting.on && typeof rate === 'number' ? [{ index, setting, rate }] : [];
  });
}

/** The sweep of a scene: its optimizers from the lowest end of their learning rates' sliders to the highest. */
export function sweepRequestOf(scene: Scene): SweepRequest {
  const rated = ratedOf(scene);
  const rows = rated.flatMap(({ setting }) => {
    const rules = ruleOf(setting)?.hyperparameters ?? [];
    return rules.filter(({ key }) => key === 'lr');
  });
  const min = Math.min(...rows.map((row) => row.min));
  const max = Math.max(...rows.map((row) => row.max));
  return {
    formula: scene.formula,
    curve: scene.curve,
    runs: rated.map(({ setting }) => ({ ...recordOptionsOf(scene, setting), budget: scene.budget })),
    rates: rows.length > 0 ? sweepRates(min, max, perDecade) : [],
  };
}

/** A curve with the optimizer to which it belongs. */
export interface SweptCurve extends SweepCurve {
  readonly index: number;
  /** The learning rate at the lowest loss, null when every run diverged. */
  readonly bestRate: number | null;
}

/** A finished sweep, as it was when it was asked for. */
export interface SweepReport {
  readonly rates: readonly number[];
  readonly steps: number;
  readonly budget: Scene['budget'];
  readonly curves: readonly { readonly rule: RuleName; readonly key: string; readonly curve: SweepCurve }[];
}

/** What a report says of a scene. */
export interface SweepReading {
  readonly rates: readonly number[];
  /** The number of steps, or of evaluations, after which the losses were taken. */
  readonly steps: number;
  readonly budget: Scene['budget'];
  readonly curves: readonly SweptCurve[];
  /** Whether the scene has changed since in a way that would change a curve, or has an optimizer without one. */
  readonly isStale: boolean;
}

/** Finds the curves of a scene's optimizers in a report: by all that they depend on, else by the rule. */
export function readSweep(report: SweepReport, scene: Scene): SweepReading {
  let isStale = false;
  const left = [...report.curves];
  const curves = ratedOf(scene).flatMap(({ index, setting }): SweptCurve[] => {
    const key = sweepKeyOf(scene, setting);
    let place = left.findIndex((swept) => swept.key === key);
    if (place < 0) {
      isStale = true;
      place = left.findIndex(({ rule }) => isSameRule(rule, setting));
    }
    const [swept] = place < 0 ? [] : left.splice(place, 1);
    if (!swept) return [];
    const { best } = swept.curve;
    return [{ ...swept.curve, index, bestRate: best === null ? null : (report.rates[best] ?? null) }];
  });
  const { rates, steps, budget } = report;
  return { rates, steps, budget, curves, isStale };
}
