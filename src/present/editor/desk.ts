import '../../text/en/talk-faults.ts';
import type { App } from '../../app/app.ts';
import { addressOffer } from '../../ui/address-form.ts';
import { copyText } from '../../ui/clipboard.ts';
import { download } from '../../ui/download.ts';
import { publicLink } from '../../app/public-address.ts';
import { MAX_TALK_LINK, readTalkLink, writeTalkLink } from '../../app/talks/link.ts';
import type { TalkStore } from '../../app/talks/store.ts';
import { checkScenes } from '../../core/talk/check.ts';
import * as edits from '../../core/talk/edits.ts';
import { readTalkFile, writeTalkFile } from '../../core/talk/file.ts';
import { talkLimits } from '../../core/talk/limits.ts';
import type { RestoredTalk } from '../../core/talk/restore.ts';
import { emptyTalk, type Talk, type TalkScene } from '../../core/talk/talk.ts';
import { talk as text } from '../../text/en/talk.ts';
import { capture, loadScene, newId } from './capture.ts';

const { said } = text;

/** What the page does for the desk. */
export interface DeskPage {
  /** What the page shows, in a few words. */
  title(): string;
  /** Says what was done, in passing, with what can be pressed then. */
  say(sentence: string, offer?: HTMLElement): void;
  /** Says what is wrong, until it is dismissed. */
  notify(sentence: string): void;
  /** Presents from a scene of the talk, from its first, or the present scene where there is none. */
  present(from?: string): void;
}

/** What can be done with the talk, with its panel open or not. Every act says what it did. */
export interface Desk {
  readonly app: App;
  readonly store: TalkStore;
  /** The scene that is chosen, by its id; null where there is none. */
  readonly chosen: TalkScene | null;
  /** Chooses a scene and loads it into the page. */
  show(id: string): void;
  /** Adds what the page shows behind the chosen scene, and chooses it. */
  add(): void;
  edit(id: string, change: Partial<Omit<TalkScene, 'id'>>, group?: string): void;
  move(id: string, to: number): void;
  duplicate(id: string): void;
  recapture(id: string): void;
  /** Deletes a scene and chooses the one that takes its place. */
  remove(id: string): void;
  rename(title: string): void;
  undo(): void;
  redo(): void;
  present(from?: string): void;
  save(): void;
  copyLink(): Promise<void>;
  openFile(file: File): Promise<void>;
  /** Opens a text as a talk; false when it is none. */
  openText(content: string): boolean;
  openLink(fragment: string): Promise<void>;
  /** Opens a talk in the place of the present one. */
  open(talk: Talk): void;
  /** Begins a new talk. */
  clear(): void;
  /** Calls back when the talk or the chosen scene is another. Returns what ends it. */
  listen(changed: () => void): () => void;
}

/** How another talk comes into the place of the present one. */
function createOpening(
  store: TalkStore,
  page: DeskPage,
  show: (id: string) => void,
  choose: (id: string | null) => void,
) {
  /** Puts a talk in the place of the present one; undoable. */
  const put = (talk: Talk, sentence: (title: string) => string) => {
    store.replace(talk);
    const [first] = talk.scenes;
    if (first) show(first.id);
    else choose(null);
    page.say(sentence(talk.title || text.untitled));
  };
  const open = (talk: Talk) => put(talk, edits.isEmpty(store.talk) ? said.opened : said.replaced);
  const openRestored = ({ talk, problems }: RestoredTalk) => {
    open(talk);
    const all = [...problems, ...checkScenes(talk)];
    if (all.length > 0) page.notify(text.problems(all.map(({ message }) => message)));
  };

  const openText = (content: string): boolean => {
    const restored = readTalkFile(content);
    if (restored) openRestored(restored);
    return restored !== null;
  };
  return { put, open, openRestored, openText };
}

