import type { PlaneKind } from '../../core/scene/scene.ts';
import type { Running, WorkerClient } from '../../workers/client.ts';
import type { PlaneAnswer, PlaneRequest } from '../../workers/protocol.ts';
import type { Growth } from './growth.ts';

/** A plane of one step of a run: it follows the step. */
export interface LocalPlane {
  readonly kind: 'hessian' | 'step';
  /** The run, and the place of its optimizer. */
  readonly growth: Growth;
  readonly index: number;
  readonly step: number;
}

export interface FoundPlane extends LocalPlane {
  readonly answer: PlaneAnswer;
}

export function isLocal(kind: PlaneKind): kind is LocalPlane['kind'] {
  return kind === 'hessian' || kind === 'step';
}

/** Has a worker find the plane that is wanted last. One that is under way is finished, so that one sees some while scrubbing. */
export interface PlaneSource {
  /** The last that has come. */
  readonly found: FoundPlane | null;
  want(wanted: LocalPlane): void;
  /** Nothing is wanted any longer. */
  drop(): void;
}

export function createPlaneSource(connect: () => WorkerClient, arrived: () => void): PlaneSource {
  let running: Running<'plane'> | null = null;
  let wanted: LocalPlane | null = null;
  let found: FoundPlane | null = null;

  const isSame = (a: LocalPlane | null, b: LocalPlane) =>
    a !== null && a.kind === b.kind && a.growth === b.growth && a.step === b.step;

  const work = async () => {
    while (wanted && !isSame(found, wanted)) {
      const now = wanted;
      let answer: PlaneAnswer | null = { plane: null, curvatures: null };
      try {
        running = connect().start('plane', requestOf(now), () => {});
        answer = await running.result;
      } catch {
        // What cannot be found is answered as what there is not: another plane is shown, which is told.
      }
      if (answer && wanted?.growth.request.model === now.growth.request.model) found = { ...now, answer };
      arrived();
    }
    running = null;
  };

  return {
    get found() {
      return found;
    },
    want(asked) {
      if (isSame(wanted, asked)) return;
      const isOther = wanted !== null && wanted.growth.request.model !== asked.growth.request.model;
      wanted = asked;
      if (!running) void work();
      else if (isOther) running.cancel();
    },
    drop() {
      wanted = null;
      found = null;
      running?.cancel();
    },
  };
}

/** The step that leaves a point is the next position less this one; at the end of a run, the one that led there. */
function requestOf({ kind, growth, step }: LocalPlane): PlaneRequest {
  const { rows, request } = growth;
  const row = (k: number) => growth.at(k).slice();
  const k = Math.min(step, rows - 1);
  const point = row(k);
  if (kind === 'hessian') return { model: request.model, point, step: null };
  const [from, to] = k + 1 < rows ? [point, row(k + 1)] : [row(Math.max(0, k - 1)), point];
  return { model: request.model, point, step: to.map((x, i) => x - from[i]!) };
}
