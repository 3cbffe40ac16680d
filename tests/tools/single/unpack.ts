import { bytesOf, PLACE } from './letters.ts';
import { unpackLzma } from './lzma.ts';

declare global {
  /** The address of the page's script, of which its workers are started, too. */
  var ownScript: string;
}

/**
 * Unpacks the single file, in which it stands as pairs of signs: a line of script puts it in. The page's style sheet and script
 * lie beside it, one after the other, packed by LZMA and written in letters; what they have in base64 lies before that, as
 * the bytes that it is: `<script type="text/plain" id="packed">`, with the number of bytes, those of each part in base64, and the
 * length of the style sheet. They are put in as elements, which the file's content security policy knows by their hashes:
 * nothing else can run.
 */
function unpack(): void {
  keepMessages();

  const packed = document.getElementById('packed');
  if (!packed) throw new Error('The packed page is missing.');
  const bytes = bytesOf(packed.textContent, Number(packed.dataset['bytes']));
  let at = 0;
  const plain = (packed.dataset['plain'] ?? '').split(' ').map((length) => {
    const part = bytes.subarray(at, (at += Number(length)));
    return btoa(part.reduce((letters, byte) => letters + String.fromCharCode(byte), ''));
  });
  const text = new TextDecoder()
    .decode(unpackLzma(bytes.subarray(at)))
    .replaceAll(PLACE, () => plain.shift() ?? '');
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
