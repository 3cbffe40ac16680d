import { Group } from 'three';
import { guessLine } from '../../app/guess-line.ts';
import { memo } from '../../app/memo.ts';
import type { Frame, Palette } from '../../app/state.ts';
import { tracePath } from '../../core/geometry/path.ts';
import type { Surface } from '../../core/geometry/types.ts';
import { palettes, rgb } from '../palette.ts';
import type { SharedUniforms } from '../uniforms.ts';
import { overlayColors } from './colors.ts';
import type { Layer } from './layers.ts';
import { createLine } from './line.ts';

/** Order of drawing: above the paths, below the balls. */
const ORDER = 9010;

/** The path or the arrow that a reader guesses, on the stage. */
export function createGuessLayer(shared: SharedUniforms): Layer {
  const line = createLine(shared, 1.4, ORDER);
  line.object.visible = false;
  const object = new Group();
  object.add(line.object);
  const lineOf = memo(guessLine);
  let last: readonly [surface: Surface, palette: Palette, guess: readonly number[]] | null = null;
  return {
    object,
    update({ state: { asked, scene, palette }, derived: { surface } }: Frame) {
      const wasOn = line.object.visible;
      const guess = lineOf(asked.guess, scene.start);
      line.object.visible = guess !== null && guess.length > 2;
      if (!guess || !line.object.visible) return wasOn;
      if (wasOn && last?.[0] === surface && last[1] === palette && last[2] === guess) return false;
      last = [surface, palette, guess];
      const { halo, haloWidth } = palettes[palette];
      line.setColor(rgb(overlayColors[palette].flow), halo, haloWidth);
      line.path.count = 0;
      tracePath(
        { positions: Float64Array.from(guess), dimension: 2, steps: guess.length / 2 - 1 },
        surface,
        line.path,
      );
      line.touch();
      return true;
    },
    dispose: line.dispose,
  };
}
