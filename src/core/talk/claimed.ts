import type { Claimed } from '../claims/claims.ts';
import type { Talk, TalkScene } from './talk.ts';

/** A talk with what its titles, captions and notes claim. */
export interface ClaimedTalk extends Talk {
  readonly scenes: readonly (TalkScene & Claimed)[];
}

/** The talk as a document, which has no claims. */
export function talkWithoutClaims(talk: ClaimedTalk): Talk {
  const scenes = talk.scenes.map(({ id, title, caption, notes, scene, enter, next, beside }) => ({
    id,
    title,
    caption,
    notes,
    scene,
    enter,
    next,
    beside,
  }));
  return { ...talk, scenes };
}
