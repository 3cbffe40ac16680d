import { setOptions } from '../../app/models/set-options.ts';
import { planeWords } from '../../app/models/plane-words.ts';
import type { ModelView } from '../../app/state.ts';
import type { ExportRun, ExportSource } from '../source.ts';
import type { Cell } from './columns.ts';

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
  { index, run, distances }: ExportRun,
  step: number,
  rateOf: (update: number) => number | null,
): readonly Cell[] {
  const [now, before, start] = [step, Math.max(0, step - 1), 0].map((k) => model.at(index, k));
  return [
    run.positions[2 * step]!,
    run.positions[2 * step + 1]!,
    distances?.[step] ?? Number.NaN,
    step === 0 ? null : model.share(index, step),
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

/** The distance of two points, or of one from zero. */
function between(a: Float64Array, b: Float64Array | null): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - (b ? b[i]! : 0)) ** 2;
  return Math.sqrt(sum);
}
