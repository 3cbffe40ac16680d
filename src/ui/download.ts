import { html } from './dom.ts';

/** Until the browser has begun to read the file, in milliseconds. */
const BEGUN = 4000;

/** Has the browser save a file. */
export function download(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  html('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), BEGUN);
}
