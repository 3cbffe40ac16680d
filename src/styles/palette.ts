/**
 * Every colour, by what it is for, in each of the palettes; nowhere else does a colour stand, but in `late-palette.ts` and `rare-palette.ts`
 * those that the first picture does without. Style sheets have the roles of `page` as variables (`--ink-soft`), which
 * `tests/tools/palette-sheet.ts` writes when the page is built.
 *
 * The light theme is a warm paper, the dark one a blue-black. The projector's palettes are for a weak one: ground and
 * text as far from each other as they go.
 */
export const paletteNames = ['light', 'dark', 'projector light', 'projector dark'] as const;

/** The colours of the two themes, and the variant of each that holds on a weak projector. */
export type Palette = (typeof paletteNames)[number];

/** A role's colours, in the order of the palettes. */
export type RoleColors = readonly [
  light: string,
  dark: string,
  projectorLight: string,
  projectorDark: string,
];

/** The same in every palette. */
export const always = <const T extends string>(color: T) => [color, color, color, color] as const;

export const white = '#ffffff';
export const black = '#000000';
const [paperRole, inkRole, softRole, lineRole, stageRole] = [
  ['#fffdf8', '#171d22', white, black],
  ['#1d2327', '#e8ecef', black, white],
  ['#5b6570', '#93a0ab', '#333b42', '#d5dde3'],
  ['#dedacf', '#2a333a', '#8c8c8c', '#7d8890'],
  ['#f6f4ee', '#101519', white, black],
] as const satisfies readonly RoleColors[];

/** Okabe and Ito's vermillion and its counterpart among the tints. */
const [vermillion, teal] = ['#d55e00', '#0b7f87'] as const;

/** What style sheets colour: each is a variable of its name. */
export const page = {
  paper: paperRole,
  stage: stageRole,
  field: ['#efeee9', '#262b30', '#ececec', '#20262b'],
  fieldHover: ['#e6e4dd', '#30373d', '#dedede', '#2f373d'],
  line: lineRole,
  ink: inkRole,
  inkSoft: softRole,
  accent: ['#0b6e75', '#5cc8cf', '#00525a', '#7fe3ea'],
  accentHover: ['#095a60', '#7fd7dc', '#003f45', '#a5eff4'],
  onAccent: ['#fffdf8', '#101519', white, black],
  danger: ['#a3271b', '#ff9d8d', '#8c1408', '#ffb3a6'],
  dangerGround: ['#fbe9e4', '#3a2422', '#ffe4dd', '#4a1d17'],
  shadow: ['rgb(60 50 30 / 14%)', 'rgb(0 0 0 / 45%)', 'rgb(0 0 0 / 30%)', 'rgb(0 0 0 / 80%)'],
  /** Over the page, behind a dialog. */
  backdrop: always('rgb(10 14 17 / 45%)'),
  /** The line of the mark. */
  fallLine: always(vermillion),
  /** Weights of a network's units, on both sides of the paper's colour. */
  positive: always(vermillion),
  negative: always(teal),
  /** The ring of the start on the map, what sets it off from the tints, and what fills it under the pointer. */
  startRing: ['#1d2327', '#f4f6f4', '#1d2327', '#f4f6f4'],
  startRim: [
    'rgb(255 253 248 / 75%)',
    'rgb(10 16 20 / 70%)',
    'rgb(255 253 248 / 75%)',
    'rgb(10 16 20 / 70%)',
  ],
  startFill: always('rgb(255 255 255 / 35%)'),
  /** The dot on the map under the pointer of the stage. */
  pointerDot: always(white),
  pointerRim: always('rgb(0 0 0 / 65%)'),
  /** A laser's dot on a slide. */
  laser: always('#e0001b'),
  laserRim: always(white),
  laserGlow: always('rgb(224 0 27 / 55%)'),
  /** What covers a slide, and a code for cameras. */
  white: always(white),
  black: always(black),
} satisfies Readonly<Record<string, RoleColors>>;

/** What is printed: black on white, whatever the page's colours. */
export const print: Readonly<Partial<Record<keyof typeof page, string>>> = {
  paper: white,
  ink: black,
  inkSoft: '#3a3f44',
  line: '#b9b9b4',
};

/** Paper and type of a figure, and type of the axes. */
export const figure = {
  paper: paperRole,
  ink: inkRole,
  soft: [softRole[0], softRole[1], softRole[0], softRole[1]],
  line: [lineRole[0], lineRole[1], lineRole[0], lineRole[1]],
} satisfies Readonly<Record<string, RoleColors>>;

