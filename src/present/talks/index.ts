import { talkWithoutClaims } from '../../core/talk/claimed.ts';
import type { Talk } from '../../core/talk/talk.ts';

/** A talk that comes with the page; its text comes when it is opened. */
export interface BundledTalk {
  readonly id: string;
  readonly title: string;
  load(): Promise<Talk>;
}

export const bundledTalks: readonly BundledTalk[] = [
  {
    id: 'to-adam',
    title: 'From gradient descent to Adam',
    load: async () => talkWithoutClaims((await import('./to-adam.ts')).toAdam),
  },
  {
    id: 'blows-up',
    title: 'When it blows up',
    load: async () => talkWithoutClaims((await import('./blows-up.ts')).blowsUp),
  },
  {
    id: 'loss-comes-from',
    title: 'Where the loss comes from',
    load: async () => talkWithoutClaims((await import('./loss-comes-from.ts')).lossComesFrom),
  },
];
