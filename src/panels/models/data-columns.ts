import { ownData } from '../../core/scene/data-kind.ts';
import { dataLimits } from '../../core/scene/limits.ts';
import {
  columnsFor,
  numberColumns,
  type Picked,
  pickTable,
  type ColumnRole,
} from '../../core/models/pick-table.ts';
import { type ReadTable, readTable } from '../../core/models/read-table.ts';
import { isLine } from '../../core/models/posterior.ts';
import type { ModelEntry, ModelOptions, OwnData } from '../../core/models/types.ts';
import { models } from '../../text/en/models.ts';
import { html } from '../../ui/dom.ts';

const text = models.data;

/** Which columns are picked. */
export function pickOf(
  { id, picture }: ModelEntry,
  classes: number,
  options: ModelOptions,
): keyof typeof text.pick {
  if (picture === 'risk') return 'outcome';
  if (picture === 'prices') return 'prices';
  if (picture === 'posterior' && !isLine(options)) return 'groups';
  if (picture === 'recovery') return 'course';
  if (picture === 'matrices') return id === 'memory' ? 'facts' : 'matrix';
  if (picture === 'arm' || picture === 'map') return 'places';
  return classes > 0 ? 'classes' : 'numbers';
}

type Pick = keyof typeof text.pick;

/** How tables call what a model of options' prices takes. */
const CALLED: Readonly<Partial<Record<Pick, readonly RegExp[]>>> = {
  prices: [/strike|exercise/, /matur|expir|years|tenor/, /price|premium|mid|quote|call|target/],
};
/** What comes out, of which any column may be that: by its place the last; of the others by theirs the first ones. */
const LAST: Readonly<Partial<Record<Pick, 'any' | 'numbers'>>> = {
  classes: 'any',
  outcome: 'any',
  matrix: 'any',
  numbers: 'numbers',
  course: 'numbers',
  facts: 'numbers',
};

/** What columns of a table are wanted for, by the names that the model's own have. */
function rolesOf(pick: Pick, own: readonly string[]): ColumnRole[] {
  const count = text.pick[pick].length;
  return text.pick[pick].map((_, i): ColumnRole => {
    const isTarget = i === count - 1;
    const name = own.at(isTarget ? -1 : i)?.toLowerCase();
    const isLast = isTarget ? LAST[pick] : undefined;
    return {
      isCalled: (column) => column === name || (CALLED[pick]?.[i]?.test(column) ?? false),
      ...(isLast && { isLast }),
    };
  });
}

/**
 * Which columns of a table are taken.
 *
 * @param own the names that the columns of the model's data have, that of the target last
 * @param told hears what will be taken, in sentences, and whether anything can be
 */
export function createColumns(
  pick: Pick,
  classes: number,
  own: readonly string[],
  told: (sentence: string, isTaken: boolean) => void,
) {
  const element = html('div', { class: 'data-pickers' });
  const roles = rolesOf(pick, own);
  let table: ReadTable = readTable('');
  let picked: Picked | null = null;
  const selects: HTMLSelectElement[] = [];
  /** What stands for something by its place alone, where others are called as the model's own. */
  const guesses = (places: readonly number[]) => {
    const names = table.columns.map((name) => name.toLowerCase());
    if (!own.some((name) => names.includes(name.toLowerCase()))) return [];
    return places.flatMap((place, i) =>
      roles[i]!.isCalled(names[place]!)
        ? []
        : [text.guessed(named([table.columns[place]!])[0]!, text.pick[pick][i]!)],
    );
  };
  const choose = () => {
    const chosen = selects.map(({ value }) => (value === '' ? null : Number(value)));
    const problem = problemOf(table, text.pick[pick], chosen);
    picked = null;
    if (problem !== '') {
      told(problem, false);
      return;
    }
    const places = chosen.filter((place) => place !== null);
    const target = places.at(-1)!;
    const wanted = places.slice(0, -1);
    // Points of a plane, places and prices have columns of their own alone; the others take every other column of numbers along.
    const isAlone = pick !== 'numbers' && pick !== 'outcome' && pick !== 'matrix';
    const others = isAlone ? [] : numberColumns(table).filter((column) => !places.includes(column));
    const inputs = [...wanted, ...others].slice(0, dataLimits.columns);
    picked = pickTable(table, { inputs, target, classes, rows: dataLimits.rows });
    told([...sentencesOf(table, picked, places), ...guesses(places)].join(' '), picked.data !== null);
  };
  const read = (content: string) => {
    table = readTable(content);
    picked = null;
    selects.length = 0;
    element.replaceChildren();
    const names = text.pick[pick];
    const fewest = Math.max(2, names.length);
    if (table.rows.length === 0 || table.columns.length < fewest) {
      told(table.rows.length === 0 ? text.empty : text.narrow(table.columns.length, String(fewest)), false);
      return;
    }
    const suggested = columnsFor(table, roles);
    for (const [i, name] of names.entries()) {
      const place = suggested[i] ?? null;
      const select = html(
        'select',
        {},
        ...(place === null ? [html('option', { value: '' }, text.noColumn)] : []),
        ...table.columns.map((column, at) => html('option', { value: String(at) }, column)),
      );
      select.value = String(place ?? '');
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

/** Names of columns as they are said. */
const named = (names: readonly string[]) => names.slice(0, 4).map((name) => `“${name.slice(0, 30)}”`);

/** Why nothing can be taken of the columns that are chosen; '' where it can. */
function problemOf(table: ReadTable, roles: readonly string[], chosen: readonly (number | null)[]): string {
  const lacking = chosen.indexOf(null);
  const twice = chosen.find((place, i) => chosen.indexOf(place) !== i);
  const said =
    lacking >= 0
      ? text.lacking(roles[lacking]!)
      : typeof twice === 'number'
        ? text.twice(named([table.columns[twice]!])[0]!)
        : '';
  return said === '' ? '' : [said, passedOver(table, chosen)].join(' ').trim();
}

/** Which columns are left out because they have next to no numbers. */
function passedOver(table: ReadTable, chosen: readonly (number | null)[]): string {
  const numbers = numberColumns(table);
  const passed = table.columns.filter((_, i) => !numbers.includes(i) && !chosen.includes(i));
  return passed.length > 0 ? text.passedOver(named(passed)) : '';
}

/** What will be taken of a table, and what not. */
function sentencesOf(
  table: ReadTable,
  { data, left, firstBad, beyond, classes }: Picked,
  chosen: readonly number[],
): string[] {
  const rows = data ? data.values.length / data.columns.length : 0;
  const sentences = [rows > 0 ? text.rows(rows) : text.none];
  if (classes.length > 0) sentences.push(text.classes(classes.slice(0, 8).map((name) => name.slice(0, 20))));
  if (firstBad) {
    const { row, column, cell } = firstBad;
    sentences.push(text.left(left, String(row), column.slice(0, 30), cell.slice(0, 30)));
  }
  const passed = passedOver(table, chosen);
  if (passed !== '') sentences.push(passed);
  if (beyond > 0 || table.hasMoreRows) sentences.push(text.tooMany(String(dataLimits.rows)));
  if (table.hasMoreColumns) sentences.push(text.tooWide(String(dataLimits.columns)));
  if (data && ownData.print(data).length === 0) sentences.push(text.notInLink);
  return sentences;
}
