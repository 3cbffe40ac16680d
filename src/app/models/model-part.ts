import { firstStepOutside } from '../../core/geometry/path.ts';
import { createSurface } from '../../core/geometry/surface.ts';
import type { Domain, Grid, Surface } from '../../core/geometry/types.ts';
import type { Loss } from '../../core/math/loss.ts';
import { modelById } from '../../core/models/registry.ts';
import { isSameRule, ruleOf } from '../../core/optimizers/registry.ts';
import { project } from '../../core/plane/plane.ts';
import { sliceOf } from '../../core/plane/slice.ts';
import { modelOf } from '../../core/scene/models.ts';
import { followers, type ModelSetting, type OptimizerSetting, type Scene } from '../../core/scene/scene.ts';
import { models as text } from '../../text/en/models.ts';
import type { WorkerClient } from '../../workers/client.ts';
import type { TrainRequest } from '../../workers/protocol.ts';
import type { Critical } from '../critical.ts';
import { looksOf } from '../looks.ts';
import { memo } from '../memo.ts';
import { namesOf } from '../run-names.ts';
import type { Derived, ModelPart, ModelView, RunView, State } from '../state.ts';
import { type Growth, startGrowth } from './growth.ts';
import { choosePlane, domainAround, type Placed, type SeenPlane } from './seen-plane.ts';
import { createProjection, type Projection, type SeenRun, shareSeen } from './seen-run.ts';
import { createSurfaceSource, type Sampled } from './surface-source.ts';

/** Numbers of positions that all runs of a scene keep together, at most: 100 MB here, and as many where they are recorded. */
const MOST_NUMBERS = 12_500_000;

/** The run of one optimizer: that which is recorded, and that which is shown until there is something of it. */
interface Slot {
  readonly index: number;
  wanted: TrainRequest;
  running: Growth;
  shown: Growth | null;
}

