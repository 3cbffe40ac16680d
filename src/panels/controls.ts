import type { App } from '../app/app.ts';
import type { AppView, Frame } from '../app/state.ts';

export interface Controls extends AppView {
  /** Settles when the controls are there; rejects when their code cannot be loaded. */
  readonly ready: Promise<void>;
}

/**
 * The controls of the document. Their code comes after the first picture, into a panel whose size does not depend
 * on it.
 *
 * @param gallery opens the gallery of losses, where there is one
 */
export function createControls(container: HTMLElement, app: App, gallery?: () => void): Controls {
  let gui: AppView | null = null;
  let last: Frame | null = null;
  let disposed = false;
  const load = async () => {
    const { createDocumentGui } = await import('./gui/document-gui.ts');
    if (disposed) return;
    gui = createDocumentGui(container, app, gallery);
    if (last) gui.draw(last);
  };
  return {
    ready: load(),
    draw(frame) {
      last = frame;
      gui?.draw(frame);
    },
    dispose() {
      disposed = true;
      gui?.dispose();
    },
  };
}
