import { type Parameter, readFormula, usualRange } from './formula.ts';

/**
 * Parameters in the text of a formula: their values stand in front of it, each with the ends of its slider where these
 * are not the usual ones:
 *
 *     a = 2; b = 0.5 from 0 to 1; a x^2 + b y^2
 *
 * So a formula with its parameters is one text, which links, files and undo carry as they do any other. All functions
 * here throw FormulaError where the text is no formula.
 */

/** The text behind the values. */
export function bodyOf(text: string): string {
  return text.slice(readFormula(text, { free: true }).definitionsEnd);
}

/** The parameters that have a value, in their order. */
export function parametersOf(text: string): readonly Parameter[] {
  return readFormula(text, { free: true }).definitions;
}

/** The text with a value for every parameter: those of `before` for names that it has, else where sliders stand. */
export function completed(text: string, before: readonly Parameter[] = []): string {
  const { parameters, definitionsEnd } = readFormula(text, { free: true });
  const added = parameters.map(
    (name) => before.find((parameter) => parameter.name === name) ?? { name, ...usualRange },
  );
  return text.slice(0, definitionsEnd) + added.map(printed).join('') + text.slice(definitionsEnd);
}

/** The text with another value or other ends of one of its parameters; the same text where it has no such one. */
export function withParameter(text: string, changed: Parameter): string {
  const { definitions, definitionsEnd } = readFormula(text, { free: true });
  if (!definitions.some(({ name }) => name === changed.name)) return text;
  const all = definitions.map((one) => printed(one.name === changed.name ? changed : one));
  return all.join('') + text.slice(definitionsEnd);
}

function printed({ name, value, min, max }: Parameter): string {
  const isUsual = min === Math.min(usualRange.min, value) && max === Math.max(usualRange.max, value);
  return `${name} = ${value}${isUsual ? '' : ` from ${min} to ${max}`}; `;
}
