import { createApp } from '../../../src/app/create-app.ts';
import { defaultScene } from '../../../src/core/scene/defaults.ts';
import type { Scene } from '../../../src/core/scene/scene.ts';
import { writeFragment } from '../../../src/core/scene/url.ts';
import { createDocumentGui } from '../../../src/panels/gui/document-gui.ts';
import { manualClock } from '../../unit/app/manual-clock.ts';
import { named } from './user.ts';

/** The controls over a scene, with the next picture given by hand. */
export function openControls(scene: Scene = defaultScene()) {
  const clock = manualClock();
  const app = createApp({ scene, clock, systemTheme: 'light' });
  app.setResolution(17);
  const container = document.createElement('div');
  document.body.append(container);
  app.mount(createDocumentGui(container, app));
  clock.tick(16);
  return {
    app,
    clock,
    container,
    /** Shows what has changed. */
    draw: () => clock.tick(16),
    box: (name: string, within: ParentNode = container) =>
      named<HTMLInputElement>(within, 'input:not([type=range])', name),
    select: (name: string) => named<HTMLSelectElement>(container, 'select', name),
    folder: (name: string) => named(container, '[role=group]', name),
    /** The scene as the address has it. */
    address: () => writeFragment(app.state.scene, app.state.playhead),
    close() {
      app.dispose();
      container.remove();
    },
  };
}
