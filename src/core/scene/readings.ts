/** What a damaged value of a link may have been, from the least change on. */
import { optimizers } from '../optimizers/registry.ts';
import { schedules } from '../run/schedule.ts';
import { parseNamed, printNamed } from './call.ts';
import { cameraKeys, projections } from './camera-kind.ts';
import { decodeText, withoutUnseen } from './link-text.ts';
import { matching } from './match-name.ts';
import { ownKeys } from './setting-kind.ts';

export interface TextReading {
  readonly text: string;
  /** Other ways to read the same signs: where one of these makes sense too, the text has no one reading. */
  readonly others: readonly string[];
}

/** Texts with so many numbers are read in no other way. */
const MAX_NUMBERS = 8;
/** How many numbers a key takes, where it is more than one. */
const counts: Readonly<Record<string, number>> = { start: 2, domain: 4, base: 4 };
/** Keys of one number that need not be whole. */
const fractional: readonly string[] = ['noise', 'speed'];

/** The readings of a key's text. */
export function* readingsOf(key: string, text: string): Generator<TextReading> {
  const seen = new Set([text]);
  for (const base of basesOf(key, text)) {
    for (const reading of [{ text: base, others: [] }, ...formsOf(key, base)]) {
      if (seen.has(reading.text)) continue;
      seen.add(reading.text);
      yield reading;
    }
  }
}

/** The text, with plain signs, and the same of it decoded once more. */
function basesOf(key: string, text: string): string[] {
  const bases = [text, withPlainSigns(text)];
  if (isStillEncoded(key, text)) {
    let decoded = decodeText(text);
    for (let i = 0; i < 2 && isStillEncoded(key, decoded); i++) decoded = decodeText(decoded);
    bases.push(withoutUnseen(decoded), withPlainSigns(withoutUnseen(decoded)));
  }
  return bases;
}

