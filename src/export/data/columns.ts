import { type Average, averageOf } from '../../core/run/average.ts';
import { resolveSchedule, scheduledRate } from '../../core/run/schedule.ts';
import { type Loss, variablesOf } from '../../core/math/loss.ts';
import { rules as text } from '../../text/en/rules.ts';
import {
  averagePositions,
  modelCells,
  modelColumns,
  modelSceneCells,
  modelSceneColumns,
} from './model-columns.ts';
import type { ExportRun, ExportSource } from '../source.ts';

/**
 * The columns of the table of runs, a row a step: what the step is, and behind it every setting that led there, so
 * that a table can be grouped by any of them and two tables can be joined.
 *
 * The position's columns are named as the formula's variables. `gradient_x`, `gradient_y` are the exact derivatives of the
 * loss at the position, without noise; `rate` is the scheduled learning rate of the update that led to the step, none at
 * step 0 and of an average. Where a run has an average this follows it as a run of its own, told by `average`; where a rule
 * is one's own, `rule_text` says it. `ended_at` and `end_reason` say where and why a run ended before its last step:
 * overflow, undefined loss, undefined gradient, undefined step. Runs on a model have other columns in the place of position
 * and gradient: see `model-columns.ts`.
 */
export type Cell = number | string | boolean | null;

/** A run of the table: one that was recorded, or the average of it. */
export type Tabled = ExportRun & {
  readonly averaged?: Average;
  /** Of an average on a model: all parameters of a step, asked for in order; null where the run's own are not there. */
  readonly at?: (step: number) => ArrayLike<number> | null;
};

/** The runs of a source, each with its average behind it; of a model once that is there. */
export function tabled({ runs, loss, model }: ExportSource): readonly Tabled[] {
  return runs.flatMap((one): Tabled[] => {
    const averaged = one.setting.average;
    if (!averaged || (model && !one.average)) return [one];
    const label = text.averageOf(one.label);
    if (!model) return [one, { ...one, averaged, label, run: averageOf(one.run, loss, averaged) }];
    const at = averagePositions((step) => model.at(one.index, step), averaged);
    return [one, { ...one, ...one.average, averaged, label, at }];
  });
}

/** The columns of a position, by the names of the formula's variables. */
export function positionNames(loss: Loss): readonly string[] {
  return variablesOf(loss).slice(0, loss.dimension === 1 ? 1 : 2);
}

/** What an average's own kind reads. */
function averageCells(average: Average | undefined): readonly Cell[] {
  if (!average) return [null, null, null];
  const isTail = average.kind === 'tail';
  return [average.kind, isTail ? null : average.decay, isTail ? average.from : null];
}

export interface RunTable {
  readonly columns: readonly string[];
  /** The cells that change from step to step. */
  step(run: Tabled, step: number): readonly Cell[];
  /** The cells that are the same all through a run. */
  settings(run: Tabled): readonly Cell[];
}

const RUN = ['rule', 'diverged_at', 'ended_at', 'end_reason'] as const;
const SURFACE = ['surface', 'formula'] as const;
const SCENE = ['noise', 'noise_kind', 'noise_scaling', 'seed', 'steps', 'budget'] as const;

export function tableOf(source: ExportSource): RunTable {
  const { scene, runs, loss, model } = source;
  const hyperparameters = unique(runs.flatMap(({ entry }) => entry.hyperparameters.map(({ key }) => key)));
  const hasAverage = runs.some(({ setting }) => setting.average);
  const hasText = runs.some(({ setting }) => setting.rule !== undefined);
  const parameters = unique(runs.flatMap(({ setting }) => scheduleKeys(setting.schedule)));
  const shared = [
    ...(model ? modelSceneCells(model, source) : [scene.loss, scene.formula]),
    scene.noise,
    scene.noiseKind,
    scene.noiseScaling,
    scene.seed,
    scene.steps,
    scene.budget,
  ];
  const names = positionNames(loss);
  const gradient = new Float64Array(names.length);
  const rates = new Map(runs.map((one) => [one.setting, updateRate(one, scene.steps)]));
  return {
    columns: [
      'optimizer',
      'step',
      ...(model ? modelColumns : [...names, 'loss', ...names.map((name) => `gradient_${name}`), 'rate']),
      ...RUN,
      ...(hasText ? ['rule_text'] : []),
      ...(hasAverage ? ['average', 'average_decay', 'average_from'] : []),
      ...hyperparameters.map(snake),
      'schedule',
      ...parameters.map((key) => `schedule_${snake(key)}`),
      ...(model ? modelSceneColumns : SURFACE),
      ...SCENE,
    ],
    step(one, step) {
      if (model) {
        const rate = one.averaged ? () => null : rates.get(one.setting)!;
        return [one.label, step, ...modelCells(model, one, step, rate)];
      }
      const { positions, losses } = one.run;
      const at = positions.subarray(names.length * step, names.length * (step + 1));
      loss.gradient(at, gradient);
      const rate = step === 0 || one.averaged ? null : rates.get(one.setting)!(step);
      return [one.label, step, ...at, losses[step]!, ...gradient, rate];
    },
    settings({ setting: { id, values, schedule, rule }, run, averaged }) {
      const resolved = resolveSchedule(schedule);
      return [
        id,
        run.divergedAt,
        run.end?.step ?? null,
        run.end?.reason ?? null,
        ...(hasText ? [rule ?? null] : []),
        ...(hasAverage ? averageCells(averaged) : []),
        ...hyperparameters.map((key) => values[key] ?? null),
        schedule.kind,
        ...parameters.map((key) => resolved[key] ?? null),
        ...shared,
      ];
    },
  };
}

/** The learning rate of an update; none for a rule that has no learning rate. */
export function updateRate(
  { setting: { values, schedule } }: ExportRun,
  steps: number,
): (t: number) => number | null {
  const { lr } = values;
  return typeof lr === 'number' ? scheduledRate(schedule, lr, steps) : () => null;
}

function scheduleKeys(schedule: ExportRun['setting']['schedule']): string[] {
  return Object.keys(resolveSchedule(schedule)).filter((key) => key !== 'kind');
}

function unique(keys: readonly string[]): string[] {
  return [...new Set(keys)];
}

/** weightDecay -> weight_decay, as PyTorch writes it. */
function snake(key: string): string {
  return key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
