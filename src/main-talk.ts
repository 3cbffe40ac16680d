import { currentTalk } from './app/talks/current.ts';
import { html } from './app/dom.ts';
import type { TalkPieces } from './late-tools.ts';
import { iconButton } from './panels/header.ts';
import { sceneTitle } from './panels/title.ts';
import { createDesk, type Desk } from './present/editor/desk.ts';
import { createEditor, type Editor } from './present/editor/editor.ts';
import { lateTools } from './text/en/late-tools.ts';

/** How long a confirmation stays beside the page's buttons, in milliseconds. */
const SHOWN = 4000;

interface Talk {
  readonly desk: Desk;
  readonly editor: Editor;
}

let opening: Promise<Talk> | null = null;

/** The page's talk, with its editor closed at first. */
function openTalk(pieces: TalkPieces): Promise<Talk> {
  opening ??= createTalk(pieces);
  return opening;
}

async function createTalk(pieces: TalkPieces): Promise<Talk> {
  const { app, root, shell, opener } = pieces;
  const store = await currentTalk();
  const passing = html('output', { class: 'said' });
  shell.actions.append(passing);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const sayInPassing = (sentence: string) => {
    clearTimeout(timer);
    passing.textContent = sentence;
    timer = setTimeout(() => passing.replaceChildren(), SHOWN);
  };
  const desk: Desk = createDesk(app, store, {
    title: () => sceneTitle(app.derived.entry),
    say: (sentence) => (editor.open ? editor.say(sentence) : sayInPassing(sentence)),
    notify: shell.notify,
    present: (from) =>
      void import('./main-present.ts').then(
        ({ present }) => present(pieces, from === undefined ? {} : { from }),
        () => shell.notify(lateTools.notLoaded),
      ),
  });
  let from: Element | null = null;
  const editor: Editor = createEditor(desk, {
    closeButton: (label, act) => iconButton('close', label, act),
    notify: shell.notify,
    opened(open) {
      root.toggleAttribute('data-talk', open);
      opener.setAttribute('aria-expanded', String(open));
      if (open) from = document.activeElement;
      else if (from instanceof HTMLElement) from.focus();
    },
  });
  root.append(editor.element);
  opener.setAttribute('aria-controls', editor.element.id);
  return { desk, editor };
}

/** Opens the editor of the talk under the stage, or closes it. */
export async function toggleTalk(pieces: TalkPieces): Promise<void> {
  const { editor } = await openTalk(pieces);
  editor.setOpen(!editor.open);
}

/** Adds the scene of this moment to the talk. */
export async function addScene(pieces: TalkPieces): Promise<void> {
  (await openTalk(pieces)).desk.add();
}

/** Opens a file's text as a talk; false when it is none. */
export async function openTalkFile(pieces: TalkPieces, content: string): Promise<boolean> {
  const { desk, editor } = await openTalk(pieces);
  const opened = desk.openText(content);
  if (opened) editor.setOpen(true);
  return opened;
}

/** Opens the talk that a fragment holds. */
export async function openTalkLink(pieces: TalkPieces, fragment: string): Promise<void> {
  const { desk, editor } = await openTalk(pieces);
  await desk.openLink(fragment);
  editor.setOpen(true);
}
