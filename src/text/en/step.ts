import type { UpdatePart } from '../../core/optimizers/types.ts';
import type { EndReason, RunEnd } from '../../core/run/types.ts';
import type { StageName } from '../../core/run/anatomy.ts';
import { spoken } from '../spoken.ts';

/** What is wrong where a run ended. */
const why = {
  overflow: 'the position or the loss is too large a number.',
  'undefined loss': 'the loss has no value there.',
  'undefined gradient': 'the loss has no gradient there.',
  'undefined step': 'the update has no value there.',
  'no matrix': 'it is a rule for matrices, and no parameter here is one.',
  'two players':
    'two players have a loss each, and it searches along one, reads its value, or takes both variables together where they take turns.',
} satisfies Record<EndReason, string>;

/** What else to do about it. */
const instead: Readonly<Partial<Record<EndReason, string>>> = {
  'no matrix': 'Choose a model with matrices: the memory of facts, a product, a network.',
  'two players': 'Choose a rule such as gradient descent, momentum, RMSprop or Adam.',
};

/** How the gradient's part of a step goes: against the gradient, downhill in another direction, or neither. */
export type Descent = 'against' | 'downhill' | 'other';

/** Words of the panel that explains one step. */
export const step = {
  title: (label: string) => (label === '' ? 'This step' : `This step, by ${label}`),
  note: (at: string, of: string) => `step ${at} of ${of}`,
  none: 'No optimizer is selected. Choose one in the list over the surface, and its step is explained here.',
  off: (label: string) =>
    `${label} is switched off. Switch it on, or choose another optimizer, to see a step.`,
  ended: (label: string, { step, reason }: RunEnd) =>
    `${label} ended at step ${step}: ${why[reason]} Step back to see the update that led there.`,
  endedStart: (label: string, { reason }: RunEnd) =>
    `${label} cannot start here: ${why[reason]} ${instead[reason] ?? 'Move the start to see a step.'}`,

  formula: 'The formula',
  derivatives: 'Gradient and Hessian',
  derivativesAlong: 'Derivatives',
  tooLong: 'too long to read',
  open: 'Open the step',
  close: 'Close the step',
  key: 'S',
  back: 'One stage back',
  forward: 'One stage forward',
  controls: 'Stages of the step',
  copy: 'Copy as TeX',
  copied: 'Copied',
  notCopied: 'The browser did not allow copying',
  arrows: 'Arrows',
  scale: (factor: string | null) => (factor === null ? 'Arrows at true length' : `Arrows drawn ${factor} ×`),
  magnifier: 'Magnifier of the arrows',
  magnify: 'Magnify ten times more',
  reduce: 'Magnify ten times less',
  power: (power: string) => `magnified ${power} ×`,
  arrowsShort: 'Too short to see.',
  arrowsLong: 'Longer than the map.',
  offer: (power: string) => `Magnify ${power} ×`,
  offerNone: 'Not magnified',
  notRun: 'The run ends here: this step is not taken.',
  resting: 'The position does not change.',
  uphill: 'Gradient',
  before: 'Carried over',
  noise: 'noise',
  length: 'length',
  equations: (label: string) => `The update of ${label}, line by line`,
  linesHelp: 'Up and down arrows move from line to line; the line’s arrow lights up.',

  stages: {
    gradient: 'Gradient',
    moments: 'Moments',
    correction: 'Correction',
    step: 'Step',
  } satisfies Record<StageName, string>,

  parts: {
    gradient: 'Gradient',
    decay: 'Weight decay',
    velocity: 'Velocity',
    firstMoment: 'First moment',
    secondMoment: 'Second moment',
    correctedFirstMoment: 'Bias-corrected first moment',
    correctedSecondMoment: 'Bias-corrected second moment',
    scaling: 'Scaling of each component',
    rate: 'Step size',
    pull: 'Pull back',
    noise: 'Noise',
    scalar: 'Coefficient',
    step: 'Update',
    point: 'Point',
    position: 'Position',
  } satisfies Record<UpdatePart, string>,

  /** Short names of the arrows, in their key: what each adds to the step. */
  marks: {
    gradient: 'gradient’s part',
    decay: 'weight decay’s part',
    velocity: 'velocity’s part',
    firstMoment: 'first moment’s part',
    secondMoment: 'second moment’s part',
    correctedFirstMoment: 'average’s part',
    correctedSecondMoment: 'second moment’s part',
    scaling: 'scaled part',
    rate: 'step sizes',
    pull: 'pull back',
    noise: 'noise',
    scalar: 'coefficient’s part',
    step: 'step taken',
    point: 'point tried',
    position: 'position after',
  } satisfies Record<UpdatePart, string>,
  uphillMark: 'gradient, uphill',
  updateMark: 'update’s part',
  plainMark: 'plain gradient descent',
  rowMark: 'gradient of the data point, uphill',
  boxMark: 'divides by',
  /** Said after an arrow's name: what it adds to the position. */
  contributes: (name: string, x: string, y: string, [first, second]: readonly string[]) =>
    `Arrow, ${name}: ${x} along ${first}, ${y} along ${second}.`,

  contributesAlong: (name: string, x: string, along: string) => `Arrow, ${name}: ${x} along ${along}.`,

  /** What a stage means, said once after its quantities. */
  meaning: {
    gradient: {
      against: 'The gradient points uphill; its part of the step goes against it, down the fall line.',
      downhill: 'The gradient points uphill; its part of the step goes downhill, but not straight down.',
      other: 'The gradient points uphill.',
    },
    moments: 'Gathered from this gradient and any before it.',
    correction: 'The averages as the step takes them: without the zeros that they began at, or weighed anew.',
    step: 'The update is taken off the position: the arrow of the step is minus the update.',
  } satisfies Record<StageName, string | Record<Descent, string>>,

  minus: 'minus ',
  timesTenTo: ' times ten to the ',
  vector: (name: string, x: string, y: string, [first, second]: readonly string[]) =>
    `${name}: ${x} along ${first}, ${y} along ${second}.`,
  number: (name: string, value: string) => `${name}: ${value}.`,
  moved: (name: string, x: string, y: string, [first, second]: readonly string[]) =>
    `${name}: ${first} ${x}, ${second} ${y}.`,
  stage: (number: string, count: string, name: string, sentences: string) =>
    `Stage ${number} of ${count}, ${name}. ${sentences}`,
  opened: (label: string, at: string) => `Step ${at}, by ${label}.`,
  closed: 'The step is closed.',
} as const;

spoken({ step });
