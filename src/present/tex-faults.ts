/** What is wrong with the formulas of a caption: named where it is written, and mended for the room as far as it can be. */
import type katex from 'katex';
import type { KatexOptions } from 'katex';
import type { TexFault } from '../core/talk/tex-fault.ts';
import type { CaptionNode } from './caption-tree.ts';

/** A style or an address in a formula is not obeyed, and none is larger than the caption. */
export const options = {
  output: 'htmlAndMathml',
  throwOnError: true,
  strict: false,
  trust: false,
  maxSize: 10,
  maxExpand: 300,
} as const satisfies KatexOptions;

/** The faults of all formulas of a caption, in its order. */
export function captionFaults(setter: typeof katex, parts: readonly CaptionNode[]): readonly TexFault[] {
  return parts.flatMap((part): readonly TexFault[] => {
    if (typeof part === 'string') return unclosed(part);
    if (!('tex' in part)) return part.tag === 'code' ? [] : captionFaults(setter, part.children);
    const fault = faultOf(setter, part.tex, part.display);
    return fault ? [fault] : [];
  });
}

/** A dollar that stays a dollar before a command of TeX was meant as the beginning of a formula. */
function unclosed(text: string): readonly TexFault[] {
  const [tex] = /\$+[^$]*\\[a-z]+[^$]*\$*/i.exec(text) ?? [];
  return tex === undefined ? [] : [{ kind: 'not closed', tex }];
}

export function faultOf(setter: typeof katex, tex: string, displayMode: boolean): TexFault | null {
  if (percent.test(tex)) return { kind: 'comment', tex };
  try {
    setter.renderToString(tex, { ...options, displayMode });
    return null;
  } catch (error) {
    return { tex, ...named(error, tex) };
  }
}

/** KaTeX's sentences, and what they come to. The first group of a pattern is the sign that is named. */
const sentences: readonly (readonly [RegExp, Extract<TexFault, { sign: string }>['kind']])[] = [
  [/^Undefined control sequence: (.+)$/, 'unknown'],
  [/^No such environment: (.+)$/, 'unknown'],
  [/expected '([}\]])'$/, 'missing'],
  [/^Expected '([}\]]|\\right)', got/, 'missing'],
  [/^Expected & or \\\\ or \\cr or (\\end)$/, 'missing'],
  [/^Mismatch: \\begin\{.*\} matched by (\\end\{.*\})$/, 'misplaced'],
  [/^Expected 'EOF', got '(.+)'$/, 'alone'],
  [/^Can't use function '(\$)' in math mode$/, 'alone'],
  [/^Unexpected character: '(.+)'$/, 'alone'],
  [/^(\\middle) without preceding/, 'alone'],
  [/^Expected group (?:after|as argument to) '(.+)'/, 'nothing behind'],
  [/^Got function '(.+)' with no arguments/, 'nothing behind'],
  [/^Multiple (\\tag)$/, 'twice'],
  [/^Invalid (?:color|size|unit|delimiter): '(.+)'$/, 'misplaced'],
  [/^(?:Illegal|Invalid) delimiter:? '(.+?)'/, 'misplaced'],
];

/** What is wrong, by kinds: KaTeX's own words are English, and are shown to nobody. */
function named(error: unknown, tex: string): Without<TexFault, 'tex'> {
  const words = rawMessage(error);
  if (words === 'Double superscript') return { kind: 'twice', sign: '^' };
  if (words === 'Double subscript') return { kind: 'twice', sign: '_' };
  if (words.startsWith('Too many expansions')) return { kind: 'endless' };
  for (const [pattern, kind] of sentences) {
    const sign = pattern.exec(words)?.[1];
    if (sign !== undefined) return { kind, sign };
  }
  const sign = stretchOf(error, tex);
  return sign === '' ? { kind: 'other' } : { kind: 'misplaced', sign };
}

/** The piece of the formula at which KaTeX stopped; empty where it does not say. */
function stretchOf(error: unknown, tex: string): string {
  const { position, length } = error as { position?: number; length?: number };
  return position === undefined ? '' : tex.slice(position, position + (length ?? 0)).trim();
}

type Without<T, Key extends string> = T extends unknown ? Omit<T, Key> : never;

function rawMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'rawMessage' in error ? String(error.rawMessage) : error.message;
}

/** A percent sign that is not escaped: what follows it in its line is a comment, and not set. */
const percent = /(?<!\\)(?:\\\\)*%/;

/** Commands that are not known, at most, in whose place their names are set. */
const MAX_UNKNOWN = 8;

/**
 * What is set in front of the room: the formula itself, else what was most likely meant: braces closed, percent signs
 * as such, unknown commands by their names. False where that is no TeX either.
 *
 * @param set sets it with macros, or throws
 */
export function setMended(tex: string, set: (tex: string, macros: Record<string, string>) => void): boolean {
  const macros: Record<string, string> = {};
  const source = balanced(tex.replaceAll(/(?<!\\)((?:\\\\)*)%/g, String.raw`$1\%`));
  for (let n = 0; n <= MAX_UNKNOWN; n++) {
    try {
      set(source, { ...macros });
      return true;
    } catch (error) {
      const [, command = ''] = /^Undefined control sequence: (\\.+)$/.exec(rawMessage(error)) ?? [];
      if (command === '' || command in macros) return false;
      macros[command] = String.raw`\operatorname{${command.slice(1).replaceAll(/[^a-z]/gi, '')}}`;
    }
  }
  return false;
}

/** Braces that close nothing are left out, and those that are not closed are closed at the end. */
function balanced(tex: string): string {
  let depth = 0;
  const kept = tex.replaceAll(/\\[^]|[{}]/g, (sign) => {
    if (sign === '{') depth += 1;
    if (sign !== '}') return sign;
    if (depth === 0) return '';
    depth -= 1;
    return sign;
  });
  return kept + '}'.repeat(depth);
}
