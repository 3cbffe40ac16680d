import type { State } from '../state.ts';

/** The index of the optimizer whose map is shown: the selected one, where none is, the first that runs; -1 for none. */
export function optimizerOfMap({ scene, selected }: Pick<State, 'scene' | 'selected'>): number {
  return scene.optimizers[selected] ? selected : scene.optimizers.findIndex(({ on }) => on);
}
