import { expect, test } from 'vitest';
import { createApp } from '../../src/app/create-app.ts';
import { openGallery } from '../../src/charts/gallery/dialog.ts';
import { defaultScene } from '../../src/core/scene/defaults.ts';
import { manualClock } from '../unit/app/manual-clock.ts';
import { fill } from './support/user.ts';

test('Enter that ends a word of an input method chooses nothing, the next one does', () => {
  const app = createApp({ scene: defaultScene(), clock: manualClock(), systemTheme: 'light' });
  openGallery(document.body, app);
  const dialog = document.querySelector('dialog')!;
  const search = dialog.querySelector('input')!;
  fill(search, 'rosenbrock');
  const enter = (isComposing: boolean) =>
    search.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing, bubbles: true }));
  enter(true);
  expect([dialog.open, app.state.scene.loss]).toEqual([true, 'himmelblau']);
  enter(false);
  expect([dialog.open, app.state.scene.loss]).toEqual([false, 'rosenbrock']);
  app.dispose();
});
