import { addressForm } from '../../ui/address-form.ts';
import { copyText } from '../../ui/clipboard.ts';
import { html, setText } from '../../ui/dom.ts';
import { download } from '../../ui/download.ts';
import { exporting } from '../../text/en/export.ts';
import '../../styles/export.css';
import type { ExportedFile, Exporter, Options } from '../exporter.ts';
import { createFields } from './fields.ts';
import { createExportPreview, sentence } from './preview.ts';

const text = exporting.dialog;

/** What is done with files, and the sentence that says so. */
type Act = (files: readonly ExportedFile[], own: Exporter) => Promise<string>;

/**
 * The dialog in which the scene of this moment is made into files: what to make, how, a preview of it, and its
 * saving, which can be cancelled. It is gone when it is closed.
 *
 * @param first the one that is chosen
 * @param printPage prints the figure with its settings; rejects where that cannot be had
 */
export function openExportDialog(
  root: HTMLElement,
  exporters: readonly Exporter[],
  first: Exporter | undefined,
  printPage: () => Promise<void>,
): void {
  const chosen = new Map<Exporter, Options>(exporters.map((exporter) => [exporter, exporter.initial]));
  let exporter = first;
  let making: AbortController | null = null;

  const said = html('output', { class: 'export-said' });
  const bar = html('progress', { max: 1, value: 0, 'aria-label': text.progress, hidden: true });
  const save = button(text.save, 'is-main', () => void run(saveFiles));
  const copy = button(text.copy, '', () => void run(copyFirst));
  const cancel = button(text.cancel, '', () => making?.abort());
  const close = button(text.close, '', () => dialog.close());
  cancel.hidden = true;
  const print = printButton(said, printPage);
  const preview = createExportPreview((isThere) => {
    for (const each of [save, copy]) each.disabled = !isThere;
  });
  const optionsNow = () => exporter && chosen.get(exporter);
  const showPreview = () => {
    const options = optionsNow();
    if (exporter && options) void preview.show(exporter, options);
    else preview.stop();
  };
  const fields = createFields((own, options) => {
    chosen.set(own, options);
    refresh();
  });
  const refresh = () => {
    const options = optionsNow();
    if (exporter && options) fields.show(exporter, options);
    copy.hidden = exporter?.copies === undefined;
    showPreview();
  };

  const choose = (next: Exporter) => {
    exporter = next;
    setText(said, '');
    refresh();
  };

  /** Makes the files and does something with them; one at a time. */
  const run = async (act: Act) => {
    const options = optionsNow();
    if (making || !exporter || !options) return;
    const own = exporter;
    const { signal } = (making = new AbortController());
    setBusy(true);
    setText(said, text.saving);
    try {
      const files = await own.make(options, { signal, progress: (share) => (bar.value = share) });
      signal.throwIfAborted();
      setText(said, await act(files, own));
    } catch (error) {
      setText(said, signal.aborted ? text.cancelled : sentence(error));
    }
    making = null;
    setBusy(false);
  };
  const setBusy = (busy: boolean) => {
    const hadFocus = dialog.contains(document.activeElement) ? document.activeElement : null;
    bar.value = 0;
    for (const part of [bar, cancel]) part.hidden = !busy;
    save.hidden = busy;
    copy.hidden = busy || exporter?.copies === undefined;
    kinds.disabled = busy;
    fields.disable(busy);
    // What had the focus has gone.
    if (busy && (hadFocus === save || hadFocus === copy)) cancel.focus();
    else if (!busy && hadFocus === cancel) save.focus();
  };

  const kinds = kindsOf(exporters, first, choose);
  // Whatever is made carries a link.
  const address = [addressForm(() => showPreview())].filter((form) => form !== null);
  const heading = html('h2', { id: 'export-heading' }, text.heading);
  const dialog = html(
    'dialog',
    { class: 'export-dialog', 'aria-labelledby': heading.id },
    html('header', {}, heading, close),
    html(
      'div',
      { class: 'export-columns' },
      html('div', { class: 'export-form' }, kinds, fields.element, ...address),
      preview.element,
    ),
    html('footer', {}, print, said, bar, cancel, copy, save),
  );
  dialog.addEventListener('close', () => {
    preview.dispose();
    making?.abort();
    dialog.remove();
  });
  root.append(dialog);
  dialog.showModal();
  if (exporter) choose(exporter);
}

function button(label: string, name: string, act: () => void): HTMLButtonElement {
  const element = html('button', { type: 'button', class: `export-button ${name}` }, label);
  element.addEventListener('click', act);
  return element;
}

/** What prints the figure, and says how it goes. */
function printButton(said: HTMLElement, printPage: () => Promise<void>): HTMLButtonElement {
  return button(text.print, '', () => {
    setText(said, text.printing);
    printPage().then(
      () => setText(said, ''),
      () => setText(said, text.failed),
    );
  });
}

/** The kinds of files that can be made, to choose one of. */
function kindsOf(
  exporters: readonly Exporter[],
  first: Exporter | undefined,
  choose: (exporter: Exporter) => void,
): HTMLFieldSetElement {
  return html(
    'fieldset',
    { class: 'export-kinds' },
    html('legend', {}, text.kinds),
    ...exporters.map((each) => {
      const radio = html('input', { type: 'radio', name: 'export-kind', value: each.id });
      radio.checked = each === first;
      radio.addEventListener('change', () => choose(each));
      return html('label', {}, radio, html('span', {}, each.name));
    }),
  );
}

const saveFiles: Act = async (files) => {
  for (const { name, blob } of files) download(name, blob);
  return text.saved(files.map(({ name }) => name));
};

const copyFirst: Act = async ([first], { copies }) =>
  first && copies && (await copyFile(first, copies)) ? text.copied : text.notCopied;

/** Copies a file's content. False when the browser refuses. */
async function copyFile({ blob }: ExportedFile, as: 'image' | 'text'): Promise<boolean> {
  if (as === 'text') return copyText(await blob.text());
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })]);
    return true;
  } catch {
    return false;
  }
}
