import { correctedFirstMomentLine, firstMomentLine, positionLine } from './common-lines.ts';
import * as hyper from './more-hyperparameters.ts';
import { eitherDecay } from './more-lines.ts';
import type { RuleRow } from './types.ts';

/**
 * AdaBelief: Adam that divides by how far gradients are from their average.
 *
 *     m <- beta1 m + (1 - beta1) g
 *     s <- beta2 s + (1 - beta2) (g - m)^2 + epsilon              (AMSGrad: its largest so far)
 *     theta <- theta - eta mHat / (sqrt(s / (1 - beta2^t)) + epsilon)
 *     rectified: as RAdam, with sqrt(s) + epsilon and the threshold 5 included
 *
 * The authors' code (adabelief-pytorch 0.2.1), as their paper: the new m, and epsilon kept in s besides. Copies differ:
 * one leaves out the first correction, one has a third epsilon.
 *
 * J. Zhuang et al. 2020, https://arxiv.org/abs/2010.07468.
 */
const rectified = 'rectify != 0 and rho >= 5';

export const adabelief: RuleRow = {
  id: 'adabelief',
  stepScale: 'lr',
  hyperparameters: [
    hyper.lr(0.1),
    hyper.beta1,
    hyper.beta2,
    hyper.eps(1e-16),
    hyper.weightDecay(),
    hyper.decouple('weightDecouple', true),
    hyper.fixedDecay,
    hyper.amsgrad,
    hyper.toggle('rectify'),
    hyper.toggle('degeneratedToSgd', true),
  ],
  rule: {
    vectors: ['m', 's', 'sMax'],
    scalars: [],
    symbols: { sMax: 's_{\\max}', sHat: '\\hat s' },
    lines: [
      ...eitherDecay('weightDecouple', 'fixedDecay'),
      firstMomentLine,
      {
        key: 's',
        part: 'secondMoment',
        formula: 'beta2*s + (1 - beta2)*(gradient - m)^2 + eps',
      },
      { key: 'sMax', part: 'secondMoment', formula: 'max(sMax, s)', when: 'amsgrad != 0 and rectify == 0' },
      correctedFirstMomentLine,
      {
        key: 'sHat',
        part: 'correctedSecondMoment',
        formula: 's/(1 - beta2^t)',
        when: 'rectify == 0 and amsgrad == 0',
      },
      {
        key: 'sHat',
        part: 'correctedSecondMoment',
        formula: 'sMax/(1 - beta2^t)',
        when: 'rectify == 0 and amsgrad != 0',
      },
      { key: 'rhoInf', part: 'scalar', formula: '2/(1 - beta2) - 1', when: 'rectify != 0' },
      { key: 'rho', part: 'scalar', formula: 'rhoInf - 2*t*beta2^t/(1 - beta2^t)', when: 'rectify != 0' },
      {
        key: 'rectification',
        part: 'scalar',
        formula: 'sqrt((1 - beta2^t)*(rho - 4)*(rho - 2)*rhoInf/((rhoInf - 4)*(rhoInf - 2)*rho))',
        when: rectified,
      },
      { key: 'update', part: 'step', formula: 'lr*mHat/(sqrt(sHat) + eps)', when: 'rectify == 0' },
      { key: 'update', part: 'step', formula: 'lr*rectification*mHat/(sqrt(s) + eps)', when: rectified },
      {
        key: 'update',
        part: 'step',
        formula: 'lr*mHat',
        when: 'rectify != 0 and degeneratedToSgd != 0 and not rho >= 5',
      },
      {
        key: 'update',
        part: 'step',
        formula: '0*mHat',
        when: 'rectify != 0 and degeneratedToSgd == 0 and not rho >= 5',
      },
      positionLine,
    ],
  },
};
