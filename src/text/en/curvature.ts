import type { CriticalKind } from '../../core/math/critical.ts';
import type { CurvatureStatement, Shape } from '../../core/run/curvature.ts';
import type { Other } from '../../core/run/stability.ts';
import { spoken } from '../spoken.ts';

type Missing = Extract<CurvatureStatement, { about: 'nothing' }>['missing'];
type TargetPoint = Extract<CurvatureStatement, { about: 'target' }>['point'];

const criticalNames = {
  minimum: 'a minimum',
  saddle: 'a saddle point',
  maximum: 'a maximum',
  degenerate: 'and to rounding its gradient is zero',
} satisfies Record<CriticalKind, string>;

/** Words of the curvature panel. λmax and λmin get subscripts. */
export const curvature = {
  title: 'Curvature',
  at: {
    hover: 'under the pointer',
    start: 'at the start',
    run: (label: string, step: string) => `${label}, step ${step}`,
  },
  /** In place of everything else. */
  missing: {
    value: 'No curvature here: the loss is not a finite number.',
    gradient: 'No curvature here: the gradient is not a finite number.',
    hessian: 'No curvature here: the Hessian is not finite.',
    smoothness: 'At an edge or too fine a structure, derivatives do not tell the shape.',
  } satisfies Record<Missing, string>,
  /** Of the quadratic that fits at the point. */
  shapes: {
    bowl: 'Bowl: the surface bends up in every direction here.',
    saddle: 'Saddle-shaped: it bends up along one direction here, down along the other.',
    dome: 'Dome: the surface bends down in every direction here.',
    trough: 'Trough: it bends up along one direction here, and to rounding not along the other.',
    ridge: 'Ridge: it bends down along one direction here, and to rounding not along the other.',
    plane: 'Plane: no curvature here in any direction, to second order.',
  } satisfies Record<Shape, string>,
  /** The same of one variable: one direction is all of them. */
  curveShapes: {
    bowl: 'The curve bends up here.',
    saddle: 'The curve is straight here, to second order.',
    dome: 'The curve bends down here.',
    trough: 'The curve is straight here, to second order.',
    ridge: 'The curve is straight here, to second order.',
    plane: 'The curve is straight here, to second order.',
  } satisfies Record<Shape, string>,
  /** Of the loss, at the point itself. */
  critical: {
    minimum: (close: string) =>
      `Minimum${close}: the gradient is zero, and the surface bends up in every direction.`,
    saddle: (close: string) =>
      `Saddle point${close}: the gradient is zero; up along one direction, down along the other.`,
    maximum: (close: string) =>
      `Maximum${close}: the gradient is zero, and the surface bends down in every direction.`,
    degenerate: (close: string) =>
      `Degenerate critical point${close}: to rounding the gradient is zero and a curvature too.`,
  } satisfies Record<CriticalKind, (close: string) => string>,
  /** Where the place of zero gradient is not quite the point. */
  close: ' within a billionth of the ranges shown',

  target: {
    lowest: (at: string) => `The quadratic that fits here, Newton’s model, has its lowest point at ${at}`,
    saddle: (at: string) => `The quadratic that fits here, Newton’s model, has its saddle at ${at}`,
    highest: (at: string) => `The quadratic that fits here, Newton’s model, has its highest point at ${at}`,
  } satisfies Record<TargetPoint, (at: string) => string>,
  /** Behind it, what was found of the loss there. */
  targetValue: (target: string, value: string) => `${target}; the loss itself is ${value} there.`,
  targetCritical: (target: string, value: string, critical: CriticalKind) =>
    `${target}; the loss itself is ${value} there, ${criticalNames[critical]}.`,
  targetUndefined: (target: string) => `${target}, where the loss is not a finite number.`,
  place: (x: string, y: string) => `(${x}, ${y})`,
  singular: 'The Hessian has no inverse here: Newton’s method has no step.',
  nearlySingular: 'The Hessian is all but singular here: Newton’s step would be decided by rounding.',
  hessianSymbol: 'H =',
  hessian: 'Hessian: the second derivatives',
  hessianOf: (xx: string, xy: string, yy: string) =>
    `Hessian: first row ${xx}, ${xy}; second row ${xy}, ${yy}`,
  max: 'λmax',
  maxMeaning:
    'Sharpness: the largest eigenvalue of the Hessian, the curvature along the direction that bends up most.',
  min: 'λmin',
  minMeaning:
    'The smallest eigenvalue of the Hessian; below zero the surface bends down along its direction.',
  condition: 'κ',
  conditionMeaning: 'Condition number: the greater curvature over the smaller one, without signs.',
  divergence: 'div',
  divergenceMeaning:
    'Divergence of the negative gradient: minus the trace of the Hessian, minus both eigenvalues together. Below zero, what goes downhill gathers here. Its curl is 0, as of every gradient.',
  direction: (x: string, y: string) => `along (${x}, ${y})`,

  /** The rate that the next ones compare. */
  scheduled: (lr: string, step: string) => `${lr}, which the schedule gives at step ${step},`,
  stable: (label: string, rate: string, formula: string, limit: string) =>
    `${label}: learning rate ${rate} is within ${formula} = ${limit}, the largest that is stable for this curvature.`,
  /** Where one direction only has a limit. */
  stableAlong: (label: string, rate: string, formula: string, limit: string) =>
    `${label}: learning rate ${rate} is within ${formula} = ${limit}, the largest that is stable along the direction that bends up.`,
  atLimit: (label: string, rate: string, formula: string, limit: string) =>
    `${label}: learning rate ${rate} is ${formula} = ${limit}: along the direction that bends up most, steps neither shrink nor grow.`,
  tooLarge: (rate: string, formula: string, limit: string) =>
    `Learning rate ${rate} is above ${formula} = ${limit} here: along the direction that bends up most, each step overshoots by more than it came.`,
  tooLargeWithVelocity: (rate: string, formula: string, limit: string) =>
    `Learning rate ${rate} is above ${formula} = ${limit} here: along the direction that bends up most, the swings grow.`,
  /** Of the other direction, behind one of these. */
  other: {
    up: '',
    flat: ' Along the other the curvature sets no limit.',
    down: ' Along the other, which bends down, steps grow whatever the rate.',
  } satisfies Record<Other, string>,
  noUpward: {
    up: '',
    flat: 'Nothing bends here, so the curvature sets no limit to the learning rate.',
    down: 'Nothing bends up here, so no learning rate is too large; along what bends down, steps grow whatever the rate.',
  } satisfies Record<Other, string>,
  rest: (label: string) => `${label}: at a learning rate of zero no step is taken.`,
  noBound: (label: string) => `For ${label} no bound on the learning rate follows from λmax alone.`,
  noRun: 'No optimizer is selected.',
  /** Closer than the line itself is to the flow. */
  onFlow: (label: string, distance: string) => `${label} stays within ${distance} of the gradient flow.`,
  stray: (label: string, distance: string) => `${label} strays up to ${distance} from the gradient flow.`,
  strayThenLeft: (label: string, distance: string, step: string) =>
    `${label} strays up to ${distance} from the gradient flow, then leaves its surroundings at step ${step}.`,
  strayNoRun: 'The gradient flow is drawn from the start.',
  flowIs:
    'The flow solves the differential equation dθ/dt = −∇f, as the course of the recovery model solves its own; a step of gradient descent is a step of Euler’s method along it.',
  flowCut: 'Its line ends early: the ravine is too stiff to be followed farther in time.',
  flowBroken: 'Its line ends early: the flow comes to where the gradient is not finite.',
} as const;

spoken({ curvature });
