import { optimizerById } from '../core/optimizers/registry.ts';
import { type SweepCurve, sweepRates } from '../core/run/sweep.ts';
import type { OptimizerSetting, Scene } from '../core/scene/scene.ts';
import type { Client, Running } from '../workers/client.ts';
import type { Progress, SweepRequest } from '../workers/protocol.ts';
import type { App } from './app.ts';

/**
 * How the learning rates of a scene come about: set one by one, one for all, or for each the best of the sweep. Read
 * off the document and never kept: whatever the mode, the controls show the numbers that act.
 */
export type RateMode = 'set' | 'one' | 'best';

/** Points of a sweep to each power of ten. */
const perDecade = 10;

/** What a sweep of an optimizer depends on, its own learning rate not being among it. */
function keyOf({ id, values }: OptimizerSetting): string {
  return JSON.stringify([id, { ...values, lr: null }]);
}

function groundKeyOf({ formula, start, noise, seed, steps }: Scene): string {
  return JSON.stringify([formula, start, noise, seed, steps]);
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
  const { formula, start, noise, seed, steps } = scene;
  const rated = ratedOf(scene);
  const rows = rated.flatMap(({ setting }) => {
    const rules = optimizerById(setting.id)?.hyperparameters ?? [];
    return rules.filter(({ key }) => key === 'lr');
  });
  const min = Math.min(...rows.map((row) => row.min));
  const max = Math.max(...rows.map((row) => row.max));
  return {
    formula,
    ground: { start, noise, seed, steps },
    optimizers: rated.map(({ setting }) => ({ ...setting.values, id: setting.id })),
    rates: rows.length > 0 ? sweepRates(min, max, perDecade) : [],
  };
}

/** The scene with these learning rates, by index of the optimizer; the same scene where nothing differs. */
export function withRates(scene: Scene, rates: ReadonlyMap<number, number>): Scene {
  const optimizers = scene.optimizers.map((setting, index) => {
    const lr = rates.get(index);
    return lr === undefined || lr === setting.values['lr']
      ? setting
      : { ...setting, values: { ...setting.values, lr } };
  });
  const differs = optimizers.some((setting, index) => setting !== scene.optimizers[index]);
  return differs ? { ...scene, optimizers } : scene;
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
  readonly groundKey: string;
  readonly curves: readonly { readonly id: string; readonly key: string; readonly curve: SweepCurve }[];
}

/** What a report says of a scene. */
export interface SweepReading {
  readonly rates: readonly number[];
  /** The number of steps after which the losses were taken. */
  readonly steps: number;
  readonly curves: readonly SweptCurve[];
  /** Whether the scene has changed since in a way that would change a curve, or has an optimizer without one. */
  readonly isStale: boolean;
}

/** Finds the curves of a scene's optimizers in a report: by all that they depend on, else by the rule. */
export function readSweep(report: SweepReport, scene: Scene): SweepReading {
  let isStale = report.groundKey !== groundKeyOf(scene);
  const left = [...report.curves];
  const curves = ratedOf(scene).flatMap(({ index, setting }): SweptCurve[] => {
    const key = keyOf(setting);
    let place = left.findIndex((swept) => swept.key === key);
    if (place < 0) {
      isStale = true;
      place = left.findIndex((swept) => swept.id === setting.id);
    }
    const [swept] = place < 0 ? [] : left.splice(place, 1);
    if (!swept) return [];
    const { best } = swept.curve;
    return [{ ...swept.curve, index, bestRate: best === null ? null : (report.rates[best] ?? null) }];
  });
  return { rates: report.rates, steps: report.steps, curves, isStale };
}

/** The mode that a scene's learning rates are in. */
export function rateModeOf(scene: Scene, reading: SweepReading | null): RateMode {
  const rated = ratedOf(scene);
  if (rated.length > 1 && rated.every(({ rate }) => rate === rated[0]?.rate)) return 'one';
  const best = new Map(reading?.curves.map(({ index, bestRate }) => [index, bestRate]));
  const isBest = rated.every(({ index, rate }) => rate === best.get(index));
  return reading && !reading.isStale && rated.length > 0 && isBest ? 'best' : 'set';
}

