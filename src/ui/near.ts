import { html } from './dom.ts';

/** How far outside of what is seen is near: what is reached by scrolling is there before it is seen. */
const NEAR = '120px';

/**
 * Keeps room in some places until one of them is near what is seen of the page, or the keyboard comes into `around`;
 * then gives it up and has them filled.
 *
 * @param fill settles once the places are filled, or have to stay empty
 */
export function fillWhenNear(
  places: readonly HTMLElement[],
  around: HTMLElement,
  fill: () => Promise<void>,
): void {
  const rooms = places.map((place) => {
    const room = html('div', { class: 'awaited' });
    place.append(room);
    return room;
  });
  const arrive = async () => {
    observer.disconnect();
    around.removeEventListener('focusin', arrive);
    await fill();
    for (const room of rooms) room.remove();
  };
  // Margins of what scrolls within the page are newer than others; without them it is near when it is seen.
  const observer = new IntersectionObserver(
    (entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) void arrive();
    },
    { rootMargin: NEAR, scrollMargin: NEAR },
  );
  for (const room of rooms) observer.observe(room);
  around.addEventListener('focusin', arrive);
}
