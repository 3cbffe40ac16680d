import type { Domain } from '../../core/losses/types.ts';
import { modelOf } from '../../core/scene/models.ts';
import type { ModelSetting, Scene } from '../../core/scene/scene.ts';
import { type Growth, isOnPlane } from './growth.ts';
import { type FoundPlane, isLocal, type PlaneSource } from './plane-source.ts';
import type { Recordings } from './recordings.ts';
import { choosePlane, domainAboutStep, domainAround, type PlacedRun, type SeenPlane } from './seen-plane.ts';
import '../../text/en/model-rows.ts';

/** The plane on which a model is seen, chosen of its runs as far as they are recorded. */
export interface ChosenPlane {
  /**
   * Chooses the plane when the runs are done, and while they grow when they are twice as long as at the last time; one that
   * follows the step whenever it has been found. Throws where the scene's model cannot be made.
   */
  update(scene: Scene & { readonly model: ModelSetting }, step: number): void;
  /** The last that was chosen, with a rectangle around what it shows. */
  readonly seen: { readonly plane: SeenPlane; readonly around: Domain } | null;
  /** Whether the runs span one, as far as is known. */
  readonly isSpanned: boolean;
  /** Forgets all of it: another model comes. */
  clear(): void;
}

export function createChosenPlane(recordings: Recordings, planes: PlaneSource): ChosenPlane {
  /** What the plane was chosen for: the runs with how far they were. */
  let last: {
    readonly plane: Scene['plane'];
    readonly growths: readonly Growth[];
    readonly rows: number;
    readonly local: FoundPlane | null;
  } | null = null;
  let seen: ChosenPlane['seen'] = null;
  /** What is chosen and not seen yet: what it shows is being projected. */
  let next: {
    readonly plane: SeenPlane;
    readonly runs: readonly PlacedRun[];
    readonly local: FoundPlane | null;
  } | null = null;
  let isSpanned = true;

  /** Asks for the plane of the step, where one is wanted and the run is as far; returns the last that was found. */
  const find = ({ kind, run }: Scene['plane'], step: number): FoundPlane | null => {
    if (!isLocal(kind)) {
      planes.drop();
      return null;
    }
    const placed = recordings.placed();
    const own = placed.find(({ index }) => index === run) ?? placed[0];
    // Beyond the end of a run there is that end alone.
    if (own && (own.growth.isDone || own.growth.rows > step + 1))
      planes.want({ kind, ...own, step: Math.min(step, own.growth.rows - 1) });
    return planes.found?.kind === kind ? planes.found : null;
  };

  /** Takes what was chosen where it is known what is around the runs. */
  const settle = () => {
    if (!next) return;
    const { plane, runs, local } = next;
    if (!runs.every(({ growth }) => isOnPlane(growth, plane.plane))) return;
    const own = local ? runs.filter(({ index }) => index === local.index) : runs;
    const around = local && plane.kind === 'step' ? domainAboutStep(local) : domainAround(own, plane.plane);
    seen = { plane, around };
    next = null;
  };

  return {
    update(scene, step) {
      const local = find(scene.plane, step);
      settle();
      if (isLocal(scene.plane.kind) && !local) return;
      const runs = recordings.placed();
      if (runs.length < recordings.count || runs.length === 0) return;
      const growths = runs.map(({ growth }) => growth);
      const { isDone } = recordings;
      const rows = isDone ? Infinity : Math.min(...growths.map((growth) => growth.rows));
      const isOther =
        last === null ||
        last.plane !== scene.plane ||
        last.local !== local ||
        (isDone &&
          (last.rows < Infinity ||
            growths.length !== last.growths.length ||
            growths.some((growth, i) => growth !== last?.growths[i])));
      const isLonger = !local && !isDone && last !== null && last.rows < Infinity && rows >= 2 * last.rows;
      if (!isOther && !isLonger) return;
      if (!isDone && rows < 2) return;
      last = { plane: scene.plane, growths, rows, local };
      const plane = choosePlane(scene.plane, modelOf(scene.model), runs, local);
      isSpanned = plane !== null;
      next = plane && {
        plane,
        runs,
        local,
      };
      settle();
    },
    get seen() {
      return seen;
    },
    get isSpanned() {
      return isSpanned;
    },
    clear() {
      planes.drop();
      last = null;
      [seen, next] = [null, null];
      isSpanned = true;
    },
  };
}
