import { decompress } from 'fzstd';
import { bytesOf } from './letters.ts';

declare global {
  /** The address of the page's script, of which its workers are started, too. */
  var ownScript: string;
}

/**
 * The only script of the single file that stands in it as it is. The page's style sheet and script lie beside it, one
 * after the other, packed by Zstandard and written in letters: `<script type="text/plain" id="packed">`, with the number of bytes
 * and the length of the style sheet. They are put in as elements, which the file's content security policy knows by
 * their hashes: nothing else can run.
 */
function unpack(): void {
  keepMessages();

  const packed = document.getElementById('packed');
  if (!packed) throw new Error('The packed page is missing.');
  const bytes = bytesOf(packed.textContent, Number(packed.dataset['bytes']));
  const text = new TextDecoder().decode(decompress(bytes));
  const length = Number(packed.dataset['style']);
  packed.remove();
  const style = document.createElement('style');
  style.textContent = text.slice(0, length);
  const script = document.createElement('script');
  script.type = 'module';
  script.textContent = text.slice(length);
  const own = ["'use strict';(() => {", script.textContent, '\n})();'];
  globalThis.ownScript = URL.createObjectURL(new Blob(own, { type: 'text/javascript' }));
  document.head.append(style, script);
}

/** What a page around this one says before the page's own script listens is said again when it does. */
function keepMessages(): void {
  const early: MessageEvent<unknown>[] = [];
  const keep = (event: MessageEvent<unknown>) => early.push(event);
  const sayAgain = () => {
    for (const { data, origin, source } of early) {
      dispatchEvent(new MessageEvent('message', { data, origin, source }));
    }
  };
  addEventListener('message', keep);
  // The packed script dispatches it first of all, and listens before it waits for anything.
  addEventListener(
    'unpacked',
    () => {
      removeEventListener('message', keep);
      queueMicrotask(sayAgain);
    },
    { once: true },
  );
}

try {
  unpack();
} catch (error) {
  document.getElementById('page')?.append(`Fall Line could not be unpacked: ${String(error)}`);
}
