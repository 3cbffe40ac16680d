/** What a name that is not known may have been meant for, in the middle of a sentence. */
const nearest = (near: string | undefined) => (near === undefined ? '' : `; the nearest is "${near}"`);

/** Every sentence about outside data that could not be taken. `name` is the key in the link or file. */
export const sentences = {
  mustBe: (name: string, form: string, found: string, near?: string) =>
    `${name} must be ${form}, not ${found}${nearest(near)}.`,
  formula: (message: string) => `The formula cannot be used: ${message}`,
  rule: (line: number, message: string) => `The rule cannot be used: line ${line}: ${message}`,
  parameter: (name: string) => `The parameter ${name} must be a number from -1000000 to 1000000.`,
  noFormula: "A surface of one's own needs a formula.",
  unusedFormula: (loss: string) =>
    `The formula is not used, because the surface is "${loss}"; "custom" takes it.`,
  unusedLoss: (found: string) => `loss is not used, because there is a formula; it was ${found}.`,
  noCurve: 'curve is not used, because only a formula of one variable is a curve.',
  unusedByModel: (name: string) => `${name} is not used, because there is a model.`,
  modelStart: 'start is not used: a model begins at its initial weights, which its seed draws.',
  unknownKey: (found: string, near?: string) => `${found} is not known here${nearest(near)}.`,
  cutData: (rows: number, wanted: string) =>
    `${rows} of ${wanted} rows of the data came: the rest was cut off on the way, or is no number.`,
  askWithout: (name: string) => `${name} is not used, because nothing is asked.`,
  askUnseen: 'ask is not used: what it asks for is seen on a surface alone.',
  dataWithout: 'data is not used, because there is no model.',
  twice: (name: string) => `${name} is there more than once; the last one counts.`,
  unknownOptimizer: (found: string, near?: string) => `No optimizer is called ${found}${nearest(near)}.`,
  noOptimizer: 'None of the optimizers could be read; the usual ones are shown.',
  unknownValue: (owner: string, found: string, known: string) =>
    `${owner} has no ${found}${known === '' ? '' : `; it has ${known}`}.`,
  tooMany: (count: number, limit: number) => `There are ${count} optimizers; the first ${limit} are taken.`,
  tooMuchWork: (steps: number, allowed: number) =>
    `steps is ${allowed} instead of ${steps}: with this formula and as many optimizers, more would take too long.`,
  beyondEnd: (step: number, steps: number) => `step ${step} is beyond the last step, ${steps}.`,
  domain: (form: string, share: string, found: string) =>
    `domain must be ${form}, x0 below x1 and y0 below y1 by more than ${share} of them, not ${found}.`,
  newer: (version: number) =>
    `This scene comes from a newer Fall Line (version ${version}); what is not known here is left out.`,
  mended: (name: string, found: string, read: string) =>
    `${name} arrived damaged as ${found} and was read as ${read}.`,
  parted: (name: string) => `A missing "&" before ${name} was put back.`,
  joined: 'The link arrived with other signs for "&" or "=" and was read as it was meant.',
  encodedWhole: 'The link arrived encoded as a whole and was decoded.',
  unseen:
    'The link arrived with blanks, line breaks, a full stop or signs that are not seen; they are left out.',
  before: (head: string) => `"${head}", which stands before the scene in the link, is left out.`,
  behind: (tail: string) => `"${tail}", which was put behind the link, is left out.`,
  tooLong: (limit: number) => `The link is longer than ${limit} characters and was not read.`,
  notADocument: 'This is not a scene of Fall Line.',
  more: 'There is more that could not be taken.',
} as const;
