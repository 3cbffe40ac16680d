import {
  correctedFirstMomentLine,
  correctedSecondMomentLine,
  firstMomentLine,
  l2Lines,
  positionLine,
  secondMomentLine,
} from './common-lines.ts';
import * as hyper from './hyperparameters.ts';
import { numberRow } from './hyperparameters.ts';
import type { RuleRow } from './types.ts';

/**
 * QHAdam: Adam whose two averages are mixed with what they average.
 *
 *     g <- g + lambda theta
 *     m, v, mHat, vHat as in Adam
 *     theta <- theta - eta ((1 - nu1) g + nu1 mHat) / (sqrt((1 - nu2) g^2 + nu2 vHat) + epsilon)
 *
 * nu1, nu2 the shares of the averages; 1 and 1 is Adam. The paper's section 4 and the authors' PyTorch code: epsilon
 * outside the root, weight decay L2. Their code keeps corrected averages, which are mHat and vHat up to rounding.
 *
 * J. Ma, D. Yarats 2019, https://arxiv.org/abs/1810.06801.
 */
function share(index: 1 | 2, standard: number) {
  return numberRow({
    key: `nu${index}`,
    symbol: index === 1 ? 'ν₁' : 'ν₂',
    tex: `\\nu_${index}`,
    default: standard,
    min: 0,
    max: 1,
    scale: 'linear',
    hardMax: index === 1 ? Infinity : 1,
  });
}

export const qhadam: RuleRow = {
  id: 'qhadam',
  stepScale: 'lr',
  hyperparameters: [
    hyper.lr(0.1),
    hyper.beta1,
    hyper.beta2,
    share(1, 0.7),
    share(2, 1),
    hyper.eps(),
    hyper.weightDecay(),
  ],
  rule: {
    vectors: ['m', 'v'],
    scalars: [],
    lines: [
      ...l2Lines,
      firstMomentLine,
      secondMomentLine,
      correctedFirstMomentLine,
      correctedSecondMomentLine,
      {
        key: 'update',
        part: 'step',
        formula: 'lr*((1 - nu1)*gradient + nu1*mHat)/(sqrt((1 - nu2)*gradient^2 + nu2*vHat) + eps)',
      },
      positionLine,
    ],
  },
};
