import { modelOf } from '../../core/scene/models.ts';
import { isSameRule, ruleOf } from '../../core/optimizers/registry.ts';
import { stateSize } from '../../core/optimizers/state.ts';
import type { Plane } from '../../core/plane/plane.ts';
import { INTERVAL } from '../../core/run/seek.ts';
import type { ModelSetting, OptimizerSetting, Scene } from '../../core/scene/scene.ts';
import type { WorkerClient } from '../../workers/client.ts';
import { memo } from '../memo.ts';
import { type Growth, isOnPlane, startGrowth } from './growth.ts';
import type { WantedRun } from './remade.ts';
import type { PlacedRun } from './seen-plane.ts';
import '../../text/en/model-rows.ts';

/** Numbers that all runs of a scene keep together, at most: 100 MB here, and as many where they are recorded. */
const MOST_NUMBERS = 12_500_000;

/** Workers that record at once, at most: runs share the cores evenly, whatever their number. */
const MOST_TRAINERS = 4;

/** The run of one optimizer: that which is recorded, and that which is shown until there is something of it. */
interface Slot {
  readonly index: number;
  wanted: WantedRun;
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
  placed(): PlacedRun[];
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
  /** Parameters are kept at every so many steps. */
  readonly keepEvery: number;
  /** Why one could not be recorded, in a sentence. */
  readonly failure: string | null;
  dispose(): void;
}

/**
 * @param arrived called when there is more of a run
 * @param planeNow on which runs are seen, as far as is known
 */
export function createRecordings(
  connect: () => WorkerClient,
  arrived: () => void,
  planeNow: () => Plane | null,
  /** Numbers that all runs of a scene keep together, at most. */
  most = MOST_NUMBERS,
): Recordings {
  const trainers = createTrainers(connect);
  let slots: Slot[] = [];
  const live = new Set<Growth>();
  const requestOf = requests(most);
  let requested: Requested | null = null;

  const planeOf = ({ model }: WantedRun): Plane | null => {
    const plane = planeNow();
    return plane?.origin.length === modelOf(model).loss.dimension ? plane : null;
  };

  const start = (request: WantedRun): Growth => {
    const growth = trainers.start(request, planeOf(request), arrived);
    live.add(growth);
    return growth;
  };

  /** Has what is wanted recorded. A run that was begun is shown before the next takes its place. */
  const pursue = (slot: Slot) => {
    if (slot.running.rows > 0 && isSeen(slot.running, planeOf(slot.running.request)))
      slot.shown = slot.running;
    if (slot.running.request === slot.wanted) return;
    if (slot.running.rows === 0 && !slot.running.isDone) return;
    slot.running = start(slot.wanted);
  };

  /** Ends what is neither seen nor will be. A duplicated optimizer shares its run with the other until one of them is changed. */
  const endOthers = () => {
    for (const growth of live) {
      if (slots.some(({ running, shown }) => running === growth || shown === growth)) continue;
      live.delete(growth);
      growth.cancel();
    }
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
      if (request !== requested) slots = arranged(optimizers, request, slots, start);
      requested = request;
      for (const slot of slots) pursue(slot);
      endOthers();
    },
    clear() {
      slots = [];
      endOthers();
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
      return lossesOf(slots);
    },
    get ready() {
      return Math.min(...slots.map(readyOf));
    },
    get progress() {
      return progressOf(slots);
    },
    get steps() {
      return Math.min(...slots.map(({ wanted }) => wanted.options.steps));
    },
    get keepEvery() {
      return slots[0]?.wanted.keepEvery ?? 1;
    },
    get failure() {
      return slots.find(({ running }) => running.failure !== null)?.running.failure ?? null;
    },
    dispose() {
      this.clear();
      trainers.stop();
    },
  };
}

/** What is asked of a worker for an optimizer, of as much as there is room for. */
const requests = (most: number) =>
  memo(
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
      const room = roomFor(model, optimizers, steps, most);
      return (optimizer: OptimizerSetting): WantedRun => ({
        model,
        budget,
        keepEvery: room.keepEvery,
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
          steps: room.steps,
          schedule: optimizer.schedule,
        },
      });
    },
  );

