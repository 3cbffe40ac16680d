import type { GUI } from 'lil-gui';

/** A folder named for assistive technology, which opens and closes at once instead of by an animation. */
export function addFolder(gui: GUI, title: string): GUI {
  const folder = gui.addFolder(title);
  folder.openAnimated = (open = true) => folder.open(open);
  folder.$title.setAttribute('type', 'button');
  folder.domElement.setAttribute('role', 'group');
  folder.domElement.setAttribute('aria-label', title);
  return folder;
}

/**
 * Marks a row that has a meaning on some losses only, and gives it back: `of-surface` makes way for a model
 * (styles/models.css), `of-field` but for that of two players, `of-plane` for a curve (styles/of-curve.css), `of-stage` for maps side by side
 * (styles/compare.css).
 */
export function only<R extends { readonly domElement: HTMLElement }>(
  row: R,
  ...where: readonly ('of-surface' | 'of-field' | 'of-plane' | 'of-stage')[]
): R {
  row.domElement.classList.add(...where);
  return row;
}
