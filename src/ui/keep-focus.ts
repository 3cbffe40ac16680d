/**
 * Hides an element, or shows it. The focus does not fall to the page with it: it goes to what comes in its place, which
 * is shown by then.
 */
export function setHidden(element: HTMLElement, isHidden: boolean, heir: () => HTMLElement | null): void {
  const isHeld = isHidden && !element.hidden && element.contains(document.activeElement);
  element.hidden = isHidden;
  if (isHeld) heir()?.focus();
}
