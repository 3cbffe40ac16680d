import { spoken } from '../spoken.ts';

/** What the full page says before any of the rest is needed. */
export const embedButton = {
  open: 'Embed this scene',
  notLoaded: 'The embed dialog could not be loaded.',
} as const;

spoken({ embedButton });
