import type { Box } from '../ui/box.ts';
import { AXIS_TYPE, type Axes, type DrawAxes, drawAxes, measureWith } from '../ui/axes.ts';
import { html } from '../ui/dom.ts';
import { memo } from '../app/memo.ts';
import type { Frame } from '../app/state.ts';
import type { Surface } from '../core/geometry/types.ts';
import { layOutAxes } from './axes.ts';
import type { Lens } from './lens.ts';

/** The axes on a canvas over the stage's: drawn with it, and only when something of them has changed. */
export interface AxesLayer {
  readonly canvas: HTMLCanvasElement;
  draw(frame: Frame, lens: Lens, pixelRatio: number): void;
  dispose(): void;
}

/** A stage with a shorter side has no room for axes. */
const LEAST = 130;

/** CSS pixels of the axes' type on a stage; 0 where it has none. */
export function axisType(width: number, height: number, scale: number): number {
  return Math.min(width, height) < LEAST * scale ? 0 : AXIS_TYPE * scale;
}

/** Axes as seen through a lens, for a picture apart from the page. */
export function axesThrough({ state, derived }: Frame, lens: Lens): DrawAxes {
  const seen: Lens = {
    ...lens,
    viewProjection: lens.viewProjection.slice(),
    forward: lens.forward.slice(),
    eye: lens.eye.slice(),
  };
  return (pen, font, covers = []) => {
    if (seen.type === 0) return;
    const axes = layOutAxes(seen, derived.surface, measureWith(pen, font, seen.type), covers);
    drawAxes(pen, axes, state.palette, font, seen.type);
  };
}

export function createAxesLayer(container: HTMLElement): AxesLayer {
  const canvas = html('canvas', { class: 'stage-axes', 'aria-hidden': 'true' });
  Object.assign(canvas.style, {
    position: 'absolute',
    inset: '0',
    width: '100%',
    height: '100%',
    pointerEvents: 'none',
  });
  container.append(canvas);
  const pen = canvas.getContext('2d');
  let font = '';
  let measureOf = memo(measureWith);
  const drawn = new Float64Array(19);
  const now = new Float64Array(19);
  let surface: Surface | null = null;
  let again: (() => void) | null = null;
  let [palette, ratio] = ['', 0];

  /** What lies over the stage; kept until its size changes, so that no frame lays the page out. */
  let covers: Box[] | null = null;
  const watched = new Set<Element>();
  let laidOut: Axes | null = null;
  const observer = new ResizeObserver(() => {
    covers = null;
    again?.();
  });
  /** Numbers are as wide as the typeface makes them, which may come after the first picture. */
  const { fonts } = container.ownerDocument;
  const loaded = () => {
    measureOf = memo(measureWith);
    laidOut = null;
    again?.();
  };
  fonts.addEventListener('loadingdone', loaded);
  const covering = (): Box[] => {
    const here = container.getBoundingClientRect();
    const boxes: Box[] = [];
    const beside = [...(container.parentElement?.children ?? []), ...container.children];
    for (const other of beside) {
      if (other === container || other instanceof HTMLCanvasElement) continue;
      if (!watched.has(other)) observer.observe(other);
      watched.add(other);
      const { x, y, width, height } = other.getBoundingClientRect();
      // What lies over all of the stage is a veil and not a thing to keep clear of.
      if (width * height < (here.width * here.height) / 2)
        boxes.push({ x: x - here.x, y: y - here.y, width, height });
    }
    return boxes;
  };

  return {
    canvas,
    draw(frame, lens, pixelRatio) {
      const { width, height, type } = lens;
      now.set(lens.viewProjection);
      now.set([width, height, type], 16);
      const { palette: colors } = frame.state;
      const same = surface === frame.derived.surface && palette === colors && ratio === pixelRatio;
      if (same && now.every((value, i) => value === drawn[i])) return;
      drawn.set(now);
      ({ surface } = frame.derived);
      [palette, ratio] = [colors, pixelRatio];
      const shown = surface;
      again = () => {
        if (!pen) return;
        font ||= getComputedStyle(container).fontFamily;
        covers ??= covering();
        const axes = type === 0 ? null : layOutAxes(lens, shown, measureOf(pen, font, type), covers);
        // What lies over the stage changes its size with every number in it, and hides nothing by it.
        if (laidOut && axes && isSame(axes, laidOut)) return;
        laidOut = axes;
        canvas.width = Math.round(width * pixelRatio);
        canvas.height = Math.round(height * pixelRatio);
        pen.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
        if (axes) drawAxes(pen, axes, colors, font, type);
      };
      laidOut = null;
      again();
    },
    dispose() {
      observer.disconnect();
      fonts.removeEventListener('loadingdone', loaded);
      again = null;
      canvas.remove();
    },
  };
}

function isSame(a: Axes, b: Axes): boolean {
  return (
    a.texts.length === b.texts.length &&
    a.texts.every(({ text, x, y }, i) => {
      const other = b.texts[i]!;
      return text === other.text && x === other.x && y === other.y;
    })
  );
}
