import { l2Lines, positionLine } from './common-lines.ts';
import * as hyper from './more-hyperparameters.ts';
import { adamStepLine, heavyBallLines, momentLines } from './more-lines.ts';
import type { EquationLine, RuleRow } from './types.ts';

/**
 * Lookahead over the heavy ball and over Adam.
 *
 *     a step of the inner rule
 *     every k updates:  theta <- alpha theta + (1 - alpha) slow,   slow <- theta
 *
 * slow begins at the start, and the first pull is at update k (pytorch_optimizer, kozistr); copies begin after the first
 * step and pull at updates 1, k + 1 ... The inner state is kept, or the velocity is set to zero at a pull.
 *
 * M. Zhang et al. 2019, https://arxiv.org/abs/1907.08610.
 */
const pulls = 'mod(t, k) == 0';

const ending: readonly EquationLine[] = [
  { key: 'theta', part: 'point', formula: 'theta - update', when: pulls },
  { key: 'pull', part: 'pull', formula: '(1 - alpha)*(theta - slow)', when: pulls },
  { key: 'slow', part: 'point', formula: 'theta - pull', when: pulls },
  { key: 'theta', part: 'position', formula: 'theta - pull', when: pulls },
  { ...positionLine, when: `not ${pulls}` },
];

const rows = [
  hyper.row('k', ['k', 'k'], 5, [1, 50], { whole: true, hardMin: 1 }),
  hyper.row('alpha', ['α', '\\alpha'], 0.5, [0, 1]),
  {
    ...hyper.toggle('pullbackMomentum'),
    names: ['none', 'reset'] as const,
  },
];

const symbols = { slow: '\\bar\\theta' };

export const lookaheadSgd: RuleRow = {
  id: 'lookahead-sgd',
  stepScale: 'gradient',
  fixed: { base: 'SGD' },
  hyperparameters: [hyper.lr(0.01), ...rows, hyper.momentum(0.9), hyper.nesterov(false), hyper.weightDecay()],
  rule: {
    vectors: ['velocity', 'slow'],
    scalars: [],
    starts: { slow: 'theta' },
    symbols,
    lines: [
      ...l2Lines,
      ...heavyBallLines,
      {
        key: 'velocity',
        part: 'velocity',
        formula: '0*velocity',
        when: `momentum != 0 and pullbackMomentum != 0 and ${pulls}`,
      },
      ...ending,
    ],
  },
};

export const lookaheadAdam: RuleRow = {
  id: 'lookahead-adam',
  stepScale: 'lr',
  fixed: { base: 'Adam', pullbackMomentum: 'none' },
  hyperparameters: [
    hyper.lr(0.1),
    ...rows.slice(0, 2),
    hyper.beta1,
    hyper.beta2,
    hyper.eps(),
    hyper.weightDecay(),
  ],
  rule: {
    vectors: ['m', 'v', 'slow'],
    scalars: [],
    starts: { slow: 'theta' },
    symbols,
    lines: [...l2Lines, ...momentLines, adamStepLine, ...ending],
  },
};
