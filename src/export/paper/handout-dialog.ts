import { html, setText } from '../../ui/dom.ts';
import { print } from '../../text/en/print.ts';

const text = print.dialog;

/** Who makes the handout that is asked for. */
export interface HandoutMaker {
  readonly scenes: number;
  /** Draws it and opens the browser's dialog; `drawing` is told the number of the scene that is drawn next. */
  print(withNotes: boolean, signal: AbortSignal, drawing: (scene: number) => void): Promise<void>;
}

/** Asks how the handout should be, and shows how far it is. It is gone when it is closed. */
export function openHandoutDialog(root: HTMLElement, { scenes, print: make }: HandoutMaker): void {
  const heading = html('h2', { id: 'handout-heading' }, text.heading);
  const close = html('button', { type: 'button', class: 'handout-button' }, text.close);
  const start = html('button', { type: 'button', class: 'handout-button is-main' }, text.print);
  const notes = html('input', { type: 'checkbox' });
  const said = html('output', {});
  const bar = html('progress', { max: scenes, value: 0, 'aria-label': text.progress, hidden: true });
  const dialog = html(
    'dialog',
    { class: 'help handout-dialog', 'aria-labelledby': heading.id },
    html('header', {}, heading, close),
    html('p', {}, text.says(scenes, Math.ceil(scenes / 2))),
    html('label', {}, notes, text.notes),
    html('footer', {}, said, bar, start),
  );
  const drawing = new AbortController();
  start.addEventListener('click', () => {
    start.disabled = true;
    bar.hidden = false;
    const show = (scene: number) => {
      bar.value = scene - 1;
      setText(said, text.drawing(scene, scenes));
    };
    make(notes.checked, drawing.signal, show).then(
      () => dialog.close(),
      () => {
        if (drawing.signal.aborted) return;
        setText(said, text.failed);
        start.disabled = false;
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
