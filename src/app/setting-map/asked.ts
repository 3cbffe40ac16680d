import type { Domain } from '../../core/losses/types.ts';
import type { Loss } from '../../core/math/loss.ts';
import type { Model, OptionRow } from '../../core/models/types.ts';
import { type Plane, project } from '../../core/plane/plane.ts';
import { ruleOf } from '../../core/optimizers/registry.ts';
import type { OptimizerEntry } from '../../core/optimizers/types.ts';
import type { Axis } from '../../core/run/maps.ts';
import { startIn } from '../../core/scene/record-options.ts';
import type { Scene } from '../../core/scene/scene.ts';
import type { SettingsRequest } from '../../workers/protocol.ts';
import { isOpen } from '../asking.ts';
import type { Critical } from '../critical.ts';
import { optimizerOfMap } from '../maps/optimizer.ts';
import { memo } from '../memo.ts';
import { namesOf } from '../run-names.ts';
import type { Frame } from '../state.ts';
import { mapAxesOf, type AxisChoice, axisChoices, isPlaneAxis, withValues } from './axes.ts';

/** What a map of settings depends on, its size apart. */
export interface AskedSettings {
  /** The same for maps that are the same: what the axes are of does not count. */
  readonly key: string;
  readonly request: Omit<SettingsRequest, 'width' | 'height' | 'rows'>;
  readonly loss: Loss;
  /** What a step takes of a step on a formula. */
  readonly cost: number;
  /** The optimizer's place in the scene, and what it is called. */
  readonly index: number;
  readonly name: string;
  readonly entry: OptimizerEntry;
  readonly choices: readonly AxisChoice[];
  /** Of x and y. */
  readonly chosen: readonly [AxisChoice, AxisChoice];
  /** Where a model's own start lies on the plane that is seen; null for none. */
  readonly foot: readonly [x: number, y: number] | null;
}

/**
 * The map of settings that a frame asks for, of its selected optimizer; null where it asks for none: of no optimizer, and while a question is open, to which it might tell the answer.
 */
export function askedSettings({ state, derived }: Frame): AskedSettings | null {
  const { scene } = state;
  if (!scene.view.settingMap || isOpen(state)) return null;
  const view = derived.model;
  const { critical, loss, surface } = derived;
  // While runs are recorded their plane turns with them.
  const plane = (view?.progress === null && view.seen?.plane) || null;
  const asked = askedBy(
    scene,
    optimizerOfMap(state),
    critical,
    loss,
    view?.model ?? null,
    view?.entry.options ?? NONE,
    plane,
    plane && surface.grid.domain,
  );
  if (!asked || !last || !isSame(asked, last)) last = asked;
  return last;
}

/** What was asked for last: the same object while nothing of it changes, whatever the scene's own setting. */
let last: AskedSettings | null = null;

function isSame(a: AskedSettings, b: AskedSettings): boolean {
  const members = ['key', 'loss', 'index', 'name', 'entry'] as const;
  return members.every((name) => a[name] === b[name]) && rangesOf(a) === rangesOf(b);
}

const rangesOf = ({ choices }: AskedSettings): string =>
  JSON.stringify(choices.map(({ key, min, max }) => [key, min, max]));

const askedBy = memo(
  (
    scene: Scene,
    index: number,
    critical: Critical,
    ground: Loss,
    model: Model | null,
    rows: readonly OptionRow[],
    plane: Plane | null,
    seen: Domain | null,
  ): AskedSettings | null => {
    // Of a model what is drawn is a slice.
    const loss = model?.loss ?? ground;
    const { settingMap } = scene.view;
    const setting = scene.optimizers[index];
    const entry = setting && ruleOf(setting);
    // What is shown of a model comes later than its scene.
    if (!entry || !settingMap || (scene.model?.id ?? null) !== (model?.id ?? null)) return null;
    const choices = axisChoices(entry, scene, model && acting(rows, scene, model), seen);
    const axes = mapAxesOf(choices, settingMap);
    const { shows, tolerance } = settingMap;
    const { steps, budget, noiseKind, noiseScaling, formula, curve } = scene;
    // What the axes are of is the same for all points of the map.
    const neutral = withValues(
      scene,
      index,
      axes.map(({ key, min }) => [key, min] as const),
    );
    const { id, rule, values, schedule } = neutral.optimizers[index]!;
    const { lowest, domain } = critical;
    const hasGoal = shows !== 'loss' && !model && lowest !== null && domain !== null;
    const request: AskedSettings['request'] = {
      formula,
      curve,
      optimizer: { id, ...(rule !== undefined && { rule }), values },
      schedule,
      steps,
      budget,
      noise: neutral.noise,
      noiseKind,
      noiseScaling,
      seed: neutral.seed,
      start: model ? [] : startIn(neutral),
      ...(neutral.model && { model: neutral.model }),
      ...(plane && axes.some(({ key }) => isPlaneAxis(key)) && { plane }),
      x: axes[0],
      y: axes[1],
      goal: hasGoal ? { value: lowest, domain, tolerance } : null,
      tellsReasons: shows === 'end',
    };
    const chosen = ({ key }: Axis) => choices.find((one) => one.key === key)!;
    return {
      key: JSON.stringify(request, (name, value: unknown) => (name === 'plane' ? numberOf(plane!) : value)),
      request,
      loss,
      index,
      name: namesOf(scene.optimizers)[index]?.label ?? id,
      entry,
      choices,
      chosen: [chosen(axes[0]), chosen(axes[1])],
      cost: model ? costOf(model) : 1,
      foot: model && plane ? footOf(model, plane, scene.seed) : null,
    };
  },
);

const NONE: readonly OptionRow[] = [];

/** Planes are told apart by a number each: one of a large model has thousands. */
const numbers = new WeakMap<Plane, number>();
let lastNumber = 0;
function numberOf(plane: Plane): number {
  const own = numbers.get(plane) ?? ++lastNumber;
  numbers.set(plane, own);
  return own;
}

function footOf(model: Model, plane: Plane, seed: number): readonly [number, number] {
  const [x = Number.NaN, y = Number.NaN] = project(plane, model.initial(seed));
  return [x, y];
}

/** The options of a model as they are that change something: see `counts` of core/models/options.ts. */
function acting(rows: readonly OptionRow[], { model: setting }: Scene, { options, train }: Model) {
  const isOwn = setting?.data !== undefined;
  return rows.filter((row) => !(isOwn && row.ofData) && (row.counts?.(options, train.columns) ?? true));
}

/** Multiplications that take as long as a step on a formula. */
const OF_A_STEP = 8;

/** What a step takes, in steps on a formula: about each parameter meets each row that it is given. */
function costOf({ loss, options, train }: Model): number {
  const rows = Number(options['batchSize']) || train.targets.length;
  return 40 + (rows * loss.dimension) / OF_A_STEP;
}
