/** Copies text. False when the browser refuses, as it may in a frame or on a page that is not secure. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** Copies an element as a mail or a text program takes it, and text for those that take only that. */
export async function copyElement(element: HTMLElement, text: string): Promise<boolean> {
  const part = (content: string, type: string) => new Blob([content], { type });
  try {
    const { outerHTML } = element;
    const item = { 'text/html': part(outerHTML, 'text/html'), 'text/plain': part(text, 'text/plain') };
    await navigator.clipboard.write([new ClipboardItem(item)]);
    return true;
  } catch {
    return copySelected(element, () => getSelection()?.selectAllChildren(element.parentElement ?? element));
  }
}

/** The older way, which also works where the page may not use the clipboard interface. */
function copyBySelection(text: string): boolean {
  const field = document.createElement('textarea');
  field.value = text;
  return copySelected(field, () => field.select());
}

function copySelected(element: HTMLElement, select: () => void): boolean {
  const focused = document.activeElement;
  const place = document.createElement('div');
  place.style.position = 'fixed';
  place.style.opacity = '0';
  place.append(element);
  // What lies behind a dialog cannot be selected.
  (document.querySelector('dialog:modal') ?? document.body).append(place);
  select();
  const copied = document.execCommand('copy');
  place.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return copied;
}
