import { type Anatomy, anatomyOf } from '../core/run/anatomy.ts';
import { type ArrowFactors, arrowFactors, type StepMarks, stepMarks } from '../core/run/arrows.ts';
import type { Domain } from '../core/losses/types.ts';
import type { Loss } from '../core/math/loss.ts';
import type { Run } from '../core/run/types.ts';
import type { App } from './app.ts';
import { selectedRun } from './drawn-runs.ts';
import type { Derived, RunView, State } from './state.ts';

/** The step of the selected optimizer that leaves the playhead, for all views: taken apart once a step. */

export interface ExplainedStep {
  readonly view: RunView;
  readonly anatomy: Anatomy;
  readonly marks: StepMarks;
  /** False at the end of a run that was not cut short: what is explained is a step more than are run. */
  readonly isRun: boolean;
}

type Shown = Pick<State, 'selected' | 'playhead' | 'stage' | 'lit'>;

interface Known {
  readonly step: number;
  readonly loss: Loss;
  readonly explained: ExplainedStep;
}

/** The last step explained of each run. */
const known = new WeakMap<Run, Known>();

/** Null without a selected run, and from the step on at which it has diverged. */
export function explainStep(state: Shown, derived: Derived): ExplainedStep | null {
  const view = selectedRun({ state, derived });
  const { step } = state.playhead;
  // What is seen of a model's run has no parts.
  if (!view || derived.model || step > view.run.steps || view.run.divergedAt === 0) return null;
  const { run, entry, setting } = view;
  const { loss } = derived;
  const before = known.get(run);
  if (before?.step === step && before.loss === loss && before.explained.view === view) {
    return before.explained;
  }
  const anatomy = anatomyOf(entry, setting.values, run, step, loss);
  const isRun = step < run.steps || run.end !== null;
  const explained = { view, anatomy, marks: stepMarks(anatomy), isRun };
  known.set(run, { step, loss, explained });
  return explained;
}

/** The step that leaves the playhead, of a formula or a model; null where there is none. */
export function shownAnatomy(state: Shown, derived: Derived): Anatomy | null {
  if (derived.model) return derived.model.anatomy(state.selected, state.playhead.step);
  return explainStep(state, derived)?.anatomy ?? null;
}

interface KnownFactors {
  readonly domain: Domain;
  readonly loss: Loss;
  readonly factors: ArrowFactors;
}

const knownFactors = new WeakMap<Run, KnownFactors>();

/** What the arrows of a run are multiplied by, the same at all of its steps: made when its arrows are first shown. */
export function factorsOf({ run, entry, setting }: RunView, { loss, surface }: Derived): ArrowFactors {
  const { domain } = surface.grid;
  const before = knownFactors.get(run);
  if (before?.domain === domain && before.loss === loss) return before.factors;
  const factors = arrowFactors(entry, setting.values, run, loss, domain);
  knownFactors.set(run, { domain, loss, factors });
  return factors;
}

/** The stage of the opened step, an index that the anatomy has; null while the step is closed. */
export function openStage(state: Shown, { stages }: Anatomy): number | null {
  return state.stage === null ? null : Math.min(state.stage, stages.length - 1);
}

/** Opens the selected optimizer's step at its first stage, or closes it. */
export function toggleStep(app: App): void {
  app.setStage(app.state.stage === null ? 0 : null);
}

/** One step forward (1) or back (-1); while a step is opened one stage, going on into the step next to it. */
export function stageBy(app: App, by: 1 | -1): void {
  const { state, derived } = app;
  const anatomy = state.stage === null ? null : shownAnatomy(state, derived);
  const stage = anatomy && openStage(state, anatomy);
  if (!anatomy || stage === null) {
    app.stepBy(by);
    return;
  }
  const next = stage + by;
  if (next >= 0 && next < anatomy.stages.length) {
    app.setStage(next);
    return;
  }
  const { step } = state.playhead;
  if (step + by < 0 || step + by > state.scene.steps) return;
  app.stepBy(by);
  // Backwards into the last stage of the step before, as many as it may have.
  app.setStage(by > 0 ? 0 : (shownAnatomy(app.state, app.derived)?.stages.length ?? 1) - 1);
}
