/**
 * Formulas in captions, between dollars as Pandoc decides it (Pandoc User's Guide, extension `tex_math_dollars`), as
 * constructs of micromark. Their tokens are those that mdast-util-math reads.
 */
import type { Code, Construct, Effects, Extension, State, TokenizeContext } from 'micromark-util-types';

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    mathText: 'mathText';
    mathTextSequence: 'mathTextSequence';
    mathTextData: 'mathTextData';
    mathFlow: 'mathFlow';
    mathFlowFence: 'mathFlowFence';
    mathFlowValue: 'mathFlowValue';
  }
}

/** Where a formula ends, and how many dollars it has on either side: two when it is displayed. */
export interface MathSpan {
  readonly end: number;
  readonly dollars: 1 | 2;
}

/** Two dollars, what has no empty line in it and is not blank, and two dollars. */
const displayed = /\$\$(?!\$)(?=\s*[^\s$])(?:[^\\$\n]|\\[^]|\$(?!\$)|\n(?![ \t>]*\n))+\$\$(?!\$)/y;

/** The formula that begins with the dollar at a place of a text; null where that dollar is no more than a dollar. */
export function formulaAt(text: string, at: number): MathSpan | null {
  if (text[at + 1] === '$') {
    displayed.lastIndex = at;
    return displayed.test(text) ? { end: displayed.lastIndex, dollars: 2 } : null;
  }
  let afterBlank = true;
  let i = at + 1;
  while (i < text.length && text[i] !== '$') {
    const escaped = text[i] === '\\';
    afterBlank = !escaped && isBlank(text[i]);
    if (afterBlank && i === at + 1) return null;
    i = escaped ? commandEnd(text, i) : i + 1;
  }
  // The first dollar that could close it decides: "$5 or $10" and "$5-$10" are money.
  const closes = i < text.length && !afterBlank && !/\d/.test(text[i + 1] ?? '');
  return closes ? { end: i + 1, dollars: 1 } : null;
}

/** Behind the sign that a backslash takes with it, or behind all of `\text{…}`, in which dollars close nothing. */
function commandEnd(text: string, at: number): number {
  const begin = '\\text{';
  if (!text.startsWith(begin, at)) return at + 2;
  let depth = 1;
  for (let i = at + begin.length; i < text.length; i++) {
    if (text[i] === '\\') i += 1;
    else if (text[i] === '{') depth += 1;
    else if (text[i] === '}') depth -= 1;
    if (depth === 0) return i + 1;
  }
  return at + 2;
}

function isBlank(sign: string | undefined): boolean {
  return sign === undefined || /\s/.test(sign);
}

/** The tokens of a formula in a paragraph, and of one that has lines to itself. */
const tokens = {
  text: { whole: 'mathText', fence: 'mathTextSequence', value: 'mathTextData' },
  flow: { whole: 'mathFlow', fence: 'mathFlowFence', value: 'mathFlowValue' },
} as const;

/** Formulas as an extension of micromark. @param source all of the text that it reads */
export function dollars(source: string): Extension {
  const construct = (kind: keyof typeof tokens): Construct => ({
    name: tokens[kind].whole,
    // What looks like a list in a formula is a sum.
    concrete: kind === 'flow',
    // Of dollars in a row the first decides. Behind the end of another formula, one begins a formula.
    previous(code) {
      return code !== 36 || this.events.at(-1)?.[1].type !== 'data';
    },
    tokenize(effects, ok, nok) {
      const span = formulaAt(source, this.now().offset);
      const hasLines = span?.dollars === 2 && endsLine(source, span.end);
      if (!span || (kind === 'flow' && !hasLines)) return nok;
      return statesOf(this, effects, span, kind, ok, nok);
    },
  });
  return { text: { 36: construct('text') }, flow: { 36: construct('flow') } };
}

function endsLine(source: string, at: number): boolean {
  return /^[^\S\n]*(?:\n|$)/.test(source.slice(at));
}

/** Takes in a formula whose end is known; the first state. */
function statesOf(
  context: TokenizeContext,
  effects: Effects,
  { end, dollars: count }: MathSpan,
  kind: keyof typeof tokens,
  ok: State,
  nok: State,
): State {
  const { whole, fence, value } = tokens[kind];
  const offset = () => context.now().offset;
  const valueAt = offset() + count;

  const start: State = (code) => {
    effects.enter(whole);
    effects.enter(fence);
    return opening(code);
  };
  const opening: State = (code) => {
    if (offset() < valueAt) {
      effects.consume(code);
      return opening;
    }
    effects.exit(fence);
    return between(code);
  };
  const between: State = (code) => {
    // The block or the paragraph that holds it is over, or the line is another block's.
    if (code === null || (kind === 'flow' && context.parser.lazy[context.now().line])) return nok(code);
    if (offset() === end - count) {
      effects.enter(fence);
      return closing(code);
    }
    if (isLineEnding(code)) {
      effects.enter('lineEnding');
      effects.consume(code);
      effects.exit('lineEnding');
      return between;
    }
    effects.enter(value);
    return inside(code);
  };
  const inside: State = (code) => {
    if (code === null || isLineEnding(code) || offset() === end - count) {
      effects.exit(value);
      return between(code);
    }
    effects.consume(code);
    return inside;
  };
  const closing: State = (code) => {
    if (offset() < end) {
      effects.consume(code);
      return closing;
    }
    effects.exit(fence);
    return kind === 'flow' ? trailing(code) : done(code);
  };
  const trailing: State = (code) => {
    if (code === null || isLineEnding(code)) return done(code);
    effects.enter('whitespace');
    effects.consume(code);
    effects.exit('whitespace');
    return trailing;
  };
  const done: State = (code) => {
    effects.exit(whole);
    return ok(code);
  };
  return start;
}

function isLineEnding(code: Code): boolean {
  return code !== null && code < -2;
}
