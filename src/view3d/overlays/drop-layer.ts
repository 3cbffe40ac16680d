import { Group } from 'three';
import { drawnRuns } from '../../app/drawn-runs.ts';
import type { Frame, Palette, RunView } from '../../app/state.ts';
import { BREAK, type PathPoints, tracePath, writePoint } from '../../core/geometry/path.ts';
import { writePlaceAt } from '../../core/geometry/path-marks.ts';
import { heightAt } from '../../core/geometry/surface.ts';
import type { Surface } from '../../core/geometry/types.ts';
import { palettes, rgb } from '../palette.ts';
import type { SharedUniforms } from '../uniforms.ts';
import { createLine, type OverlayLine } from './line.ts';

/** Order of drawing: below the paths, which hang over them. */
const ORDER = 12;
/** Drops of one run, at most, beside that of the step. */
const DROPS = 36;
/** A drop that is shorter, as a share of the block's height, is none. */
const SHORTEST = 0.004;

/** Of runs that are off the plane on which they are seen: lines down to the surface, and the trail of their feet on it. */
export interface DropLayer {
  readonly object: Group;
  /** Takes over what has changed; true when the picture has to be drawn for it. */
  update(frame: Frame): boolean;
  dispose(): void;
}

interface Lines {
  readonly drops: OverlayLine;
  readonly trail: OverlayLine;
}

export function createDropLayer(shared: SharedUniforms): DropLayer {
  const object = new Group();
  const lines: Lines[] = [];
  let last: {
    runs: readonly RunView[];
    surface: Surface;
    step: number;
    palette: Palette;
  } | null = null;

  const linesOf = (place: number): Lines => {
    const known = lines[place];
    if (known) return known;
    const made = { drops: createLine(shared, 0.55, ORDER), trail: createLine(shared, 0.8, ORDER) };
    object.add(made.drops.object, made.trail.object);
    lines[place] = made;
    return made;
  };

  return {
    object,
    update({ state, derived }) {
      const { palette } = state;
      const { surface } = derived;
      const runs = drawnRuns(derived, palette);
      const { step } = state.playhead;
      if (last?.runs === runs && last.surface === surface && last.step === step && last.palette === palette) {
        return false;
      }
      last = { runs, surface, step, palette };
      for (const { drops, trail } of lines) {
        drops.path.count = 0;
        trail.path.count = 0;
      }
      runs.forEach((view, place) => {
        if (!view.distances) return;
        const { drops, trail } = linesOf(place);
        const { halo } = palettes[palette];
        for (const line of [drops, trail]) line.setColor(rgb(view.look.color), halo, 0);
        dropsOf(view, surface, step, drops.path);
        const { positions, steps } = view.run;
        tracePath({ positions, dimension: 2, steps: Math.min(step, steps) }, surface, trail.path);
      });
      for (const { drops, trail } of lines) {
        drops.touch();
        trail.touch();
      }
      return true;
    },
    dispose() {
      for (const { drops, trail } of lines) {
        drops.dispose();
        trail.dispose();
      }
    },
  };
}

const place = new Float64Array(3);

/** Lines from some of the steps so far down, or up, to the surface; always from the last one. */
function dropsOf({ run }: RunView, surface: Surface, step: number, out: PathPoints): void {
  const last = Math.min(step, run.steps);
  const stride = Math.max(1, Math.ceil(last / DROPS));
  for (let k = last; k >= 0; k -= stride) {
    if (!writePlaceAt(run, surface, k, place)) continue;
    const ground = heightAt(surface, place[0]!, place[1]!);
    if (!(Math.abs(place[2]! - ground) > SHORTEST)) continue;
    writePoint(out, place[0]!, place[1]!, place[2]!, k);
    writePoint(out, place[0]!, place[1]!, ground, k);
    writePoint(out, 0, 0, BREAK, k);
  }
}
