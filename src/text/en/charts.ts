import { spoken } from '../spoken.ts';

/** Words of the map and the charts. */
export const charts = {
  map: {
    /** Of a loss of one variable, drawn as a curve. */
    startOnCurve: (x: string, at: string) =>
      `Start at ${x} ${at}. Left and right arrow keys move it, with Shift ten times as far.`,
    movedOnCurve: (x: string, at: string, f: string) => `Start ${x} ${at}, loss ${f}`,
    hint: 'Drag the ring to move the start',
    home: 'Home: show the whole surface',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    layers: 'Layers',
    curvature: 'Curvature',
    curvatureMeaning:
      'Hatched: the Hessian is indefinite, a saddle’s curvature. Dotted: it is negative, a hilltop’s.',
    labels: 'Contour labels',
    labelsMeaning: 'The loss on every fifth contour line.',
    start: (x: string, y: string, [first, second]: readonly string[]) =>
      `Start at ${first} ${x}, ${second} ${y}. Arrow keys move it, with Shift ten times as far.`,
    startOutside: 'It lies outside the map.',
    moved: (x: string, y: string, f: string, [first, second]: readonly string[]) =>
      `Start ${first} ${x}, ${second} ${y}, loss ${f}`,
    scales: 'One scale for x and y',
    scalesMeaning: 'Circles stay circles. Otherwise the map and the stage are filled.',
    different: (x: string, y: string) => `${x} and ${y} at different scales`,
    f: 'f',
    gradient: '∇f',
    push: 'push',
    describe: (name: string, [x, y]: readonly string[], x0: string, x1: string, y0: string, y1: string) =>
      `Contour map of ${name}, ${x} from ${x0} to ${x1}, ${y} from ${y0} to ${y1}.`,
    describeRun: (label: string, x: string, y: string, f: string) => `${label} at (${x}, ${y}), loss ${f}.`,
    describeBecame: (label: string, what: string) => `${label}: ${what}.`,
    describeStep: (step: number, steps: number) => `Step ${step} of ${steps}.`,
    custom: 'a formula of one’s own',
  },
  chart: {
    quantity: 'Quantity',
    quantities: {
      loss: 'Loss per step',
      excess: 'Loss above the minimum',
      distance: 'Distance to the nearest minimum',
      gradientNorm: 'Gradient norm',
      stepLength: 'Step length',
      rate: 'Learning rate',
      rateX: 'Effective learning rate, x',
      rateY: 'Effective learning rate, y',
      sharpness: 'Sharpness',
      offPlane: 'Distance off the plane',
      inPlane: 'Share of the way in the plane',
    },
    rateAlong: (variable: string) => `Effective learning rate, ${variable}`,
    unknown: (name: string) => `${name} (no minimum known)`,
    scale: 'Scale of the vertical axis',
    log: 'log',
    linear: 'linear',
    measuredFrom: (value: string) => `above ${value}`,
    symmetric: (value: string) => `signed log, linear to ±${value}`,
    noLog: 'linear, as values are below zero',
    below: (value: string) => `< ${value}`,
    above: (value: string) => `> ${value}`,
    lowestRecorded: 'above the lowest recorded',
    knownMinima: 'of those that are known',
    limit: 'dashed: stability limit',
    someSteps: (steps: number) => `of ${steps} steps`,
    logSteps: 'log steps',
    logStepsMeaning: 'Steps on a logarithmic axis: the first ones are seen as well as the last.',
    allSteps: 'Show all steps',
    fewerSteps: 'Show fewer steps',
    moreSteps: 'Show more steps',
    notDefined: (labels: string) => `not defined for ${labels}`,
    step: (step: string) => `Step ${step}`,
    none: 'none',
    scrub: 'Playhead of the chart',
    describe: (quantity: string, from: string, to: string) => `${quantity}, steps ${from} to ${to}.`,
    describeRun: (label: string, first: string, last: string) => `${label}: from ${first} to ${last}.`,
    describeBecame: (label: string, what: string) => `${label}: ${what}.`,
    empty: 'No optimizer is on.',
  },
  figure: {
    steps: 'step',
  },
} as const;

spoken({ charts });
