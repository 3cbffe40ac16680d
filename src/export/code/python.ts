/** Names, numbers and comments as Python writes them. Nothing that a user typed reaches a script but through here. */

/** The shortest text that Python reads as the same double; whole numbers stay whole. */
export function pythonNumber(value: number): string {
  if (Number.isNaN(value)) return 'float("nan")';
  if (!Number.isFinite(value)) return value < 0 ? '-float("inf")' : 'float("inf")';
  if (Object.is(value, -0)) return '-0.0';
  // A larger whole number would not fit into the integers of arrays.
  return Math.abs(value) < 2 ** 31 ? shortest(value) : pythonFloat(value);
}

/** Small numbers with a power of ten: 1e-6, not 0.000001. */
function shortest(value: number): string {
  return value !== 0 && Math.abs(value) < 1e-3 ? value.toExponential() : String(value);
}

/** The same, never as an integer: arrays of integers would stay ones. */
export function pythonFloat(value: number): string {
  const text = Number.isFinite(value) ? shortest(value) : pythonNumber(value);
  if (Object.is(value, -0)) return '-0.0';
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

/** A number or a switch, as an argument. */
export function pythonValue(value: number | boolean): string {
  if (typeof value === 'number') return pythonNumber(value);
  return value ? 'True' : 'False';
}

/** Names that Python's own would be hidden by, or that say little outside of an equation. */
const INSTEAD: ReadonlyMap<string, string> = new Map([
  ['gradient', 'g'],
  ['sum', 'square_sum'],
]);

/** What a typed rule may call its own and Python, or a script, already uses. */
const TAKEN: ReadonlySet<string> = new Set(
  (
    'and as assert async await break class continue def del elif else except finally for from global if import in is ' +
    'lambda nonlocal not or pass raise return try while with yield print range len min max abs float sum any math np ' +
    'torch f g hessian share descend dot noise normals philox wolfe insert relu sigmoid softplus cbrt erf normcdf eta _'
  ).split(' '),
);

/** weightDecay -> weight_decay; a name that is taken has a mark behind it. */
export function snakeCase(key: string): string {
  const instead = INSTEAD.get(key);
  if (instead !== undefined) return instead;
  const name = key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replaceAll('-', '_');
  return TAKEN.has(name) ? `${name}_` : name;
}

/** Text for a comment or a docstring: one line of printable characters that ends neither. */
export function remark(text: string): string {
  return text.replaceAll(/[\p{C}\u2028\u2029]+/gu, ' ').replaceAll(/["\\]/g, "'");
}

/** A string literal. */
export function pythonString(text: string): string {
  return `"${remark(text)}"`;
}

/** Text broken at spaces into lines of at most `width` characters, where its words allow. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of remark(text).split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}

export function indented(lines: readonly string[], by = 4): string[] {
  return lines.map((line) => (line === '' ? '' : `${' '.repeat(by)}${line}`));
}
