import { sayings } from '../words/words.ts';

/** Every sentence about a talk from outside that could not be taken. `owner` is the talk or one of its scenes. */
export interface TalkSentences {
  readonly notATalk: string;
  readonly newer: (version: number) => string;
  readonly sceneTooLong: (owner: string, limit: number) => string;
  readonly tooMany: (count: number, limit: number) => string;
  readonly notAScene: (owner: string, found: string) => string;
  readonly talk: string;
  readonly scene: (number: number) => string;
  readonly enter: string;
  readonly next: string;
  readonly listOf: (names: readonly string[]) => string;
}

export const talkSentences = sayings<TalkSentences>();
