import type { OptimizerGroup, RuleId } from '../../core/optimizers/groups.ts';
import { spoken } from '../spoken.ts';

/** Words of the menu of rules. */
export const ruleMenu = {
  search: 'Find a rule',
  write: 'Write a rule',
  writeMeaning: 'A rule of one’s own, typed as its equations.',
  none: 'No rule has these words. Clipping, weight decay and averages are knobs of most rules, under “More knobs”.',
  groups: {
    classic: 'Classics',
    adaptive: 'Adaptive',
    signs: 'By signs',
    averaged: 'Averaged',
    parameterFree: 'Rate found by itself',
    sampling: 'Sampling',
    curvature: 'Curvature',
    matrices: 'For matrices',
    searching: 'Searching',
  } satisfies Record<OptimizerGroup, string>,
  /** Other words by which the rules of a group are looked for. */
  groupsToo: {
    adaptive: 'learning rate per coordinate parameter',
    averaged: 'averaging mean',
    parameterFree: 'no learning rate free tuning free automatic',
    sampling: 'monte carlo mcmc posterior bayes',
    matrices: 'matrix preconditioned',
  } as Partial<Record<OptimizerGroup, string>>,
  /** And those of a rule alone. */
  rulesToo: {
    sgd: 'gradient descent stochastic steepest plain vanilla',
    momentum: 'polyak inertia velocity',
    rmsprop: 'adaptive learning rate hinton',
    adam: 'adaptive learning rate',
    nesterov: 'nag accelerated momentum',
    adamw: 'language models llm transformers',
    adagrad: 'sparse',
    nadam: 'nesterov',
    radam: 'rectified warmup',
    adafactor: 'memory language models llm transformers',
    lion: 'memory',
    asgd: 'polyak ruppert swa',
    'schedulefree-sgd': 'no schedule',
    'schedulefree-adamw': 'no schedule',
    sgld: 'langevin temperature noise annealing',
    sam: 'flat minima sharpness generalization',
    sophiah: 'hessian second order language models llm',
    newton: 'hessian second order',
    'conjugate-gradient': 'line search',
    lbfgs: 'quasi newton hessian second order',
    'torch-lbfgs': 'quasi newton hessian second order line search',
    muon: 'orthogonal newton schulz language models llm',
    shampoo: 'second order',
    soap: 'second order',
    armijo: 'line search',
    'nelder-mead': 'simplex gradient free derivative free without gradient no gradient',
  } as Partial<Record<RuleId, string>>,
};

spoken({ ruleMenu });
