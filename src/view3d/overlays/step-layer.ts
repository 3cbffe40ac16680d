import { Group } from 'three';
import { partColors } from '../../ui/part-colors.ts';
import type { Frame, Palette, RunView } from '../../app/state.ts';
import { type GradientCloud, gradientCloud, simplexAt } from '../../app/step-data.ts';
import { BREAK, type PathPoints, writePoint } from '../../core/geometry/path.ts';
import { fromDomain, heightAt } from '../../core/geometry/surface.ts';
import type { Surface } from '../../core/geometry/types.ts';
import { createMarkers } from '../markers.ts';
import { palettes, rgb } from '../palette.ts';
import type { SharedUniforms } from '../uniforms.ts';
import { createLine, type OverlayLine } from './line.ts';

/** Order of drawing: above the paths, below the balls. */
const ORDER = 9006;
/** Pieces of a side of the simplex, so that it lies on the surface. */
const PIECES = 24;

/** The simplex of Nelder and Mead and the cloud of gradients that noise makes, on the stage as on the map. */
export interface StepLayer {
  readonly object: Group;
  /** Takes over what has changed; true when the picture has to be drawn for it. */
  update(frame: Frame): boolean;
  dispose(): void;
}

interface Shown {
  readonly runs: readonly RunView[];
  readonly step: number;
  readonly surface: Surface;
  readonly palette: Palette;
  readonly cloud: GradientCloud | null;
}

export function createStepLayer(shared: SharedUniforms): StepLayer {
  const object = new Group();
  const markers = createMarkers(shared);
  markers.object.renderOrder = ORDER + 2;
  object.add(markers.object);
  /** One for each simplex; those that are not needed are empty. */
  const lines: OverlayLine[] = [];
  const place = new Float64Array(3);
  let last: Shown | null = null;
  let isEmpty = true;

  const lineOf = (index: number): OverlayLine => {
    const line = lines[index] ?? createLine(shared, 1.1, ORDER);
    if (!lines[index]) {
      lines[index] = line;
      object.add(line.object);
    }
    return line;
  };

  const mark = (surface: Surface, x: number, y: number, palette: Palette, color: string, radius: number) => {
    const [u, v] = fromDomain(surface.grid.domain, x, y);
    const height = heightAt(surface, u, v);
    if (Number.isNaN(height)) return;
    place.set([u, v, height]);
    const { halo, haloWidth } = palettes[palette];
    markers.add(
      place,
      { shape: 'circle', radius, rimWidth: 0.8 * haloWidth, fill: rgb(color), rim: halo },
      1,
    );
  };

  const showSimplex = (
    line: OverlayLine,
    vertices: Float64Array,
    { look }: RunView,
    { surface, palette }: Shown,
  ) => {
    const { halo, haloWidth } = palettes[palette];
    line.setColor(rgb(look.color), halo, haloWidth);
    drapeOutline(vertices, surface, line.path);
    for (let k = 0; k < vertices.length; k += 2)
      mark(surface, vertices[k]!, vertices[k + 1]!, palette, look.color, 3);
  };

  return {
    object,
    update({ state, derived }) {
      const { runs, surface } = derived;
      const { palette } = state;
      const { step } = state.playhead;
      const before = last;
      const now: Shown = { runs, step, surface, palette, cloud: gradientCloud(state, derived) };
      if (
        before?.runs === runs &&
        before.step === step &&
        before.surface === surface &&
        before.palette === palette &&
        before.cloud === now.cloud
      ) {
        return false;
      }
      last = now;
      const wasEmpty = isEmpty;
      markers.clear();
      for (const line of lines) line.path.count = 0;
      let simplices = 0;
      for (const view of runs) {
        const vertices = simplexAt(view, step);
        if (vertices) showSimplex(lineOf(simplices++), vertices, view, now);
      }
      for (const line of lines) line.touch();
      const tips = now.cloud?.tips ?? [];
      for (let i = 0; i < tips.length; i += 2)
        mark(surface, tips[i]!, tips[i + 1]!, palette, partColors[palette].gradient, 1.5);
      isEmpty = simplices === 0 && now.cloud === null;
      return !(isEmpty && wasEmpty);
    },
    dispose() {
      markers.dispose();
      for (const line of lines) line.dispose();
    },
  };
}

/** The closed outline of points of the domain, x and y by turns, laid on the surface. */
function drapeOutline(vertices: Float64Array, surface: Surface, out: PathPoints): void {
  const corners = vertices.length / 2;
  for (let k = 0; k < corners; k++) {
    const after = (k + 1) % corners;
    for (let piece = 0; piece <= PIECES; piece++) {
      const share = piece / PIECES;
      const [u, v] = fromDomain(
        surface.grid.domain,
        vertices[2 * k]! * (1 - share) + vertices[2 * after]! * share,
        vertices[2 * k + 1]! * (1 - share) + vertices[2 * after + 1]! * share,
      );
      const height = heightAt(surface, u, v);
      if (Number.isNaN(height)) writePoint(out, 0, 0, BREAK, piece);
      else writePoint(out, u, v, height, piece);
    }
  }
}
