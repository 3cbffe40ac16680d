import { spoken } from '../spoken.ts';

/** Words of the map of settings. */
export const settings = {
  label: 'What becomes of each setting',
  noOptimizer: 'Without an optimizer there is nothing to set.',
  asking: 'Shown when the question is answered.',
  others: {
    startX: 'Start x',
    startY: 'Start y',
    noise: 'Noise',
    seed: 'Seed',
    batchSize: 'Batch size',
    initialScale: 'Initial scale',
    planeX: 'Start on the plane, x',
    planeY: 'Start on the plane, y',
  } as Readonly<Record<string, string>>,
  named: (label: string, symbol: string) => (symbol === '' ? label : `${label} ${symbol}`),
  across: 'Across',
  up: 'Up',
  from: (axis: string) => `${axis} from`,
  to: (axis: string) => `${axis} to`,
  log: 'log',
  logMeaning: (axis: string) => `Logarithmic axis of ${axis}`,
  wrongRange: 'A range goes from a number to a greater one; on a logarithm both are above 0.',
  colour: 'Colour',
  shows: { loss: 'Last loss', steps: 'Steps to arrive', end: 'How it ends' },
  tolerance: 'Within',
  toleranceMeaning: 'How near the lowest known loss a run has to come, in loss',
  noGoal: 'No minimum is known here that a run could come near to.',
  best: 'Best here',
  bestMeaning: 'Sets the scene to the best point of the map',
  whole: 'Whole range',
  wholeMeaning: 'Gives both axes the range that is suggested',
  ofLoss: (length: string) => `Loss after ${length}`,
  ofLossAbove: (length: string, lowest: string) => `Loss after ${length}, above ${lowest}`,
  ofSteps: (tolerance: string) => `First step within ${tolerance} of the lowest loss`,
  below: (value: string) => `≤ ${value}`,
  above: (value: string) => `≥ ${value}`,
  ended: 'diverged',
  endedMeaning: 'Overflowed, or has no next step',
  late: 'not there',
  lateMeaning: (tolerance: string, length: string) => `Not within ${tolerance} after ${length}`,
  arrived: 'there',
  arrivedMeaning: (tolerance: string) => `Came within ${tolerance} of the lowest loss`,
  kept: 'to the end',
  keptMeaning: (length: string) => `Ran all ${length}`,
  reasons: {
    overflow: 'Overflowed',
    'undefined loss': 'Loss undefined',
    'undefined gradient': 'Gradient undefined',
    'undefined step': 'Update undefined',
    'no matrix': 'No matrix',
    'two players': 'Two players',
  },
  size: (side: string) => `${side} × ${side} runs`,
  setting: (name: string, value: string) => `${name} ${value}`,
  lossIs: (at: string, loss: string, length: string) => `${at}: loss ${loss} after ${length}.`,
  arrives: (at: string, loss: string, length: string, step: string, tolerance: string) =>
    `${at}: loss ${loss} after ${length}, within ${tolerance} at step ${step}.`,
  stays: (at: string, loss: string, length: string, tolerance: string) =>
    `${at}: loss ${loss} after ${length}, never within ${tolerance}.`,
  ends: (at: string, why: string) => `${at}: ${why}.`,
  hint: 'Point at the map for a pixel’s run; a double click or the ring sets the scene, the wheel and a drawn box zoom.',
  onPlane:
    'Each pixel along such an axis is a start on the plane that the surface shows; the ring is where the model’s own start lies on it, which its seed sets.',
  crosshair: (name: string, at: string) => `Setting of ${name}: ${at}`,
  outside: 'outside of the map',
  theory: (formula: string, lambda: string) =>
    `Line: ${formula}, λmax = ${lambda}. Beyond it no run settles: steps along the steepest direction grow.`,
  theoryAt: (formula: string, lambda: string, x: string, y: string) =>
    `Line: ${formula}, λmax = ${lambda} at the minimum (${x}, ${y}). Beyond it no run settles there; the line is of the local quadratic.`,
  spoken: (name: string, best: string | null, ended: string) =>
    `Map of settings of ${name}: ${best === null ? '' : `best ${best} `}Diverged: ${ended}.`,
} as const;

spoken({ settings });