type Requested = ReturnType<ReturnType<typeof requests>>;

/** The workers that record, among which runs are shared evenly. */
function createTrainers(connect: () => WorkerClient) {
  const trainers: { readonly worker: WorkerClient; growths: readonly Growth[] }[] = [];
  return {
    start(request: WantedRun, plane: Plane | null, arrived: () => void): Growth {
      for (const trainer of trainers) trainer.growths = trainer.growths.filter(({ isOver }) => !isOver);
      let [own] = trainers.toSorted((a, b) => a.growths.length - b.growths.length);
      if (!own || (own.growths.length > 0 && trainers.length < MOST_TRAINERS)) {
        own = { worker: connect(), growths: [] };
        trainers.push(own);
      }
      const growth = startGrowth(own.worker, request, plane, arrived);
      own.growths = [...own.growths, growth];
      return growth;
    },
    stop() {
      for (const { worker } of trainers) worker.stop();
    },
  };
}

/** The runs that a scene wants, in the place of those of before. */
function arranged(
  optimizers: Scene['optimizers'],
  request: Requested,
  before: readonly Slot[],
  start: (request: WantedRun) => Growth,
): Slot[] {
  return optimizers.flatMap((optimizer, index): Slot[] => {
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
}

/** Whether a run can be shown where the others are. */
const isSeen = (growth: Growth, plane: Plane | null): boolean => !plane || isOnPlane(growth, plane);

const isFinished = ({ running, wanted, shown }: Slot): boolean =>
  running.request === wanted && running.isDone && (shown === running || running.rows === 0);

const readyOf = (slot: Slot): number =>
  isFinished(slot) ? Infinity : Math.max(0, (slot.shown?.rows ?? 0) - 1);

function lossesOf(slots: readonly Slot[]): Recordings['losses'] {
  let [done, total] = [0, 0];
  for (const { running } of slots) {
    const there = running.isOver || running.rows === 0;
    done += there ? running.rows : running.known + 1;
    total += running.rows;
  }
  return done < total ? { done, total } : null;
}

function progressOf(slots: readonly Slot[]): Recordings['progress'] {
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
}

/** Intervals at which parameters are kept, with the rule's state: as many as there is room for. */
const INTERVALS = [1, 4, 8, 16, 32, INTERVAL] as const;

/** Numbers of a step beside its parameters: the loss, the share told right, and four on the plane. */
const BESIDE = 6;

/**
 * How runs are recorded that there is room for: at every how many steps parameters are kept, and, where these would still be too
 * many, fewer steps.
 */
export function roomFor(
  model: ModelSetting,
  optimizers: Scene['optimizers'],
  steps: number,
  most = MOST_NUMBERS,
): { readonly steps: number; readonly keepEvery: number } {
  const { dimension } = modelOf(model).loss;
  const states = optimizers.flatMap((optimizer) => {
    const entry = optimizer.on ? ruleOf(optimizer) : null;
    return entry ? [stateSize(entry.rule, dimension)] : [];
  });
  if (states.length === 0) return { steps, keepEvery: 1 };
  const ofState = states.reduce((sum, size) => sum + size, 0);
  const ofRows = states.length * dimension;
  const perStep = (every: number) =>
    ofRows / every + ofState / (every > 1 ? every : INTERVAL) + states.length * BESIDE;
  const left = most - ofRows - ofState;
  const keepEvery = INTERVALS.find((every) => steps * perStep(every) <= left) ?? INTERVAL;
  return { steps: Math.max(1, Math.min(steps, Math.floor(left / perStep(keepEvery)))), keepEvery };
}

function isSame(a: WantedRun, b: WantedRun): boolean {
  const [one, other] = [a.options, b.options];
  return (
    a.model === b.model &&
    a.budget === b.budget &&
    a.keepEvery === b.keepEvery &&
    one.steps === other.steps &&
    one.noise === other.noise &&
    one.noiseKind === other.noiseKind &&
    one.noiseScaling === other.noiseScaling &&
    one.seed === other.seed &&
    JSON.stringify([a.optimizer, one.schedule]) === JSON.stringify([b.optimizer, other.schedule])
  );
}
