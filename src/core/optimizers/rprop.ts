import { positionLine } from './common-lines.ts';
import * as hyper from './more-hyperparameters.ts';
import type { RuleRow } from './types.ts';

/**
 * Rprop: resilient backpropagation, by signs alone.
 *
 *     Delta <- eta                                      (first step)
 *     s = sign(g g')                                    1 same sign, -1 turned, 0 either is zero
 *     Delta <- Delta eta_+ (s = 1),  Delta eta_- (s = -1),  kept within Delta_min .. Delta_max
 *     g <- 0 where s = -1
 *     theta <- theta - Delta sign(g)
 *     g' <- g
 *
 * Delta step size of each component, g' the gradient kept from the update before. PyTorch's convention (Riedmiller's
 * Rprop without weight-backtracking): where the sign turned, the component rests for this update and the kept
 * gradient is zero.
 *
 * M. Riedmiller, H. Braun 1993, https://doi.org/10.1109/ICNN.1993.298623.
 */
export const rprop: RuleRow = {
  id: 'rprop',
  stepScale: 'free',
  hyperparameters: [hyper.lr(0.1), hyper.etaMinus, hyper.etaPlus, hyper.stepMin, hyper.stepMax],
  rule: {
    vectors: ['previousGradient', 'stepSize'],
    scalars: [],
    starts: { stepSize: 'lr' },
    lines: [
      { key: 'stepSize', part: 'rate', formula: 'lr', when: 't == 1' },
      { key: 'turn', part: 'scaling', formula: 'sign(gradient*previousGradient)' },
      {
        key: 'stepSize',
        part: 'rate',
        formula:
          'min(stepMax, max(stepMin, stepSize*where(turn > 0, etaPlus, where(turn < 0, etaMinus, 1))))',
      },
      { key: 'gradient', part: 'gradient', formula: 'gradient*(1 + min(turn, 0))' },
      { key: 'update', part: 'step', formula: 'stepSize*sign(gradient)' },
      { key: 'previousGradient', part: 'gradient', formula: 'gradient' },
      positionLine,
    ],
  },
};
