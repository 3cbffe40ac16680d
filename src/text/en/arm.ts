import { counted } from '../grammar.ts';
import { spoken } from '../spoken.ts';

/** Words about the model of a robot's arm: what is drawn of it. */
export const arm = {
  arm: 'The arm',
  says: (name: string, distance: string, obstacles: number, isMotion: boolean) =>
    `${name}’s ${isMotion ? 'motion' : 'arm'}${
      obstacles === 0 ? '' : counted(obstacles, { one: ' around an obstacle', other: ' around # obstacles' })
    }: its hand ${isMotion ? 'ends' : 'is'} ${distance} from the target. Faint: ${isMotion ? 'its hand’s way' : 'its arm'} at earlier steps; thin: the other optimizers’. Target and obstacles can be dragged.`,
  none: 'The target and what is in the way; both can be dragged.',
  along: 'What the obstacles cost along the arm',
  alongSays: (name: string, cost: string, error: string) =>
    `Each point of ${name}’s arm pays by how near an obstacle is; the area, an integral along the arm, is ${cost} of the loss, to within ${error}. The gradient is exact for the sum that is taken.`,
  length: 'length along the arm',
  effort: 'Squared acceleration over the motion',
  effortSays: (name: string, cost: string, share: string) =>
    `The area is the integral of all joints’ squared acceleration of ${name}: ${cost}, which costs ${share} of the loss: the sum of the trapezoidal rule over the postures, which is all that a motion is.`,
  time: 'time',
} as const;

spoken({ arm });
