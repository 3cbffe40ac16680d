/** A place of the window, as events tell it. */
interface ClientPlace {
  readonly clientX: number;
  readonly clientY: number;
}

export interface PinchOptions<Place> {
  /** What lies between the two fingers. */
  at(middle: ClientPlace): Place;
  /** Two fingers lie on the box. */
  begin(): void;
  /** They have moved since; `factor` is more than 1 where they are nearer to one another. */
  pinch(factor: number, from: Place, to: Place): void;
}

/** Listens for two fingers on a box, until the signal; one scrolls the page as everywhere. */
export function listenToPinch<Place>(
  box: HTMLElement,
  signal: AbortSignal,
  { at, begin, pinch }: PinchOptions<Place>,
): void {
  let fingers: { readonly spread: number; readonly middle: Place } | null = null;
  const measure = ({ touches }: TouchEvent): typeof fingers => {
    const [one, two] = touches;
    if (!one || !two || touches.length !== 2) return null;
    return {
      spread: Math.max(1, Math.hypot(one.clientX - two.clientX, one.clientY - two.clientY)),
      middle: at({ clientX: (one.clientX + two.clientX) / 2, clientY: (one.clientY + two.clientY) / 2 }),
    };
  };
  const options = { signal, passive: false } as const;
  box.addEventListener(
    'touchstart',
    (event) => {
      fingers = measure(event);
      if (!fingers) return;
      event.preventDefault();
      begin();
    },
    options,
  );
  box.addEventListener(
    'touchmove',
    (event) => {
      const now = measure(event);
      if (!fingers || !now) return;
      event.preventDefault();
      pinch(fingers.spread / now.spread, fingers.middle, now.middle);
    },
    options,
  );
  for (const end of ['touchend', 'touchcancel'] as const)
    box.addEventListener(end, () => (fingers = null), { signal });
}
