import { spoken } from '../spoken.ts';

/** What a first visit is invited to, at the stage. */
export const invitations = {
  list: 'To begin with',
  ring: 'Drag the ring: every run starts there.',
  rate: 'Turn up SGD’s rate until it flies off.',
  step: 'Open the step: what does each term add?',
  wave: (sentence: string) => `Not now: ${sentence}`,
} as const;

spoken({ invitations });
