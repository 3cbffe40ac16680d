import { sceneSentences } from '../../core/scene/scene-sentences.ts';
import type { Words } from '../types.ts';
import { spoken } from '../spoken.ts';

/** What a name that is not known may have been meant for, in the middle of a sentence. */
const nearest = (near: string | undefined) => (near === undefined ? '' : `; the nearest is "${near}"`);

const oneOf = (names: readonly string[]) => `one of ${names.join(', ')}`;

/** What is said of outside data that could not be taken. */
export const sceneFaults: Words['sceneFaults'] = {
  mustBe: (name, form, found, near) => `${name} must be ${form}, not ${found}${nearest(near)}.`,
  formula: (message) => `The formula cannot be used: ${message}`,
  rule: (line, message) => `The rule cannot be used: line ${line}: ${message}`,
  parameter: (name) => `The parameter ${name} must be a number from -1000000 to 1000000.`,
  noFormula: "A surface of one's own needs a formula.",
  unusedFormula: (loss) => `The formula is not used, because the surface is "${loss}"; "custom" takes it.`,
  unusedLoss: (found) => `loss is not used, because there is a formula; it was ${found}.`,
  noCurve: 'curve is not used, because only a formula of one variable is a curve.',
  unusedByModel: (name) => `${name} is not used, because there is a model.`,
  modelStart: 'start is not used: a model begins at its initial weights, which its seed draws.',
  unknownKey: (found, near) => `${found} is not known here${nearest(near)}.`,
  cutData: (rows, wanted) =>
    `${rows} of ${wanted} rows of the data came: the rest was cut off on the way, or is no number.`,
  askWithout: (name) => `${name} is not used, because nothing is asked.`,
  askUnseen: 'ask is not used: what it asks for is seen on a surface alone.',
  dataWithout: 'data is not used, because there is no model.',
  twice: (name) => `${name} is there more than once; the last one counts.`,
  unknownOptimizer: (found, near) => `No optimizer is called ${found}${nearest(near)}.`,
  noOptimizer: 'None of the optimizers could be read; the usual ones are shown.',
  unknownValue: (owner, found, known) =>
    `${owner} has no ${found}${known === '' ? '' : `; it has ${known}`}.`,
  tooMany: (count, limit) => `There are ${count} optimizers; the first ${limit} are taken.`,
  tooMuchWork: (steps, allowed) =>
    `steps is ${allowed} instead of ${steps}: with this formula and as many optimizers, more would take too long.`,
  beyondEnd: (step, steps) => `step ${step} is beyond the last step, ${steps}.`,
  domain: (form, share, found) =>
    `domain must be ${form}, x0 below x1 and y0 below y1 by more than ${share} of them, not ${found}.`,
  newer: (version) =>
    `This scene comes from a newer Fall Line (version ${version}); what is not known here is left out.`,
  mended: (name, found, read) => `${name} arrived damaged as ${found} and was read as ${read}.`,
  parted: (name) => `A missing "&" before ${name} was put back.`,
  joined: 'The link arrived with other signs for "&" or "=" and was read as it was meant.',
  encodedWhole: 'The link arrived encoded as a whole and was decoded.',
  unseen:
    'The link arrived with blanks, line breaks, a full stop or signs that are not seen; they are left out.',
  before: (head) => `"${head}", which stands before the scene in the link, is left out.`,
  behind: (tail) => `"${tail}", which was put behind the link, is left out.`,
  tooLong: (limit) => `The link is longer than ${limit} characters and was not read.`,
  notADocument: 'This is not a scene of Fall Line.',
  more: 'There is more that could not be taken.',

  number(whole, low, high) {
    const noun = whole ? 'a whole number' : 'a number';
    if (low && high && !low.exclusive && !high.exclusive) return `${noun} from ${low.value} to ${high.value}`;
    const ends = [
      ...(low ? [`${low.exclusive ? 'above' : 'of at least'} ${low.value}`] : []),
      ...(high ? [`${high.exclusive ? 'below' : 'of at most'} ${high.value}`] : []),
    ];
    return [noun, ends.join(' and ')].join(' ').trim();
  },
  either: (first, second) => `${first} or ${second}`,
  oneOf,
  anyOf: (names) => `any of ${names.join(', ')}`,
  onOrOff: 'on or off',
  twoNumbers: (low, high) => `two numbers from ${low} to ${high}`,
  fourNumbers: (low, high) => `four numbers x0, x1, y0, y1 from ${low} to ${high}`,
  interval: (max) => `two whole numbers from 0 to ${max}, the first below the second, or all`,
  aFormula: 'a formula of two variables',
  aText: (max) => `a text of at most ${max} characters`,
  aLongerOne: 'a longer one',
  optimizers: 'a list of optimizers',
  question: (kinds) => `${oneOf(kinds)} with a run, a step or a goal`,
  model: (ids) => `${oneOf(ids)} with options`,
  option: 'a number, a text, true or false',
  plane: (kinds) => `${oneOf(kinds)}, with a run, a seed or two parameters`,
  camera: 'a projection with azimuth, elevation, zoom, x, y',
  settingMap: (shows) => `none, or ${oneOf(shows)} with what is set of the axes`,
  swarm: (starts) => `none, or ${oneOf(starts)} with count, spread, colour, map`,
  race: (searches) => `none, or ${oneOf(searches)} with trials, spread, second`,
  numberNames: 'names of numbers, one for each optimizer',
  axis: 'the name of a number, with a range and a scale if these are set',
  range: (isLog) => `two numbers${isLog ? ' above 0' : ''}, the first below the second`,
  anotherThan: (name) => `another than ${name}`,
  target: 'a list of two numbers from -0.5 to 0.5',
  data: 'a number of rows, names of columns and numbers',
  aVersion: 'a whole number of at least 1',
  aList: 'a list',
  anObject: 'an object',
  nothing: 'nothing',
  ofType: (type) => `a ${type}`,

  of: (name, owner) => `${name} of ${owner}`,
  ofCamera: (name, camera) => `${name} of the ${camera}`,
  ofAverage: (name) => `${name} of the average`,
  ofSchedule: (name, kind) => `${name} of the schedule ${kind}`,
  schedule: (kind) => `The schedule ${kind}`,
  values: (rule) => `values of ${rule}`,
  options: (model) => `options of ${model}`,
};

spoken({ sceneFaults });
sceneSentences.give(sceneFaults);
