/** What a user does, on a document without a layout: by the names that assistive technology reads. */

/** What an element is called: by its label, by what labels it, or by what it says. */
function nameOf(element: Element): string {
  const own = element.getAttribute('aria-label');
  if (own !== null) return own;
  const by = element.getAttribute('aria-labelledby');
  const label = by === null ? element.closest('label') : document.getElementById(by);
  const text = element.matches('button, legend, h2, h3') || !label ? element : label;
  return (text.querySelector('span') && label ? text.querySelector('span')! : text).textContent?.trim() ?? '';
}

/** The one element of a kind with a name; throws where there is none, or more. */
export function named<E extends Element = HTMLElement>(
  within: ParentNode,
  kind: string,
  name: string | RegExp,
): E {
  const all = [...within.querySelectorAll<E>(kind)];
  const found = all.filter((each) =>
    typeof name === 'string' ? nameOf(each) === name : name.test(nameOf(each)),
  );
  const [first] = found;
  if (found.length !== 1 || !first) {
    throw new Error(`${found.length} × ${kind} “${String(name)}” among: ${all.map(nameOf).join(' | ')}`);
  }
  return first;
}

export const button = (within: ParentNode, name: string | RegExp): HTMLButtonElement =>
  named<HTMLButtonElement>(within, 'button', name);

/** Puts a text into a field, as pasting it does. */
export function fill(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  if (document.activeElement !== field) field.focus();
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** Presses a key where the focus is; false when the page has taken it for itself. */
export function press(key: string, options: KeyboardEventInit = {}): boolean {
  const target = document.activeElement ?? document.body;
  return target.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...options }),
  );
}

export function choose(select: HTMLSelectElement, value: string): void {
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
}
