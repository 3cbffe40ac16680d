import { shownRow } from '../app/surface-name.ts';
import { currentTalk } from '../app/talks/current.ts';
import { createPassing } from '../ui/passing.ts';
import type { TalkPieces } from './late-tools.ts';
import { iconButton } from '../ui/icon-button.ts';
import { sceneTitle } from '../panels/title.ts';
import { createDesk, type Desk } from '../present/editor/desk.ts';
import { createEditor, type Editor } from '../present/editor/editor.ts';
import { lateTools } from '../text/en/late-tools.ts';
import '../text/en/scene-faults.ts';

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
  const passing = createPassing();
  shell.actions.append(passing.element);
  const desk: Desk = createDesk(app, store, {
    title: () => sceneTitle(shownRow(app), app.state.scene.formula, app.state.scene.curve),
    say: (...said) => (editor.open ? editor : passing).say(...said),
    notify: shell.notify,
    present: (from) =>
      void import('./present.ts').then(
        ({ present }) => present(pieces, from === undefined ? {} : { from }),
        () => shell.notify(lateTools.notLoaded),
      ),
  });
  const handout = () => import('./handout.ts');
  const askForHandout = async () => (await handout()).openHandout(pieces, store.talk);
  /** Ends that Print gives the handout; null while it gives the page's own paper. */
  let stopPrinting: (() => void) | null = null;
  /** While the talk is open and has something to show, it is what is printed. */
  const choosePaper = () => {
    const isTalk = editor.open && store.talk.scenes.length > 0;
    if (isTalk === (stopPrinting !== null)) return;
    stopPrinting?.();
    stopPrinting = isTalk
      ? pieces.printing.give({
          load: async () => (await handout()).loadHandoutPaper(() => store.talk),
          ask: askForHandout,
        })
      : null;
  };
  let from: Element | null = null;
  const editor: Editor = createEditor(desk, {
    closeButton: (label, act) => iconButton('close', label, act),
    notify: shell.notify,
    handout: () => void askForHandout().catch(() => shell.notify(lateTools.notLoaded)),
    opened(open) {
      choosePaper();
      root.toggleAttribute('data-talk', open);
      opener.setAttribute('aria-expanded', String(open));
      if (open) from = document.activeElement;
      else if (from instanceof HTMLElement) from.focus();
    },
  });
  store.listen(choosePaper);
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
export async function addCurrentScene(pieces: TalkPieces): Promise<void> {
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
