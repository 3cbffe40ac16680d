import { addressForm } from '../../ui/address-form.ts';
import { html, setText } from '../../ui/dom.ts';
import { download } from '../../ui/download.ts';
import { exporting } from '../../text/en/export.ts';
import '../../styles/export.css';
import { ExportError } from '../export-error.ts';
import type { ExportedFile, Exporter, Options, Preview } from '../exporter.ts';
import { copyFile } from './copy.ts';
import { fieldControls } from './fields.ts';

const text = exporting.dialog;

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
  let shown: Preview | null = null;
  let showing: AbortController | null = null;
  let making: AbortController | null = null;

  const fields = html('div', { class: 'export-fields' });
  const picture = html('div', { class: 'export-picture' });
  const facts = html('ul', { class: 'export-facts' });
  const preview = html('section', { class: 'export-preview', 'aria-label': text.preview }, picture, facts);
  const said = html('output', { class: 'export-said' });
  const bar = html('progress', { max: 1, value: 0, 'aria-label': text.progress, hidden: true });
  const button = (label: string, name: string, act: () => void) => {
    const element = html('button', { type: 'button', class: `export-button ${name}` }, label);
    element.addEventListener('click', act);
    return element;
  };
  const save = button(text.save, 'is-main', () => void run(saveFiles));
  const copy = button(text.copy, '', () => void run(copyFirst));
  const cancel = button(text.cancel, '', () => making?.abort());
  const close = button(text.close, '', () => dialog.close());
  cancel.hidden = true;
  const print = button(text.print, '', () => {
    setText(said, text.printing);
    printPage().then(
      () => setText(said, ''),
      () => setText(said, text.failed),
    );
  });

  const drop = () => {
    shown?.dispose?.();
    shown = null;
  };
  const showPreview = async () => {
    showing?.abort();
    const own = (showing = new AbortController());
    const options = exporter && chosen.get(exporter);
    if (!exporter || !options) return;
    preview.setAttribute('aria-busy', 'true');
    if (picture.childElementCount === 0) picture.replaceChildren(html('p', {}, text.making));
    try {
      const next = await exporter.preview(options, own.signal);
      if (own.signal.aborted) {
        next.dispose?.();
        return;
      }
      drop();
      shown = next;
      picture.replaceChildren(next.element);
      facts.replaceChildren(...next.facts.map((fact) => html('li', {}, fact)));
      save.disabled = false;
      copy.disabled = false;
    } catch (error) {
      if (own.signal.aborted) return;
      drop();
      picture.replaceChildren(html('p', { class: 'export-error', role: 'alert' }, sentence(error)));
      facts.replaceChildren();
      save.disabled = true;
      copy.disabled = true;
    }
    preview.removeAttribute('aria-busy');
  };

  const showFields = () => {
    const options = exporter && chosen.get(exporter);
    if (!exporter || !options) return;
    const own = exporter;
    const focused = document.activeElement;
    const at = [...fields.querySelectorAll('select, input')].findIndex((element) => element === focused);
    fields.replaceChildren(
      ...fieldControls(exporter.fields, options, (next) => {
        chosen.set(own, next);
        showFields();
        void showPreview();
      }),
    );
    // Whoever turns a control with the keyboard stays on it; what it changes stands behind it.
    if (at >= 0) fields.querySelectorAll<HTMLElement>('select, input')[at]?.focus();
    copy.hidden = exporter.copies === undefined;
  };

  const choose = (next: Exporter) => {
    exporter = next;
    setText(said, '');
    showFields();
    void showPreview();
  };

  /** Makes the files and does something with them; one at a time. */
  const run = async (act: (files: readonly ExportedFile[], own: Exporter) => Promise<string>) => {
    const options = exporter && chosen.get(exporter);
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
  const saveFiles = async (files: readonly ExportedFile[]) => {
    for (const { name, blob } of files) download(name, blob);
    return text.saved(files.map(({ name }) => name));
  };
  const copyFirst = async ([first]: readonly ExportedFile[], { copies }: Exporter) =>
    first && copies && (await copyFile(first, copies)) ? text.copied : text.notCopied;

  const setBusy = (busy: boolean) => {
    const hadFocus = dialog.contains(document.activeElement) ? document.activeElement : null;
    bar.value = 0;
    bar.hidden = !busy;
    cancel.hidden = !busy;
    save.hidden = busy;
    copy.hidden = busy || exporter?.copies === undefined;
    kinds.disabled = busy;
    for (const control of fields.querySelectorAll<HTMLInputElement | HTMLSelectElement>('select, input'))
      control.disabled = busy;
    // What had the focus has gone.
    if (busy && (hadFocus === save || hadFocus === copy)) cancel.focus();
    else if (!busy && hadFocus === cancel) save.focus();
  };

  const kinds = html(
    'fieldset',
    { class: 'export-kinds' },
    html('legend', {}, text.kinds),
    ...exporters.map((each) => {
      const radio = html('input', { type: 'radio', name: 'export-kind', value: each.id });
      radio.checked = each === exporter;
      radio.addEventListener('change', () => choose(each));
      return html('label', {}, radio, html('span', {}, each.name));
    }),
  );
  // Whatever is made carries a link.
  const address = [addressForm(() => void showPreview())].filter((form) => form !== null);
  const heading = html('h2', { id: 'export-heading' }, text.heading);
  const dialog = html(
    'dialog',
    { class: 'export-dialog', 'aria-labelledby': heading.id },
    html('header', {}, heading, close),
    html(
      'div',
      { class: 'export-columns' },
      html('div', { class: 'export-form' }, kinds, fields, ...address),
      preview,
    ),
    html('footer', {}, print, said, bar, cancel, copy, save),
  );
  dialog.addEventListener('close', () => {
    showing?.abort();
    making?.abort();
    drop();
    dialog.remove();
  });
  root.append(dialog);
  dialog.showModal();
  if (exporter) choose(exporter);
}

function sentence(error: unknown): string {
  return error instanceof ExportError ? error.message : text.failed;
}
