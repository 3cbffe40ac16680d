/** What a few open and everybody else should not wait for: the talk, presenting, exporting. */
import { pageQuery } from '../app/page-address.ts';
import type { RootApp } from '../app/create-app.ts';
import type { Problem } from '../core/scene/document.ts';
import { html } from '../ui/dom.ts';
import { icon } from '../ui/icons.ts';
import { iconButton } from '../ui/icon-button.ts';
import { menuItem } from '../panels/menu.ts';
import type { Printing } from '../ui/printing.ts';
import type { Shell } from '../panels/shell.ts';
import type { Late } from '../panels/shortcuts.ts';
import { lateTools as text } from '../text/en/late-tools.ts';
import type { Stage } from '../view3d/stage.ts';

/** What the page is made of, for the code that comes later. */
export interface PagePieces {
  readonly app: RootApp;
  readonly root: HTMLElement;
  readonly shell: Shell;
  /** Null where the browser gives no WebGL 2. */
  readonly stage: Stage | null;
  readonly printing: Printing;
  /** Says what of a scene that was opened could not be taken. */
  sayProblems(problems: readonly Problem[]): void;
}

/** And for that of the talk. */
export interface TalkPieces extends PagePieces {
  /** The button of the page's head that opens the talk and closes it. */
  readonly opener: HTMLButtonElement;
}

export const exportKinds = ['picture', 'film', 'data', 'code'] as const;
export type ExportKind = (typeof exportKinds)[number];

/** What fetches its code when it is used, and says so when that cannot be had. */
export interface LateTools {
  /** Buttons of the page's head. */
  readonly elements: readonly HTMLElement[];
  /** Of the list of what a scene can be made into. */
  readonly share: readonly HTMLElement[];
  run(what: Late): void;
  /** Opens a file's text as a talk; false when it is none. */
  openTalkFile(content: string): Promise<boolean>;
  /** Opens the talk that a fragment holds. */
  openTalkLink(fragment: string): void;
}

const talk = () => import('./talk.ts');

export function createLateTools(pieces: PagePieces): LateTools {
  const attempt = (open: () => Promise<void>) => void open().catch(() => pieces.shell.notify(text.notLoaded));
  const tool = (name: Exclude<Late, 'signs' | 'print' | 'invite'>, word?: string) =>
    iconButton(name, text[name], () => attempt(acts[name]), word);
  const opener = tool('talk', text.talk);
  opener.setAttribute('aria-expanded', 'false');
  const talkPieces: TalkPieces = { ...pieces, opener };
  const acts: Readonly<Record<Late, () => Promise<void>>> = {
    gallery: async () => (await import('../charts/gallery/dialog.ts')).openGallery(pieces.root, pieces.app),
    addScene: async () => (await talk()).addCurrentScene(talkPieces),
    talk: async () => (await talk()).toggleTalk(talkPieces),
    present: async () => (await import('./present.ts')).present(pieces),
    print: () => pieces.printing.print(),
    signs: async () => (await import('../charts/signs/dialog.ts')).openSigns(pieces.root, pieces.app),
    invite: async () => (await import('../panels/invitations.ts')).invite(pieces.shell.stage, pieces.app),
  };
  const add = tool('addScene');
  const lessons = html(
    'a',
    { href: pageQuery('?lesson'), class: 'icon-button', 'aria-label': text.lessons, title: text.lessons },
    icon('lessons'),
    html('span', { class: 'icon-word' }, text.lessons),
  );
  const elements = [lessons, tool('gallery', text.gallery), opener, add, tool('present', text.present)];
  const qrCode = async () => (await import('./code.ts')).openCode(pieces);
  const ask = async () => (await import('./ask.ts')).openAskDialog(pieces.root, pieces.app);
  const share = [
    menuItem('help', text.ask, () => attempt(ask)),
    menuItem('qrCode', text.qrCode, () => attempt(qrCode)),
    ...exportKinds.map((kind) =>
      menuItem(kind, text[kind], () =>
        attempt(async () => (await import('./export.ts')).openExport(pieces, kind)),
      ),
    ),
  ];
  return {
    elements,
    share,
    run: (what) => attempt(acts[what]),
    openTalkFile: async (content) => (await talk()).openTalkFile(talkPieces, content),
    openTalkLink: (fragment) => attempt(async () => (await talk()).openTalkLink(talkPieces, fragment)),
  };
}
