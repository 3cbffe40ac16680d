import { AXIS_TYPE, drawAxes, measureWith } from '../../ui/axes.ts';
import type { App } from '../../app/app.ts';
import { html } from '../../ui/dom.ts';
import { memo } from '../../app/memo.ts';
import type { Frame, Palette } from '../../app/state.ts';
import type { Surface } from '../../core/geometry/types.ts';
import { stackCanvases } from '../canvas.ts';
import { heightOf, layOutMap, layOutMapAxes } from './axes.ts';

/** The panel of a map: its axes, and within them the element that has the domain's place and proportions. */
export interface MapPanel {
  readonly element: HTMLElement;
  /** What belongs to the domain goes in here; follows by its size. */
  readonly plot: HTMLElement;
  /** Draws the axes and gives the plot its place. */
  draw(frame: Frame): void;
  dispose(): void;
}

/** Least and greatest height of a panel that has one of its own, in figure pixels. */
const [LEAST, MOST] = [100, 290] as const;

/** Its own height, for where the style sheet takes it, is in `--own-height`. */
export function createMapPanel(app: Pick<App, 'invalidate' | 'flush'>): MapPanel {
  const plot = html('div', { class: 'map-plot' });
  const element = html('div', { class: 'map-box' });
  const canvases = stackCanvases(element, 1, app);
  element.append(plot);
  const pen = canvases.layers[0]!;
  let font = '';
  let measure = measureWith(pen, font, AXIS_TYPE);
  /** Counts the typefaces that came: numbers are as wide as they make them. */
  let loads = 0;
  const loaded = () => {
    measure = measureWith(pen, font, AXIS_TYPE);
    loads++;
    app.invalidate();
  };
  document.fonts.addEventListener('loadingdone', loaded);

  const place = memo((surface: Surface, width: number, height: number, scale: number, _loads: number) => {
    const own = heightOf(surface, width, LEAST, MOST, measure);
    element.style.setProperty('--own-height', `${Math.round(own * scale)}px`);
    const { x, y, width: across, height: up } = layOutMap(surface, width, height, measure);
    const left = Math.round(x * scale);
    const top = Math.round(y * scale);
    const right = Math.round((x + across) * scale);
    const bottom = Math.round((y + up) * scale);
    Object.assign(plot.style, {
      left: `${left}px`,
      top: `${top}px`,
      width: `${Math.max(1, right - left)}px`,
      height: `${Math.max(1, bottom - top)}px`,
    });
    return {
      x: left / scale,
      y: top / scale,
      width: (right - left) / scale,
      height: (bottom - top) / scale,
    };
  });
  const drawLayer = memo(
    (surface: Surface, palette: Palette, at: ReturnType<typeof place>, _version: number, _loads: number) => {
      const panel = { x: 0, y: 0, width: canvases.width, height: canvases.height };
      pen.clearRect(0, 0, panel.width, panel.height);
      drawAxes(pen, layOutMapAxes(surface, at, panel, measure), palette, font, AXIS_TYPE);
    },
  );

  return {
    element,
    plot,
    draw({ state, derived }) {
      canvases.setScale(state.figure.scale);
      const { width, height, scale, version } = canvases;
      if (width === 0) return;
      if (font === '') {
        font = getComputedStyle(element).fontFamily;
        measure = measureWith(pen, font, AXIS_TYPE);
      }
      const at = place(derived.surface, width, height, scale, loads);
      drawLayer(derived.surface, state.palette, at, version, loads);
    },
    dispose() {
      document.fonts.removeEventListener('loadingdone', loaded);
      canvases.dispose();
      element.remove();
    },
  };
}
