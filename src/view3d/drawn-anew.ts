import { drawnRuns } from '../app/drawn-runs.ts';
import type { Frame, State } from '../app/state.ts';
import { placeAt } from '../core/geometry/path-marks.ts';
import type { createArrowLayer } from './arrow-layer.ts';
import { emptyRectangle, includePath, includePlace, joined, type Rectangle } from './damage.ts';
import type { Lens } from './lens.ts';
import type { PathLayer } from './path-layer.ts';
import { strokeScale } from './uniforms.ts';

/** Nominal pixels that marks and strokes reach beyond the places that they stand for, at most. */
const REACH = 16;

/** What of a picture that is as it was but for its step has to be drawn anew. */
export function createDamage(paths: PathLayer, arrows: ReturnType<typeof createArrowLayer>) {
  /** The step and the point under the pointer that the last picture shows, and where its arrows lie. */
  let shown = { step: Number.NaN, hover: null as State['hover'], arrows: emptyRectangle() };
  const place = new Float64Array(3);

  /** Where the picture differs from the last one; null for all of it. */
  const since = (frame: Frame, lens: Lens, hover: State['hover']): Rectangle[] | null => {
    const { state, derived } = frame;
    const { step } = state.playhead;
    if (hover !== shown.hover) return null;
    const parts = [shown.arrows, arrows.bounds];
    for (const [i, view] of drawnRuns(derived, state.palette).entries()) {
      const path = paths.ribbon(i)?.path;
      const part = emptyRectangle();
      if (!path || !includePath(part, lens, path, shown.step, step)) return null;
      for (const each of [shown.step, step])
        if (placeAt(view.run, derived.surface, each, place) && !includePlace(part, lens, place)) return null;
      parts.push(part);
    }
    const around = REACH * strokeScale(lens, state.figure.scale, 0.85) + 2;
    return joined(parts, around, lens.width, lens.height);
  };

  return {
    since,
    took(step: number, hover: State['hover']): void {
      shown = { step, hover, arrows: arrows.bounds };
    },
  };
}

/** Draws in a rectangle of the picture alone. @param ratio pixels of the canvas to a CSS pixel */
export function within(
  context: WebGL2RenderingContext,
  ratio: number,
  { left, top, right, bottom }: Rectangle,
  draw: () => void,
): void {
  const { height } = context.canvas;
  const [x, y] = [Math.floor(left * ratio), Math.floor(height - bottom * ratio)];
  context.enable(context.SCISSOR_TEST);
  context.scissor(x, y, Math.ceil(right * ratio) - x, Math.ceil(height - top * ratio) - y);
  draw();
  context.disable(context.SCISSOR_TEST);
}
