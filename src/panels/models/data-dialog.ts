import type { App } from '../../app/app.ts';
import { modelDoor } from '../../core/scene/model-door.ts';
import { ownData } from '../../core/scene/data-kind.ts';
import { follow } from '../../core/scene/follow.ts';
import { dataLimits } from '../../core/scene/limits.ts';
import { numberColumns, type Picked, pickTable, priceColumns } from '../../core/models/pick-table.ts';
import { type ReadTable, readTable, tableText } from '../../core/models/read-table.ts';
import type { Model, ModelEntry, OwnData, Table } from '../../core/models/types.ts';
import { models } from '../../text/en/models.ts';
import { html, setText } from '../../ui/dom.ts';

const text = models.data;

/** Of a file that is read: the rest is told of. */
const MOST_BYTES = 8_000_000;

/** Gives the scene's model a table of one's own, as a link or a file would, or its own again; a sentence where it cannot. */
export function setData(app: App, given: OwnData | null, group?: string): string | null {
  const { model } = app.state.scene;
  if (!model) return null;
  const problems: string[] = [];
  const at = { name: 'data', where: 'model.data', report: (_: string, said: string) => problems.push(said) };
  const data = ownData.restore(given, null, at);
  const { data: _, ...plain } = model;
  const next = data ? { ...plain, data } : plain;
  const refused = data ? modelDoor()?.restore(next).refused : given ? problems[0] : undefined;
  if (refused !== undefined) return refused;
  app.edit((scene) => follow({ ...scene, model: next }), group);
  return null;
}

/** Digits that are enough to be read and seen, and keep links short. */
const short = (value: number) => Number(value.toPrecision(5));

/**
 * A model's data as a table of one's own: the rows to train with, and those held back where a table of one's own is divided
 * again.
 */
export function dataOf({ train, test: held, options }: Pick<Model, 'train' | 'test' | 'options'>): OwnData {
  const test = 'heldBack' in options ? held : null;
  const rows = (table: Table | null): number[] =>
    table
      ? Array.from(table.targets).flatMap((target, row) => [
          ...Array.from(
            table.inputs.subarray(row * table.columns.length, (row + 1) * table.columns.length),
            short,
          ),
          short(target),
        ])
      : [];
  return {
    columns: [...train.columns, train.target ?? text.target],
    values: [...rows(train), ...rows(test)],
  };
}

/** Signs that a field of text shows and takes at once. */
const MOST_TYPED = 200_000;

/** Which columns are picked. */
function pickOf({ id, picture }: ModelEntry, classes: number): keyof typeof text.pick {
  if (picture === 'risk') return 'outcome';
  if (picture === 'prices') return 'prices';
  if (picture === 'posterior') return 'groups';
  if (picture === 'recovery') return 'course';
  if (picture === 'matrices') return id === 'memory' ? 'facts' : 'matrix';
  if (picture === 'arm' || picture === 'map') return 'places';
  return classes > 0 ? 'classes' : 'numbers';
}