/** Hypsometric tints, from deep teal (low) through sage to sand (high), at equal distances of height. */
export const tints: readonly RoleColors[] = [
  ['#3c828c', '#14323e', '#1b6674', '#072633'],
  ['#528d90', '#21454e', '#337b82', '#113a45'],
  ['#6b9e98', '#2a545b', '#559490', '#1c4d55'],
  ['#8bb5a4', '#326766', '#7fb29f', '#2a6564'],
  ['#abc8ac', '#4a7e71', '#a8cbab', '#488072'],
  ['#c9d5b1', '#71987f', '#cdddb5', '#77a085'],
  ['#e0dcb9', '#a2b48f', '#eae6bf', '#aec299'],
  ['#ece0c2', '#cdcda6', '#f7eccc', '#dbdcb2'],
  ['#f5ead2', '#eee3bf', '#fff6e0', '#fff4d0'],
];

export const relief = {
  /** Where the loss is not finite: a flat grey that no height has. */
  noTint: ['#c9c6c0', '#3a3d44', '#c9c6c0', '#3a3d44'],
  /** The contour lines over the tints. */
  contour: ['#223a38', '#f2f1e4', '#051c1c', white],
} satisfies Readonly<Record<string, RoleColors>>;

/**
 * Okabe and Ito's colours (Color Universal Design, 2008, https://jfly.uni-koeln.de/color/), safe for colour-blind
 * readers. The blues and the green have a lighter form on dark ground. For a projector all are darker on white and
 * lighter on black.
 */
export const runs = {
  vermillion: [vermillion, vermillion, '#c23d00', '#ff7a2e'],
  orange: ['#e69f00', '#e69f00', '#cc8000', '#ffb224'],
  purple: ['#cc79a7', '#cc79a7', '#a83478', '#ff9fd0'],
  blue: ['#0072b2', '#56b4e9', '#00559c', '#4db5ff'],
  green: ['#009e73', '#2fc79b', '#00704a', '#2fe0a5'],
  sky: ['#56b4e9', '#8fd0ff', '#1583cf', '#a6dcff'],
  black: ['#1f2328', '#f4f4ee', black, white],
  yellow: ['#f0e442', '#f0e442', '#9c8a00', '#fff04a'],
} satisfies Readonly<Record<string, RoleColors>>;

/**
 * The parts of an update, their symbols in the equation and their arrows alike. As text on the panel's ground every one
 * has a contrast of 4.5 or more, in every palette.
 */
export const parts = {
  gradient: ['#b8321a', '#ff8b74', '#9c1f0a', '#ff9f8c'],
  decay: ['#7a5416', '#d8ab72', '#5f3f0a', '#ecc592'],
  pull: ['#7a5416', '#d8ab72', '#5f3f0a', '#ecc592'],
  velocity: ['#7a2fc0', '#cda6ff', '#641ba8', '#dabfff'],
  firstMoment: ['#0b63ad', '#72c2ff', '#004c8c', '#8fd0ff'],
  secondMoment: ['#17733a', '#72d391', '#005722', '#86e6a4'],
  correctedFirstMoment: ['#3f3fc4', '#a3acff', '#2b2ba6', '#bcc2ff'],
  correctedSecondMoment: ['#566b00', '#c6d65c', '#3d4e00', '#d9e872'],
  scaling: ['#00706a', '#55d8c8', '#004f4b', '#6cf0e0'],
  rate: ['#8a5200', '#f0b65c', '#6b3d00', '#ffca78'],
  scalar: ['#5b6570', '#a9b4bd', '#333b42', '#d5dde3'],
  noise: ['#5b6570', '#a9b4bd', '#333b42', '#d5dde3'],
  step: ['#ad1376', '#ff8fcf', '#8c0a5c', '#ffa8da'],
  point: ['#5b6570', '#a9b4bd', '#333b42', '#d5dde3'],
  position: ['#1d2327', '#f4f1e6', black, white],
} satisfies Readonly<Record<string, RoleColors>>;

/** The stage beside the tints. */
export const staged = {
  ground: stageRole,
  wall: ['#d8d2c2', '#22303a', '#c4bca8', '#2c3e4a'],
  shadow: ['#4a4434', black, '#4a4434', black],
  halo: [white, '#101519', white, black],
  /** Around the balls. */
  rim: always(white),
  /** The start, minima, the point under the pointer. */
  mark: ['#1c2224', '#f4f1e6', black, white],
} satisfies Readonly<Record<string, RoleColors>>;

/** A table of roles the other way about: what each role is in a palette. */
export function inPalettes<K extends string>(
  roles: Readonly<Record<K, RoleColors>>,
): Readonly<Record<Palette, Readonly<Record<K, string>>>> {
  const entries = Object.entries<RoleColors>(roles);
  return eachPalette(
    (_, at) => Object.fromEntries(entries.map(([role, colors]) => [role, colors[at]!])) as Record<K, string>,
  );
}

/** Something for each palette. */
export function eachPalette<T>(make: (palette: Palette, at: number) => T): Readonly<Record<Palette, T>> {
  return Object.fromEntries(paletteNames.map((name, at) => [name, make(name, at)])) as Record<Palette, T>;
}

/** Red, green and blue of a colour written #rrggbb, from 0 to 255. */
export function channels(color: string): readonly [red: number, green: number, blue: number] {
  const value = Number.parseInt(color.trim().slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
