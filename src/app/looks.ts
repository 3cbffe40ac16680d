import type { Scene } from '../core/scene/scene.ts';
import type { Look, MarkerShape, State } from './state.ts';

/**
 * Okabe and Ito's colours (Color Universal Design, 2008), safe for colour-blind readers, in the order in which
 * rules take them. The blues and the green have a lighter form on dark ground.
 */
const palette = [
  { name: 'vermillion', light: '#d55e00', dark: '#d55e00' },
  { name: 'orange', light: '#e69f00', dark: '#e69f00' },
  { name: 'reddish purple', light: '#cc79a7', dark: '#cc79a7' },
  { name: 'blue', light: '#0072b2', dark: '#56b4e9' },
  { name: 'bluish green', light: '#009e73', dark: '#2fc79b' },
  { name: 'sky blue', light: '#56b4e9', dark: '#8fd0ff' },
  { name: 'black', light: '#1f2328', dark: '#f4f4ee' },
  { name: 'yellow', light: '#f0e442', dark: '#f0e442' },
] as const;

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
export function looksOf(optimizers: Scene['optimizers'], theme: State['theme']): Look[] {
  const taken = new Set<number>();
  const seen = new Map<string, number>();
  // Preferences first, so that adding another rule never recolours those that have their own.
  const colors = optimizers.map(({ id }) => {
    const own = preferred[id];
    if (own === undefined || taken.has(own)) return null;
    taken.add(own);
    return own;
  });
  return optimizers.map(({ id }, index) => {
    let color = colors[index] ?? palette.findIndex((_, i) => !taken.has(i));
    if (color < 0) color = index % palette.length;
    taken.add(color);
    const earlier = seen.get(id) ?? 0;
    seen.set(id, earlier + 1);
    const entry = palette[color] ?? palette[0];
    return interned(entry[theme], earlier % markers.length);
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
