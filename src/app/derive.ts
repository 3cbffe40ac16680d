import { firstStepOutside } from '../core/run/place.ts';
import { createSurface } from '../core/geometry/surface.ts';
import type { Grid, Surface } from '../core/geometry/types.ts';
import type { Loss } from '../core/math/loss.ts';
import type { NoiseKind, NoiseScaling } from '../core/math/noise.ts';
import { choiceOf, ruleOf } from '../core/optimizers/registry.ts';
import type { OptimizerEntry } from '../core/optimizers/types.ts';
import { type Budget, limitEvaluations } from '../core/run/limit.ts';
import { recordRun } from '../core/run/record.ts';
import { loadLongRuns } from './long-runs.ts';
import type { Run } from '../core/run/types.ts';
import { criticalOnCurve } from '../core/losses/critical/curve.ts';
import { compiled, lossIn } from '../core/scene/compiled.ts';
import { entryOf } from '../core/scene/defaults.ts';
import type { OptimizerSetting, Scene } from '../core/scene/scene.ts';
import { contains, criticalOf, type FoundCritical, isListed } from './critical.ts';
import { looksOf } from './looks.ts';
import { memo } from './memo.ts';
import { namesOf, type RunNaming } from './run-names.ts';
import type { Sampler } from './sampler.ts';
import type { Derived, Look, RunView, State } from './state.ts';

const FLAT = '0';
const COARSE = 33;

/** The name of a curve's variable, and that of none. */
const namesOn = memo((name: string): Surface['variables'] => [name, '']);

const NONE: Scene['optimizers'] = [];

/** What a run depends on beside its optimizer's setting. */
interface Ground {
  readonly loss: Loss;
  readonly start: readonly number[];
  readonly noise: number;
  readonly noiseKind: NoiseKind;
  readonly noiseScaling: NoiseScaling;
  readonly seed: number;
  readonly steps: number;
  readonly budget: Budget;
}

const groundFrom = (
  loss: Loss,
  x: number,
  y: number | null,
  noise: number,
  noiseKind: NoiseKind,
  noiseScaling: NoiseScaling,
  seed: number,
  steps: number,
  budget: Budget,
): Ground => ({
  loss,
  start: y === null ? [x] : [x, y],
  noise,
  noiseKind,
  noiseScaling,
  seed,
  steps,
  budget,
});

/** A recorded run with what it depends on. */
interface Recorded extends Pick<OptimizerSetting, 'values' | 'schedule'> {
  readonly entry: OptimizerEntry;
  readonly ground: Ground;
  readonly run: Run;
}

function record(setting: OptimizerSetting, entry: OptimizerEntry, ground: Ground): Recorded {
  const { values, schedule } = setting;
  const { budget, ...options } = ground;
  loadLongRuns(options.steps);
  const whole = recordRun({ ...options, schedule, optimizer: choiceOf(setting, values) });
  const run = budget === 'evaluations' ? limitEvaluations(whole, ground.steps) : whole;
  return { ground, entry, values, schedule, run };
}

/** The runs of a scene: those of before, where nothing that they depend on has changed. */
function createRuns() {
  let recorded: Recorded[] = [];
  let views: readonly RunView[] = [];
  return (
    optimizers: Scene['optimizers'],
    ground: Ground,
    domain: Scene['domain'],
    look: readonly Look[],
    naming: readonly RunNaming[],
  ): readonly RunView[] => {
    const kept: Recorded[] = [];
    const previous = new Map(views.map((view) => [view.index, view]));
    views = optimizers.flatMap((setting, index): RunView[] => {
      const entry = ruleOf(setting);
      const ownLook = look[index];
      const ownNaming = naming[index];
      if (!setting.on || !entry || !ownLook || !ownNaming) return [];
      const known = recorded.find(
        (done) =>
          done.ground === ground &&
          done.entry === entry &&
          done.values === setting.values &&
          done.schedule === setting.schedule,
      );
      const own = known ?? record(setting, entry, ground);
      kept.push(own);
      const view: RunView = {
        index,
        setting,
        entry,
        label: ownNaming.label,
        naming: ownNaming,
        run: own.run,
        look: ownLook,
        leftAt: firstStepOutside(own.run, domain),
      };
      const before = previous.get(index);
      return [before && isSameView(before, view) ? before : view];
    });
    recorded = kept;
    return views;
  };
}

/**
 * Makes what follows from a scene, each part only when what it depends on has changed: a changed hyperparameter
 * of one optimizer records that one again and nothing else.
 */
export function createDeriver(
  sampler: Sampler,
): (state: State, resolution: number, found: FoundCritical | null) => Derived {
  const lossOf = memo((formula: string, curve: boolean) => lossIn({ formula, curve }));
  const foundOn = memo(criticalOnCurve);
  const surfaceOf = memo(
    (
      grid: Grid,
      kind: Scene['view']['heightScale'],
      scales: Scene['view']['scales'],
      variables: Surface['variables'],
    ): Surface => createSurface(grid, kind, scales, variables),
  );
  const groundOf = memo(groundFrom);
  const looks = memo(looksOf);
  const entryFor = memo(entryOf);
  const criticalFor = memo(criticalOf);

  const runsOf = memo(createRuns());

  /** One object while its members are the same, so that views can compare it by identity. */
  const derived = memo(
    (
      entry: Derived['entry'],
      loss: Loss,
      critical: Derived['critical'],
      surface: Surface,
      runs: readonly RunView[],
    ): Derived => ({
      entry,
      loss,
      critical,
      surface,
      runs,
    }),
  );

  return (state, resolution, found) => {
    // Of a model there is nothing here to show: its surface is flat, and it has no runs.
    const { model, ...shown } = state.scene;
    const scene = model ? { ...shown, loss: '', formula: FLAT, curve: false, optimizers: NONE } : shown;
    const loss = lossOf(scene.formula, scene.curve);
    const ground = groundOf(
      loss,
      scene.start[0],
      scene.curve ? null : scene.start[1],
      scene.noise,
      scene.noiseKind,
      scene.noiseScaling,
      scene.seed,
      scene.steps,
      scene.budget,
    );
    const entry = entryFor(scene.loss);
    const searched = found?.formula === scene.formula ? found.set : null;
    const set = scene.curve ? foundOn(loss, scene.domain) : searched;
    return derived(
      entry,
      loss,
      criticalFor(
        entry,
        loss,
        set,
        isListed(entry, scene.domain),
        set !== null && contains(set.domain, scene.domain),
      ),
      surfaceOf(
        // Where a curve is drawn, nobody sees its trough.
        sampler.grid(compiled(scene.formula), scene.formula, scene.domain, scene.curve ? COARSE : resolution),
        scene.view.heightScale,
        scene.view.scales,
        loss.dimension === 1 ? namesOn(loss.variables[0]) : loss.variables,
      ),
      runsOf(
        scene.optimizers,
        ground,
        scene.domain,
        looks(scene.optimizers, state.palette),
        namesOf(scene.optimizers),
      ),
    );
  };
}

/** Whether nothing of a run's view has changed: views compare by identity. */
export function isSameView(a: RunView, b: RunView): boolean {
  return (
    a.run === b.run &&
    a.setting === b.setting &&
    JSON.stringify(a.naming) === JSON.stringify(b.naming) &&
    a.leftAt === b.leftAt &&
    a.average === b.average &&
    a.look === b.look
  );
}
