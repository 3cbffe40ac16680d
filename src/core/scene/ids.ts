/** Whether something may be the id of a talk's scene, or of a lesson or its parts. */
export function isId(given: unknown): given is string {
  return typeof given === 'string' && /^[\w-]{1,40}$/.test(given);
}

/** An id that is not taken: the wish, or the first free one of s1, s2, ... */
export function freeId(taken: ReadonlySet<string>, wish?: string, letter = 's'): string {
  if (isId(wish) && !taken.has(wish)) return wish;
  let n = taken.size + 1;
  while (taken.has(`${letter}${n}`)) n += 1;
  return `${letter}${n}`;
}
