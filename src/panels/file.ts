import type { App } from '../app/app.ts';
import { copyText } from '../ui/clipboard.ts';
import { download } from '../ui/download.ts';
import { createPassing } from '../ui/passing.ts';
import { loadRules } from '../app/rules.ts';
import type { Problem } from '../core/scene/document.ts';
import { MAX_FILE_LENGTH } from '../core/scene/limits.ts';
import { MAX_TALK_FILE_LENGTH } from '../core/talk/limits.ts';
import { scene as text } from '../text/en/scene.ts';
import { html } from '../ui/dom.ts';
import { menuItem } from './menu.ts';

/** What writes and reads files and links comes when it is first needed. */
const loadLinks = () => import('../app/links.ts');
const loadAddress = () => Promise.all([import('../app/public-address.ts'), import('../ui/address-form.ts')]);

/** Links beyond this are cut by some programs. */
const SAFE_LENGTH = 2000;

export interface FileTools {
  /** Of the list of what a scene can be made into: a link, a file. */
  readonly share: readonly [link: HTMLElement, file: HTMLElement];
  /** Opens a file. */
  readonly open: HTMLElement;
  /** What stands on the page besides. */
  readonly elements: readonly HTMLElement[];
  dispose(): void;
}

/** What the tools tell the page. */
export interface FileListener {
  /** A scene was loaded, with what of it could not be taken. */
  loaded(problems: readonly Problem[]): void;
  /** Nothing was loaded, for the reason in the sentence. */
  refused(sentence: string): void;
  /** Opens the text of a file that is no scene as what else it may be; false when it is nothing of the page's. */
  other(content: string): Promise<boolean>;
}

/** Save, open, copy a link; a file dropped anywhere on the page opens too. */
export function createFileTools(app: App, page: HTMLElement, listener: FileListener): FileTools {
  const passing = createPassing();
  const { say } = passing;

  /** Does something that may fail when the page's own code cannot be loaded. */
  const attempt = (act: () => Promise<void>) => void act().catch(() => listener.refused(text.notLoaded));

  const save = async () => {
    const { writeFile } = await loadLinks();
    const { name, text: content } = writeFile(app.state.scene, app.state.playhead);
    download(name, new Blob([content], { type: 'application/json' }));
    say(text.saved(name));
  };

  const openFile = async (file: File) => {
    const name = file.name.slice(0, 60);
    if (file.size > MAX_TALK_FILE_LENGTH) return listener.refused(text.tooLarge(name));
    let content: string;
    try {
      content = await file.text();
    } catch {
      return listener.refused(text.unreadable(name));
    }
    // A file may name any rule.
    const [{ readFile }] = await Promise.all([loadLinks(), loadRules()]);
    const restored = readFile(content);
    if (!restored) {
      if (await listener.other(content)) return undefined;
      return listener.refused(file.size > MAX_FILE_LENGTH ? text.tooLarge(name) : text.notAScene(name));
    }
    app.load(restored.scene, restored.playhead);
    listener.loaded(restored.problems);
    return say(text.opened(name));
  };

  const copy = async () => {
    const { writeFragment } = await loadLinks();
    const [{ publicLink }, { addressOffer }] = await loadAddress();
    const address = publicLink(writeFragment(app.state.scene, app.state.playhead));
    if (!(await copyText(address))) return listener.refused(text.notCopied);
    const offer = addressOffer(() => attempt(copy));
    const copied = address.length > SAFE_LENGTH ? text.copiedLong(address.length) : text.copied;
    if (offer) say(`${copied} ${offer.sentence}`, offer.button);
    else say(copied);
  };

  const picker = html('input', { type: 'file', accept: '.json,application/json', hidden: true });
  picker.addEventListener('change', () => {
    const file = picker.files?.[0];
    if (file) attempt(() => openFile(file));
    // The same file can be chosen again.
    picker.value = '';
  });

  const hint = html('p', { class: 'drop-hint', hidden: true }, text.drop);
  const stopDrops = listenToDrops(page, {
    over: (over) => {
      hint.hidden = !over;
    },
    drop: (file) => attempt(() => openFile(file)),
  });

  return {
    share: [
      menuItem('link', text.copy, () => attempt(copy)),
      menuItem('save', text.save, () => attempt(save)),
    ],
    open: menuItem('open', text.open, () => picker.click()),
    elements: [picker, passing.element, hint],
    dispose() {
      passing.dispose();
      stopDrops();
    },
  };
}

/** Files that are dragged over an element and dropped there. Returns what ends it. */
function listenToDrops(
  element: HTMLElement,
  { over, drop }: { over: (over: boolean) => void; drop: (file: File) => void },
): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  const hasFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
  const drag = (event: DragEvent) => {
    if (!hasFile(event)) return;
    // Without it the browser would leave the page for the file.
    event.preventDefault();
    over(true);
  };
  element.addEventListener('dragenter', drag, { signal });
  element.addEventListener('dragover', drag, { signal });
  element.addEventListener(
    'dragleave',
    (event) => {
      if (!(event.relatedTarget instanceof Node && element.contains(event.relatedTarget))) over(false);
    },
    { signal },
  );
  element.addEventListener(
    'drop',
    (event) => {
      if (!hasFile(event)) return;
      event.preventDefault();
      over(false);
      const file = event.dataTransfer?.files[0];
      if (file) drop(file);
    },
    { signal },
  );
  return () => listening.abort();
}
