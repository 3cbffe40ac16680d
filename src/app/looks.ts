import { optimizers as registry } from '../core/optimizers/registry.ts';
import { type ColorName, colorNames, type Scene } from '../core/scene/scene.ts';
import type { Look, MarkerShape, Palette } from './state.ts';

/**
 * Okabe and Ito's colours (Color Universal Design, 2008, https://jfly.uni-koeln.de/color/), safe for colour-blind
 * readers. The blues and the green have a lighter form on dark ground. For a projector all are darker on white and
 * lighter on black.
 */
const colors: Readonly<Record<ColorName, Readonly<Record<Palette, string>>>> = {
  vermillion: {
    light: '#d55e00',
    dark: '#d55e00',
    'projector light': '#c23d00',
    'projector dark': '#ff7a2e',
  },
  orange: { light: '#e69f00', dark: '#e69f00', 'projector light': '#cc8000', 'projector dark': '#ffb224' },
  purple: { light: '#cc79a7', dark: '#cc79a7', 'projector light': '#a83478', 'projector dark': '#ff9fd0' },
  blue: { light: '#0072b2', dark: '#56b4e9', 'projector light': '#00559c', 'projector dark': '#4db5ff' },
  green: { light: '#009e73', dark: '#2fc79b', 'projector light': '#00704a', 'projector dark': '#2fe0a5' },
  sky: { light: '#56b4e9', dark: '#8fd0ff', 'projector light': '#1583cf', 'projector dark': '#a6dcff' },
  black: { light: '#1f2328', dark: '#f4f4ee', 'projector light': '#000000', 'projector dark': '#ffffff' },
  yellow: { light: '#f0e442', dark: '#f0e442', 'projector light': '#9c8a00', 'projector dark': '#fff04a' },
};

/** The rules that have a colour for themselves, in the order of the colours; the others choose after them. */
const preferred = ['sgd', 'momentum', 'rmsprop', 'adam', 'adamw', 'nesterov', 'adagrad', 'nadam'];

/** What further runs of a rule choose from: first the colours of the rules that are seldom beside it. */
const further: readonly ColorName[] = [
  'green',
  'sky',
  'black',
  'purple',
  'blue',
  'orange',
  'vermillion',
  'yellow',
];

/** More than there are rules. */
const LAST = 1000;

const markers: readonly MarkerShape[] = ['circle', 'square', 'triangle', 'diamond'];

/**
 * The looks of a scene's optimizers, by index; no two are alike.
 *
 * A colour that the user chose counts before all. Then each rule's first run takes the rule's own colour, the same
 * in every scene; a rule beyond the first eight yields to them, and to those before it in the registry, wherever they
 * stand in the scene. The further runs of a rule take what is left. Runs that share a colour after all, and the
 * second, third and fourth of one rule, differ by dash and marker too.
 */
export function looksOf(optimizers: Scene['optimizers'], palette: Palette): Look[] {
  const names: (ColorName | null)[] = optimizers.map(({ color }) => color);
  /** The first of the least used. */
  const take = (index: number, choices: readonly ColorName[]) => {
    const uses = choices.map((color) => names.filter((name) => name === color).length);
    names[index] = choices[uses.indexOf(Math.min(...uses))] ?? null;
  };
  const ranks = optimizers.map(({ id }) => rankOf(id));
  const places = [...optimizers.keys()];
  const firsts = places.filter((index) => ranks.indexOf(ranks[index]!) === index);
  firsts.sort((a, b) => ranks[a]! - ranks[b]!);
  const others = places.filter((index) => !firsts.includes(index));
  for (const index of firsts) {
    const own = ranks[index]! % colorNames.length;
    if (!names[index]) take(index, [...colorNames.slice(own), ...colorNames.slice(0, own)]);
  }
  for (const index of others) if (!names[index]) take(index, further);

  const count = new Map<number, number>();
  const worn = new Set<string>();
  const looks: Look[] = [];
  for (const index of [...firsts, ...others]) {
    const nth = count.get(ranks[index]!) ?? 0;
    count.set(ranks[index]!, nth + 1);
    const color = colors[names[index] ?? 'black'][palette];
    looks[index] = interned(color, ...unlike(color, nth, worn));
  }
  return looks;
}

function rankOf(id: string): number {
  const own = preferred.indexOf(id);
  if (own >= 0) return own;
  // Typed rules come behind all others.
  const place = registry.findIndex((entry) => entry.id === id);
  return preferred.length + (place < 0 ? LAST : place);
}

/**
 * A dash and a marker that no earlier run of the colour has: the `nth` of both, else a dash and a marker that are
 * both new, as long as there are such.
 */
function unlike(color: string, nth: number, worn: Set<string>): [dash: number, marker: number] {
  for (let round = 0; round < 4; round++) {
    for (let turn = 0; turn < 4; turn++) {
      const dash = (nth + turn) % 4;
      const marker = (dash + round) % 4;
      const key = `${color} ${dash} ${marker}`;
      if (worn.has(key)) continue;
      worn.add(key);
      return [dash, marker];
    }
  }
  return [nth % 4, nth % 4];
}

/** How much of its ground an average's colour has. */
const GROUND = 0.4;

/** The look of an average beside its run: nearer to the ground, and never dashed as the run is. */
export function fainter({ color, dash, marker }: Look, palette: Palette): Look {
  const ground = palette.endsWith('light') ? 255 : 0;
  const mixed = [1, 3, 5].map((at) => {
    const value = Number.parseInt(color.slice(at, at + 2), 16);
    return Math.round(value + GROUND * (ground - value))
      .toString(16)
      .padStart(2, '0');
  });
  return interned(`#${mixed.join('')}`, dash === 2 ? 1 : 2, markers.indexOf(marker));
}

const known = new Map<string, Look>();

/** One object per look, so that an unchanged look is the same object. */
function interned(color: string, dash: number, marker: number): Look {
  const key = `${color} ${dash} ${marker}`;
  const look = known.get(key) ?? { color, dash, marker: markers[marker] ?? 'circle' };
  known.set(key, look);
  return look;
}
