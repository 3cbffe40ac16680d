import { looksOf } from '../looks.ts';
import { memo } from '../memo.ts';
import type { Derived, ModelPart, Palette } from '../state.ts';
import { shownOfModels } from './blank.ts';

/** What is seen of a model already, for a picture of it in colours of its own: nothing is recorded or sampled again. */
export function stillModels(seen: Derived): ModelPart {
  const inPalette = memo((optimizers: Parameters<typeof looksOf>[0], palette: Palette): Derived => {
    const looks = looksOf(optimizers, palette);
    return { ...seen, runs: seen.runs.map((run) => ({ ...run, look: looks[run.index] ?? run.look })) };
  });
  const shown = shownOfModels();
  return {
    update() {},
    placed: (scene) => scene,
    ready: Infinity,
    shown,
    derive: ({ scene, palette }) => inPalette(scene.optimizers, palette),
    dispose() {},
  };
}
