import { functions } from './functions.ts';
import { formulaSentences } from './formula-sentences.ts';
import { symbolOf } from './symbols.ts';

/** The constants of the language. A variable of the same name hides one. */
export const constants: ReadonlyMap<string, number> = new Map([
  ['pi', Math.PI],
  ['e', Math.E],
]);

/** What others call the same functions. */
export const aliases: ReadonlyMap<string, string> = new Map([
  ['arcsin', 'asin'],
  ['arccos', 'acos'],
  ['arctan', 'atan'],
  ['arctan2', 'atan2'],
  ['tg', 'tan'],
  ['arctg', 'atan'],
  ['fabs', 'abs'],
  ['sgn', 'sign'],
  ['signum', 'sign'],
  ['maximum', 'max'],
  ['minimum', 'min'],
  ['fmax', 'max'],
  ['fmin', 'min'],
  ['power', 'pow'],
  ['expit', 'sigmoid'],
  ['logistic', 'sigmoid'],
  ['sigma', 'sigmoid'],
  ['Phi', 'normcdf'],
  ['ndtr', 'normcdf'],
  ['cdf', 'normcdf'],
]);

/** sin^-1 and its kind. */
export const inverses: ReadonlyMap<string, string> = new Map([
  ['sin', 'asin'],
  ['cos', 'acos'],
  ['tan', 'atan'],
]);

/** Functions that are not in the language, and what says the same. */
const ELSEWHERE: ReadonlyMap<string, string> = new Map([
  ['cot', '1/tan(...)'],
  ['ctg', '1/tan(...)'],
  ['sec', '1/cos(...)'],
  ['csc', '1/sin(...)'],
  ['cosec', '1/sin(...)'],
  ['coth', '1/tanh(...)'],
  ['sech', '1/cosh(...)'],
  ['csch', '1/sinh(...)'],
  ['acot', 'pi/2 - atan(...)'],
  ['asinh', 'log(a + sqrt(a^2 + 1))'],
  ['acosh', 'log(a + sqrt(a^2 - 1))'],
  ['atanh', 'log((1 + a)/(1 - a))/2'],
  ['log1p', 'log(1 + a)'],
  ['expm1', 'exp(a) - 1'],
  ['exp2', '2^a'],
  ['square', 'a^2'],
  ['sqr', 'a^2'],
  ['sq', 'a^2'],
  ['root', 'sqrt(...)'],
  ['sum', 'sum(i, 1, 5, x^i)'],
  ['hypot', 'sqrt(a^2 + b^2)'],
  ['lg', 'log10(...)'],
  ['log3', 'log(a)/log(3)'],
  ['sinc', 'sin(a)/a'],
  ['erfc', '1 - erf(...)'],
  ['normpdf', 'exp(-a^2/2)/sqrt(2 pi)'],
  ['silu', 'a*sigmoid(a)'],
  ['swish', 'a*sigmoid(a)'],
]);

/** Functions of their own that are spelled nearly like one of these. */
const UNLIKE: ReadonlySet<string> = new Set(['elu', 'selu', 'gelu', 'prelu', 'erfi', 'expi', 'cosc']);

/** What to do about a name that is not known: the end of a sentence, or nothing helpful to say. */
export function hintFor(name: string, variables: ReadonlySet<string>): string | undefined {
  const lower = name.toLowerCase();
  const instead = ELSEWHERE.get(lower) ?? ELSEWHERE.get(lower.replace(/^arc?/, 'a'));
  if (instead !== undefined) return formulaSentences.say('write', instead);
  const indexed = /^([A-Za-z]+?)_?(\d+)$/.exec(name);
  const letter = indexed?.[1];
  if (letter !== undefined && (letter.length === 1 || variables.has(letter))) {
    const isPower = variables.has(letter) && !name.includes('_') && Number(indexed?.[2]) > 2;
    if (isPower)
      return formulaSentences.say('write', `${letter}*${indexed?.[2]}`, `${letter}^${indexed?.[2]}`);
    return formulaSentences.say('variablesAre', [...variables]);
  }
  if (functions.has(name.toLowerCase())) return formulaSentences.say('didYouMean', name.toLowerCase());
  const argument = argumentOf(name, variables);
  if (argument !== undefined) return formulaSentences.say('write', argument);
  const letters = Array.from(name);
  const isProduct =
    letters.length === 2 || (letters.length === 3 && letters.some((one) => variables.has(one)));
  if (isProduct && /^[A-Za-z]+$/.test(name)) return formulaSentences.say('writeProduct', letters.join('*'));
  if (UNLIKE.has(name.toLowerCase())) return undefined;
  const near = nearest(name, [...variables, ...constants.keys(), ...functions.keys()]);
  return near === undefined ? undefined : formulaSentences.say('didYouMean', near);
}

/** `sinx` -> sin(x), `xlog2y` -> x*log(2y): a function that lacks its parentheses. */
function argumentOf(name: string, variables: ReadonlySet<string>): string | undefined {
  const [, before = '', called = '', argument = ''] =
    /^(.?)(sqrt|sinh|cosh|tanh|sin|cos|tan|exp|log|ln)(\d*[A-Za-z])$/.exec(name) ?? [];
  const isKnown = (letter: string) => letter === '' || variables.has(letter);
  if (called === '' || !isKnown(before) || !isKnown(argument.slice(-1))) return undefined;
  return `${before === '' ? '' : `${before}*`}${called}(${argument})`;
}

/** `xy` -> x, y and `xsin` -> x, sin: the fewest known names that a name can be cut into, a function as the last. */
export function cutIntoNames(name: string, variables: ReadonlySet<string>): readonly string[] | undefined {
  const LONGEST = 24;
  if (name.length > LONGEST) return undefined;
  const letters = [...variables].filter((variable) => symbolOf(variable) !== null);
  const words = [...letters, ...constants.keys(), ...functions.keys(), ...aliases.keys()];
  // cut[i] is the best reading of the first i characters.
  const cut: (readonly string[] | undefined)[] = [[]];
  for (let end = 1; end <= name.length; end++) {
    for (const word of words) {
      const before = cut[end - word.length];
      if (before === undefined || !name.slice(0, end).endsWith(word)) continue;
      const isFunction = !letters.includes(word) && !constants.has(word);
      if (isFunction && end < name.length) continue;
      const sofar = cut[end];
      if (sofar === undefined || before.length + 1 < sofar.length) cut[end] = [...before, word];
    }
  }
  return cut[name.length];
}

/** The name among `known` that is spelled most like one that is not; undefined when none is near. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Infinity;
  for (const candidate of known) {
    const allowed = Math.min(2, Math.floor(Math.max(candidate.length, name.length) / 3));
    // No distance is less than the difference of their lengths.
    if (Math.abs(candidate.length - name.length) > allowed) continue;
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance <= allowed && distance < least) {
      best = candidate;
      least = distance;
    }
  }
  return best;
}

/** Insertions, deletions, substitutions and swaps of neighbours that turn `a` into `b`. */
function editDistance(a: string, b: string): number {
  const rows: number[][] = [];
  for (let i = 0; i <= a.length; i++) {
    const row: number[] = [];
    for (let j = 0; j <= b.length; j++) {
      if (i === 0 || j === 0) {
        row.push(i + j);
        continue;
      }
      const above = rows[i - 1]!;
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, rows[i - 2]![j - 2]! + 1);
      }
      row.push(least);
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}
