/** Lets at most `perSecond` through in any second. */
export function createThrottle(perSecond: number, now: () => number): () => boolean {
  let since = now();
  let served = 0;
  return () => {
    const time = now();
    if (time - since >= 1000) {
      since = time;
      served = 0;
    }
    served += 1;
    return served <= perSecond;
  };
}
