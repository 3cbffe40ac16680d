/**
 * Every size of type, every rounding of corners, every gap between and around things, the layers that lie over one another, and the
 * widths and heights at which the page is laid out otherwise. Style sheets name them (`var(--type-small)`,
 * `@media (--narrow)`) and `tests/tools/measure-sheet.ts` puts them in when the page is built: a query cannot read a
 * variable, and a length in `--px` is another where that is another.
 *
 * Lengths are in `--px`, which grows with a figure (tokens.css): `var(--type-small)`. What stays as it is, in the dialogs
 * and on paper, has them in pixels: `var(--type-small-still)`.
 */
export const measures = {
  /** From the smallest, of a link on paper, to a slide's title. */
  type: {
    footnote: 8.5,
    fine: 9.5,
    mini: 10,
    least: 11,
    paper: 11.5,
    small: 12,
    compact: 12.5,
    text: 13,
    body: 14,
    room: 15,
    heading: 16,
    point: 17,
    equation: 17.4,
    drop: 18,
    subtitle: 19,
    title: 20,
    notes: 22,
    slide: 26,
  },
  /** Of corners, from a line's ends to the sheet on a phone; most are plain, by `--radius`. */
  round: {
    bar: 2,
    chip: 3,
    tile: 4,
    plain: 5,
    card: 6,
    button: 8,
    picture: 9,
    notice: 10,
    dialog: 12,
    switch: 13,
    pill: 16,
    touch: 20,
    handle: 22,
  },
  /** Between things beside or under one another, and around what is in them, from a seam to the columns of a hall. */
  space: {
    hair: 1,
    thin: 2,
    slim: 3,
    tight: 4,
    near: 5,
    close: 6,
    snug: 7,
    plain: 8,
    fair: 9,
    easy: 10,
    loose: 12,
    inner: 14,
    wide: 16,
    sheet: 18,
    room: 20,
    columns: 22,
    broad: 24,
    far: 28,
    deep: 32,
    apart: 36,
  },
} as const satisfies Record<string, Readonly<Record<string, number>>>;

/** From the lowest. Those of one number never meet, or the later element is on top. */
export const layers = {
  over: 1,
  note: 1,
  hint: 2,
  head: 2,
  bar: 3,
  list: 3,
  progress: 4,
  stage: 4,
  tip: 4,
  said: 5,
  menu: 6,
  alert: 6,
  skip: 7,
  typed: 8,
  pointer: 9,
  veil: 10,
  editor: 20,
  notice: 20,
  choice: 30,
} as const;

/** Where the panels are tabs under the stage. */
export const narrow = '(max-width: 899.98px)';

/** Media queries of the page as a whole, by name; a box that looks at its own width says so where it stands. */
export const screens = {
  'small-phone': '(max-width: 479.98px)',
  'beyond-small-phone': '(min-width: 480px)',
  gallery: '(width < 560px)',
  phone: '(max-width: 599.98px)',
  'beyond-phone': '(min-width: 600px)',
  presenter: '(max-width: 700px)',
  slim: '(max-width: 759.98px)',
  'beyond-slim': '(min-width: 760px)',
  narrow,
  wide: '(width >= 900px)',
  medium: '(max-width: 1199.98px)',
  large: '(min-width: 1200px)',
  flat: '(max-height: 479.98px)',
  low: '(max-height: 519.98px)',
  tall: '(max-aspect-ratio: 3 / 2)',
} as const;
