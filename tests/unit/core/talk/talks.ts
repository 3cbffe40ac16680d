import { newScene, type Talk, type TalkScene } from '../../../../src/core/talk/talk.ts';

/** A scene of that id, its title the same. */
export function sceneOf(id: string, change: Partial<TalkScene> = {}): TalkScene {
  return { ...newScene, id, title: id, scene: 'loss=bowl&opt=sgd', ...change };
}

/** A talk with a scene for each word. */
export function talkOf(ids: string, title = 'A talk'): Talk {
  return {
    version: 1,
    title,
    scenes: ids
      .split(' ')
      .filter((id) => id !== '')
      .map((id) => sceneOf(id)),
  };
}

/** The ids in order. */
export function idsOf({ scenes }: Talk): string {
  return scenes.map(({ id }) => id).join(' ');
}
