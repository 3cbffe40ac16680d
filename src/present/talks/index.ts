import { withoutClaims } from '../../core/talk/claimed.ts';
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
    load: async () => withoutClaims((await import('./to-adam.ts')).toAdam),
  },
  {
    id: 'blows-up',
    title: 'When it blows up',
    load: async () => withoutClaims((await import('./blows-up.ts')).blowsUp),
  },
  {
    id: 'loss-comes-from',
    title: 'Where the loss comes from',
    load: async () => withoutClaims((await import('./loss-comes-from.ts')).lossComesFrom),
  },
];
