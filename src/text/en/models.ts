import type { ModelOption, OptionValue } from '../../core/models/types.ts';
import type { PlaneKind } from '../../core/scene/scene.ts';
import { counted } from '../grammar.ts';
import { listed } from '../listed.ts';
import { spoken } from '../spoken.ts';

/** What an option may be, by its key and the value. */
const choices: Readonly<Record<string, string>> = {
  'activation tanh': 'Tanh',
  'activation relu': 'ReLU',
  'activation sigmoid': 'Sigmoid',
  'activation gelu': 'GELU',
  'activation gelu-tanh': 'GELU by tanh',
  'objective cross-entropy': 'Cross-entropy',
  'objective squared error': 'Squared error',
  'initial he': 'He',
  'initial glorot': 'Glorot',
  'initial zero': 'Zero',
  'initial large': 'Too large',
  'fit squares': 'Squared',
  'fit absolute': 'Absolute',
  'fit huber': 'Huber',
  'task route': 'Route',
  'task depot': 'Depot',
  'likelihood dose': 'Dose and response',
  'likelihood line': 'Line through sales',
  'moves simultaneous': 'Simultaneous',
  'moves alternating': 'Alternating',
  'drawn first': 'What x makes small',
  'drawn second': 'What y makes large',
};

/** Words about models on data: their options, the plane on which they are seen, what their parameters do. */
export const models = {
  restored: (sentences: readonly string[]) => `Not all of the model could be taken: ${sentences.join(' ')}`,
  parameters: (count: string) =>
    `One point of the landscape is one set of its ${count} parameters; the seed under Start draws the first.`,
  source: (source: string) => `Source: ${source}`,
  options: {
    points: 'Points per class',
    noise: 'Noise of data',
    dataSeed: 'Seed of data',
    classes: 'Classes',
    turns: 'Turns',
    hiddenLayers: 'Hidden layers',
    units: 'Units',
    activation: 'Activation',
    objective: 'Objective',
    initial: 'Initial weights',
    initialScale: 'Initial scale',
    weightDecay: 'Weight decay',
    batchSize: 'Batch size',
    months: 'Months',
    outliers: 'Outliers',
    heldBack: 'Held back',
    fit: 'Error',
    delta: 'Huber’s δ',
    degree: 'Degree of trend',
    season: 'Season',
    price: 'Price',
    marketing: 'Marketing',
    standardize: 'Standardize',
    ridge: 'Ridge',
    smile: 'Smile',
    spot: 'Share today',
    volatility: 'First volatility',
    strikes: 'Strikes',
    lowest: 'Lowest strike',
    highest: 'Highest strike',
    maturities: 'Maturities',
    patients: 'Patients',
    baseRate: 'Base rate',
    posWeight: 'Weight of returns',
    threshold: 'Threshold',
    joints: 'Joints',
    avoid: 'Obstacles cost',
    moments: 'Postures',
    smoothness: 'Smoothness',
    task: 'Task',
    waypoints: 'Waypoints',
    jamRadius: 'Reach of jams',
    treatment: 'Treatment',
    from: 'Treated from',
    until: 'Treated until',
    first: 'Value at day 0',
    pace: 'Steps a day',
    measured: 'Days measured',
    askew: 'Askew to the axes',
    axesSeed: 'Seed of axes',
    facts: 'Facts',
    exponent: 'Zipf’s exponent',
    depth: 'Matrices',
    scale: 'First weights',
    size: 'Rows and columns',
    rank: 'Rank',
    balance: 'U over V at first',
    likelihood: 'Data',
    deviation: 'Errors',
    priorA: 'Prior of intercept',
    priorB: 'Prior of slope',
    min: 'Min over x',
    max: 'Max over y',
    moves: 'Moves',
    drawn: 'Surface drawn',
  } as Readonly<Record<string, string>>,
  choice: ({ key }: ModelOption, value: OptionValue): string =>
    choices[`${key} ${String(value)}`] ?? String(value),

  plane: 'Plane',
  planeMeaning: 'The plane through the space of all parameters on which the loss is drawn.',
  planes: {
    auto: 'By itself',
    ends: 'Through ends of runs',
    principal: 'Principal directions',
    hessian: 'Largest curvatures',
    step: 'Step and gradient',
    random: 'Random, filter-normalized',
    parameters: 'Two parameters',
  } satisfies Record<PlaneKind, string>,
  planeSeed: 'Seed of plane',
  planeSeedMeaning: 'Draws the two random directions.',
  axis: ['Parameter along x', 'Parameter along y'] as const,
  axisMeaning: 'A parameter of the model by its name, “W1 3, 2”, or by its place among all, from 0.',

  through: (names: readonly string[], withStart: boolean) =>
    `through ${withStart ? 'the start and ' : ''}the last points of ${listed(names)}`,
  alongMovement: (names: readonly string[], first: string, second: string) =>
    `along the principal directions of ${listed(names)}, ${first} and ${second} of all movement`,
  ofCurvatures: (name: string, step: string, first: string, second: string) =>
    `the two largest curvatures at step ${step} of ${name}, ${first} along x and ${second} along y`,
  ofStep: (name: string, step: string, isAlong: boolean) =>
    isAlong
      ? `step ${step} of ${name} along x, which is along the gradient; y is that of the gradient after it`
      : `step ${step} of ${name} along x, and the gradient there`,
  planeRun: 'Run of plane',
  planeRunMeaning: 'The run whose step, end or movement spans the plane.',
  allRuns: 'All together',
  firstRun: 'The first',
  noParameter: (text: string) =>
    `No parameter is called “${text}”: type a name such as “W1 3, 2”, or its place.`,
  random: (name: string) => `two random directions, normalized by filter, at the end of ${name}`,
  ofParameters: (first: string, second: string, name: string) =>
    `${first} and ${second} at the end of ${name}`,
  allParameters: (first: string, second: string) => `${first} along x, ${second} along y: all that there is`,
  planeIs: (what: string) => `${what}.`,
  ofSecond: 'The surface, and the loss in the legend, is what y makes large.',
  instead: (asked: string) => `What “${asked}” asks for spans no plane here.`,
  hangs: 'Each path hangs at its true loss; thin lines drop to the plane.',
  off: (name: string, distance: string, share: string | null) =>
    `${name} is ${distance} off it here${share === null ? '' : `; ${share} of its way lies in it`}.`,
  averageOff: (distance: string) => `Its average is ${distance === '0' ? 'on it' : `${distance} off it`}.`,
  runOff: (name: string, distance: string) => `${name} ${distance}`,
  allOff: (runs: readonly string[]) => (runs.length > 0 ? `Off it here: ${runs.join(', ')}.` : ''),
  on: (name: string) => `${name} is on it here.`,
  below: (names: readonly string[]) =>
    `${listed(names)} ${counted(names.length, { one: 'lies below the surface and is', other: 'lie below the surface and are' })} seen through it.`,
  farAbove: (name: string) => `${name}’s loss is beyond the scale: it is drawn at its edge.`,
  waiting: 'Recording the first steps …',
  noRuns: 'No optimizer runs: a plane goes through runs.',
  noData: 'The digits could not be fetched: with a connection, the next change of the scene tries again.',
  failed: (message: string) => `The model cannot be shown: ${message}`,
  noPlane: 'nothing moves, so that the runs span no plane.',
  computed: (step: string, steps: string) => `computed to ${step} of ${steps}`,
  losses: (done: string, total: string) =>
    `loss computed at ${done} of ${total} steps, straight lines between these`,
  curvatures: (done: string, total: string) =>
    `largest curvature found at ${done} of ${total} steps; another chart ends it`,
  whole: 'all steps are computed',
  limited: (steps: string) =>
    `Of this many parameters ${steps} steps of each run are kept, which fill 100 MB; take fewer optimizers or steps.`,
  thinned: (every: string) =>
    `Of this many parameters those of one step in ${every} are kept; others are computed again when they are shown, the same to the bit.`,

  picture: {
    title: (name: string) => `The model at this step, by ${name}`,
    none: 'No optimizer runs: data alone.',
    boundary: (name: string, classes: string, isHeldBack: boolean) =>
      `The plane of inputs, tinted by which of ${classes} classes ${name}’s model finds probable, with the data, a shape for each class${isHeldBack ? '; hollow ones are held back' : ''}.`,
    drag: {
      boundary: 'Points can be dragged; a click shows the own gradient of one.',
      fit: 'Points can be dragged up and down; a click shows the own gradient of one.',
    },
    notFetched: 'The picture of the model could not be fetched: another optimizer or option tries again.',
    others: 'Thin lines: the boundaries of the other optimizers.',
    /** @param own what the columns of one's own data are called */
    fit: (
      name: string,
      own: { readonly over: string; readonly target: string } | null,
      isHeldBack: boolean,
    ) =>
      `${own ? `“${own.target}” over “${own.over}”` : 'Data over the years'}, and the fit of ${name}${isHeldBack ? '; hollow points are held back' : ''}.`,
    units: {
      heading: 'The columns of the data',
      asTheyAre: 'As they are',
      standardized: 'Standardized',
      condition: (ratio: string) => `κ = ${ratio}`,
      bowl: 'a bowl',
      ravine: 'a ravine',
    },
    axes: { over: 'years', target: 'sales' },
    away: (name: string, side: 'above' | 'below') => `${name}’s fit lies ${side} this picture`,
    residuals: (name: string) => `Residuals of ${name}: data less fit`,
    loss: 'Loss',
    right: 'Right',
    training: 'training',
    heldBack: 'held back',
    offPlane: 'Off plane',
    share: 'Way in plane',
    run: 'Run',
    numbers: 'Every run at this step',
  },

  step: {
    open: 'Equations of this step',
    parameter: 'Parameter',
    parameterMeaning:
      'Shows the numbers of one parameter, by its name, “W1 3, 2”, or by its place among all, from 0. Empty: the length and the first components of every vector.',
    all: 'all',
    more: 'More components',
    fewer: 'Fewer components',
    ended: 'No update leaves this step.',
    recording: 'The runs are still recorded.',
    noRun: 'No optimizer runs.',
    row: 'Data point',
    rowMeaning:
      'A row of the data to train with, from 1: its own gradient is drawn as a dashed arrow on stage and map, beside that of the step. In the picture a point is clicked.',
    none: 'none',
    rowIs: (row: string, isClass: boolean, target: string) =>
      `Data point ${row}, ${isClass ? `of class ${target}` : `whose value is ${target}`}:`,
    rowLength: (length: string, inPlane: string) =>
      `its own gradient is ${length} long; ${inPlane} of its square lies in the plane.`,
    rowShare: (share: string, rows: string, isBatch: boolean, label: string) =>
      `It makes ${share} of the gradient that ${label} is given here, the mean of ${isBatch ? `a minibatch of ${rows}` : `all ${rows}`}.`,
    rowNot: (rows: string, label: string) =>
      `It is not in the minibatch of ${rows} that ${label} is given here.`,
    arrows: (step: string, gradient: string | null) =>
      `Arrows are what lies in it, of squared lengths ${step} of the step${gradient === null ? '' : ` and ${gradient} of the gradient`}.`,
  },

  data: {
    open: 'Data …',
    isOwn: 'Data of one’s own',
    heading: (model: string) => `Data of ${model}`,
    says: 'The text can be edited, pasted over, or a CSV dropped here. Nothing of it leaves this page.',
    close: 'Close',
    field: 'The data as text',
    file: 'A CSV file',
    target: 'target',
    take: 'Train on this data',
    back: 'Back to the made data',
    pick: {
      classes: ['Along x', 'Along y', 'Class'],
      numbers: ['Time', 'What is to be explained'],
      prices: ['Strike', 'Maturity in years', 'Price'],
      outcome: ['Outcome, of two'],
      matrix: ['Last column'],
      facts: ['Frequency', 'Answer'],
      groups: ['Dose', 'How many', 'How many respond'],
      course: ['Day', 'Value'],
      places: ['x', 'y', 'Radius, delay or weight'],
    },
    rows: (rows: number) => counted(rows, { one: 'One row is taken.', other: '# rows are taken.' }),
    none: 'No row has a number in each of these columns.',
    noColumn: 'none',
    lacking: (role: string) => `No column is known for “${role}”: choose one.`,
    guessed: (column: string, role: string) => `${column} is taken for “${role}”.`,
    twice: (column: string) => `${column} is chosen for two things; each takes a column of its own.`,
    passedOver: (columns: readonly string[]) =>
      `Most cells of ${listed(columns)} are no numbers: ${counted(columns.length, { one: 'it is', other: 'they are' })} passed over.`,
    classes: (names: readonly string[]) => `Classes: ${listed(names)}.`,
    left: (count: number, row: string, column: string, cell: string) =>
      `${counted(count, { one: 'One row is', other: '# rows are' })} left out: row ${row} has ${cell === '' ? 'nothing' : `“${cell}”`} in ${column}.`,
    tooMany: (rows: string) => `There are more rows; the first ${rows} are taken.`,
    tooWide: (columns: string) => `There are more columns; the first ${columns} are read.`,
    notInLink:
      'The data is too long for a link, which will show the made data. Save the scene to a file to keep yours.',
    empty: 'There are no rows yet: paste a table, with a name over each column.',
    narrow: (columns: number, wanted: string) =>
      `The table has ${counted(columns, { one: 'one column', other: '# columns' })}; ${wanted} are needed.`,
    large: 'The file is larger than 8 MB: only its beginning is read.',
    unreadable: 'The file could not be read.',
  },

  missing:
    'Of models there is no panel of curvature: there are as many curvatures as parameters, and the chart has the largest. Nor is there a sweep of learning rates, which would train each of them some fifty times, or a map of where each start ends: no list of the minima is known by which ends could be told apart.',
  notYet: 'The runs are still recorded: export when they are whole.',
  notOnPaper: 'A model is trained while it is shown: on paper there is its link alone.',
} as const;

spoken({ models });
