import { spoken } from '../spoken.ts';

/** What the page says of its own newer versions. */
export const offline = {
  ready: 'Update ready: a newer version of Fall Line is here. What you see stays as it is.',
  reload: 'Reload',
  later: 'Later',
  notSaved:
    'Not reloaded: something of yours could not be saved first. Save it to a file, then reload the page.',
} as const;

spoken({ offline });
