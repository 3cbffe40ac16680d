import { choiceOf } from '../../core/optimizers/registry.ts';
import { limitEvaluations } from '../../core/run/limit.ts';
import { recordRun } from '../../core/run/record.ts';
import { settingOf } from '../../core/run/settings.ts';
import type { Run } from '../../core/run/types.ts';
import { memo } from '../memo.ts';
import type { Frame } from '../state.ts';
import { askedSettings } from './asked.ts';
import { keptSettings, type SettingsMap } from './kept.ts';

/** A pixel of a map of settings, and its run. */
export interface PointedSetting {
  readonly settings: SettingsMap;
  /** Its index. */
  readonly at: number;
  readonly values: readonly [x: number, y: number];
  /** Null of a model, whose runs take too long to be recorded while one points. */
  readonly run: Run | null;
}

/** Steps of a run that is recorded while one points, at most. */
const MOST_STEPS = 200_000;

/** In shares of the map's sides. */
let pointed: readonly [x: number, y: number] | null = null;

/** A place on the map that is pointed at, in shares of its sides; null for none. */
export function pointAtSettings(at: typeof pointed): void {
  pointed = at;
}

/** The pixel that is pointed at on the page's map of settings; null where there is none. */
export function pointedSetting(frame: Frame): PointedSetting | null {
  const asked = pointed && askedSettings(frame);
  const settings = asked && keptSettings(asked);
  if (!pointed || !settings || settings.asked.request.steps > MOST_STEPS) return null;
  const { width, height } = settings.map;
  const [i, j] = [Math.floor(pointed[0] * width), Math.floor(pointed[1] * height)];
  return i < 0 || j < 0 || i >= width || j >= height ? null : pixelOf(settings, j * width + i);
}

const pixelOf = memo((settings: SettingsMap, at: number): PointedSetting => {
  const { asked, map } = settings;
  const {
    x,
    y,
    start,
    optimizer,
    budget,
    goal: _goal,
    tellsReasons: _tells,
    formula: _formula,
    curve: _curve,
    model,
    plane: _plane,
    ...options
  } = asked.request;
  const { steps } = options;
  const values = [map.xs[at % map.width]!, map.ys[Math.floor(at / map.width)]!] as const;
  if (model) return { settings, at, values, run: null };
  const ground = { ...options, loss: asked.loss, optimizer: choiceOf(optimizer, optimizer.values) };
  const set = settingOf(ground, start, [x.key, values[0]], [y.key, values[1]]);
  const whole = recordRun({ ...set.ground, start: set.start });
  return { settings, at, values, run: budget === 'evaluations' ? limitEvaluations(whole, steps) : whole };
});
