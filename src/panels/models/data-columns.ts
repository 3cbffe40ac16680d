import { ownData } from '../../core/scene/data-kind.ts';
import { dataLimits } from '../../core/scene/limits.ts';
import { numberColumns, type Picked, pickTable, priceColumns } from '../../core/models/pick-table.ts';
import { type ReadTable, readTable } from '../../core/models/read-table.ts';
import type { ModelEntry, OwnData } from '../../core/models/types.ts';
import { models } from '../../text/en/models.ts';
import { html } from '../../ui/dom.ts';

const text = models.data;

/** Which columns are picked. */
export function pickOf({ id, picture }: ModelEntry, classes: number): keyof typeof text.pick {
  if (picture === 'risk') return 'outcome';
  if (picture === 'prices') return 'prices';
  if (picture === 'posterior') return 'groups';
  if (picture === 'recovery') return 'course';
  if (picture === 'matrices') return id === 'memory' ? 'facts' : 'matrix';
  if (picture === 'arm' || picture === 'map') return 'places';
  return classes > 0 ? 'classes' : 'numbers';
}

/** The columns of a table that are picked at first. */
function suggestedFor(table: ReadTable): Readonly<Record<keyof typeof text.pick, readonly number[]>> {
  const numbers = numberColumns(table);
  const last = table.columns.length - 1;
  // No column is told by itself: of one with numbers alone the last is asked, and what is wrong with it said.
  const measured = (numbers.length > 1 ? numbers.at(-1) : undefined) ?? last;
  return {
    classes: [numbers[0] ?? 0, numbers.find((column) => column !== numbers[0]) ?? 1, last],
    numbers: [numbers[0] ?? 0, measured],
    course: [numbers[0] ?? 0, measured],
    outcome: [last],
    matrix: [last],
    facts: [numbers[0] ?? 0, measured],
    prices: priceColumns(table),
    groups: [0, 1, 2].map((i) => numbers[i] ?? Math.min(i, last)),
    places: [0, 1, 2].map((i) => numbers[i] ?? Math.min(i, last)),
  };
}

/**
 * Which columns of a table are taken.
 *
 * @param told hears what will be taken, in sentences, and whether anything can be
 */
export function createColumns(
  pick: keyof typeof text.pick,
  classes: number,
  told: (sentence: string, isTaken: boolean) => void,
) {
  const element = html('div', { class: 'data-pickers' });
  let table: ReadTable = readTable('');
  let picked: Picked | null = null;
  const selects: HTMLSelectElement[] = [];
  const choose = () => {
    const places = selects.map(({ value }) => Number(value));
    const target = places.at(-1);
    if (target === undefined) return;
    const wanted = places.slice(0, -1);
    // Points of a plane, places and prices have columns of their own alone; the others take every other column of numbers along.
    const isAlone = pick !== 'numbers' && pick !== 'outcome' && pick !== 'matrix';
    const others = isAlone ? [] : numberColumns(table).filter((column) => !places.includes(column));
    const inputs = [...wanted, ...others].slice(0, dataLimits.columns);
    picked = pickTable(table, { inputs, target, classes, rows: dataLimits.rows });
    told(sentencesOf(table, picked).join(' '), picked.data !== null);
  };
  const read = (content: string) => {
    table = readTable(content);
    picked = null;
    selects.length = 0;
    element.replaceChildren();
    const names = text.pick[pick];
    const fewest = Math.max(2, names.length);
    if (table.rows.length === 0 || table.columns.length < fewest) {
      told(
        table.rows.length === 0 ? text.empty : text.narrow(String(table.columns.length), String(fewest)),
        false,
      );
      return;
    }
    const suggested = suggestedFor(table)[pick];
    for (const [i, name] of names.entries()) {
      const select = html(
        'select',
        {},
        ...table.columns.map((column, at) => html('option', { value: String(at) }, column)),
      );
      select.value = String(suggested[i]);
      select.addEventListener('change', choose);
      selects.push(select);
      element.append(html('label', {}, name, select));
    }
    choose();
  };

  return {
    element,
    /** Reads a table. */
    read,
    /** What is taken of it; null where nothing can be. */
    picked: (): OwnData | null => picked?.data ?? null,
  };
}

/** What will be taken of a table, and what not. */
function sentencesOf(table: ReadTable, { data, left, firstBad, beyond, classes }: Picked): string[] {
  const rows = data ? data.values.length / data.columns.length : 0;
  const sentences = [rows > 0 ? text.rows(rows) : text.none];
  if (classes.length > 0) sentences.push(text.classes(classes.slice(0, 8).map((name) => name.slice(0, 20))));
  if (firstBad) {
    const { row, column, cell } = firstBad;
    sentences.push(text.left(left, String(row), column.slice(0, 30), cell.slice(0, 30)));
  }
  if (beyond > 0 || table.hasMoreRows) sentences.push(text.tooMany(String(dataLimits.rows)));
  if (table.hasMoreColumns) sentences.push(text.tooWide(String(dataLimits.columns)));
  if (data && ownData.print(data).length === 0) sentences.push(text.notInLink);
  return sentences;
}
