import { html, setText } from '../../ui/dom.ts';
import { print } from '../../text/en/print.ts';

const text = print.dialog;

/** A paper that can be asked for. */
export interface PaperWay {
  readonly name: string;
  /** What will be on it. */
  readonly says: string;
  /** Its scenes, which are drawn one by one. */
  readonly scenes: number;
  /** Whether there are notes, which may be left out. */
  readonly hasNotes: boolean;
  /** Draws it and opens the browser's dialog; `drawing` is told the number of the scene that is drawn next. */
  print(withNotes: boolean, signal: AbortSignal, drawing: (scene: number) => void): Promise<void>;
}

/** Asks which paper it is to be, and how, and shows how far it is. It is gone when it is closed. */
export function openHandoutDialog(root: HTMLElement, ways: readonly PaperWay[]): void {
  let way = ways[0]!;
  const heading = html('h2', { id: 'handout-heading' }, text.heading);
  const close = html('button', { type: 'button', class: 'handout-button' }, text.close);
  const start = html('button', { type: 'button', class: 'handout-button is-main' }, text.print);
  const notes = html('input', { type: 'checkbox' });
  const said = html('output', {});
  const bar = html('progress', { max: way.scenes, value: 0, 'aria-label': text.progress, hidden: true });
  const says = html('p', {}, way.says);
  const noted = html('label', { hidden: !way.hasNotes }, notes, text.notes);
  const choice = html('select', { 'aria-label': text.which, hidden: ways.length < 2 });
  choice.append(...ways.map(({ name }, i) => html('option', { value: String(i) }, name)));
  choice.addEventListener('change', () => {
    way = ways[choice.selectedIndex]!;
    says.textContent = way.says;
    noted.hidden = !way.hasNotes;
    bar.max = way.scenes;
  });
  const dialog = html(
    'dialog',
    { class: 'help handout-dialog', 'aria-labelledby': heading.id },
    html('header', {}, heading, close),
    choice,
    says,
    noted,
    html('footer', {}, said, bar, start),
  );
  const drawing = new AbortController();
  start.addEventListener('click', () => {
    start.disabled = true;
    choice.disabled = true;
    bar.hidden = false;
    const show = (scene: number) => {
      bar.value = scene - 1;
      setText(said, text.drawing(scene, way.scenes));
    };
    way.print(way.hasNotes && notes.checked, drawing.signal, show).then(
      () => dialog.close(),
      () => {
        if (drawing.signal.aborted) return;
        setText(said, text.failed);
        start.disabled = false;
        choice.disabled = false;
        bar.hidden = true;
      },
    );
  });
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => {
    drawing.abort();
    dialog.remove();
  });
  root.append(dialog);
  dialog.showModal();
}
