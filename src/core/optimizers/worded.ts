import { rowWords } from '../words/words.ts';
import type {
  Hyperparameter,
  HyperparameterRow,
  HyperparameterWords,
  OptimizerEntry,
  RuleRow,
  RuleWords,
} from './types.ts';

/** Words about rules, by their ids. */
export const ruleWords = rowWords<RuleWords>();

/** What rules have in common that they say of their hyperparameters, by the keys of these. */
export const hyperparameterWords = rowWords<HyperparameterWords>();

/** The rule with the words that are there when they are asked for. */
export function wordedRule(rule: RuleRow): OptimizerEntry {
  return {
    ...rule,
    hyperparameters: rule.hyperparameters.map((row) => wordedHyperparameter(row, rule.id)),
    get name() {
      return ruleWords.of(rule.id)?.name ?? rule.id;
    },
    get summary() {
      return ruleWords.of(rule.id)?.summary ?? '';
    },
    get drawn() {
      return ruleWords.of(rule.id)?.drawn;
    },
  };
}

function wordedHyperparameter(row: HyperparameterRow, rule: string): Hyperparameter {
  const { key, tex } = row;
  const own = () => ruleWords.of(rule)?.hyperparameters?.[key];
  const usual = () => (row.declared ? undefined : hyperparameterWords.of(key));
  const label = () => own()?.label ?? usual()?.label ?? key;
  return {
    ...row,
    get tex() {
      return tex || `\\text{${label()}}`;
    },
    get label() {
      return label();
    },
    get meaning() {
      return own()?.meaning ?? usual()?.meaning ?? ruleWords.of(rule)?.declared ?? '';
    },
  };
}
