import type { Scene } from '../core/scene/scene.ts';
import type { Look, MarkerShape, Palette } from './state.ts';

/**
 * Okabe and Ito's colours (Color Universal Design, 2008), safe for colour-blind readers, in the order in which
 * rules take them. The blues and the green have a lighter form on dark ground. For a projector all are darker on
 * white and lighter on black.
 */
const colors: readonly Readonly<Record<Palette, string>>[] = [
  // vermillion
  { light: '#d55e00', dark: '#d55e00', 'projector light': '#c23d00', 'projector dark': '#ff7a2e' },
  // orange
  { light: '#e69f00', dark: '#e69f00', 'projector light': '#cc8000', 'projector dark': '#ffb224' },
  // reddish purple
  { light: '#cc79a7', dark: '#cc79a7', 'projector light': '#a83478', 'projector dark': '#ff9fd0' },
  // blue
  { light: '#0072b2', dark: '#56b4e9', 'projector light': '#00559c', 'projector dark': '#4db5ff' },
  // bluish green
  { light: '#009e73', dark: '#2fc79b', 'projector light': '#00704a', 'projector dark': '#2fe0a5' },
  // sky blue
  { light: '#56b4e9', dark: '#8fd0ff', 'projector light': '#1583cf', 'projector dark': '#a6dcff' },
  // black
  { light: '#1f2328', dark: '#f4f4ee', 'projector light': '#000000', 'projector dark': '#ffffff' },
  // yellow
  { light: '#f0e442', dark: '#f0e442', 'projector light': '#9c8a00', 'projector dark': '#fff04a' },
];

/** The colour that a rule has whenever it is free. */
const preferred: Readonly<Record<string, number>> = {
  sgd: 0,
  momentum: 1,
  rmsprop: 2,
  adam: 3,
  adamw: 4,
  nesterov: 5,
  adagrad: 6,
  nadam: 7,
};

const markers: readonly MarkerShape[] = ['circle', 'square', 'triangle', 'diamond'];

/**
 * The looks of a scene's optimizers, by index. A rule has its own colour while no earlier optimizer has it, else
 * the first free one; the second, third and fourth run of one rule differ by dash and marker too.
 */
export function looksOf(optimizers: Scene['optimizers'], palette: Palette): Look[] {
  const taken = new Set<number>();
  const seen = new Map<string, number>();
  // Preferences first, so that adding another rule never recolours those that have their own.
  const own = optimizers.map(({ id }) => {
    const color = preferred[id];
    if (color === undefined || taken.has(color)) return null;
    taken.add(color);
    return color;
  });
  return optimizers.map(({ id }, index) => {
    let color = own[index] ?? colors.findIndex((_, i) => !taken.has(i));
    if (color < 0) color = index % colors.length;
    taken.add(color);
    const earlier = seen.get(id) ?? 0;
    seen.set(id, earlier + 1);
    return interned(colors[color]?.[palette] ?? '', earlier % markers.length);
  });
}

const looks = new Map<string, Look>();

/** One object per look, so that an unchanged look is the same object. */
function interned(color: string, dash: number): Look {
  const key = `${color}/${dash}`;
  const look = looks.get(key) ?? { color, dash, marker: markers[dash] ?? 'circle' };
  looks.set(key, look);
  return look;
}
