import { memo } from '../../app/memo.ts';
import type { Frame, Palette } from '../../app/state.ts';
import { AXIS_TYPE, measureWith } from '../../ui/axes.ts';
import type { stackCanvases } from '../canvas.ts';
import type { drawnSettings } from './drawn.ts';
import { drawSettings, heightOfSettings, layOutSettings } from './plot.ts';

/**
 * Draws the map of settings with its axes and scale, when something of it has changed.
 *
 * @param box what it fills
 * @param plot the element that is laid over the map itself
 */
export function createSettingsDrawing(
  box: HTMLElement,
  plot: HTMLElement,
  canvases: ReturnType<typeof stackCanvases>,
): (frame: Frame, now: ReturnType<typeof drawnSettings>) => void {
  const pen = canvases.layers[0]!;
  let font = '';
  let measure = measureWith(pen, font, AXIS_TYPE);
  const place = memo(
    (now: ReturnType<typeof drawnSettings>, width: number, height: number, scale: number, _type: string) => {
      const layout = layOutSettings(now, { x: 0, y: 0, width, height }, measure);
      const { x, y, width: across, height: down } = layout.plot;
      Object.assign(plot.style, {
        left: `${x * scale}px`,
        top: `${y * scale}px`,
        width: `${across * scale}px`,
        height: `${down * scale}px`,
      });
      return layout;
    },
  );
  const drawPicture = memo(
    (
      now: ReturnType<typeof drawnSettings>,
      layout: ReturnType<typeof place>,
      palette: Palette,
      _version: number,
    ) => {
      pen.clearRect(0, 0, canvases.width, canvases.height);
      drawSettings(pen, now, layout, palette, font, measure);
    },
  );

  return (frame, now) => {
    const { figure, palette } = frame.state;
    canvases.setScale(figure.scale);
    const own = heightOfSettings(now.scale !== null, box.clientWidth / figure.scale);
    box.style.setProperty('--own-height', `${Math.round(own * figure.scale)}px`);
    const { width, height, scale, version } = canvases;
    if (width === 0 || height === 0) return;
    const { fontFamily } = getComputedStyle(box);
    if (font !== fontFamily) {
      font = fontFamily;
      measure = measureWith(pen, font, AXIS_TYPE);
    }
    drawPicture(now, place(now, width, height, scale, font), palette, version);
  };
}
