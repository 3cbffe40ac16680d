import { whyFailed } from '../failure.ts';
import { createSurface } from '../../core/geometry/surface.ts';
import type { Domain, Grid, Surface } from '../../core/geometry/types.ts';
import type { Loss } from '../../core/math/loss.ts';
import { modelById } from '../../core/models/registry.ts';
import type { ModelEntry } from '../../core/models/types.ts';
import { project } from '../../core/plane/plane.ts';
import { sliceOf } from '../../core/plane/slice.ts';
import { modelOf } from '../../core/scene/models.ts';
import { followers, type ModelSetting, type Scene } from '../../core/scene/scene.ts';
import { models as text } from '../../text/en/models.ts';
import type { WorkerClient } from '../../workers/client.ts';
import { memo } from '../memo.ts';
import type { Derived, ModelPart, ModelView, RunView, State } from '../state.ts';
import { flat, nothing, shownOfModels, unknown } from './blank.ts';
import { createChosenPlane } from './chosen-plane.ts';
import { extentOf, withAverages } from './extent.ts';
import { type Growth, isOnPlane } from './growth.ts';
import { fetchData, hasData, withData } from './model-data.ts';
import { createRecordings } from './recordings.ts';
import { createPlaneSource } from './plane-source.ts';
import { axesOf, type SeenPlane } from './seen-plane.ts';
import { createRunViews } from './run-views.ts';
import type { SeenRun } from './seen-run.ts';
import { factorsOn, type SeenStep, seenStep, wholeStep } from './seen-step.ts';
import { createSharpnessSource } from './sharpness.ts';
import { createSurfaceSource, type Sampled } from './surface-source.ts';
import '../../text/en/model-rows.ts';

