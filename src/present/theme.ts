import type { Situation } from '../app/situation.ts';
import type { Palette } from '../app/state.ts';
import type { Scene } from '../core/scene/scene.ts';

interface Colours {
  readonly theme: 'light' | 'dark';
  readonly contrast: boolean;
}

/** The colours of the room, in the order in which the key goes through them. */
const order: readonly (readonly [Palette, Colours])[] = [
  ['light', { theme: 'light', contrast: false }],
  ['dark', { theme: 'dark', contrast: false }],
  ['projector light', { theme: 'light', contrast: true }],
  ['projector dark', { theme: 'dark', contrast: true }],
];

export function nextPalette(palette: Palette): Colours {
  const at = order.findIndex(([each]) => each === palette);
  return order[(at + 1) % order.length]![1];
}

/** A situation in a theme; what can be taken back or done again keeps to it. */
export function withTheme(situation: Situation, theme: Scene['view']['theme']): Situation {
  const themed = (scene: Scene): Scene =>
    scene.view.theme === theme ? scene : { ...scene, view: { ...scene.view, theme } };
  situation.history.rebase((past) => ({ ...past, scene: themed(past.scene) }));
  return { ...situation, scene: themed(situation.scene) };
}
