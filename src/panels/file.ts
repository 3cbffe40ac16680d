import type { App } from '../app/app.ts';
import { createPassing } from '../ui/passing.ts';
import type { Problem } from '../core/scene/document.ts';
import { scene as text } from '../text/en/scene.ts';
import { html } from '../ui/dom.ts';
import { menuItem } from './menu.ts';

/** What writes and reads files and links comes when it is first needed. */
const loadWork = () => import('./file-work.ts');

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
  const desk = { app, say: passing.say, listener };

  /** Does something that may fail when the page's own code cannot be loaded. */
  const attempt = (act: () => Promise<void>) => void act().catch(() => listener.refused(text.notLoaded));

  const save = async () => (await loadWork()).saveScene(desk);
  const openFile = async (file: File) => (await loadWork()).openFile(desk, file);
  const copy = async () => (await loadWork()).copyLink(desk, () => attempt(copy));

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
