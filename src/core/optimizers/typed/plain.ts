import type { HyperparameterValues, OptimizerEntry } from '../types.ts';
import { knownRule } from './known.ts';
import { printRule } from './print.ts';

/**
 * A rule of the registry as text for somebody who goes on writing it: without the lines of its knobs, which stay knobs of
 * the rule that the text says. A knob that this one would not have stands in the text. Null for a rule that searches.
 */
export function printWithoutKnobs(entry: OptimizerEntry, values: HyperparameterValues): string | null {
  const turned = entry.hyperparameters.filter(({ key, knob }) => knob && values[key] !== 0);
  const off = Object.fromEntries(turned.map(({ key }) => [key, 0]));
  const text = printRule(entry, { ...values, ...off });
  if (text === null || turned.length === 0) return text;
  const knobs =
    knownRule(text)
      .entry?.hyperparameters.filter(({ knob }) => knob)
      .map(({ key }) => key) ?? [];
  return turned.every(({ key }) => knobs.includes(key)) ? text : printRule(entry, values);
}