/** Of an optimizer, what follows the rule: a run's name has encoded signs of its own. A typed rule assigns. */
function isStillEncoded(key: string, text: string): boolean {
  if (key === 'opt' && /^custom\b[^=]*%(?:25)*3D/i.test(text)) return true;
  return (key === 'opt' ? /^[^(,:]*%(?:25)*(?:28|2C)/i : /%[0-9a-f]{2}/i).test(text);
}

function formsOf(key: string, text: string): TextReading[] {
  const only = (...texts: readonly string[]): TextReading[] =>
    texts.map((each) => ({ text: each, others: [] }));
  if (key === 'f') return only(balanced(text), bare(text), balanced(bare(text)));
  if (key === 'opt') return only(bare(text), flat(text, rules()));
  if (key === 'camera') return only(flat(text, views));
  const inner = stripped(text);
  const among = counts[key] === undefined ? numberIn(key, inner) : numbersIn(inner, counts[key]);
  return [...only(inner), ...among.map((each) => ({ text: each, others: among.filter((a) => a !== each) }))];
}

/** Dashes as minus signs, signs of full width as plain ones, Markdown's escapes as what they escape. */
function withPlainSigns(text: string): string {
  return text
    .replaceAll(/\\(?=[*^_-])/g, '')
    .replaceAll(/[\u2010-\u2015\u2212\ufe58\ufe63]/g, '-')
    .replaceAll(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
}

/** What removes the quotes, marks of emphasis, and the punctuation of a sentence around a text, and more signs. */
function baring(more: string): (text: string) => string {
  const [quotes, ends] = [
    '\'"\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb\u2039\u203a<>*_~`|',
    '.,;:!?\u2026\\\\',
  ];
  const before = new RegExp(`^[\\s${quotes}${more}]+`);
  const behind = new RegExp(`(?<![\\s${quotes}${ends}${more}])[\\s${quotes}${ends}${more}]+$`);
  return (text) => text.replace(before, '').replace(behind, '');
}

const bare = baring('');
const stripped = baring('()[\\]{}=');

/** A formula with the parentheses at its end that it lacks, or without those that it has too many. */
function balanced(text: string): string {
  let open = 0;
  for (const sign of text) open += sign === '(' ? 1 : sign === ')' ? -1 : 0;
  if (open > 0) return text + ')'.repeat(open);
  let short = text;
  for (; open < 0 && short.endsWith(')'); open++) short = short.slice(0, -1);
  return short;
}

/** Something that has a name and values. */
interface Head {
  readonly name: string;
  readonly keys: readonly string[];
}

const parameters = schedules.flatMap(({ parameters: rows }) => rows.map(({ key }) => key));

/** Heads with their names, and the longest first. */
interface Heads {
  readonly all: readonly Head[];
  readonly names: readonly string[];
  readonly longest: readonly Head[];
}

function headsOf(all: readonly Head[]): Heads {
  const longest = all.toSorted((a, b) => b.name.length - a.name.length);
  return { all, names: all.map(({ name }) => name), longest };
}

let known = headsOf([]);

/** Rules come, none goes. */
function rules(): Heads {
  if (known.all.length === 2 * optimizers.length) return known;
  const heads = optimizers.flatMap(({ id, name, hyperparameters }) => {
    const keys = [...hyperparameters.map(({ key }) => key), ...parameters, ...ownKeys];
    return [id, name].map((each) => ({ name: each, keys }));
  });
  return (known = headsOf(heads));
}

const views = headsOf(projections.map((name) => ({ name, keys: cameraKeys })));

/** A name with items, whatever its parentheses and separators; the text itself where it begins with no name. */
function flat(text: string, heads: Heads): string {
  const [first = '', ...rest] = text.split(/[()[\]{},;]+/).map((part) => bare(part));
  const cut = cutHead(first, heads);
  if (!cut) return text;
  const [head, behind] = cut;
  const keys = head.keys.toSorted((a, b) => b.length - a.length).join('|');
  const between = new RegExp(`(?<=[\\d.\\s])\\s*(?=(?:${keys})\\s*[:=])`, 'i');
  const items = [behind, ...rest]
    .flatMap((part) => (/^name\s*[:=]/i.test(part) ? [part] : part.split(between)))
    .map((part) => part.replace(/\s*[:=]\s*/, ':'))
    .filter((part) => /[\p{L}\p{N}]/u.test(part));
  const call = parseNamed([head.name, ...items].join(','));
  if (!call) return text;
  return printNamed(
    call.name,
    call.items.map(([key, value]) => [key, value === null || key === 'name' ? value : decimal(bare(value))]),
  );
}

/** The head that a text begins with, and what follows it: nothing, or one of its keys. */
function cutHead(text: string, { all, names, longest }: Heads): readonly [Head, string] | null {
  const name = matching(text, names);
  const named = all.find((head) => head.name === name);
  if (named) return [named, ''];
  for (const head of longest) {
    if (!text.toLowerCase().startsWith(head.name.toLowerCase())) continue;
    const rest = bare(text.slice(head.name.length).replace(/^[\s:=.-]+/, ''));
    const key = rest.split(/[:=]/)[0] ?? '';
    if (rest !== '' && matching(key, head.keys) !== undefined) return [head, rest];
  }
  return null;
}

/** A number with a decimal comma; one that may have a thousand's comma instead stays, and is no number. */
function decimal(text: string): string {
  if (/^[+-]?[1-9]\d{0,2},\d{3}$/.test(text)) return text;
  return text.replace(/^([+-]?\d+),(\d+(?:e[+-]?\d+)?)$/i, '$1.$2');
}

/** What a number with a comma may be: a decimal one, or thousands. */
function numberIn(key: string, text: string): string[] {
  const among: string[] = [];
  const parted = /^[+-]?[1-9]\d{0,2}(?:[\s,'\u2019]\d{3})+$/.test(text);
  if (fractional.includes(key) && /^[+-]?\d+,\d+$/.test(text)) among.push(text.replace(',', '.'));
  if (parted) among.push(text.replaceAll(/[\s,'\u2019]/g, ''));
  return among;
}

/** The ways to read a list as so many numbers, some of them with a decimal comma. */
function numbersIn(text: string, count: number): string[] {
  if (text.includes(';')) {
    return [
      text
        .split(';')
        .map((part) => part.trim().replace(',', '.'))
        .join(','),
    ];
  }
  const parts = text.split(',').map((part) => part.trim());
  if (parts.length <= count || parts.length > MAX_NUMBERS) return [];
  const lists: string[] = [];
  const read = (at: number, list: readonly string[]) => {
    const [part, next] = [parts[at], parts[at + 1]];
    if (part === undefined) {
      if (list.length === count) lists.push(list.join(','));
      return;
    }
    if (list.length === count) return;
    read(at + 1, [...list, part]);
    const isParted = next !== undefined && /^[+-]?\d+$/.test(part) && /^\d+(?:e[+-]?\d+)?$/i.test(next);
    if (isParted) read(at + 2, [...list, `${part}.${next}`]);
  };
  read(0, []);
  return lists;
}
