import { counted } from '../grammar.ts';
import { spoken } from '../spoken.ts';

/** Words of the address that links, snippets and captions lead to, on a page that others cannot open. */
export const publicAddress = {
  file: 'This page is a file on this computer: what leads to it opens nowhere else.',
  computer: (host: string) =>
    `This page stands on this computer (${host}): what leads to it opens nowhere else.`,
  network: (host: string) =>
    `This page stands in a private network (${host}): what leads to it opens only there.`,
  leads: (address: string) => `Links, snippets and captions lead to ${address}`,
  field: 'Address where it will stand',
  example: 'https://',
  notAnAddress: 'This is no address of a page: it begins with https:// or http:// and a name.',
  privateToo: 'This address, too, is one that not everybody can open.',
  tooLong: (limit: number) =>
    `An address may have ${counted(limit, { one: '# character', other: '# characters' })} at most.`,
  notKept: 'The browser does not keep it beyond this visit.',

  /** Beside a link that was copied. */
  copiedHere: 'It opens on this computer only.',
  copiedNear: 'It opens in this network only.',
  enter: 'Enter where it will stand',
  heading: 'Where will the page stand?',
  copyAgain: 'Copy the link',
  close: 'Close',
} as const;

spoken({ publicAddress });
