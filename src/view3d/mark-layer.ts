import { guessLine } from '../app/guess-line.ts';
import { drawnRuns } from '../app/drawn-runs.ts';
import type { Mesh } from 'three';
import { markedPoints } from '../app/critical.ts';
import type { Frame, Palette, RunView } from '../app/state.ts';
import { lastPlace, writePlaceAt } from '../core/geometry/path-marks.ts';
import { fromDomain, heightAt } from '../core/geometry/surface.ts';
import type { CriticalKind } from '../core/math/critical.ts';
import type { Surface } from '../core/geometry/types.ts';
import type { Lens } from './lens.ts';
import { createMarkers, type MarkerStyle } from './markers.ts';
import { palettes, rgb } from './palette.ts';
import type { PathLayer } from './path-layer.ts';
import { isPlaceHidden, projectPlace } from './picking.ts';
import type { SharedUniforms } from './uniforms.ts';

/** Opacity of a mark that the surface hides. */
const BEHIND = 0.3;
/** A path that leaves the domain ends this close to its edge, in shares of the domain. */
const EDGE = 1e-6;

/** Minima, saddles and maxima, start, balls, ends at the edge, a reader's guess, and the point under the pointer. */
export interface MarkLayer {
  readonly object: Mesh;
  update(frame: Frame, paths: PathLayer, lens: Lens, hover: Frame['state']['hover']): void;
  /** [u, v, height] of the start into `out`; false when it is not on the surface. */
  start(frame: Frame, out: Float64Array): boolean;
  /** [u, v, height] of a run's ball into `out`; false when the run is outside at the step. */
  ball(frame: Frame, view: RunView, out: Float64Array): boolean;
  dispose(): void;
}

export function createMarkLayer(shared: SharedUniforms): MarkLayer {
  const markers = createMarkers(shared);
  const place = new Float64Array(3);
  const beside = new Float64Array(3);
  const screen = new Float64Array(3);
  let styles: Styles | null = null;

  const add = (lens: Lens, surface: Surface, style: MarkerStyle) =>
    markers.add(place, style, isPlaceHidden(lens, surface, place) ? BEHIND : 1);

  /** At the end of a path: an arrowhead that points out where it goes on outside, a cross where it ended. */
  const addEnd = (lens: Lens, surface: Surface, { ends, leaving }: Styles, i: number) => {
    const [east, north] = outwards(place);
    if (east === 0 && north === 0) return add(lens, surface, ends[i]!);
    projectPlace(lens, place, screen);
    const [x, y] = screen;
    beside.set([place[0]! + 0.01 * east, place[1]! + 0.01 * north, place[2]!]);
    projectPlace(lens, beside, screen);
    const turn = Math.atan2(y! - screen[1]!, screen[0]! - x!);
    markers.add(place, leaving[i]!, isPlaceHidden(lens, surface, place) ? BEHIND : 1, turn);
  };

  const layer: MarkLayer = {
    object: markers.object,
    update(frame, paths, lens, hover) {
      const { state, derived } = frame;
      const { surface } = derived;
      const runs = drawnRuns(derived, state.palette);
      if (styles?.palette !== state.palette || styles.runs !== runs || styles.selected !== state.selected) {
        styles = stylesOf(frame);
      }
      markers.clear();
      if (state.scene.view.minima) {
        const points = markedPoints(derived.critical);
        // Minima last, over the others.
        for (let i = points.length - 1; i >= 0; i--) {
          const { at, kind } = points[i]!;
          if (writeRaised(surface, at[0], at[1], place)) add(lens, surface, styles.critical[kind]);
        }
      }
      if (layer.start(frame, place)) add(lens, surface, styles.start);
      // The selected ball last, over the others.
      for (let pass = 0; pass < 2; pass++) {
        for (let i = 0; i < runs.length; i++) {
          const view = runs[i]!;
          if ((view.index === state.selected) !== (pass === 1)) continue;
          if (layer.ball(frame, view, place)) {
            add(lens, surface, styles.balls[i]!);
          } else {
            const ribbon = paths.ribbon(i);
            if (ribbon && lastPlace(ribbon.path, state.playhead.step, place))
              addEnd(lens, surface, styles, i);
          }
        }
      }
      const guess = guessLine(state.asked.guess, state.scene.start);
      if (guess && writeRaised(surface, guess.at(-2)!, guess.at(-1)!, place))
        add(lens, surface, styles.guess);
      if (hover && writeRaised(surface, hover[0], hover[1], place)) add(lens, surface, styles.hover);
    },
    start({ state, derived: { surface, runs, model } }, out) {
      const first = model && runs[0];
      return first
        ? writePlaceAt(first.run, surface, 0, out)
        : writeRaised(surface, state.scene.start[0], state.scene.start[1], out);
    },
    ball: ({ state, derived }, view, out) =>
      writePlaceAt(view.run, derived.surface, state.playhead.step, out),
    dispose: markers.dispose,
  };
  return layer;
}

