import type { Clock } from '../app/clock.ts';
import { createApp } from '../app/create-app.ts';
import type { Frame } from '../app/state.ts';
import type { ExportContext } from './context.ts';

const still: Clock = { now: () => 0, request: () => 0, cancel() {}, after: () => () => {} };

/**
 * The shown step in a theme, as nobody points at it: what map and charts are drawn from.
 *
 * @param arrows whether the step of the selected optimizer has its arrows
 */
export function frameIn(
  { state }: Pick<ExportContext, 'state'>,
  theme: 'light' | 'dark',
  arrows = false,
): Frame {
  const app = createApp({ scene: state.scene, playhead: state.playhead, clock: still, systemTheme: theme });
  app.setView({ theme });
  app.select(state.selected);
  if (state.stage !== null) app.setStage(state.stage);
  const playhead = { ...app.state.playhead, playing: !arrows };
  const frame = { state: { ...app.state, playhead }, derived: app.derived };
  app.dispose();
  return frame;
}
