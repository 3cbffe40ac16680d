import type { App } from '../../app/app.ts';
import type { Domain } from '../../core/losses/types.ts';
import { listenToMap } from './gestures.ts';
import { panDomain, type MapProjection, projection, zoomDomain } from './projection.ts';

/** The part of the plane that is seen once a map is zoomed about a pixel. */
export function zoomedAt(
  app: App,
  { width, height }: MapProjection,
  factor: number,
  about: readonly [number, number],
): Domain {
  const now = projection(app.state.scene.domain, width, height);
  return zoomDomain(now.domain, factor, now.toDomain(...about));
}

/**
 * Pointer, wheel and pinch on a map, which point at it, move it, stretch it and put the start. Returns what takes the
 * listeners away.
 *
 * @param place where the last picture lies
 * @param show shows another part of the plane
 */
export function listenToGround(
  picture: HTMLElement,
  app: App,
  place: () => MapProjection,
  show: (domain: Domain) => void,
  nextGroup: () => string,
): () => void {
  let seized = place();
  return listenToMap(picture, () => place().scale, {
    hover: (at) => app.hover(at && place().toDomain(...at)),
    tap(at) {
      app.pointing?.at(place().toDomain(...at));
    },
    seize: () => {
      seized = place();
    },
    pan(from, to) {
      if (app.pointing?.draws) app.pointing.at(seized.toDomain(...to));
      else show(panDomain(seized.domain, seized.toDomain(...from), seized.toDomain(...to)));
    },
    zoom: (factor, about) => show(zoomedAt(app, place(), factor, about)),
    pinch(factor, from, to) {
      const about = seized.toDomain(...from);
      const { width, height } = place();
      const zoomed = projection(zoomDomain(seized.domain, factor, about), width, height);
      show(panDomain(zoomed.domain, about, zoomed.toDomain(...to)));
    },
    place: (at) => app.setStart(place().toDomain(...at), nextGroup()),
  });
}
