/** Every sentence about a talk from outside that could not be taken. `owner` is "The talk" or "Scene 3". */
export const sentences = {
  notATalk: 'This is not a talk of Fall Line.',
  version: (found: string) => `version must be a whole number of at least 1, not ${found}.`,
  newer: (version: number) =>
    `This talk comes from a newer Fall Line (version ${version}); what is not known here is left out.`,
  mustBe: (owner: string, name: string, form: string, found: string) =>
    `${owner}: ${name} must be ${form}, not ${found}.`,
  tooLong: (owner: string, name: string, limit: number) =>
    `${owner}: ${name} has more than ${limit} characters; the first ${limit} are taken.`,
  sceneTooLong: (owner: string, limit: number) =>
    `${owner}: its link is longer than ${limit} characters; the page's first scene is shown instead.`,
  unknown: (owner: string, found: string) => `${owner}: ${found} is not known here.`,
  tooMany: (count: number, limit: number) => `There are ${count} scenes; the first ${limit} are taken.`,
  notAScene: (owner: string, found: string) => `${owner} must be an object, not ${found}; it is left out.`,
  ofScene: (owner: string, message: string) => `${owner}: ${message}`,
  talk: 'The talk',
  scene: (number: number) => `Scene ${number}`,
} as const;
