/**
 * What a caller without the page uses: formulas, surfaces, optimizers, runs. Core has no words of its own; such a caller is
 * given the English ones.
 */
import './optimizers/players.ts';
import './optimizers/wide-updates.ts';
import './run/long-runs.ts';
import '../text/en/all.ts';

export { compileFormula } from './expression/compile.ts';
export { FormulaError } from './expression/formula-error.ts';
export { losses } from './losses/catalog.ts';
export type { Domain, LossEntry, Minimum } from './losses/types.ts';
export type { Loss, Vector } from './math/loss.ts';
export { giveDigits } from './models/digits-data.ts';
export { type NetworkLoss, networkLoss } from './models/network.ts';
export type { NetworkOptions } from './models/network-options.ts';
export type { ParameterShape } from './models/parameters.ts';
export { createModel, models } from './models/registry.ts';
export type { Model, ModelEntry, ModelOption, Table } from './models/types.ts';
export { optimizers } from './optimizers/all.ts';
export { compileRule, readRuleText } from './optimizers/typed/compile.ts';
export { RuleError, type RuleFault } from './optimizers/typed/faults.ts';
export { printRule } from './optimizers/typed/print.ts';
export type { Hyperparameter, HyperparameterValues, OptimizerEntry } from './optimizers/types.ts';
export {
  hessianPlane,
  planeOfParameters,
  planeOfStep,
  planeThrough,
  principalPlane,
  randomPlane,
  topCurvatures,
} from './plane/choose.ts';
export { distance, lift, ownPlane, type Plane, project, spanPlane } from './plane/plane.ts';
export { sliceOf } from './plane/slice.ts';
export { type Track, trackOn } from './plane/track.ts';
export { type BasinMap, type BasinOptions, mapBasins, type Targets } from './run/basins.ts';
export { type Axis, mapStarts, type StartMap } from './run/maps.ts';
export { mapSettings, type SettingMap } from './run/settings.ts';
export { recordRun } from './run/record.ts';
export { sampleGradients } from './run/sample.ts';
export { rateAt, type Schedule, schedules } from './run/schedule.ts';
export type { EndReason, RecordOptions, Run, RunEnd, StepState } from './run/types.ts';
