import { DataTexture, LinearFilter } from 'three';
import { startsAreComing, type ShownStarts, shownStarts } from '../../app/starts/kept.ts';
import { PICTURE, startsPixels } from '../../ui/starts-picture.ts';
import type { Colouring, StageOverlay } from './stage-overlay.ts';

const shader = /* glsl */ `
uniform sampler2D starts;

vec3 groundAt(float height) {
  return texture(starts, vec2(place.x, 1.0 - place.y)).rgb;
}
`;

/** Each start in the colour of where it ends, in the place of the surface's tints. */
export function createOverlay(): StageOverlay<ShownStarts | null> {
  const texture = new DataTexture(new Uint8Array(4), 1, 1);
  texture.minFilter = texture.magFilter = LinearFilter;
  const ground = { shader, uniforms: { starts: { value: texture } } };
  let colouring: Colouring | null = null;
  let comes = false;
  return {
    parts: [{ dispose: () => texture.dispose() }],
    get colouring() {
      return colouring;
    },
    shows(frame) {
      comes = startsAreComing(frame);
      return shownStarts(frame);
    },
    setPalette: () => {},
    lay(shown, _, palette) {
      // What was asked for before is of another surface, or of other runs: on the stage it is gone at once.
      const now = shown?.now ?? null;
      colouring = { ground: now && ground, isLast: () => !comes };
      if (!now) return;
      if (texture.image.width !== PICTURE) texture.dispose();
      texture.image = { data: startsPixels(now, palette), width: PICTURE, height: PICTURE };
      texture.needsUpdate = true;
    },
  };
}
