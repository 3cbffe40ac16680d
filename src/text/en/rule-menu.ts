import type { OptimizerGroup } from '../../core/optimizers/groups.ts';
import { spoken } from '../spoken.ts';

/** Words of the menu of rules. */
export const ruleMenu = {
  search: 'Find a rule',
  write: 'Write a rule',
  writeMeaning: 'A rule of one’s own, typed as its equations.',
  none: 'No rule has these words.',
  groups: {
    classic: 'Classics',
    adaptive: 'Adaptive',
    signs: 'By signs',
    averaged: 'Averaged',
    parameterFree: 'Rate found by itself',
    curvature: 'Curvature',
    matrices: 'For matrices',
    searching: 'Searching',
  } satisfies Record<OptimizerGroup, string>,
};

spoken({ ruleMenu });
