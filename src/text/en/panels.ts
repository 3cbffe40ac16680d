import type { LossEntry } from '../../core/losses/types.ts';
import type { ModelId } from '../../core/scene/model-door.ts';
import type { Projection, View } from '../../core/scene/scene.ts';
import type { HeightScaleKind, Scales } from '../../core/geometry/types.ts';
import type { SwarmColour } from '../../core/run/swarm-looks.ts';
import type { Budget } from '../../core/run/limit.ts';
import { counted } from '../grammar.ts';
import { spoken } from '../spoken.ts';

const counts = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** Words of the page's frame: header, panels, legend, transport, controls, help. */
export const panels = {
  name: 'Fall Line',
  header: {
    skip: 'Skip to Play',
    light: 'Switch to the light theme',
    dark: 'Switch to the dark theme',
    help: 'Keyboard shortcuts',
    more: 'More',
    controlsPanel: 'Controls panel',
    sidePanel: 'Map and charts panel',
  },
  title: {
    window: (surface: string, rules: readonly string[]) =>
      `${surface}${rules.length > 0 ? `: ${rules.join(', ')}` : ''} – Fall Line`,
    equalMinima: (name: string, count: number) => `${name}, ${counts[count] ?? String(count)} equal minima`,
    family: {
      bowl: (name: string) => `${name}, a bowl`,
      valley: (name: string) => `${name}, a valley`,
      'many minima': (name: string) => `${name}, many minima`,
      saddle: (name: string) => `${name}, a saddle`,
      plateau: (name: string) => `${name}, a plateau`,
      model: (name: string) => `${name}, the loss of a model`,
    } satisfies Record<LossEntry['family'], (name: string) => string>,
  },
  landmarks: {
    stage: 'Stage',
    controls: 'Controls',
    side: 'Map and charts',
    transport: 'Playback',
    legend: 'Optimizers',
    tabs: 'Panels',
  },
  undo: 'Undo',
  redo: 'Redo',
  reset: 'Back to the beginning of this scene',
  notShown: (name: string) => `What is typed is no formula yet. Shown: ${name}`,
  notice: { dismiss: 'Dismiss' },
  curveFailed: 'The curve could not be loaded. Check the network and reload the page.',
  panelsFailed: 'Some panels could not be loaded. Reload the page to try again.',
  modelsFailed: 'Models could not be loaded. Reload the page to try again.',
  controlsFailed: 'The controls could not be loaded. Reload the page to try again.',

  transport: {
    toStart: 'To start',
    stepBack: 'Step back',
    play: 'Play',
    pause: 'Pause',
    stepForward: 'Step forward',
    toEnd: 'To end',
    scrubber: 'Step',
    stepNumber: 'Go to step',
    stepOf: (step: string, steps: string) => `${step} of ${steps}`,
    steps: (steps: string) => `/ ${steps}`,
    speed: 'Playback speed',
    stepsPerSecond: (speed: number) => counted(speed, { one: '# step/s', other: '# steps/s' }),
    loop: 'Loop',
  },

  legend: {
    lr: 'lr',
    /** After it under a schedule, before the rate of the update that leaves the step shown. */
    now: 'now',
    part: (name: string, value: string) => `${name} ${value}`,
    /** A label where it does not stand alone. */
    within: (label: string) => label.toLowerCase(),
    off: (name: string) => `${name} off`,
    schedule: 'schedule',
    noise: (deviation: string, isShare: boolean) =>
      isShare ? `noise σ ${deviation} of the gradient` : `noise σ ${deviation}`,
    heavy: 'heavy-tailed',
    seed: (seed: string) => `seed ${seed}`,
    evaluations: (count: number) => counted(count, { one: '# evaluation each', other: '# evaluations each' }),
    /** Of the selected optimizer, in dots. */
    swarm: (count: string, colour: SwarmColour) =>
      `swarm of ${count}, ${{ basin: 'a colour for each minimum', loss: 'bright: high', speed: 'bright: long steps' }[colour]}`,
    all: 'All optimizers',
    select: (label: string) => `Explain the steps of ${label}`,
    summary: (step: string, steps: string, parts: readonly string[]) =>
      [`Step ${step} of ${steps}.`, ...parts].join(' '),
    run: (label: string, loss: string, status: string) =>
      status ? `${label}: loss ${loss}, ${status}.` : `${label}: loss ${loss}.`,
  },

  controls: {
    editRule: 'Edit as text',
    reset: (meaning: string, value: string) => `${meaning} Double-click to set it back to ${value}.`,
    isSuggested: (name: string) => `${name}: suggested by the surface, and follows it until you set it`,
    isSet: (name: string) => `${name}: set by you; press to take the surface’s suggestion again`,
    loss: 'Loss surface',
    allLosses: 'All losses, with pictures …',
    surface: 'Surface',
    surfaceMeaning: 'The function that the optimizers go down.',
    modelFamily: 'Models on data',
    models: {
      digits: 'Digits, a network',
      spiral: 'Spiral, a network',
      moons: 'Moons, a network',
      xor: 'XOR, a network',
      logistic: 'Logistic regression, two classes',
      softmax: 'Softmax regression, three classes',
      readmission: 'Readmission of patients',
      sales: 'Sales trend',
      'option-prices': 'Option prices',
      'robot-arm': 'Robot arm',
      delivery: 'Delivery route and depot',
      recovery: 'Recovery, a differential equation',
      memory: 'Memory of facts',
      'deep-linear': 'Deep linear product',
      'low-rank': 'Low-rank factors',
      'two-players': 'Two players',
      posterior: 'Posterior of a dose and its response',
    } satisfies Record<ModelId, string>,
    customSurface: 'Your formula',
    families: {
      bowl: 'Bowls',
      valley: 'Valleys',
      'many minima': 'Many minima',
      saddle: 'Saddles',
      plateau: 'Plateaus',
      model: 'Models',
    } satisfies Record<LossEntry['family'], string>,
    ownFamily: 'Your own',
    formula: 'f(x, y)',
    formulaName: 'Formula of f(x, y)',
    formulaMeaning:
      'The loss as a formula in x and y, or in two names of its own, such as (1-x)^2 + 100(y-x^2)^2. Other letters get sliders.',
    parameter: (name: string) => `Parameter ${name}`,
    parameterMeaning: (name: string) =>
      `The value of ${name} in the formula. The box takes values beyond the slider, which then reaches as far.`,
    formulaReset: 'Double-click to set it back to the formula of the surface.',
    formulaAt: 'The mistake is here: ',
    formulaShown: (name: string) => `Shown until then: ${name}`,
    formulaAgain: (typed: string) => `Take up again: ${typed}`,
    curve: 'As a curve',
    curveMeaning:
      'A formula of one variable is a curve, with its derivatives below; else a trough along the other axis, on which nothing depends.',
    domainX: 'x range',
    domainY: 'y range',
    domainMeaning: 'The rectangle of the domain that is drawn. The optimizers may leave it.',
    domainReset: 'Double-click to set it back to that of the surface.',
    from: (axis: string) => `${axis} from`,
    to: (axis: string) => `${axis} to`,
    heightScale: 'Height scale',
    heightScaleMeaning: 'How a loss becomes a height: proportional, by its logarithm, or by its rank.',
    heightScales: { linear: 'Linear', log: 'Logarithmic', rank: 'Rank' } satisfies Record<
      HeightScaleKind,
      string
    >,
    scales: 'Scales of x, y',
    scalesMeaning:
      'Whether x and y are drawn at one scale, so that circles stay circles. Automatic: unless the domain is longer than 1:6.',
    scaleChoices: { auto: 'Automatic', equal: 'Equal', fill: 'Fill' } satisfies Record<Scales, string>,
    start: 'Start',
    startMeaning: (axis: string) => `Where every optimizer starts, along ${axis}.`,
    noise: 'Gradient noise',
    noiseMeaning:
      'Standard deviation of the noise added to each component of the gradient; the same draws for all.',
    seed: 'Seed',
    seedMeaning: 'Which draws the noise takes: the same seed gives the same run.',
    optimizerOn: (label: string) => `Run ${label}`,
    duplicate: (label: string) => `Duplicate ${label}`,
    remove: (label: string) => `Remove ${label}`,
    add: '+ Add optimizer',
    more: 'More knobs',
    run: 'Run',
    steps: 'Number of steps',
    stepsMeaning:
      'How many updates are recorded for every optimizer, or evaluations if these are what is equal.',
    budget: 'Equal number of',
    budgetMeaning:
      'What every optimizer gets the same number of: updates, or evaluations of the loss, its gradient or its Hessian.',
    budgets: { steps: 'Steps', evaluations: 'Evaluations' } satisfies Record<Budget, string>,
    view: 'View',
    projection: 'Projection',
    projectionMeaning: 'How the surface is seen: as the eye does, without foreshortening, or straight down.',
    projections: {
      perspective: 'Perspective',
      orthographic: 'Orthographic',
      top: 'From above',
    } satisfies Record<Projection, string>,
    future: 'Steps to come',
    futureMeaning: 'Draws the rest of every path faintly.',
    minima: 'Minima',
    minimaMeaning: 'Marks the minima, saddles and maxima of the surface that are known.',
    layout: 'Layout',
    layoutMeaning: 'One surface for all optimizers, or a map of its own for each.',
    layouts: { one: 'One for all', multiples: 'Side by side' } satisfies Record<View['layout'], string>,
    theme: 'Theme',
    themeMeaning: 'Light, dark, or as the system has it.',
    themes: { auto: 'System', light: 'Light', dark: 'Dark' } satisfies Record<View['theme'], string>,
    home: 'Camera home',
    on: 'on',
    off: 'off',
    notANumber: 'This is not a number.',
    reading: (value: string) => `= ${value}`,
    notWhole: 'A whole number is needed.',
    atLeast: (min: string) => `At least ${min} is needed.`,
    atMost: (max: string) => `At most ${max} is possible.`,
    above: (min: string) => `More than ${min} is needed.`,
    below: (max: string) => `Less than ${max} is needed.`,
    emptyRange: 'The first number must be the smaller one.',
    narrowRange: (share: string) => `The numbers must differ by more than ${share} of them.`,
  },
} as const;

spoken({ panels });
