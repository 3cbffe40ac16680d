import { whyFailed } from '../failure.ts';
import { project } from '../../core/plane/plane.ts';
import { followers, type ModelSetting, type Scene } from '../../core/scene/scene.ts';
import { models as text } from '../../text/en/models.ts';
import type { WorkerClient } from '../../workers/client.ts';
import type { ModelPart, RunView, State } from '../state.ts';
import { shownOfModels } from './blank.ts';
import { createChosenPlane } from './chosen-plane.ts';
import { type Growth, isOnPlane } from './growth.ts';
import { createDataFetcher, hasData, withData } from './model-data.ts';
import { createModelDerived } from './model-derived.ts';
import { createModelView } from './model-view.ts';
import { createRecordings } from './recordings.ts';
import { createPlaneSource } from './plane-source.ts';
import { createRunViews } from './run-views.ts';
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
  const want = createDataFetcher(arrived, () => missed(text.noData));
  let setting: ModelSetting | null = null;
  let failure: string | null = null;

  const update = ({ scene, playhead }: Pick<State, 'scene' | 'playhead'>) => {
    const { model } = scene;
    if (!model) return;
    if (!hasData(model)) {
      want(scene, model);
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
  const viewOf = createModelView(recordings, projectionOf, shown);
  const derivedOf = createModelDerived();
  const shownState = shownOfModels();

  return {
    update,
    placed(scene) {
      const on = shown();
      return on ? placedOn(scene, on, recordings.placed()[0]?.growth) : scene;
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
      const on = shown();
      const runs = on ? viewsOn(state, on) : noRuns;
      const why = failure ?? surfaces.failure ?? (chosen.isSpanned ? null : text.noPlane);
      const curvatures = sharpness.progress ?? nothingToDo;
      const view = viewOf(scene.model, on?.seen ?? null, runs, why, surfaces.isWhole, curvatures);
      return derivedOf(scene.model, scene.view, on, runs, view);
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

/** A scene with the start and the part of the plane that its picture has, where it is to follow them. */
function placedOn(scene: Scene, on: Sampled, first: Growth | undefined): Scene {
  const { plane } = on.seen;
  const foot = first && first.dimension === plane.origin.length ? project(plane, first.at(0)) : null;
  const start: Scene['start'] = foot ? [foot[0]!, foot[1]!] : scene.start;
  const domain = scene.suggested.includes('domain') ? on.domain : scene.domain;
  const isThere =
    start.every((x, i) => x === scene.start[i]) && domain.every((x, i) => x === scene.domain[i]);
  if (isThere) return scene;
  const suggested = followers.filter((name) => name === 'start' || scene.suggested.includes(name));
  return { ...scene, domain, start, suggested };
}

const none: readonly Growth[] = [];
const nothingToDo = { done: 0, total: 0 } as const;
const noRuns: readonly RunView[] = [];