export function createDesk(app: App, store: TalkStore, page: DeskPage): Desk {
  let chosen: string | null = null;
  const listeners = new Set<() => void>();
  let warned = false;
  const tell = () => {
    if (!store.kept && !warned && !edits.isEmpty(store.talk)) {
      warned = true;
      page.notify(text.notKept);
    }
    for (const listener of listeners) listener();
  };
  store.listen(tell);

  const choose = (id: string | null) => {
    chosen = id;
    tell();
  };
  const find = (id: string | null) => store.talk.scenes.find((scene) => scene.id === id) ?? null;
  const nameOf = (id: string) => find(id)?.title || text.untitledScene;
  const show = (id: string) => {
    const scene = find(id);
    if (scene) loadScene(app, scene);
    choose(scene && id);
  };

  const { put, open, openRestored, openText } = createOpening(store, page, show, choose);

  return {
    app,
    store,
    get chosen() {
      return find(chosen);
    },
    show,
    add() {
      if (store.talk.scenes.length >= talkLimits.scenes) return page.notify(said.full(talkLimits.scenes));
      const scene = capture(app, page.title(), newId());
      const behind = find(chosen)?.id;
      store.edit((talk) => edits.addScene(talk, scene, behind));
      choose(scene.id);
      page.say(said.added(store.talk.scenes.findIndex(({ id }) => id === scene.id) + 1, scene.title));
    },
    edit(id, change, group) {
      store.edit((talk) => edits.editScene(talk, id, change), group && `${group} ${id}`);
    },
    move(id, to) {
      store.edit((talk) => edits.moveScene(talk, id, to));
      const at = store.talk.scenes.findIndex((scene) => scene.id === id);
      page.say(said.moved(nameOf(id), at + 1, store.talk.scenes.length));
    },
    duplicate(id) {
      if (store.talk.scenes.length >= talkLimits.scenes) return page.notify(said.full(talkLimits.scenes));
      const copy = newId();
      store.edit((talk) => edits.duplicateScene(talk, id, copy));
      choose(copy);
      page.say(said.duplicated(nameOf(copy)));
    },
    recapture(id) {
      const { scene } = capture(app, '', id);
      store.edit((talk) => edits.recaptureScene(talk, id, scene));
      page.say(said.recaptured(nameOf(id)));
    },
    remove(id) {
      const name = nameOf(id);
      const at = store.talk.scenes.findIndex((scene) => scene.id === id);
      store.edit((talk) => edits.deleteScene(talk, id));
      const { scenes } = store.talk;
      choose(scenes[Math.min(at, scenes.length - 1)]?.id ?? null);
      page.say(said.deleted(name));
    },
    rename(title) {
      store.edit((talk) => edits.renameTalk(talk, title), 'title');
    },
    undo: () => store.undo(),
    redo: () => store.redo(),
    present: (from) => page.present(from),

    save() {
      const file = writeTalkFile(store.talk);
      download(file.name, new Blob([file.text], { type: 'application/json' }));
      page.say(said.saved(file.name));
    },
    copyLink: () => copyTalkLink(store.talk, page),
    openFile: (file) => openTalkFile(file, page, openText),
    openText,
    async openLink(fragment) {
      const restored = await readTalkLink(fragment);
      return restored ? openRestored(restored) : page.notify(text.badLink);
    },
    open,
    clear: () => put(emptyTalk, () => said.blank),
    listen(changed) {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
  };
}

async function copyTalkLink(talk: Talk, page: DeskPage): Promise<void> {
  const fragment = await writeTalkLink(talk).catch(() => null);
  if (fragment === null) return page.notify(text.noLink);
  const address = publicLink(fragment);
  const { length } = address;
  if (length > MAX_TALK_LINK) return page.notify(text.linkTooLong(length, MAX_TALK_LINK));
  if (!(await copyText(address))) return page.notify(text.notCopied);
  const offer = addressOffer(() => void copyTalkLink(talk, page));
  const copied = said.linkCopied(length);
  return offer ? page.say(`${copied} ${offer.sentence}`, offer.button) : page.say(copied);
}

async function openTalkFile(
  file: File,
  page: DeskPage,
  openText: (content: string) => boolean,
): Promise<void> {
  const name = file.name.slice(0, 60);
  const content = await file.text().catch(() => null);
  if (content === null) return page.notify(text.unreadable(name));
  return openText(content) ? undefined : page.notify(text.notATalk(name));
}
