import type { App } from '../../app/app.ts';
import { modelDoor } from '../../core/scene/model-door.ts';
import { ownData } from '../../core/scene/data-kind.ts';
import { followSuggestions } from '../../core/scene/follow.ts';
import { tableText } from '../../core/models/read-table.ts';
import type { Model, OwnData, Table } from '../../core/models/types.ts';
import { models } from '../../text/en/models.ts';
import { html, setText } from '../../ui/dom.ts';
import { createColumns, pickOf } from './data-columns.ts';

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
  app.edit((scene) => followSuggestions({ ...scene, model: next }), group);
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

/** Shows a model's data as text, which can be edited, pasted over or dropped on, and which columns of it are taken. */
export function openDataDialog(root: HTMLElement, app: App): void {
  const { model } = app.derived;
  const setting = app.state.scene.model;
  if (!model || !setting) return;
  const { classes } = model.model;
  const pick = pickOf(model.entry, classes, model.model.options);
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
  const said = html('p', { class: 'data-said', role: 'status' });
  const take = html('button', { type: 'button', class: 'data-button is-main' }, text.take);
  const back = html('button', { type: 'button', class: 'data-button', hidden: !setting.data }, text.back);
  const own = dataOf(model.model);
  const columns = createColumns(pick, classes, own.columns, (sentence, isTaken) => {
    setText(said, sentence);
    take.disabled = !isTaken;
  });
  const dialog = html(
    'dialog',
    { class: 'help data-dialog', 'aria-labelledby': heading.id },
    html('header', {}, heading, close),
    html('p', {}, text.says),
    field,
    file,
    columns.element,
    said,
    html('footer', {}, back, take),
  );
  field.value = tableText(own);

  const readFile = async (given: Blob) => {
    try {
      // A file of any size: no more of it than is read is shown.
      const content = await given.slice(0, MOST_BYTES).text();
      field.readOnly = content.length > MOST_TYPED;
      field.value = content.slice(0, MOST_TYPED);
      columns.read(content);
      if (given.size > MOST_BYTES) setText(said, `${said.textContent} ${text.large}`);
    } catch {
      setText(said, text.unreadable);
    }
  };

  field.addEventListener('input', () => columns.read(field.value));
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
    const data = columns.picked();
    if (!data) return;
    const problem = setData(app, data);
    if (problem === null) dialog.close();
    else setText(said, problem);
  });
  back.addEventListener('click', () => {
    setData(app, null);
    dialog.close();
  });
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  columns.read(field.value);
  root.append(dialog);
  dialog.showModal();
}
