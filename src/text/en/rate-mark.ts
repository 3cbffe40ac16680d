import type { Other } from '../../core/run/stability.ts';
import { spoken } from '../spoken.ts';

const place = {
  up: 'at the current point',
  flat: 'along what bends up at the current point',
  down: 'along what bends up at the current point; along what bends down none is',
} satisfies Record<Other, string>;

/** Words of the mark on a learning rate's slider. */
export const rateMark = {
  /** In the place of λmax where the rule adds L2 weight decay. */
  curvatureAndDecay: '(λmax+λ)',
  within: (formula: string, limit: string, other: Other) =>
    `Largest stable rate ${place[other]}: ${formula} = ${limit}`,
  below: (formula: string, limit: string, other: Other) =>
    `Above the largest stable rate ${place[other]}: ${formula} = ${limit}`,
  /** Under a schedule the knob stands at the rate that is set, and the mark at that which it must not pass. */
  scheduled: (mark: string, share: string, set: string) =>
    `${mark}. The schedule now gives ${share} times the rate that is set, so the mark is at ${set}`,
} as const;

spoken({ rateMark });
