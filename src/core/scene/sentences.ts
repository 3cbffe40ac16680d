/** Every sentence about outside data that could not be taken. `name` is the key in the link or file. */
export const sentences = {
  mustBe: (name: string, form: string, found: string) => `${name} must be ${form}, not ${found}.`,
  formula: (message: string) => `The formula cannot be used: ${message}`,
  noFormula: "A surface of one's own needs a formula.",
  unusedFormula: (loss: string) =>
    `The formula is not used, because the surface is "${loss}"; "custom" takes it.`,
  unusedLoss: (found: string) => `loss is not used, because there is a formula; it was ${found}.`,
  unknownKey: (found: string) => `${found} is not known here.`,
  twice: (name: string) => `${name} is there more than once; the last one counts.`,
  unknownOptimizer: (found: string) => `No optimizer is called ${found}.`,
  unknownValue: (owner: string, found: string, known: string) =>
    `${owner} has no ${found}${known === '' ? '' : `; it has ${known}`}.`,
  tooMany: (count: number, limit: number) => `There are ${count} optimizers; the first ${limit} are taken.`,
  tooMuchWork: (steps: number, allowed: number) =>
    `steps is ${allowed} instead of ${steps}: with this formula and as many optimizers, more would take too long.`,
  beyondEnd: (step: number, steps: number) => `step ${step} is beyond the last step, ${steps}.`,
  domain: (found: string) =>
    `domain must be four numbers x0, x1, y0, y1 with x0 below x1 and y0 below y1, not ${found}.`,
  newer: (version: number) =>
    `This scene comes from a newer Fall Line (version ${version}); what is not known here is left out.`,
  tooLong: (limit: number) => `The link is longer than ${limit} characters and was not read.`,
  notADocument: 'This is not a scene of Fall Line.',
  more: 'There is more that could not be taken.',
} as const;
