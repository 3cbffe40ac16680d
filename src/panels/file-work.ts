import type { App } from '../app/app.ts';
import { publicLink } from '../app/public-address.ts';
import { readFile, writeFile, writeFragment } from '../app/links.ts';
import { loadRules } from '../app/rules.ts';
import { MAX_FILE_LENGTH } from '../core/scene/limits.ts';
import { MAX_TALK_FILE_LENGTH } from '../core/talk/limits.ts';
import { sceneFiles as text } from '../text/en/scene-files.ts';
import { addressOffer } from '../ui/address-form.ts';
import { copyText } from '../ui/clipboard.ts';
import { download } from '../ui/download.ts';
import type { Passing } from '../ui/passing.ts';
import type { FileListener } from './file.ts';

/** Links beyond this are cut by some programs. */
const SAFE_LENGTH = 2000;

/** What the tools do with. */
export interface FileDesk {
  readonly app: App;
  readonly say: Passing['say'];
  readonly listener: FileListener;
}

export function saveScene({ app, say }: FileDesk): void {
  const { name, text: content } = writeFile(app.state.scene, app.state.playhead);
  download(name, new Blob([content], { type: 'application/json' }));
  say(text.saved(name));
}

export async function openFile({ app, say, listener }: FileDesk, file: File): Promise<void> {
  const name = file.name.slice(0, 60);
  if (file.size > MAX_TALK_FILE_LENGTH) return listener.refused(text.tooLarge(name));
  let content: string;
  try {
    content = await file.text();
  } catch {
    return listener.refused(text.unreadable(name));
  }
  // A file may name any rule.
  await loadRules();
  const restored = readFile(content);
  if (!restored) {
    if (await listener.other(content)) return undefined;
    return listener.refused(file.size > MAX_FILE_LENGTH ? text.tooLarge(name) : text.notAScene(name));
  }
  app.load(restored.scene, restored.playhead);
  listener.loaded(restored.problems);
  return say(text.opened(name));
}

/** @param again asked for once more, when the address at which the page will stand is known */
export async function copyLink({ app, say, listener }: FileDesk, again: () => void): Promise<void> {
  const address = publicLink(writeFragment(app.state.scene, app.state.playhead));
  if (!(await copyText(address))) return listener.refused(text.notCopied);
  const offer = addressOffer(again);
  const copied = address.length > SAFE_LENGTH ? text.copiedLong(address.length) : text.copied;
  if (offer) say(`${copied} ${offer.sentence}`, offer.button);
  else say(copied);
}
