import { DataTexture, LinearFilter } from 'three';
import { browserClock } from '../../app/clock.ts';
import { type ShownStarts, shownStarts, startsAreComing, type StartsMap } from '../../app/starts/kept.ts';
import { PICTURE_SIDE, startsPixels } from '../../ui/starts-picture.ts';
import type { SharedUniforms } from '../uniforms.ts';
import type { Colouring, StageOverlay } from './stage-overlay.ts';

const shader = /* glsl */ `
uniform sampler2D starts;

vec3 groundAt(float height) {
  return texture(starts, vec2(place.x, 1.0 - place.y)).rgb;
}
`;

/** Milliseconds for which the map of before stays where the next one is not there yet: the relief is drawn once and not twice. */
const STAYS = 300;

/** Each start in the colour of where it ends, in the place of the surface's tints. */
export function createOverlay(_: SharedUniforms, again: () => void): StageOverlay<StartsMap | null> {
  const texture = new DataTexture(new Uint8Array(4), 1, 1);
  texture.minFilter = texture.magFilter = LinearFilter;
  const ground = { shader, uniforms: { starts: { value: texture } } };
  let colouring: Colouring | null = null;
  let comes = false;
  let last: ShownStarts | null = null;
  let isLate = false;
  let stopWaiting = () => {};
  const change = (shown: ShownStarts | null) => {
    [last, isLate] = [shown, false];
    stopWaiting();
    stopWaiting = browserClock.after(STAYS, () => {
      isLate = true;
      if (!last?.now) again();
    });
  };
  return {
    parts: [
      {
        dispose() {
          stopWaiting();
          texture.dispose();
        },
      },
    ],
    get colouring() {
      return colouring;
    },
    shows(frame) {
      comes = startsAreComing(frame);
      const shown = shownStarts(frame);
      if (shown !== last) change(shown);
      const { now = null, before = null } = shown ?? {};
      // In another domain it would lie elsewhere.
      const isInPlace = before?.asked.request.domain.join() === frame.state.scene.domain.join();
      return now ?? (isLate || !isInPlace ? null : before);
    },
    setPalette: () => {},
    lay(now, _, palette) {
      colouring = { ground: now && ground, isLast: () => !comes };
      if (!now) return;
      if (texture.image.width !== PICTURE_SIDE) texture.dispose();
      texture.image = { data: startsPixels(now, palette), width: PICTURE_SIDE, height: PICTURE_SIDE };
      texture.needsUpdate = true;
    },
  };
}
