/**
 * Pieces of TeX that know how tightly they bind, so that a larger one adds parentheses only where it must.
 * Both printers are made of them: the formula as typed, and the graphs of its derivatives.
 */

import { symbolTex } from './symbols.ts';

export const TEX_SUM = 1;
export const TEX_PRODUCT = 2;
export const TEX_POWER = 3;
export const TEX_VALUE = 4;

export interface TexPiece {
  readonly tex: string;
  /** SUM, PRODUCT, POWER or VALUE. */
  readonly level: number;
  /** Higher than a line of text: its parentheses must grow. */
  readonly tall: boolean;
  /** Begins with a minus sign. */
  readonly minus: boolean;
  /** A function's name and its arguments, so that a power can go between them: \sin^{2}(x). */
  readonly call?: { readonly command: string; readonly args: string };
}

export function piece(tex: string, level: number, tall = false, minus = false): TexPiece {
  return { tex, level, tall, minus };
}

/** A number, by default with as many digits as it takes to read it back. */
export function numberPiece(value: number, format: (value: number) => string = String): TexPiece {
  if (Number.isNaN(value)) return piece('\\mathrm{NaN}', TEX_VALUE);
  const minus = value < 0 || Object.is(value, -0);
  const sign = minus ? '-' : '';
  if (Math.abs(value) === Infinity)
    return piece(`${sign}\\infty`, minus ? TEX_PRODUCT : TEX_VALUE, false, minus);
  const text = format(Math.abs(value));
  const scientific = /^(.+)e([+-]?)(\d+)$/i.exec(text);
  if (scientific === null) return piece(sign + text, minus ? TEX_PRODUCT : TEX_VALUE, false, minus);
  const power = `10^{${scientific[2] === '-' ? '-' : ''}${scientific[3]}}`;
  const digits = scientific[1] === '1' ? '' : `${scientific[1]} \\cdot `;
  return piece(sign + digits + power, digits === '' && !minus ? TEX_POWER : TEX_PRODUCT, false, minus);
}

/** TeX of a name: one letter as it is, a longer one upright. */
export function namePiece(name: string, tex?: string): TexPiece {
  if (tex !== undefined) return piece(tex, TEX_VALUE);
  const symbol = symbolTex(name);
  if (symbol !== null) return piece(symbol, TEX_VALUE);
  return piece(name.length === 1 ? name : `\\mathrm{${name.replaceAll('_', '\\_')}}`, TEX_VALUE);
}

export function sum(a: TexPiece, b: TexPiece): TexPiece {
  const right = b.minus ? parenthesized(b) : b.tex;
  return piece(`${a.tex} + ${right}`, TEX_SUM, a.tall || b.tall, a.minus);
}

export function difference(a: TexPiece, b: TexPiece): TexPiece {
  const right = b.minus || b.level === TEX_SUM ? parenthesized(b) : b.tex;
  return piece(`${a.tex} - ${right}`, TEX_SUM, a.tall || b.tall, a.minus);
}

export function product(a: TexPiece, b: TexPiece): TexPiece {
  const left = a.level < TEX_PRODUCT ? parenthesized(a) : a.tex;
  const right = b.level < TEX_PRODUCT || b.minus ? parenthesized(b) : b.tex;
  // Two numbers side by side, or a number and a fraction, would read as one number.
  const dotted = /^[\d.]/.test(right) || (/\d$/.test(left) && right.startsWith('\\frac'));
  return piece(`${left}${dotted ? ' \\cdot ' : ' '}${right}`, TEX_PRODUCT, a.tall || b.tall, a.minus);
}

export function quotient(a: TexPiece, b: TexPiece): TexPiece {
  return piece(`\\frac{${a.tex}}{${b.tex}}`, TEX_PRODUCT, true);
}

export function negation(a: TexPiece): TexPiece {
  return piece(`-${a.level < TEX_PRODUCT || a.minus ? parenthesized(a) : a.tex}`, TEX_PRODUCT, a.tall, true);
}

