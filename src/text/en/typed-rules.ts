import { ruleWords } from '../../core/optimizers/worded.ts';
import './rule-faults.ts';
import type { Words } from '../types.ts';
import { spoken } from '../spoken.ts';

/** Rules that are typed. */
export const typedRules: Words['typedRules'] = {
  custom: {
    name: 'Own rule',
    summary: 'Its lines are its text.',
    declared: 'Declared by the text of the rule.',
  },
};

spoken({ typedRules });
ruleWords.give(typedRules);