/** What follows from a scene with a model, in the place of what is made of a formula. */
export function createModelPart(
  connect: () => WorkerClient,
  arrived: () => void,
  /** Hears, in a sentence, that a model's data could not be had. */
  missed: (sentence: string) => void = () => {},
  /** Numbers that all runs of a scene keep together, at most. */
  most?: number,
): ModelPart {
  const connectWithData = withData(connect);
  const recordings = createRecordings(connectWithData, arrived, () => shown()?.seen.plane ?? null, most);
  const surfaces = createSurfaceSource(connectWithData, arrived);
  let finder: WorkerClient | null = null;
  const chosen = createChosenPlane(
    recordings,
    createPlaneSource(() => (finder ??= connectWithData()), arrived),
  );
  const sharpness = createSharpnessSource(() => (finder ??= connectWithData()), arrived);
  /** The scene for whose model data was asked for last: where it could not be had, the next scene asks again. */
  let fetchedFor: Scene | null = null;
  let isFetching = false;
  let setting: ModelSetting | null = null;
  let failure: string | null = null;

  const fetchFor = async (scene: Scene, model: ModelSetting) => {
    isFetching = true;
    fetchedFor = scene;
    try {
      await fetchData(model);
      arrived();
    } catch {
      missed(text.noData);
    }
    isFetching = false;
  };

  const update = ({ scene, playhead }: Pick<State, 'scene' | 'playhead'>) => {
    const { model } = scene;
    if (!model) return;
    if (!hasData(model)) {
      if (!isFetching && fetchedFor !== scene) void fetchFor(scene, model);
      return;
    }
    if (setting !== model) {
      recordings.clear();
      chosen.clear();
      setting = model;
    }
    try {
      recordings.record({ ...scene, model });
      ({ failure } = recordings);
      chosen.update({ ...scene, model }, playhead.step);
      // What is read off at the step is never between two others.
      if (recordings.isDone) for (const { growth } of recordings.placed()) growth.tell(playhead.step);
      const isCharted = scene.view.chart === 'sharpness' && recordings.isDone;
      sharpness.want(isCharted ? recordings.placed().map(({ growth }) => growth) : none);
    } catch (error) {
      failure = whyFailed(error);
    }
    turn();
    const { seen } = chosen;
    if (!seen) return;
    const domain = scene.suggested.includes('domain') ? seen.around : scene.domain;
    surfaces.want({ model, seen: seen.plane, domain });
  };

  let sampled: Sampled | null = null;
  /** The picture of the present model; null until it has come. */
  const shown = (): Sampled | null => (sampled?.model === setting ? sampled : null);
  /** Takes over the last picture when all runs can be seen on its plane. */
  const turn = () => {
    const next = surfaces.sampled;
    if (!next || next === sampled || next.model !== setting) return;
    const { plane } = next.seen;
    if (recordings.placed().every(({ growth }) => isOnPlane(growth, plane))) sampled = next;
  };

  const { projectionOf, viewsOn } = createRunViews(recordings, sharpness);

  const lossOn = memo(
    (model: ModelSetting, on: SeenPlane | null): Loss =>
      on ? sliceOf(modelOf(model).loss, on.plane) : nothing,
  );
  const surfaceOf = memo(
    (
      grid: Grid,
      kind: Scene['view']['heightScale'],
      scales: Scene['view']['scales'],
      highest: number,
      lowest: number,
      names: Surface['variables'],
    ): Surface =>
      createSurface(
        { ...grid, min: Math.min(grid.min, lowest), max: Math.max(grid.max, highest) },
        kind,
        scales,
        names,
      ),
  );
  const stepOf = memo(
    (growth: Growth, run: SeenRun, on: SeenPlane, domain: Domain, step: number, row: number | null) =>
      seenStep(growth, run, on.plane, factorsOf(growth, run, on, domain), step, row),
  );
  const factorsOf = memo((growth: Growth, run: SeenRun, on: SeenPlane, domain: Domain) =>
    factorsOn(growth, run, on.plane, domain),
  );
  const anatomyOf = memo(wholeStep);
  const stepSeen = (index: number, step: number, row: number | null): SeenStep | null => {
    const on = shown();
    const growth = recordings.shownOf(index);
    // Arrows that come and go while runs are recorded explain nothing.
    if (!on || !growth || !recordings.isDone) return null;
    return stepOf(growth, projectionOf(growth, on.seen.plane), on.seen, on.domain, step, row);
  };

  const modelView = memo(
    (
      model: ModelSetting,
      on: SeenPlane | null,
      _runs: readonly RunView[],
      done: number,
      total: number,
      steps: number,
      keepEvery: number,
      why: string | null,
      isFine: boolean,
      losses: number,
      ofLosses: number,
      curvatures: number,
      ofCurvatures: number,
    ): ModelView => ({
      entry: entryOf(model),
      model: modelOf(model),
      seen: on,
      progress: done < total ? { done, total } : null,
      losses: losses < ofLosses ? { done: losses, total: ofLosses } : null,
      curvatures: curvatures < ofCurvatures ? { done: curvatures, total: ofCurvatures } : null,
      steps,
      keepEvery,
      failure: why,
      isFine,
      at(index, step) {
        const growth = recordings.shownOf(index);
        if (!growth) return null;
        return growth.at(Math.min(step, growth.rows - 1));
      },
      right(index) {
        const growth = recordings.shownOf(index);
        return growth ? growth.right.subarray(0, growth.rows) : new Float64Array(0);
      },
      step: stepSeen,
      anatomy(index, step) {
        const growth = recordings.shownOf(index);
        return growth && recordings.isDone ? anatomyOf(growth, step) : null;
      },
      share(index, step) {
        const growth = recordings.shownOf(index);
        if (!on || !growth) return Number.NaN;
        return projectionOf(growth, on.plane).shares[Math.min(step, growth.rows - 1)] ?? Number.NaN;
      },
    }),
  );
  const derivedOf = memo(
    (loss: Loss, surface: Surface, runs: readonly RunView[], model: ModelView): Derived => ({
      entry: {
        id: model.entry.id,
        name: model.entry.name,
        family: 'model',
        formula: '',
        domain: surface.grid.domain,
        minima: [],
        minimaComplete: false,
        saddles: [],
        start: [0, 0],
        heightScale: 'log',
        lr: 0,
        lesson: model.entry.lesson,
        source: model.entry.source,
        loss,
      },
      loss,
      critical: unknown,
      surface,
      runs,
      model,
    }),
  );
  const shownState = shownOfModels();

  return {
    update,
    placed(scene) {
      const on = shown();
      if (!on) return scene;
      const first = recordings.placed()[0]?.growth;
      const { plane } = on.seen;
      const foot = first && first.dimension === plane.origin.length ? project(plane, first.at(0)) : null;
      const start: Scene['start'] = foot ? [foot[0]!, foot[1]!] : scene.start;
      const domain = scene.suggested.includes('domain') ? on.domain : scene.domain;
      const isThere =
        start.every((x, i) => x === scene.start[i]) && domain.every((x, i) => x === scene.domain[i]);
      if (isThere) return scene;
      const suggested = followers.filter((name) => name === 'start' || scene.suggested.includes(name));
      return { ...scene, domain, start, suggested };
    },
    get ready() {
      // Until there is something to see nothing is played.
      if (!shown() && chosen.isSpanned) return 0;
      return recordings.ready;
    },
    shown: shownState,
    derive(state) {
      update(state);
      const { scene } = state;
      if (!scene.model || setting !== scene.model) return null;
      const model = scene.model;
      const on = shown();
      const runs = on ? viewsOn(state, on) : noRuns;
      const [highest, lowest] = on ? extentOf(runs, on) : [Number.NaN, Number.NaN];
      const surface = on
        ? surfaceOf(on.grid, scene.view.heightScale, scene.view.scales, highest, lowest, axesOf(on.seen))
        : flat(scene.view.scales);
      const { done, total } = recordings.progress;
      const losses = withAverages(recordings.losses, runs);
      const seenNow = on?.seen ?? null;
      const view = modelView(
        model,
        seenNow,
        runs,
        done,
        total,
        recordings.steps,
        recordings.keepEvery,
        failure ?? surfaces.failure ?? (chosen.isSpanned ? null : text.noPlane),
        surfaces.isWhole,
        losses.done,
        losses.total,
        sharpness.progress?.done ?? 0,
        sharpness.progress?.total ?? 0,
      );
      return derivedOf(lossOn(model, seenNow), surface, runs, view);
    },
    dispose() {
      recordings.dispose();
      surfaces.dispose();
      chosen.clear();
      sharpness.want(none);
      finder?.stop();
    },
  };
}

/** The model's row; of a table of one's own it says nothing of the data that the model brings. */
function entryOf({ id, data }: ModelSetting): ModelEntry {
  const entry = modelById(id)!;
  return data ? { ...entry, ...entry.onOwn } : entry;
}

const none: readonly Growth[] = [];
const noRuns: readonly RunView[] = [];
