import type { Curvature } from '../../core/math/eigen.ts';
import type { Overlays } from '../../core/scene/scene.ts';

/** Words of the curvature panel, the overlays and the mark on the learning rate. λmax and λmin get subscripts. */
export const curvature = {
  title: 'Curvature',
  at: {
    hover: 'under the pointer',
    start: 'at the start',
    run: (label: string, step: string) => `${label}, step ${step}`,
  },
  kinds: {
    bowl: 'Bowl: the surface bends up in every direction.',
    saddle: 'Saddle-shaped: it bends up along one direction, down along the other.',
    dome: 'Dome: the surface bends down in every direction.',
    flat: 'Flat along a direction: no curvature there to second order.',
    unknown: 'The Hessian is not finite here.',
  } satisfies Record<Curvature, string>,
  criticalKinds: {
    bowl: 'Minimum: the gradient is zero and the surface bends up in every direction.',
    saddle: 'Saddle point: the gradient is zero; up along one direction, down along the other.',
    dome: 'Maximum: the gradient is zero and the surface bends down in every direction.',
    flat: 'Degenerate critical point: the gradient is zero and a curvature too.',
    unknown: 'The Hessian is not finite here.',
  } satisfies Record<Curvature, string>,

  newton: {
    bowl: (x: string, y: string) =>
      `Newton’s method would go to (${x}, ${y}), the minimum that it believes in.`,
    saddle: (x: string, y: string) =>
      `Newton’s method would go to (${x}, ${y}), a saddle: it is drawn to those.`,
    dome: (x: string, y: string) => `Newton’s method would go to (${x}, ${y}), a maximum: it climbs here.`,
    flat: (x: string, y: string) => `Newton’s method would go to (${x}, ${y}).`,
    unknown: (x: string, y: string) => `Newton’s method would go to (${x}, ${y}).`,
  } satisfies Record<Curvature, (x: string, y: string) => string>,
  noNewton: 'The Hessian has no inverse here: Newton’s method has nowhere to go.',
  hessianSymbol: 'H =',
  hessian: 'Hessian: the second derivatives',
  hessianOf: (xx: string, xy: string, yy: string) =>
    `Hessian: first row ${xx}, ${xy}; second row ${xy}, ${yy}`,
  max: 'λmax',
  maxMeaning:
    'Sharpness: the largest eigenvalue of the Hessian, the curvature along the steepest-bending direction.',
  min: 'λmin',
  minMeaning:
    'The smallest eigenvalue of the Hessian; below zero the surface bends down along its direction.',
  condition: 'κ',
  conditionMeaning: 'Condition number: the greater curvature over the smaller one, without signs.',
  direction: (x: string, y: string) => `along (${x}, ${y})`,

  /** The rate that the next three compare. */
  scheduled: (lr: string, step: string) => `${lr}, which the schedule gives at step ${step},`,
  stable: (label: string, rate: string, formula: string, limit: string) =>
    `${label}: learning rate ${rate} is within ${formula} = ${limit}, the largest that is stable here.`,
  tooLarge: (rate: string, formula: string, limit: string) =>
    `Learning rate ${rate} is above ${formula} = ${limit} here: along the steepest direction each step overshoots by more than it came.`,
  tooLargeWithVelocity: (rate: string, formula: string, limit: string) =>
    `Learning rate ${rate} is above ${formula} = ${limit} here: along the steepest direction the swings grow from step to step.`,
  noUpward: 'Nothing bends up here, so no learning rate is too large for the curvature.',
  noBound: (label: string) => `${label} has no fixed bound such as 2/λmax on its learning rate.`,
  noRun: 'No optimizer is selected.',
  /** On the slider. */
  mark: (formula: string, limit: string) => `Largest stable rate at the current point: ${formula} = ${limit}`,
  markBelow: (formula: string, limit: string) =>
    `Above the largest stable rate at the current point: ${formula} = ${limit}`,
  /** Under a schedule the knob stands at the rate that is set, and the mark at that which it must not pass. */
  markScheduled: (mark: string, share: string, set: string) =>
    `${mark}. The schedule now gives ${share} times the rate that is set, so the mark is at ${set}`,

  stray: (label: string, distance: string) => `${label} strays up to ${distance} from the gradient flow.`,
  strayThenLeft: (label: string, distance: string, step: string) =>
    `${label} strays up to ${distance} from the gradient flow, then leaves its surroundings at step ${step}.`,
  strayNoRun: 'The gradient flow is drawn from the start.',
  flowCut: 'Its line ends early: the ravine is too stiff to be followed farther in time.',

  show: 'Draw on stage and map',
  overlays: {
    tangent: {
      label: 'Tangent plane',
      short: 'Tangent',
      meaning: 'What the gradient alone says of the surface around the selected optimizer.',
    },
    taylor: {
      label: 'Taylor surface',
      short: 'Taylor',
      meaning:
        'The second-order Taylor surface around the selected optimizer: what Newton’s method believes. The cross is where it would go.',
    },
    eigenvectors: {
      label: 'Eigenvectors',
      short: 'Eigenvectors',
      meaning:
        'The Hessian’s directions, as long as the root of their curvature; dashed where the surface bends down.',
    },
    flow: {
      label: 'Gradient flow',
      short: 'Flow',
      meaning: 'What infinitely small steps of gradient descent would do from the start.',
    },
    field: {
      label: 'Negative gradient field',
      short: 'Field',
      meaning: 'Where the loss falls fastest. Arrows of one length; the stronger the colour, the steeper.',
    },
  } satisfies Record<keyof Overlays, { label: string; short: string; meaning: string }>,
} as const;