/** Shows a model's data as text, which can be edited, pasted over or dropped on, and which columns of it are taken. */
export function openDataDialog(root: HTMLElement, app: App): void {
  const { model } = app.derived;
  const setting = app.state.scene.model;
  if (!model || !setting) return;
  const { classes } = model.model;
  const pick = pickOf(model.entry, classes);
  const heading = html(
    'h2',
    { id: 'data-heading' },
    setting.data ? text.isOwn : text.heading(model.entry.name),
  );
  const close = html('button', { type: 'button', class: 'data-button' }, text.close);
  const field = html('textarea', {
    class: 'data-text',
    rows: 9,
    spellcheck: 'false',
    'aria-label': text.field,
  });
  const file = html('input', { type: 'file', accept: '.csv,.tsv,.txt,text/*', 'aria-label': text.file });
  const pickers = html('div', { class: 'data-pickers' });
  const said = html('p', { class: 'data-said', role: 'status' });
  const take = html('button', { type: 'button', class: 'data-button is-main' }, text.take);
  const back = html('button', { type: 'button', class: 'data-button', hidden: !setting.data }, text.back);
  const dialog = html(
    'dialog',
    { class: 'help data-dialog', 'aria-labelledby': heading.id },
    html('header', {}, heading, close),
    html('p', {}, text.says),
    field,
    file,
    pickers,
    said,
    html('footer', {}, back, take),
  );
  field.value = tableText(dataOf(model.model));

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
    setText(said, sentencesOf(table, picked).join(' '));
    take.disabled = picked.data === null;
  };
  const read = (content: string) => {
    table = readTable(content);
    picked = null;
    selects.length = 0;
    pickers.replaceChildren();
    const names = text.pick[pick];
    const fewest = Math.max(2, names.length);
    if (table.rows.length === 0 || table.columns.length < fewest) {
      setText(
        said,
        table.rows.length === 0 ? text.empty : text.narrow(String(table.columns.length), String(fewest)),
      );
      take.disabled = true;
      return;
    }
    const numbers = numberColumns(table);
    const last = table.columns.length - 1;
    // No column is told by itself: of one with numbers alone the last is asked, and what is wrong with it said.
    const measured = (numbers.length > 1 ? numbers.at(-1) : undefined) ?? last;
    const suggested = {
      classes: [numbers[0] ?? 0, numbers.find((column) => column !== numbers[0]) ?? 1, last],
      numbers: [numbers[0] ?? 0, measured],
      course: [numbers[0] ?? 0, measured],
      outcome: [last],
      matrix: [last],
      facts: [numbers[0] ?? 0, measured],
      prices: priceColumns(table),
      groups: [0, 1, 2].map((i) => numbers[i] ?? Math.min(i, last)),
      places: [0, 1, 2].map((i) => numbers[i] ?? Math.min(i, last)),
    }[pick];
    for (const [i, name] of names.entries()) {
      const select = html(
        'select',
        {},
        ...table.columns.map((column, at) => html('option', { value: String(at) }, column)),
      );
      select.value = String(suggested[i]);
      select.addEventListener('change', choose);
      selects.push(select);
      pickers.append(html('label', {}, name, select));
    }
    choose();
  };
  const readFile = async (given: Blob) => {
    try {
      // A file of any size: no more of it than is read is shown.
      const content = await given.slice(0, MOST_BYTES).text();
      field.readOnly = content.length > MOST_TYPED;
      field.value = content.slice(0, MOST_TYPED);
      read(content);
      if (given.size > MOST_BYTES) setText(said, `${said.textContent} ${text.large}`);
    } catch {
      setText(said, text.unreadable);
    }
  };

  field.addEventListener('input', () => read(field.value));
  field.addEventListener('paste', (event) => {
    const pasted = event.clipboardData?.getData('text') ?? '';
    // What is shown of a large file is not edited: another table takes its place.
    if (pasted.length <= MOST_TYPED && !field.readOnly) return;
    event.preventDefault();
    void readFile(new Blob([pasted]));
  });
  file.addEventListener('change', () => {
    const [given] = file.files ?? [];
    if (given) void readFile(given);
  });
  for (const kind of ['dragenter', 'dragover'] as const) {
    dialog.addEventListener(kind, (event) => event.preventDefault());
  }
  dialog.addEventListener('drop', (event) => {
    event.preventDefault();
    // The page itself opens scenes that are dropped on it.
    event.stopPropagation();
    const given = event.dataTransfer?.files[0];
    if (given) void readFile(given);
  });
  take.addEventListener('click', () => {
    if (!picked?.data) return;
    const problem = setData(app, picked.data);
    if (problem === null) dialog.close();
    else setText(said, problem);
  });
  back.addEventListener('click', () => {
    setData(app, null);
    dialog.close();
  });
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  read(field.value);
  root.append(dialog);
  dialog.showModal();
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
