/**
 * The function with what it was asked for last remembered: for the `most` keys used most recently it gives what it made
 * of them first. Where it throws nothing is remembered.
 *
 * @param keyOf what tells questions apart; by default the first argument
 */
export function keeping<Asked extends readonly unknown[], T>(
  most: number,
  make: (...asked: Asked) => T,
  keyOf: (...asked: Asked) => unknown = (...[first]) => first,
): (...asked: Asked) => T {
  const kept = new Map<unknown, { readonly made: T }>();
  return (...asked) => {
    const key = keyOf(...asked);
    const known = kept.get(key) ?? { made: make(...asked) };
    // The most recently used one stands last.
    kept.delete(key);
    kept.set(key, known);
    for (const oldest of kept.keys()) {
      if (kept.size <= most) break;
      kept.delete(oldest);
    }
    return known.made;
  };
}

/** As many runs as are at work at once, and some more. */
const RECENT = 32;

/**
 * The function with its last answers remembered by what was asked itself. A WeakMap would do the same for longer, but one
 * whose keys live as shortly as a run's values has them all outlive the next collections of garbage, which takes half as
 * long as the runs.
 */
export function keepingRecent<A extends object, B extends object, T>(
  make: (a: A, b: B) => T,
): (a: A, b: B) => T {
  const kept: { readonly a: A[]; readonly b: B[]; readonly made: T[] } = { a: [], b: [], made: [] };
  let next = 0;
  return (a, b) => {
    const known = kept.b.indexOf(b);
    if (known >= 0 && kept.a[known] === a) return kept.made[known]!;
    const made = make(a, b);
    const at = known >= 0 ? known : next;
    if (known < 0) next = (next + 1) % RECENT;
    kept.a[at] = a;
    kept.b[at] = b;
    kept.made[at] = made;
    return made;
  };
}
