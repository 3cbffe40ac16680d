import {
  correctedFirstMomentLine,
  correctedSecondMomentLine,
  firstMomentLine,
  positionLine,
} from './common-lines.ts';
import * as hyper from './more-hyperparameters.ts';
import { adamStepLine, eitherDecay } from './more-lines.ts';
import type { RuleRow } from './types.ts';

/**
 * Yogi.
 *
 *     m <- beta1 m + (1 - beta1) g
 *     v <- v - (1 - beta2) sign(v - g^2) g^2
 *     theta <- theta - eta mHat / (sqrt(vHat) + epsilon)
 *
 * Both moments begin at a small number. The convention of pytorch_optimizer (kozistr), with Adam's corrections; the
 * paper has none. Its epsilon of 0.001 is kept.
 *
 * M. Zaheer et al. 2018, https://papers.nips.cc/paper/8186-adaptive-methods-for-nonconvex-optimization.
 */
export const yogi: RuleRow = {
  id: 'yogi',
  stepScale: 'lr',
  hyperparameters: [
    hyper.lr(0.1),
    hyper.beta1,
    hyper.beta2,
    hyper.eps(1e-3),
    hyper.row('initialAccumulator', ['v₀', 'v_0'], 1e-6, [0, 1]),
    hyper.weightDecay(),
    hyper.decouple('weightDecouple', true),
    hyper.fixedDecay,
  ],
  rule: {
    vectors: ['m', 'v'],
    scalars: [],
    starts: { m: 'initialAccumulator', v: 'initialAccumulator' },
    lines: [
      ...eitherDecay('weightDecouple', 'fixedDecay'),
      firstMomentLine,
      {
        key: 'v',
        part: 'secondMoment',
        formula: 'v - (1 - beta2)*sign(v - gradient^2)*gradient^2',
      },
      correctedFirstMomentLine,
      correctedSecondMomentLine,
      adamStepLine,
      positionLine,
    ],
  },
};