/** [u, v, height] of a point of the domain into `out`; false when there is no surface. */
export function writeRaised(surface: Surface, x: number, y: number, out: Float64Array): boolean {
  [out[0], out[1]] = fromDomain(surface.grid.domain, x, y);
  out[2] = heightAt(surface, out[0], out[1]);
  return !Number.isNaN(out[2]);
}

/** The way out of the domain at a place of its edge, as a direction of (u, v); (0, 0) within. */
function outwards([u = Number.NaN, v = Number.NaN]: Float64Array): readonly [number, number] {
  const side = (share: number) => (share > 1 - EDGE ? 1 : share < EDGE ? -1 : 0);
  return [side(u), side(v)];
}

interface Styles {
  readonly palette: Palette;
  readonly runs: readonly RunView[];
  readonly selected: number;
  readonly critical: Readonly<Record<CriticalKind, MarkerStyle>>;
  readonly start: MarkerStyle;
  readonly hover: MarkerStyle;
  readonly guess: MarkerStyle;
  readonly balls: readonly MarkerStyle[];
  readonly ends: readonly MarkerStyle[];
  readonly leaving: readonly MarkerStyle[];
}

function stylesOf({ state, derived }: Frame): Styles {
  const { palette, selected } = state;
  const runs = drawnRuns(derived, palette);
  const { mark, halo, haloWidth, rim } = palettes[palette];
  const critical = { rimWidth: 0.8 * haloWidth, fill: mark, rim: halo };
  return {
    palette,
    runs,
    selected,
    critical: {
      minimum: { ...critical, shape: 'dashedRing', radius: 6 },
      saddle: { ...critical, shape: 'pass', radius: 5 },
      maximum: { ...critical, shape: 'openDiamond', radius: 6 },
      degenerate: { ...critical, shape: 'openSquare', radius: 4 },
    },
    start: { shape: 'ring', radius: 8.5, rimWidth: 1.3 * haloWidth, fill: mark, rim: halo },
    hover: { shape: 'circle', radius: 3, rimWidth: 1.5 * haloWidth, fill: mark, rim: halo },
    guess: { shape: 'diamond', radius: 7, rimWidth: 1.5 * haloWidth, fill: mark, rim: halo },
    balls: runs.map(({ look, index }) => ({
      shape: look.marker,
      radius: index === selected ? 7.5 : 6.5,
      rimWidth: (index === selected ? 2 : 1.5) * haloWidth,
      fill: rgb(look.color),
      rim,
    })),
    ends: runs.map(({ look }) => ({
      shape: 'cross',
      radius: 6,
      rimWidth: 1.5 * haloWidth,
      fill: rgb(look.color),
      rim: halo,
    })),
    leaving: runs.map(({ look }) => ({
      shape: 'arrowhead',
      radius: 7,
      rimWidth: 1.5 * haloWidth,
      fill: rgb(look.color),
      rim,
    })),
  };
}
