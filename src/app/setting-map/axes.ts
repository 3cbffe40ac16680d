import { exp, log } from '../../core/math/exponential.ts';
import type { Hyperparameter, OptimizerEntry } from '../../core/optimizers/types.ts';
import type { Axis } from '../../core/run/maps.ts';
import { planeKeys } from '../../core/run/settings.ts';
import { boundOf, limits } from '../../core/scene/limits.ts';
import type { OptimizerSetting, Scene, SettingAxis } from '../../core/scene/scene.ts';
import type { Domain } from '../../core/losses/types.ts';
import type { OptionRow } from '../../core/models/types.ts';
import { placed } from '../scene-edits.ts';

/** What an axis of a map of settings may be of. */
export interface AxisChoice {
  readonly key: string;
  /** Of a hyperparameter. */
  readonly row: Hyperparameter | null;
  /** The range and the scale that are suggested. */
  readonly min: number;
  readonly max: number;
  readonly scale: 'linear' | 'log';
  /** What may be set, at least and at most. */
  readonly least: number;
  readonly most: number;
  readonly isWhole: boolean;
}

/** Powers of ten of a logarithmic axis that is suggested no lower end. */
const DECADES = 1e4;

/** Options of models that an axis may be of, with what is suggested. */
const ofModels: Readonly<Record<string, Pick<AxisChoice, 'min' | 'max' | 'scale' | 'isWhole'>>> = {
  batchSize: { min: 1, max: 100, scale: 'log', isWhole: true },
  initialScale: { min: 0.1, max: 10, scale: 'log', isWhole: false },
};

/**
 * What the axes may be of, of an optimizer in a scene: its numbers in their order, what any rule takes beside them, then the
 * coordinates of the start, the noise and its seed; on a model its options in the place of the start.
 *
 * @param options of the model, those that count; null for none
 * @param seen what is shown of the plane on which its runs may start; null for none
 */
export function axisChoices(
  { hyperparameters }: Pick<OptimizerEntry, 'hyperparameters'>,
  { domain, curve, noise }: Pick<Scene, 'domain' | 'curve' | 'noise'>,
  options: readonly OptionRow[] | null = null,
  seen: Domain | null = null,
): readonly AxisChoice[] {
  const seed = { ...other('seed', 0, 64, 0, limits.seed), isWhole: true };
  const own = hyperparameters.filter(({ kind }) => kind === 'number');
  if (options) {
    const rows = options.flatMap((option): AxisChoice[] => {
      const suggested = ofModels[option.key];
      if (!suggested || option.kind !== 'number') return [];
      const { key, min: least, max: most } = option;
      return [{ key, row: null, ...suggested, least, most }];
    });
    const noises = other('noise', 0, noise > 0 ? 2 * noise : 1, 0, limits.noise);
    const starts = seen
      ? [
          other('planeX', seen[0], seen[1], -limits.coordinate, limits.coordinate),
          other('planeY', seen[2], seen[3], -limits.coordinate, limits.coordinate),
        ]
      : [];
    // Initial weights are drawn by the seed as well.
    return unlike([...rows, noises, seed, ...starts], own);
  }
  return unlike(
    [
      other('startX', domain[0], domain[1], -limits.coordinate, limits.coordinate),
      ...(curve ? [] : [other('startY', domain[2], domain[3], -limits.coordinate, limits.coordinate)]),
      other('noise', 0, noise > 0 ? 2 * noise : 1, 0, limits.noise),
      ...(noise > 0 ? [seed] : []),
    ],
    own,
  );
}

/** The numbers of a rule before what else there is: one that is called as that cannot be told from it. */
function unlike(others: readonly AxisChoice[], own: readonly Hyperparameter[]): readonly AxisChoice[] {
  const taken = new Set(others.map(({ key }) => key));
  return [...own.filter(({ key }) => !taken.has(key)).map(ofRow), ...others];
}

function ofRow(row: Hyperparameter): AxisChoice {
  const { key, min, max, scale, hardMin, hardMax } = row;
  return { key, row, min, max, scale, least: hardMin, most: hardMax, isWhole: row.whole === true };
}

const other = (key: string, min: number, max: number, least: number, most: number): AxisChoice => ({
  key,
  row: null,
  min,
  max,
  scale: 'linear',
  least,
  most,
  isWhole: false,
});

