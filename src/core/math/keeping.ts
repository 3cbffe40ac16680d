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
