import { whyFailed } from './failure.ts';
import { isSameRule, ruleOf } from '../core/optimizers/registry.ts';
import { followSuggestions } from '../core/scene/follow.ts';
import type { OptimizerSetting, Scene } from '../core/scene/scene.ts';
import type { Client, Running } from '../workers/client.ts';
import type { JobProgress } from '../workers/protocol.ts';
import type { App } from './app.ts';
import { memo } from './memo.ts';
import {
  sweepKeyOf,
  ratedOf,
  readSweep,
  type SweepReading,
  type SweepReport,
  sweepRequestOf,
} from './sweep-report.ts';

/**
 * How the learning rates of a scene come about: set one by one, one for all, or for each the best of the sweep. Read
 * off the document and never kept: whatever the mode, the controls show the numbers that act.
 */
export type RateMode = 'set' | 'one' | 'best';

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

/** The scene with the rates of other settings of the same rules: set where they were set, else suggested. */
function withRatesOf(scene: Scene, settings: Scene['optimizers']): Scene {
  const { optimizers } = scene;
  const isAlike = (setting: OptimizerSetting, i: number) => isSameRule(setting, optimizers[i]!);
  if (settings.length !== optimizers.length || !settings.every(isAlike)) return scene;
  const rates = new Map(
    settings.flatMap(({ values: { lr } }, i) => (typeof lr === 'number' ? [[i, lr]] : [])),
  );
  const rated = withRates(scene, rates);
  if (rated === scene) return scene;
  const marked = rated.optimizers.map((setting, i) => ({
    ...setting,
    suggested: settings[i]?.suggested ?? [],
  }));
  return followSuggestions({ ...rated, optimizers: marked });
}

/** The learning rate that all share, where there are at least two; else null. */
export function commonRateOf(scene: Scene): number | null {
  const [first, ...others] = ratedOf(scene);
  return first && others.length > 0 && others.every(({ rate }) => rate === first.rate) ? first.rate : null;
}

/** The mode that a scene's learning rates are in. */
export function rateModeOf(scene: Scene, reading: SweepReading | null): RateMode {
  const rated = ratedOf(scene);
  if (commonRateOf(scene) !== null) return 'one';
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
  readonly progress: JobProgress | null;
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

const bestRatesOf = ({ curves }: SweepReading): ReadonlyMap<number, number> =>
  new Map(curves.flatMap(({ index, bestRate }) => (bestRate === null ? [] : [[index, bestRate]])));

/** What a sweep of a scene has found, curve by curve of its optimizers that have a rate. */
function reportOf(
  scene: Scene,
  rates: SweepReport['rates'],
  curves: readonly (SweepReport['curves'][number]['curve'] | null)[],
): SweepReport {
  return {
    rates,
    steps: scene.steps,
    budget: scene.budget,
    curves: ratedOf(scene).flatMap(({ setting }, i) => {
      const curve = curves[i];
      return curve ? [{ rule: setting, key: sweepKeyOf(scene, setting), curve }] : [];
    }),
  };
}

/** @param connect starts the worker; called with the first sweep */
export function createComparison(app: App, connect: () => Client): Comparison {
  let client: Client | null = null;
  let report: SweepReport | null = null;
  let running: Running<'sweep'> | null = null;
  let takes = false;
  let progress: JobProgress | null = null;
  let failure: string | null = null;
  let asSet: Scene['optimizers'] | null = null;
  const read = memo(readSweep);

  const reading = (): SweepReading | null => (report ? read(report, app.state.scene) : null);
  const set = (rates: ReadonlyMap<number, number>, group?: string) =>
    app.edit((scene) => withRates(scene, rates), group);
  /** Keeps the rates that a mode replaces, unless they are themselves another mode's. */
  const keep = () => {
    if (comparison.mode === 'set') asSet = app.state.scene.optimizers;
  };
  const takeBest = () => {
    const found = reading();
    if (!found || found.isStale) return;
    keep();
    set(bestRatesOf(found));
  };

  const run = async () => {
    const { scene } = app.state;
    const request = sweepRequestOf(scene);
    progress = { done: 0, total: request.runs.length * request.rates.length };
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
        report = reportOf(scene, request.rates, curves);
        if (takes) takeBest();
      }
    } catch (error) {
      client = null;
      failure = whyFailed(error);
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
      if (app.state.scene.model) return;
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
        if (asSet) app.edit((now) => withRatesOf(now, asSet ?? []));
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
        const row = ruleOf(setting)?.hyperparameters.find(({ key }) => key === 'lr');
        return row && rate >= row.hardMin && rate <= row.hardMax;
      });
      set(new Map(allowed.map(({ index }) => [index, rate])), group);
    },
  };
  return comparison;
}
