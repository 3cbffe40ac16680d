import {
  correctedFirstMomentLine,
  correctedSecondMomentLine,
  coupledDecay,
  firstMomentLine,
  positionLine,
  secondMomentLine,
} from './common-lines.ts';
import type { EquationLine } from './types.ts';

/** Lines that several rules have in common which the page loads when one of them is asked for: see all.ts. */

/** Weight decay of either kind: decoupled where the switch is on, at a fixed rate where the rule has that and it is on. */
export function eitherDecay(switched: string, fixed?: string): readonly EquationLine[] {
  const l2 = `weightDecay != 0 and ${switched} == 0`;
  const decoupled = `weightDecay != 0 and ${switched} != 0`;
  const byRate = fixed === undefined ? decoupled : `${decoupled} and ${fixed} == 0`;
  return [
    ...coupledDecay(l2),
    { key: 'decay', part: 'decay', formula: 'lr*weightDecay*theta', when: byRate },
    ...(fixed === undefined
      ? []
      : [
          {
            key: 'decay',
            part: 'decay',
            formula: 'weightDecay*theta',
            when: `${decoupled} and ${fixed} != 0`,
          } as const,
        ]),
    { key: 'theta', part: 'decay', formula: 'theta - decay', when: decoupled },
  ];
}

/** Adam's moments, corrected. */
export const momentLines: readonly EquationLine[] = [
  firstMomentLine,
  secondMomentLine,
  correctedFirstMomentLine,
  correctedSecondMomentLine,
];

export const adamStepLine: EquationLine = {
  key: 'update',
  part: 'step',
  formula: 'lr*mHat/(sqrt(vHat) + eps)',
};

/** Decay of what a step has led to, by a share that is found then. */
export function decayAfter(share: string): readonly EquationLine[] {
  return [
    { key: 'theta', part: 'point', formula: 'theta - update', when: 'weightDecay != 0' },
    { key: 'decay', part: 'decay', formula: `${share}*theta`, when: 'weightDecay != 0' },
    { key: 'theta', part: 'position', formula: 'theta - decay', when: 'weightDecay != 0' },
    { ...positionLine, when: 'weightDecay == 0' },
  ];
}

/** The velocity of a heavy ball, and the step along it. */
export const heavyBallLines: readonly EquationLine[] = [
  { key: 'velocity', part: 'velocity', formula: 'gradient', when: 'momentum != 0 and t == 1' },
  {
    key: 'velocity',
    part: 'velocity',
    formula: 'momentum*velocity + gradient',
    when: 'momentum != 0 and t != 1',
  },
  { key: 'update', part: 'step', formula: 'lr*gradient', when: 'momentum == 0' },
  { key: 'update', part: 'step', formula: 'lr*velocity', when: 'momentum != 0 and nesterov == 0' },
  {
    key: 'update',
    part: 'step',
    formula: 'lr*(gradient + momentum*velocity)',
    when: 'momentum != 0 and nesterov != 0',
  },
];
