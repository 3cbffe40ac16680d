import { stillClock } from '../app/clock.ts';
import { stillModels } from '../app/models/still-part.ts';
import { createApp } from '../app/create-app.ts';
import type { FigureStyle, Frame } from '../app/state.ts';
import type { ExportContext } from './context.ts';

/**
 * The shown step in a theme, as nobody points at it: what map and charts are drawn from.
 *
 * @param arrows whether the step of the selected optimizer has its arrows
 * @param style for whose eyes it is drawn
 */
export function frameIn(
  { state, derived }: Pick<ExportContext, 'state' | 'derived'>,
  theme: 'light' | 'dark',
  arrows = false,
  style?: FigureStyle,
): Frame {
  const app = createApp({
    scene: state.scene,
    playhead: state.playhead,
    clock: stillClock,
    systemTheme: theme,
    ...(derived.model && { models: stillModels(derived) }),
  });
  app.setView({ theme });
  if (style) app.setFigure(style);
  app.select(state.selected);
  if (state.stage !== null) app.setStage(state.stage);
  const playhead = { ...app.state.playhead, playing: !arrows };
  const frame = { state: { ...app.state, playhead }, derived: app.derived };
  app.dispose();
  return frame;
}