export function power(base: TexPiece, exponent: TexPiece): TexPiece {
  if (base.call !== undefined && /^\d+$/.test(exponent.tex)) {
    return piece(`${base.call.command}^{${exponent.tex}}${base.call.args}`, TEX_POWER, base.tall);
  }
  const tex = base.level < TEX_VALUE ? parenthesized(base) : base.tex;
  return piece(`${tex}^{${exponent.tex}}`, TEX_POWER, base.tall || exponent.tall);
}

/** A named function with its arguments in parentheses. */
export function call(command: string, ...args: readonly TexPiece[]): TexPiece {
  const tall = args.some((arg) => arg.tall);
  const list = parentheses(args.map((arg) => arg.tex).join(', '), tall);
  return { tex: command + list, level: TEX_VALUE, tall, minus: false, call: { command, args: list } };
}

export function squareRoot(a: TexPiece): TexPiece {
  return piece(`\\sqrt{${a.tex}}`, TEX_VALUE, true);
}

export function cubeRoot(a: TexPiece): TexPiece {
  return piece(`\\sqrt[3]{${a.tex}}`, TEX_VALUE, true);
}

export function absolute(a: TexPiece): TexPiece {
  return piece(`\\left|${a.tex}\\right|`, TEX_VALUE, a.tall);
}

/** The length of a vector. */
export function norm(a: TexPiece): TexPiece {
  return piece(`\\left\\lVert ${a.tex} \\right\\rVert`, TEX_VALUE, a.tall);
}

/** The inner product of two vectors. */
export function inner(a: TexPiece, b: TexPiece): TexPiece {
  return piece(`\\left\\langle ${a.tex}, ${b.tex} \\right\\rangle`, TEX_VALUE, a.tall || b.tall);
}

export function floor(a: TexPiece): TexPiece {
  return piece(`\\left\\lfloor ${a.tex} \\right\\rfloor`, TEX_VALUE, a.tall);
}

export function ceiling(a: TexPiece): TexPiece {
  return piece(`\\left\\lceil ${a.tex} \\right\\rceil`, TEX_VALUE, a.tall);
}

/** e to a power; a tall exponent is written on the line. */
export function exponential(a: TexPiece): TexPiece {
  return a.tall ? call('\\exp', a) : piece(`e^{${a.tex}}`, TEX_POWER);
}

/** Conditions bind more loosely than any value. */
const COMPARISON = 0;
const NOT = -1;
const AND = -2;
const OR = -3;

const RELATIONS: Readonly<Record<string, string>> = {
  '<': '<',
  '<=': '\\le',
  '>': '>',
  '>=': '\\ge',
  '==': '=',
  '!=': '\\ne',
};

/** A relation of two, a junction of two conditions, or the denial of the first. */
export function condition(name: string, a: TexPiece, b: TexPiece): TexPiece {
  switch (name) {
    case 'and':
      return junction(a, '\\land', b, AND);
    case 'or':
      return junction(a, '\\lor', b, OR);
    case 'not':
      return piece(`\\lnot ${a.level < TEX_VALUE ? parenthesized(a) : a.tex}`, NOT, a.tall);
    default:
      return piece(`${a.tex} ${RELATIONS[name]} ${b.tex}`, COMPARISON, a.tall || b.tall);
  }
}

function junction(a: TexPiece, sign: string, b: TexPiece, level: number): TexPiece {
  const [left, right] = [a, b].map((part) => (part.level < level ? parenthesized(part) : part.tex));
  return piece(`${left} ${sign} ${right}`, level, a.tall || b.tall);
}

/** Alternatives with their conditions. */
export function cases(rows: readonly { readonly value: TexPiece; readonly when: string }[]): TexPiece {
  const lines = rows.map((row) => `${row.value.tex} & ${row.when}`).join(' \\\\ ');
  return piece(`\\begin{cases} ${lines} \\end{cases}`, TEX_PRODUCT, true);
}

export function parenthesized(a: TexPiece): string {
  return parentheses(a.tex, a.tall);
}

function parentheses(tex: string, tall: boolean): string {
  return tall ? `\\left(${tex}\\right)` : `(${tex})`;
}
