import { placeOf } from '../core/optimizers/registry.ts';
import { type ColorName, colorNames, type Scene } from '../core/scene/scene.ts';
import { inPalettes, runs } from '../styles/palette.ts';
import type { Look, MarkerShape, Palette } from './state.ts';

const colors = inPalettes(runs);

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
    const color = colors[palette][names[index] ?? 'black'];
    looks[index] = interned(color, ...unlike(color, nth, worn));
  }
  return looks;
}

function rankOf(id: string): number {
  const own = preferred.indexOf(id);
  if (own >= 0) return own;
  // Typed rules come behind all others.
  return preferred.length + (placeOf(id) ?? LAST);
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
