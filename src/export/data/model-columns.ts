import { setOptions } from '../../app/models/set-options.ts';
import { planeWords } from '../../app/models/plane-words.ts';
import type { ModelView } from '../../app/state.ts';
import { type Average, averageShare } from '../../core/run/average.ts';
import type { ExportSource } from '../source.ts';
import type { Cell, Tabled } from './columns.ts';

/**
 * What a table of runs on a model has in the place of a position: where its foot on the plane is, how far off the plane it is,
 * which share of the way from the start lies along the plane, and lengths in the space of all parameters. The loss is the
 * run's own, not that of its foot.
 */
export const modelColumns = [
  'plane_x',
  'plane_y',
  'off_plane',
  'in_plane',
  'loss',
  'norm',
  'distance_from_start',
  'step_length',
  'rate',
] as const;

/** What is the same for all runs. */
export const modelSceneColumns = ['model', 'model_options', 'parameters', 'plane'] as const;

/**
 * The cells of `modelColumns`, of one step of a run.
 *
 * @param rateOf the learning rate of an update, by its number
 */
export function modelCells(
  model: ModelView,
  { index, run, distances, averaged, at = (k) => model.at(index, k) }: Tabled,
  step: number,
  rateOf: (update: number) => number | null,
): readonly Cell[] {
  const [start, before, now] = [0, Math.max(0, step - 1), step].map(at);
  const { positions } = run;
  const [x, y] = [positions[2 * step]!, positions[2 * step + 1]!];
  const along = (x - positions[0]!) ** 2 + (y - positions[1]!) ** 2;
  const ownShare = () => (now && start ? Math.min(1, along / between(now, start) ** 2) : null);
  return [
    x,
    y,
    distances?.[step] ?? Number.NaN,
    step === 0 ? null : averaged ? ownShare() : model.share(index, step),
    run.losses[step]!,
    now ? between(now, null) : null,
    now && start ? between(now, start) : null,
    step > 0 && now && before ? between(now, before) : null,
    step > 0 ? rateOf(step) : null,
  ];
}

export function modelSceneCells(model: ModelView, { scene, runs }: ExportSource): readonly Cell[] {
  const labels = new Map(runs.map(({ index, label }) => [index, label]));
  const set = scene.model ? setOptions(scene.model, model) : {};
  return [
    model.entry.id,
    JSON.stringify(set),
    model.model.loss.dimension,
    model.seen ? planeWords(model.seen, (index) => labels.get(index) ?? '') : '',
  ];
}

/** Where an average is at each step, in all parameters, from the positions of its run: asked for in order. */
export function averagePositions(
  at: (step: number) => ArrayLike<number> | null,
  average: Average,
): (step: number) => ArrayLike<number> | null {
  let reached = -1;
  let now: Float64Array | null = null;
  let before: Float64Array | null = null;
  return (step) => {
    if (step === 0) return at(0);
    if (step < reached - 1) [reached, now, before] = [-1, null, null];
    while (reached < step) {
      const next = at(reached + 1);
      if (!next) return null;
      reached++;
      const kept = averageShare(average, reached);
      const last = now;
      before = now;
      now = Float64Array.from(next, (x, i) => (last ? kept * last[i]! + (1 - kept) * x : x));
    }
    return step === reached ? now : before;
  };
}

/** The distance of two points, or of one from zero. */
function between(a: ArrayLike<number>, b: ArrayLike<number> | null): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - (b ? b[i]! : 0)) ** 2;
  return Math.sqrt(sum);
}
