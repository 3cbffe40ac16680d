import { readFragment } from '../core/scene/url.ts';
import type { Scene } from '../core/scene/scene.ts';
import type { Talk } from '../core/talk/talk.ts';
import { type Situation, situationOf } from '../app/situation.ts';

/** The scenes of a talk as they were prepared, each read when it is first shown. */
export function preparedScenes({ scenes }: Talk): (at: number) => Situation {
  const read = new Map<number, Parameters<typeof situationOf>>();
  /** Equal domains are one object: what is compared by identity then sees that the surface is the same. */
  const domains = new Map<string, Scene['domain']>();

  return (at) => {
    let made = read.get(at);
    if (!made) {
      const { scene, playhead } = readFragment(scenes[at]?.scene ?? '');
      const key = scene.domain.join();
      const domain = domains.get(key) ?? scene.domain;
      domains.set(key, domain);
      made = [{ ...scene, domain }, playhead];
      read.set(at, made);
    }
    return situationOf(...made);
  };
}
