import type { ScenePlayhead } from '../core/scene/document.ts';
import type { EmbedOptions } from './options.ts';

/**
 * The place in time of a scene that an embed is to show. The speed and the loop of the embed's options hold for every
 * scene; where there are none, a scene that does not say its own goes on at those that there are.
 *
 * @param given the scene as it came: a document, or a link's fragment
 */
export function keptPlace(
  given: object | string,
  read: ScenePlayhead,
  now: Pick<ScenePlayhead, 'speed' | 'loop'>,
  { speed, loop }: Pick<EmbedOptions, 'speed' | 'loop'>,
): ScenePlayhead {
  return {
    ...read,
    speed: speed ?? (says(given, 'speed') ? read.speed : now.speed),
    loop: loop === null ? (says(given, 'loop') ? read.loop : now.loop) : loop !== false,
  };
}

function says(given: object | string, name: 'speed' | 'loop'): boolean {
  if (typeof given === 'string') return new RegExp(`(?:^#?|&)${name}=`, 'i').test(given);
  const playhead: unknown = Object.hasOwn(given, 'playhead') ? Reflect.get(given, 'playhead') : null;
  return typeof playhead === 'object' && playhead !== null && Object.hasOwn(playhead, name);
}
