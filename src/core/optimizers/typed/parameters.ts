import { symbolOf, symbolTex, symbolText } from '../../expression/symbols.ts';
import * as hyper from '../hyperparameters.ts';
import type { HyperparameterRow } from '../types.ts';
import { MAX_RULE_PARAMETER, type ParameterStatement } from './statements.ts';

/** Names that rules of the registry have in common, with what they are called there. */
const shared: ReadonlyMap<string, HyperparameterRow> = new Map(
  [
    hyper.lr(0.01),
    hyper.momentum(0.9),
    hyper.beta1,
    hyper.beta2,
    hyper.eps(),
    hyper.alpha,
    hyper.weightDecay(),
    hyper.dampening,
  ].map((row) => [row.key, row]),
);

/** A declared parameter as a hyperparameter of its rule: its slider goes where the text says, its box anywhere. */
export function parameterRow({ name, value, range, log }: ParameterStatement): HyperparameterRow {
  const known = shared.get(name);
  const usual = known && { min: known.min, max: known.max, isLog: known.scale === 'log' };
  const { min, max, isLog } = range
    ? { min: range[0], max: range[1], isLog: log }
    : (usual ?? around(value, log));
  return {
    key: name,
    symbol: known?.symbol ?? (symbolOf(name) ? symbolText(name) : ''),
    tex: known?.tex ?? symbolTex(name) ?? `\\mathrm{${name.replaceAll('_', '\\_')}}`,
    kind: 'number',
    default: value,
    min,
    max,
    scale: isLog ? 'log' : 'linear',
    ...(known ? {} : { declared: true }),
    hardMin: -MAX_RULE_PARAMETER,
    hardMax: MAX_RULE_PARAMETER,
  };
}

/** Where a slider stands that is not told: shares from 0 to 1, small numbers over four powers of ten, others to the double. */
function around(value: number, log: boolean): { min: number; max: number; isLog: boolean } {
  const size = Math.abs(value);
  if (value > 1e-300 && (log || value < 0.1)) return { min: value / 100, max: value * 100, isLog: true };
  if (value < 0) return { min: 2 * value, max: -2 * value, isLog: false };
  return { min: 0, max: size <= 1 ? 1 : 2 * size, isLog: false };
}
