import type { RootApp } from '../app/create-app.ts';
import type { Restored } from '../core/scene/document.ts';
import type { Gate } from './gate.ts';
import { keptPlace } from './keep-place.ts';
import type { EmbedOptions } from './options.ts';

/** How a scene of an embed begins: at which step, and whether by itself. */
export interface EmbedPlaying {
  begin(): void;
  /** Plays what is shown when it is in view, if it is to play by itself. */
  playOnce(): void;
  /** Shows another scene, as it was read and as it came. */
  load(read: Pick<Restored, 'scene' | 'playhead'>, given: object | string): void;
}

export function createEmbedPlaying(app: RootApp, gate: Gate, options: EmbedOptions): EmbedPlaying {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  let isPlayed = false;
  const playOnce = () => {
    if (isPlayed || !gate.isOpen || !options.autoplay || calm) return;
    isPlayed = true;
    app.play();
  };
  const begin = () => {
    const { loop, show } = options;
    if (Array.isArray(loop)) app.setPlayhead({ range: [loop[0], loop[1]] });
    // Arrows without the equation that names them explain nothing: they come when a reader chooses a run.
    if (!show.includes('step')) app.select(-1);
    isPlayed = false;
    playOnce();
  };
  return {
    begin,
    playOnce,
    load({ scene, playhead }, given) {
      app.load(scene, keptPlace(given, playhead, app.state.playhead, options));
      begin();
    },
  };
}
