import { LONGEST, type ScaleBar, scaleBars } from '../app/arrow-scale.ts';
import { html } from '../app/dom.ts';
import type { ShownMarks } from '../app/shown-marks.ts';
import { fromDomain, heightAt } from '../core/geometry/surface.ts';
import type { Surface } from '../core/geometry/types.ts';
import { arrows as text } from '../text/en/arrows.ts';
import { toWorld } from './block.ts';
import type { Lens } from './lens.ts';

/** The bars that say how long the stage's arrows are: measured across the screen, at the ball's distance. */
export interface ArrowScaleView {
  readonly element: HTMLElement;
  /** Those of the last picture; none without arrows. */
  readonly bars: readonly ScaleBar[];
  show(shown: ShownMarks | null, surface: Surface, lens: Lens, larger: number): void;
}

export function createArrowScale(container: HTMLElement): ArrowScaleView {
  const element = html('ul', {
    class: 'arrow-scale',
    'aria-label': text.label,
    title: text.meaning,
    hidden: true,
  });
  container.append(element);
  let shape = '';
  const view = {
    element,
    bars: [] as readonly ScaleBar[],
    show(shown: ShownMarks | null, surface: Surface, lens: Lens, larger: number) {
      view.bars = shown ? barsOf(shown, surface, lens, larger) : [];
      const wanted = view.bars.map(({ label, pixels }) => `${label}${pixels}`).join();
      if (wanted === shape) return;
      shape = wanted;
      element.hidden = view.bars.length === 0;
      element.replaceChildren(
        ...view.bars.map(({ pixels, label }) => {
          const bar = html('i');
          bar.style.width = `${pixels.toFixed(1)}px`;
          return html('li', {}, bar, html('span', {}, label));
        }),
      );
    },
  };
  return view;
}

function barsOf({ from, scale }: ShownMarks, surface: Surface, lens: Lens, larger: number): ScaleBar[] {
  const { domain } = surface.grid;
  const [u, v] = fromDomain(domain, ...from);
  const here = toWorld(lens.sides, u, v, heightAt(surface, u, v) || 0, new Float64Array(3));
  const east = toWorld(lens.sides, u + 1, v, 0, new Float64Array(3));
  const north = toWorld(lens.sides, u, v + 1, 0, new Float64Array(3));
  const { eye, forward, perspective, pixelsPerUnit } = lens;
  const depth = perspective ? here.reduce((sum, x, i) => sum + (x - eye[i]!) * forward[i]!, 0) : 1;
  const pixels = (to: Float64Array, side: number) =>
    (Math.hypot(to[0]! - here[0]!, to[2]! - here[2]!) / side) * (pixelsPerUnit / depth);
  return scaleBars(
    scale,
    pixels(east, domain[1] - domain[0]),
    pixels(north, domain[3] - domain[2]),
    LONGEST * larger,
  );
}
