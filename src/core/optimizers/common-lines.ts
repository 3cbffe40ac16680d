import type { EquationLine } from './types.ts';

/** Lines that several rules have in common. */

/** Weight decay that is coupled: a part of the gradient, where `when` holds. */
export function coupledDecay(when: string): readonly EquationLine[] {
  return [
    { key: 'decay', part: 'decay', formula: 'weightDecay*theta', when },
    { key: 'gradient', part: 'gradient', formula: 'gradient + decay', when },
  ];
}

/** L2 weight decay: g <- g + lambda theta. */
export const l2Lines: readonly EquationLine[] = coupledDecay('weightDecay != 0');

/** The running averages of Adam and its relatives. */
export const firstMomentLine: EquationLine = {
  key: 'm',
  part: 'firstMoment',
  formula: 'beta1*m + (1 - beta1)*gradient',
};

export const secondMomentLine: EquationLine = {
  key: 'v',
  part: 'secondMoment',
  formula: 'beta2*v + (1 - beta2)*gradient^2',
};

export const correctedFirstMomentLine: EquationLine = {
  key: 'mHat',
  part: 'correctedFirstMoment',
  formula: 'm/(1 - beta1^t)',
};

export const correctedSecondMomentLine: EquationLine = {
  key: 'vHat',
  part: 'correctedSecondMoment',
  formula: 'v/(1 - beta2^t)',
};

/** Every rule ends so: `update` is what is taken off the position. */
export const positionLine: EquationLine = { key: 'theta', part: 'position', formula: 'theta - update' };

/** Decoupled weight decay: theta <- theta - eta lambda theta. */
export const decoupledLines: readonly EquationLine[] = [
  { key: 'decay', part: 'decay', formula: 'lr*weightDecay*theta', when: 'weightDecay != 0' },
  { key: 'theta', part: 'decay', formula: 'theta - decay', when: 'weightDecay != 0' },
];