/** What follows from a scene with a model, in the place of what is made of a formula. */
export function createModelPart(connect: () => WorkerClient, arrived: () => void): ModelPart {
  let trainer: WorkerClient | null = null;
  const surfaces = createSurfaceSource(connect, arrived);
  let setting: ModelSetting | null = null;
  let slots: Slot[] = [];
  let failure: string | null = null;
  /** What the plane was chosen for: the runs with how far they were. */
  let chosen: { readonly plane: Scene['plane']; readonly growths: readonly Growth[]; rows: number } | null =
    null;
  let seen: SeenPlane | null = null;
  let isSpanned = true;
  let around: Domain | null = null;
  let projections = new WeakMap<Growth, Projection>();
  let projectedOn: SeenPlane | null = null;

  const requestOf = memo(
    (
      model: ModelSetting,
      optimizers: Scene['optimizers'],
      noise: number,
      noiseKind: Scene['noiseKind'],
      noiseScaling: Scene['noiseScaling'],
      seed: number,
      steps: number,
      budget: Scene['budget'],
    ) => {
      const allowed = stepsKept(model, optimizers, steps);
      return (optimizer: OptimizerSetting): TrainRequest => ({
        model,
        budget,
        optimizer: {
          id: optimizer.id,
          values: optimizer.values,
          ...(optimizer.rule !== undefined && { rule: optimizer.rule }),
        },
        options: {
          noise,
          noiseKind,
          noiseScaling,
          seed,
          steps: allowed,
          schedule: optimizer.schedule,
        },
      });
    },
  );

  const start = (request: TrainRequest): Growth => {
    trainer ??= connect();
    return startGrowth(trainer, request, modelOf(request.model).loss.dimension, arrived);
  };

  /** Has what is wanted recorded. A run that was begun is shown before the next takes its place. */
  const pursue = (slot: Slot) => {
    if (slot.running.rows > 0) slot.shown = slot.running;
    if (slot.running.request === slot.wanted) return;
    if (slot.running.rows === 0 && !slot.running.isDone) return;
    slot.running.cancel();
    slot.running = start(slot.wanted);
  };

  const record = ({ model, optimizers, ...scene }: Scene & { model: ModelSetting }) => {
    const request = requestOf(
      model,
      optimizers,
      scene.noise,
      scene.noiseKind,
      scene.noiseScaling,
      scene.seed,
      scene.steps,
      scene.budget,
    );
    const before = slots;
    slots = optimizers.flatMap((optimizer, index): Slot[] => {
      if (!optimizer.on) return [];
      const asked = request(optimizer);
      const same = before.find(({ wanted }) => isSame(wanted, asked));
      // Another rule's path does not stand for this one's.
      const own =
        same ??
        before.find((slot) => slot.index === index && isSameRule(slot.wanted.optimizer, asked.optimizer));
      if (!own) return [{ index, wanted: asked, running: start(asked), shown: null }];
      return [{ ...own, index, wanted: same ? own.wanted : asked }];
    });
    const kept = new Set(slots.map(({ running }) => running));
    for (const { running } of before) if (!kept.has(running)) running.cancel();
    for (const slot of slots) pursue(slot);
    failure = slots.map(({ running }) => running.failure).find((said) => said !== null) ?? null;
  };

  const placedRuns = (): Placed[] =>
    slots.flatMap(({ index, shown }) => (shown ? [{ index, growth: shown }] : []));

  /** Chooses the plane when the runs are done, and while they grow when they are twice as long as at the last time. */
  const choose = (scene: Scene & { model: ModelSetting }) => {
    const runs = placedRuns();
    if (runs.length < slots.length || runs.length === 0) return;
    const growths = runs.map(({ growth }) => growth);
    const isDone = slots.every(({ running, wanted }) => running.request === wanted && running.isDone);
    const rows = isDone ? Infinity : Math.min(...growths.map((growth) => growth.rows));
    const isOther =
      chosen === null ||
      chosen.plane !== scene.plane ||
      (isDone &&
        (chosen.rows < Infinity ||
          growths.length !== chosen.growths.length ||
          growths.some((growth, i) => growth !== chosen?.growths[i])));
    const isLonger = !isDone && chosen !== null && chosen.rows < Infinity && rows >= 2 * chosen.rows;
    if (!isOther && !isLonger) return;
    if (!isDone && rows < 2) return;
    chosen = { plane: scene.plane, growths, rows };
    const next = choosePlane(scene.plane, modelOf(scene.model), runs);
    isSpanned = next !== null;
    if (!next) return;
    seen = next;
    around = domainAround(next.plane, runs);
  };

  const update = (scene: Scene) => {
    const { model } = scene;
    if (!model) return;
    if (setting !== model) {
      for (const { running } of slots) running.cancel();
      setting = model;
      slots = [];
      chosen = null;
      seen = null;
      isSpanned = true;
      around = null;
    }
    try {
      record({ ...scene, model });
      choose({ ...scene, model });
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
    }
    if (!seen || !around) return;
    const domain = scene.suggested.includes('domain') ? around : scene.domain;
    surfaces.want({ model, seen, domain });
  };

  /** The picture of the present model; null until it has come. */
  const shown = (): Sampled | null => (surfaces.sampled?.model === setting ? surfaces.sampled : null);

  const projectionOf = (growth: Growth, on: SeenPlane): SeenRun => {
    if (projectedOn !== on) {
      projectedOn = on;
      projections = new WeakMap();
    }
    let projection = projections.get(growth);
    if (!projection) projections.set(growth, (projection = createProjection(growth, on.plane)));
    return projection.seen();
  };

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
    ): Surface =>
      createSurface(
        { ...grid, min: Math.min(grid.min, lowest), max: Math.max(grid.max, highest) },
        kind,
        scales,
        axes,
      ),
  );
  const looks = memo(looksOf);
  let views: readonly RunView[] = [];

  const runsOn = (state: State, { seen: on, domain }: Sampled): readonly RunView[] => {
    const { optimizers } = state.scene;
    const look = looks(optimizers, state.palette);
    const naming = namesOf(optimizers);
    const next = placedRuns().flatMap(({ index, growth }): RunView[] => {
      const optimizer = optimizers[index];
      const entry = optimizer && ruleOf(optimizer);
      if (!entry || !look[index] || !naming[index] || growth.rows === 0) return [];
      const run = projectionOf(growth, on);
      const before = views.find((view) => view.index === index);
      if (
        before?.run === run &&
        before.setting === optimizer &&
        before.look === look[index] &&
        JSON.stringify(before.naming) === JSON.stringify(naming[index]) &&
        seenIn === domain
      )
        return [before];
      return [
        {
          index,
          setting: optimizer,
          entry,
          label: naming[index].label,
          naming: naming[index],
          run,
          distances: run.distances,
          look: look[index],
          leftAt: firstStepOutside(run, domain),
        },
      ];
    });
    seenIn = domain;
    if (next.length !== views.length || next.some((view, i) => view !== views[i])) views = next;
    return views;
  };
  let seenIn: Domain | null = null;

  const modelView = memo(
    (
      model: ModelSetting,
      on: SeenPlane | null,
      _runs: readonly RunView[],
      done: number,
      total: number,
      steps: number,
      why: string | null,
      isFine: boolean,
    ): ModelView => ({
      entry: modelById(model.id)!,
      model: modelOf(model),
      seen: on,
      progress: done < total ? { done, total } : null,
      steps,
      failure: why,
      isFine,
      at(index, step) {
        const growth = slots.find((slot) => slot.index === index)?.shown;
        if (!growth || growth.rows === 0) return null;
        const row = Math.min(step, growth.rows - 1);
        const n = growth.dimension;
        return growth.positions.subarray(row * n, (row + 1) * n);
      },
      share(index, step) {
        const growth = slots.find((slot) => slot.index === index)?.shown;
        return on && growth && growth.rows > 0 ? shareSeen(growth, on.plane, step) : Number.NaN;
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
  const shownState = memo((state: State): State => {
    const { view } = state.scene;
    const overlays = Object.values(view.overlays).includes(true) ? noOverlays : view.overlays;
    return { ...state, stage: null, scene: { ...state.scene, view: { ...view, overlays } } };
  });

  return {
    update,
    placed(scene) {
      const on = shown();
      if (!on) return scene;
      const first = placedRuns()[0]?.growth;
      const { plane } = on.seen;
      const foot = first && first.dimension === plane.origin.length ? project(plane, first.positions) : null;
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
      if (!shown() && isSpanned) return 0;
      return Math.min(
        ...slots.map(({ running, shown: there, wanted }) =>
          running.request === wanted && running.isDone ? Infinity : Math.max(0, (there?.rows ?? 0) - 1),
        ),
      );
    },
    shown: shownState,
    derive(state) {
      update(state.scene);
      const { scene } = state;
      const model = setting!;
      const on = shown();
      const runs = on ? runsOn(state, on) : noRuns;
      const [highest, lowest] = on ? extentOf(runs, on) : [Number.NaN, Number.NaN];
      const surface = on
        ? surfaceOf(on.grid, scene.view.heightScale, scene.view.scales, highest, lowest)
        : flat(scene.view.scales);
      const total = slots.reduce((sum, { wanted }) => sum + wanted.options.steps, 0);
      const done = slots.reduce((sum, { running, wanted }) => {
        if (running.request !== wanted) return sum;
        return sum + (running.isDone ? wanted.options.steps : Math.max(0, running.rows - 1));
      }, 0);
      const seenNow = on?.seen ?? null;
      const steps = Math.min(...slots.map(({ wanted }) => wanted.options.steps));
      const view = modelView(
        model,
        seenNow,
        runs,
        done,
        total,
        steps,
        failure ?? surfaces.failure ?? (isSpanned ? null : text.noPlane),
        surfaces.isWhole,
      );
      return derivedOf(lossOn(model, seenNow), surface, runs, view);
    },
    dispose() {
      for (const { running } of slots) running.cancel();
      trainer?.stop();
      surfaces.dispose();
    },
  };
}

/** Steps of each run for which there is room. */
export function stepsKept(model: ModelSetting, optimizers: Scene['optimizers'], steps: number): number {
  const runs = Math.max(1, optimizers.filter(({ on }) => on).length);
  const { dimension } = modelOf(model).loss;
  return Math.max(1, Math.min(steps, Math.floor(MOST_NUMBERS / (runs * dimension)) - 1));
}

function isSame(a: TrainRequest, b: TrainRequest): boolean {
  const [one, other] = [a.options, b.options];
  return (
    a.model === b.model &&
    a.budget === b.budget &&
    one.steps === other.steps &&
    one.noise === other.noise &&
    one.noiseKind === other.noiseKind &&
    one.noiseScaling === other.noiseScaling &&
    one.seed === other.seed &&
    JSON.stringify([a.optimizer, one.schedule]) === JSON.stringify([b.optimizer, other.schedule])
  );
}

/** How far above the surface's own extent, in multiples of it, a run's losses still count for the scale of heights. */
const REACH = 1;

/** The highest and the lowest loss of the runs inside the rectangle, as far as heights have room for them. */
function extentOf(runs: readonly RunView[], { grid, domain }: Sampled): readonly [number, number] {
  const [x0, x1, y0, y1] = domain;
  const top = grid.max + REACH * (grid.max - grid.min);
  let [highest, lowest] = [-Infinity, Infinity];
  for (const { run } of runs) {
    for (let k = 0; k <= run.steps; k++) {
      const [x, y, loss] = [run.positions[2 * k]!, run.positions[2 * k + 1]!, run.losses[k]!];
      if (!(x >= x0 && x <= x1 && y >= y0 && y <= y1)) continue;
      if (loss <= top) highest = Math.max(highest, loss);
      lowest = Math.min(lowest, loss);
    }
  }
  return [highest, lowest];
}

const axes: readonly [string, string] = ['x', 'y'];
const noRuns: readonly RunView[] = [];
const noOverlays: Scene['view']['overlays'] = {
  tangent: false,
  taylor: false,
  eigenvectors: false,
  flow: false,
  field: false,
};

/** Nothing is known of minima and saddles, and nothing is looked for. */
const unknown: Critical = {
  points: [],
  continua: [],
  minima: [],
  lowest: null,
  domain: null,
  complete: false,
  tooMany: false,
  searched: true,
};

/** What stands for a loss that is still to come. */
const nothing: Loss = {
  dimension: 2,
  value: () => Number.NaN,
  gradient: (_p, out = new Float64Array(2)) => out.fill(Number.NaN),
  hessian: (_p, out = new Float64Array(4)) => out.fill(Number.NaN),
};

const flat = memo((scales: Scene['view']['scales']): Surface => {
  const values = new Float64Array(4);
  const grid: Grid = { nx: 2, ny: 2, domain: [-1, 1, -1, 1], values, min: 0, max: 0 };
  return createSurface(grid, 'linear', scales, axes);
});
