import { DataTexture, LinearFilter } from 'three';
import { browserClock } from '../../app/clock.ts';
import { type AskedStarts, startsOf } from '../../app/starts/asked.ts';
import { shownStarts, startsAreComing, type StartsMap } from '../../app/starts/kept.ts';
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
  let held: StartsMap | null = null;
  let stopWaiting: (() => void) | null = null;
  const hold = (map: StartsMap | null) => {
    stopWaiting?.();
    stopWaiting = null;
    held = map;
  };
  return {
    parts: [
      {
        dispose() {
          hold(null);
          texture.dispose();
        },
      },
    ],
    get colouring() {
      return colouring;
    },
    shows(frame) {
      comes = startsAreComing(frame);
      const now = shownStarts(frame)?.now ?? null;
      if (now || !held || !isOfPlace(held, startsOf(frame))) hold(now);
      else {
        stopWaiting ??= browserClock.after(STAYS, () => {
          hold(null);
          again();
        });
      }
      return held;
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

/** Whether a map is of the same optimizer on the same part of the same surface. */
function isOfPlace({ asked }: StartsMap, now: AskedStarts | null): boolean {
  const placeOf = ({ index, request }: AskedStarts) => `${index} ${request.formula} ${request.domain.join()}`;
  return now !== null && placeOf(asked) === placeOf(now);
}
