/** The time in which one scene becomes the next: it runs from the first picture that shows some of the way. */
export interface Glide {
  /** What comes next is glided to. Nothing to glide in 0 milliseconds. */
  begin(duration: number): void;
  /** The share of the way at a time, from 0; 1 when nothing glides. Slow at both ends. */
  share(now: number): number;
}

export function createGlide(): Glide {
  let duration = 0;
  let since: number | null = null;
  return {
    begin(milliseconds) {
      duration = milliseconds;
      since = null;
    },
    share(now) {
      if (duration === 0) return 1;
      since ??= now;
      const way = (now - since) / duration;
      if (way >= 1) duration = 0;
      return duration === 0 ? 1 : way * way * (3 - 2 * way);
    },
  };
}
