import { isRecord, type Kind, member, quote, reportUnknown, shown } from './kinds.ts';
import { dataLimits } from './limits.ts';
import { encodeText } from './link-text.ts';
import { parseNumber, printNumber } from './number-list.ts';
import type { OwnData } from '../models/types.ts';
import { sceneSentences } from './scene-sentences.ts';

/**
 * A table of one's own for a model, in links: how many rows there are, the names of its columns, and its numbers row by row.
 *
 *     data=3:year,price,sales:0,9.5,120,1,9.25,131,2,9,140
 *
 * The number of rows tells of a link that was cut.
 */

/** Numbers that a link carries at most, and signs, as it is encoded; a larger table is in files alone. */
export const LINK_NUMBERS = 1200;
const LINK_SIGNS = 25_000;

/** What would end the name, the names or the link. */
const plainName = (name: string) =>
  shown(name.replaceAll(/[,:&#%?=]/g, ' ').trim(), dataLimits.name) || 'column';

export const ownData: Kind<OwnData | null> = {
  get form() {
    return sceneSentences.say('data');
  },
  parse(texts) {
    const text = texts.at(-1) ?? '';
    const [count = '', names = '', numbers = ''] = text.split(':', 3);
    const columns = names.split(',').map((name) => name.trim());
    const values = numbers === '' ? [] : numbers.split(',').map((part) => parseNumber(part) ?? part);
    return { rows: parseNumber(count) ?? count, columns, values };
  },
  print(data) {
    if (!data || data.values.length > LINK_NUMBERS) return [];
    const rows = data.values.length / data.columns.length;
    const text = [rows, data.columns.map(plainName).join(','), data.values.map(printNumber).join(',')].join(
      ':',
    );
    return encodeText(text).length > LINK_SIGNS ? [] : [text];
  },
  restore(given, fallback, at) {
    if (given === null) return null;
    const [columns, values] = [member(given, 'columns'), member(given, 'values')];
    const isTable =
      isRecord(given) &&
      Array.isArray(columns) &&
      Array.isArray(values) &&
      columns.length >= 2 &&
      columns.length <= dataLimits.columns + 1;
    if (!isTable) {
      at.report(at.where, sceneSentences.say('mustBe', at.name, ownData.form, quote(given)));
      return fallback;
    }
    reportUnknown(given, ['rows', 'columns', 'values'], at);
    const names = columns.map((name: unknown) => plainName(typeof name === 'string' ? name : 'column'));
    const kept: number[] = [];
    for (const value of values.slice(0, dataLimits.rows * names.length) as readonly unknown[]) {
      if (typeof value !== 'number' || !Number.isFinite(value)) break;
      kept.push(value);
    }
    const rows = Math.floor(kept.length / names.length);
    const stated = member(given, 'rows');
    const wanted = typeof stated === 'number' ? stated : values.length / names.length;
    if (rows !== wanted)
      at.report(
        at.where,
        sceneSentences.say(
          'cutData',
          rows,
          String(typeof stated === 'string' ? shown(stated) : Math.ceil(wanted)),
        ),
      );
    return rows === 0 ? fallback : { columns: names, values: kept.slice(0, rows * names.length) };
  },
};
