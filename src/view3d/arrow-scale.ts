import { barsOfMarks, LONGEST, type ScaleBar } from '../ui/arrow-scale.ts';
import { html } from '../ui/dom.ts';
import { hasCutArrow, type ShownMarks } from '../app/shown-marks.ts';
import { fromDomain, heightAt } from '../core/geometry/surface.ts';
import type { Surface } from '../core/geometry/types.ts';
import { arrows as text } from '../text/en/arrows.ts';
import { toWorld } from './block.ts';
import type { Lens } from './lens.ts';

/**
 * The bars that say how long the stage's arrows are: measured across the screen, at the ball's distance. That of a ball
 * outside is taken at the place of the border that is nearest to it, where its arrows come in.
 */
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
    title: `${text.meaning} ${text.inPerspective}`,
    hidden: true,
  });
  container.append(element);
  let shape = '';
  const view = {
    element,
    bars: [] as readonly ScaleBar[],
    show(shown: ShownMarks | null, surface: Surface, lens: Lens, larger: number) {
      view.bars = shown ? barsOf(shown, surface, lens, larger) : [];
      const isCut = shown !== null && hasCutArrow(shown);
      const wanted = view.bars.map(({ label, pixels }) => `${label}${pixels}`).join() + String(isCut);
      if (wanted === shape) return;
      shape = wanted;
      element.hidden = view.bars.length === 0 && !isCut;
      element.replaceChildren(
        ...view.bars.map(({ pixels, label }) => {
          const bar = html('i');
          bar.style.width = `${pixels.toFixed(1)}px`;
          return html('li', {}, bar, html('span', {}, label));
        }),
        ...(isCut ? [html('li', { class: 'visually-hidden' }, text.goesOn)] : []),
      );
    },
  };
  return view;
}

function barsOf(shown: ShownMarks, surface: Surface, lens: Lens, larger: number): ScaleBar[] {
  const { domain } = surface.grid;
  const [u, v] = nearestInside(fromDomain(domain, ...shown.from));
  const here = toWorld(lens.sides, u, v, heightAt(surface, u, v) || 0, new Float64Array(3));
  const east = toWorld(lens.sides, u + 1, v, 0, new Float64Array(3));
  const north = toWorld(lens.sides, u, v + 1, 0, new Float64Array(3));
  const { eye, forward, perspective, pixelsPerUnit } = lens;
  const depth = perspective ? here.reduce((sum, x, i) => sum + (x - eye[i]!) * forward[i]!, 0) : 1;
  const pixels = (to: Float64Array, side: number) =>
    (Math.hypot(to[0]! - here[0]!, to[2]! - here[2]!) / side) * (pixelsPerUnit / depth);
  return barsOfMarks(
    shown,
    pixels(east, domain[1] - domain[0]),
    pixels(north, domain[3] - domain[2]),
    LONGEST * larger,
    larger,
  );
}

function nearestInside([u, v]: readonly [number, number]): [number, number] {
  return [Math.min(1, Math.max(0, u)), Math.min(1, Math.max(0, v))];
}
