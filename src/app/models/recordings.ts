import { modelOf } from '../../core/scene/models.ts';
import { isSameRule, ruleOf } from '../../core/optimizers/registry.ts';
import { stateSize } from '../../core/optimizers/state.ts';
import { INTERVAL } from '../../core/run/seek.ts';
import type { ModelSetting, OptimizerSetting, Scene } from '../../core/scene/scene.ts';
import type { WorkerClient } from '../../workers/client.ts';
import type { TrainRequest } from '../../workers/protocol.ts';
import { memo } from '../memo.ts';
import { type Growth, startGrowth } from './growth.ts';
import type { Placed } from './seen-plane.ts';
import '../../text/en/model-rows.ts';

/** Numbers that all runs of a scene keep together, at most: 100 MB here, and as many where they are recorded. */
const MOST_NUMBERS = 12_500_000;

/** Workers that record at once, at most: runs share the cores evenly, whatever their number. */
const MOST_TRAINERS = 4;

/** The run of one optimizer: that which is recorded, and that which is shown until there is something of it. */
interface Slot {
  readonly index: number;
  wanted: TrainRequest;
  running: Growth;
  shown: Growth | null;
}

/** The runs of a scene's optimizers on its model, which workers record. */
export interface Recordings {
  /** Has the runs of a scene recorded; those that are wanted already go on. Throws where its model cannot be made. */
  record(scene: Scene & { readonly model: ModelSetting }): void;
  /** Ends all of them. */
  clear(): void;
  /** Those that have something to show. */
  placed(): Placed[];
  /** The run that is shown of an optimizer, from its first part on. */
  shownOf(index: number): Growth | null;
  /** How many there are. */
  readonly count: number;
  readonly isDone: boolean;
  /** Losses of all runs together that are known, and that are wanted; null when they all are. */
  readonly losses: { readonly done: number; readonly total: number } | null;
  /** The step up to which all are there; Infinity when they are done. */
  readonly ready: number;
  /** Steps of all runs together that are recorded, and that are wanted. */
  readonly progress: { readonly done: number; readonly total: number };
  /** Steps of the shortest. */
  readonly steps: number;
  /** Why one could not be recorded, in a sentence. */
  readonly failure: string | null;
  dispose(): void;
}

/** @param arrived called when there is more of a run */
export function createRecordings(connect: () => WorkerClient, arrived: () => void): Recordings {
  const trainers: { readonly worker: WorkerClient; growths: readonly Growth[] }[] = [];
  let slots: Slot[] = [];
  let requested: ReturnType<typeof requestOf> | null = null;

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
    for (const trainer of trainers) trainer.growths = trainer.growths.filter(({ isOver }) => !isOver);
    let [own] = trainers.toSorted((a, b) => a.growths.length - b.growths.length);
    if (!own || (own.growths.length > 0 && trainers.length < MOST_TRAINERS)) {
      own = { worker: connect(), growths: [] };
      trainers.push(own);
    }
    const growth = startGrowth(own.worker, request, modelOf(request.model).loss.dimension, arrived);
    own.growths = [...own.growths, growth];
    return growth;
  };

  /** Has what is wanted recorded. A run that was begun is shown before the next takes its place. */
  const pursue = (slot: Slot) => {
    if (slot.running.rows > 0) slot.shown = slot.running;
    if (slot.running.request === slot.wanted) return;
    if (slot.running.rows === 0 && !slot.running.isDone) return;
    const given = slot.running;
    slot.running = start(slot.wanted);
    // A duplicated optimizer shares its run with the other until one of them is changed.
    if (!slots.some(({ running }) => running === given)) given.cancel();
  };

  const isFinished = ({ running, wanted }: Slot) => running.request === wanted && running.isDone;

  /** The runs that a scene wants, in the place of those of before. */
  const arrange = (optimizers: Scene['optimizers'], request: ReturnType<typeof requestOf>) => {
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
  };

  return {
    record({ model, optimizers, ...scene }) {
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
      if (request !== requested) arrange(optimizers, request);
      requested = request;
      for (const slot of slots) pursue(slot);
    },
    clear() {
      for (const { running } of slots) running.cancel();
      slots = [];
      requested = null;
    },
    placed: () => slots.flatMap(({ index, shown }) => (shown ? [{ index, growth: shown }] : [])),
    shownOf(index) {
      const growth = slots.find((slot) => slot.index === index)?.shown;
      return growth && growth.rows > 0 ? growth : null;
    },
    get count() {
      return slots.length;
    },
    get isDone() {
      return slots.every(isFinished);
    },
    get losses() {
      let [done, total] = [0, 0];
      for (const { running } of slots) {
        const there = running.isOver || running.rows === 0;
        done += there ? running.rows : running.known + 1;
        total += running.rows;
      }
      return done < total ? { done, total } : null;
    },
    get ready() {
      return Math.min(
        ...slots.map((slot) => (isFinished(slot) ? Infinity : Math.max(0, (slot.shown?.rows ?? 0) - 1))),
      );
    },
    get progress() {
      let [done, total] = [0, 0];
      for (const slot of slots) {
        const { running, wanted } = slot;
        total += wanted.options.steps;
        if (isFinished(slot)) done += wanted.options.steps;
        // A run whose last row is there has still to say how it ended.
        else if (running.request === wanted)
          done += Math.max(0, Math.min(running.rows, wanted.options.steps) - 1);
      }
      return { done, total };
    },
    get steps() {
      return Math.min(...slots.map(({ wanted }) => wanted.options.steps));
    },
    get failure() {
      return slots.find(({ running }) => running.failure !== null)?.running.failure ?? null;
    },
    dispose() {
      this.clear();
      for (const { worker } of trainers) worker.stop();
    },
  };
}

/**
 * Steps of each run for which there is room: of each its parameters, loss and share told right, and the rule's state now and
 * then.
 */
export function stepsKept(model: ModelSetting, optimizers: Scene['optimizers'], steps: number): number {
  const { dimension } = modelOf(model).loss;
  let [perStep, atFirst] = [0, 0];
  for (const optimizer of optimizers) {
    const entry = optimizer.on ? ruleOf(optimizer) : null;
    if (!entry) continue;
    const state = stateSize(entry.rule, dimension);
    perStep += dimension + 2 + state / INTERVAL;
    atFirst += state;
  }
  if (perStep === 0) return steps;
  return Math.max(1, Math.min(steps, Math.floor((MOST_NUMBERS - atFirst) / perStep) - 1));
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