/** The axes of a map: those that are set where the optimizer has them, else the first two that it has. */
export function mapAxesOf(
  choices: readonly AxisChoice[],
  set: { readonly x: SettingAxis | null; readonly y: SettingAxis | null },
): readonly [x: Axis, y: Axis] {
  const isKnown = (axis: SettingAxis | null) => choices.some(({ key }) => key === axis?.key);
  const [own, second] = [set.x, set.y].map((axis) => (isKnown(axis) ? axis : null));
  const free = choices.filter(({ key }) => key !== own?.key && key !== second?.key);
  const x = own ?? unset(free[0]!);
  const y = second ?? unset(free.find(({ key }) => key !== x.key)!);
  return [axisOf(choices, x), axisOf(choices, y)];
}

const unset = ({ key }: AxisChoice): SettingAxis => ({ key, range: null, scale: null });

function axisOf(choices: readonly AxisChoice[], { key, range, scale }: SettingAxis): Axis {
  const choice = choices.find((one) => one.key === key)!;
  const along = scale ?? choice.scale;
  const [from, to] = range ?? [choice.min, choice.max];
  const low = Math.max(from, boundOf(choice.least).value);
  const high = Math.min(to, boundOf(choice.most).value);
  // A range that lies where the rule has no meaning.
  if (!(low < high)) return axisOf(choices, { key, range: null, scale });
  if (along === 'log' && low <= 0) {
    return high > 0
      ? { key, min: high / DECADES, max: high, scale: along }
      : { key, min: low, max: high, scale: 'linear' };
  }
  return { key, min: low, max: high, scale: along };
}

/** How far along an axis a value lies, 0 to 1 between its ends; NaN for none on a logarithm. */
export function shareOn({ min, max, scale }: Axis, value: number): number {
  if (scale === 'linear') return (value - min) / (max - min);
  return value > 0 ? log(value / min) / log(max / min) : Number.NaN;
}

/** The value at a share of an axis. */
export function valueOn({ min, max, scale }: Axis, share: number): number {
  return scale === 'linear' ? min + share * (max - min) : min * exp(share * log(max / min));
}

/** As a hand may mean it: to a thousandth of the axis, within what may be set. */
export function settableOn(axis: Axis, choice: AxisChoice, share: number): number {
  const value = valueOn(axis, share);
  const unit = axis.scale === 'log' ? Math.abs(value) * 1e-2 : (axis.max - axis.min) * 1e-3;
  const decade = 10 ** Math.floor(Math.log10(unit));
  const round = choice.isWhole
    ? Math.floor(value)
    : Number((Math.round(value / decade) * decade).toPrecision(12));
  return Math.min(choice.most, Math.max(choice.least, round));
}

/** What a scene has in the place of an axis. @param foot where its start lies on the plane that is seen */
export function valueIn(
  scene: Scene,
  { values }: Pick<OptimizerSetting, 'values'>,
  key: string,
  foot: readonly [x: number, y: number] | null = null,
): number {
  if (isPlaneAxis(key)) return foot?.[key === 'planeX' ? 0 : 1] ?? Number.NaN;
  if (key === 'startX') return scene.start[0];
  if (key === 'startY') return scene.start[1];
  if (key === 'noise') return scene.noise;
  if (isOfModel(scene, key)) return Number(scene.model?.options[key]);
  return key === 'seed' ? scene.seed : Number(values[key]);
}

/** Whether an axis is of where runs start on a plane: a model's own start is set by its seed alone. */
export function isPlaneAxis(key: string): boolean {
  return planeKeys.some((one) => one === key);
}

const isOfModel = ({ model }: Scene, key: string): boolean =>
  key in ofModels && model?.options[key] !== undefined;

/** The scene with other numbers in the place of axes, those of an optimizer among them. */
export function withValues(
  scene: Scene,
  index: number,
  given: readonly (readonly [key: string, value: number])[],
): Scene {
  return given.reduce((set, [key, value]): Scene => {
    const { start, optimizers } = set;
    if (isPlaneAxis(key)) return set;
    if (key === 'startX') return placed(set, 'start', [value, start[1]]);
    if (key === 'startY') return placed(set, 'start', [start[0], value]);
    if (key === 'noise' || key === 'seed') return { ...set, [key]: value };
    const { model } = set;
    if (model && isOfModel(set, key))
      return { ...set, model: { ...model, options: { ...model.options, [key]: value } } };
    return {
      ...set,
      optimizers: optimizers.map((own, i) =>
        i === index ? { ...own, values: { ...own.values, [key]: value } } : own,
      ),
    };
  }, scene);
}
