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
