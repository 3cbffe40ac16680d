/** The typefaces of mathematics that nearly every formula needs; the others are small or seldom. */
const faces = [
  '1em KaTeX_Main',
  'italic 1em KaTeX_Math',
  '1em KaTeX_Size1',
  '1em KaTeX_Size2',
  '1em KaTeX_Size3',
  '1em KaTeX_Size4',
];

/** As long as the typefaces are waited for, in milliseconds: on a broken line a formula in others is better than none. */
const PATIENCE = 4000;

/**
 * Settles when mathematics can be shown whole: until its typefaces are there a browser leaves their letters out,
 * "( , ) = (1 − )²".
 */
export async function mathTypefaces(): Promise<void> {
  const loaded = Promise.allSettled(faces.map((face) => document.fonts.load(face)));
  await Promise.race([loaded, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
}