/** Comparing the scene's optimizers: the sweep of their learning rates, and the modes that set these. */
export interface Comparison {
  /** The last finished sweep, read for the present scene; null before the first. */
  readonly reading: SweepReading | null;
  readonly mode: RateMode;
  /** How far the sweep under way is; null while there is none. */
  readonly progress: Progress | null;
  /** Why the last sweep failed, in a sentence. */
  readonly failure: string | null;
  /** Sweeps; with `thenTake`, takes the best for each afterwards. One that is under way goes on. */
  start(thenTake?: boolean): void;
  cancel(): void;
  /**
   * Sets the learning rates, as one edit: 'one' gives all the selected optimizer's; 'best' the best of each, after a
   * sweep when there is no valid one; 'set' gives back those that the last of the other two replaced.
   */
  setMode(mode: RateMode): void;
  /** One learning rate for all. Edits of one `group` are taken back together. */
  setAll(rate: number, group?: string): void;
}

/** @param connect starts the worker; called with the first sweep */
export function createComparison(app: App, connect: () => Client): Comparison {
  let client: Client | null = null;
  let report: SweepReport | null = null;
  let running: Running<'sweep'> | null = null;
  let takes = false;
  let progress: Progress | null = null;
  let failure: string | null = null;
  let asSet: { readonly ids: string; readonly rates: ReadonlyMap<number, number> } | null = null;
  let read: { report: SweepReport; scene: Scene; reading: SweepReading } | null = null;

  const reading = (): SweepReading | null => {
    const { scene } = app.state;
    if (!report) return null;
    if (read?.report !== report || read.scene !== scene) {
      read = { report, scene, reading: readSweep(report, scene) };
    }
    return read.reading;
  };
  const idsOf = (scene: Scene) => scene.optimizers.map(({ id }) => id).join();
  const set = (rates: ReadonlyMap<number, number>, group?: string) =>
    app.edit((scene) => withRates(scene, rates), group);
  /** Keeps the rates that a mode replaces, unless they are themselves another mode's. */
  const keep = () => {
    const { scene } = app.state;
    if (comparison.mode !== 'set') return;
    asSet = { ids: idsOf(scene), rates: new Map(ratedOf(scene).map(({ index, rate }) => [index, rate])) };
  };
  const takeBest = () => {
    const found = reading();
    if (!found || found.isStale) return;
    keep();
    set(
      new Map(found.curves.flatMap(({ index, bestRate }) => (bestRate === null ? [] : [[index, bestRate]]))),
    );
  };

  const run = async () => {
    const { scene } = app.state;
    const request = sweepRequestOf(scene);
    const rated = ratedOf(scene);
    progress = { done: 0, total: request.optimizers.length * request.rates.length };
    failure = null;
    app.invalidate();
    try {
      client ??= connect();
      running = client.start('sweep', request, (at) => {
        progress = at;
        app.invalidate();
      });
      const curves = await running.result;
      if (curves) {
        report = {
          rates: request.rates,
          steps: scene.steps,
          groundKey: groundKeyOf(scene),
          curves: rated.flatMap(({ setting }, i) => {
            const curve = curves[i];
            return curve ? [{ id: setting.id, key: keyOf(setting), curve }] : [];
          }),
        };
        if (takes) takeBest();
      }
    } catch (error) {
      client = null;
      failure = error instanceof Error ? error.message : String(error);
    }
    running = null;
    progress = null;
    app.invalidate();
  };

  const comparison: Comparison = {
    get reading() {
      return reading();
    },
    get mode() {
      return rateModeOf(app.state.scene, reading());
    },
    get progress() {
      return progress;
    },
    get failure() {
      return failure;
    },
    start(thenTake = false) {
      takes = thenTake;
      if (!progress && ratedOf(app.state.scene).length > 0) void run();
    },
    cancel() {
      running?.cancel();
    },
    setMode(mode) {
      const { scene, selected } = app.state;
      if (mode === 'best') {
        const found = reading();
        if (found && !found.isStale) takeBest();
        else comparison.start(true);
        return;
      }
      if (mode === 'set') {
        if (asSet?.ids === idsOf(scene)) set(asSet.rates);
        return;
      }
      const rated = ratedOf(scene);
      const one = rated.find(({ index }) => index === selected) ?? rated[0];
      if (!one) return;
      keep();
      comparison.setAll(one.rate);
    },
    setAll(rate, group) {
      const allowed = ratedOf(app.state.scene).filter(({ setting }) => {
        const row = optimizerById(setting.id)?.hyperparameters.find(({ key }) => key === 'lr');
        return row && rate >= row.hardMin && rate <= row.hardMax;
      });
      set(new Map(allowed.map(({ index }) => [index, rate])), group);
    },
  };
  return comparison;
}
