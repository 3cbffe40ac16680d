import { ruleSentences } from '../../core/optimizers/typed/rule-sentences.ts';
import type { Words } from '../types.ts';
import { spoken } from '../spoken.ts';

/** What is said of a rule's text that cannot be taken, beside what is said of formulas. */
export const ruleFaults: Words['ruleFaults'] = {
  empty: 'The rule is empty: it must at least assign theta, as in theta = theta - 0.01*gradient.',
  tooLong: (limit) => `The rule is longer than ${limit} characters.`,
  tooManyLines: (limit) => `The rule has more than ${limit} lines.`,
  tooLarge: (limit) => `The rule has more than ${limit} parts.`,
  tooManyParameters: (limit) => `A rule has ${limit} parameters at most.`,
  tooMuchState: (limit) =>
    `A rule keeps ${limit} names at most from one step to the next; "a name read before it is assigned" is one.`,
  tooManyQuestions: (limit) => `A rule asks the loss ${limit} times a step at most.`,
  noSign: 'A line gives a name a value: name = ...',
  noName: 'A line begins with the name that it gives a value: name = ...',
  compound: (name, sign) => `Write it out: ${name} = ${name} ${sign} ...`,
  comparison: (name) => `"==" compares: write ${name} = ... to assign.`,
  twoSigns: 'A line has one "=": what follows it is a formula.',
  stepOfName: (name) => `Write ${name} alone: until a line assigns it, it is that of the step before.`,
  coordinateOf: (name) => `Write ${name} alone: a line is computed for every coordinate.`,
  nabla: (sign) => `For ${sign} write gradient, that at theta, or grad(...) of another place.`,
  emptyValue: (name) => `What ${name} becomes is missing.`,
  startPlace: (name) => `Only the value before the first step is told so: ${name}(0) = ...`,
  declaration: (name) =>
    `A parameter is declared so: ${name} = 0.1 in [0, 1], with "log" behind it if wanted.`,
  hugeParameter: (limit) => `Parameters lie between -${limit} and ${limit}.`.replaceAll('e+', 'e'),
  range: 'The range must go from a smaller to a larger number.',
  logRange: 'A logarithmic slider needs a range of numbers above 0.',
  reserved: (name) => `"${name}" has a meaning of its own: choose another name.`,
  underscore: (name) => `A name begins with a letter: "${name}" does not.`,
  longName: (limit) => `A name has ${limit} characters at most.`,
  given: (name) => `"${name}" is given and cannot be assigned.`,
  rate: '"lr" is the learning rate, which schedules and sliders turn: declare it, lr = 0.01, and give what is made of it another name.',
  declaredTwice: (name) => `"${name}" is declared twice.`,
  startedTwice: (name) => `What "${name}" begins at is said twice.`,
  assignedParameter: (name) =>
    `"${name}" is declared as a parameter, which no step changes: to say what it begins at, write ${name}(0) = ... instead.`,
  startedParameter: (name) => `"${name}" is a parameter and begins at nothing else.`,
  startOfTheta: 'Where theta begins is the start of the scene.',
  unknown: (name) =>
    `"${name}" is neither declared nor assigned: declare it, ${name} = 0.1, or give it a line.`,
  unknownRate: '"lr" is not declared: add a line lr = 0.01 in [1e-5, 1] log.',
  meant: (name, meant) => `"${name}" is not known here: did you mean ${meant}?`,
  noTheta: 'No line assigns theta: end with one such as theta = theta - lr*gradient.',
  scalar: (name) => `This is one number; ${name} has one for each coordinate.`,
};

spoken({ ruleFaults });
ruleSentences.give(ruleFaults);
