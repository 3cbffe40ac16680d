import { decoupledLines, positionLine } from './common-lines.ts';
import * as hyper from './hyperparameters.ts';
import type { RuleRow, Rule } from './types.ts';

/**
 * Sign descent, and Signum: its momentum.
 *
 *     theta <- theta - eta lambda theta
 *     m <- mu m + (1 - mu) g
 *     theta <- theta - eta sign(m)
 *
 * sign(0) = 0. The paper's algorithms; the same as Lion with equal betas. A widely used copy clears m at every step.
 *
 * J. Bernstein et al. 2018, https://arxiv.org/abs/1802.04434.
 */
const rule: Rule = {
  vectors: ['m'],
  scalars: [],
  lines: [
    ...decoupledLines,
    { key: 'm', part: 'firstMoment', formula: 'momentum*m + (1 - momentum)*gradient', when: 'momentum != 0' },
    { key: 'update', part: 'step', formula: 'lr*sign(m)', when: 'momentum != 0' },
    { key: 'update', part: 'step', formula: 'lr*sign(gradient)', when: 'momentum == 0' },
    positionLine,
  ],
};

const hyperparameters = (momentum: number) => [
  hyper.lr(0.01),
  hyper.momentum(momentum),
  hyper.weightDecay(0),
];

export const signsgd: RuleRow = {
  id: 'signsgd',
  stepScale: 'lr',
  hyperparameters: hyperparameters(0),
  rule,
};

export const signum: RuleRow = {
  id: 'signum',
  stepScale: 'lr',
  hyperparameters: hyperparameters(0.9),
  rule,
};
