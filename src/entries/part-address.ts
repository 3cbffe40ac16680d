import { browserAddress } from '../app/address.ts';

/** Milliseconds between a part and its address: browsers refuse more than three a second. */
const DELAY = 400;

/** The part in the address: read, listened to and written, so that a link leads to where one reads. */
export function createPartAddress(changed: (id: string) => void, isWritten: boolean) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let written = browserAddress.read();
  const part = () =>
    decodeURIComponent(
      browserAddress
        .read()
        .replace(/^#/, '')
        .replaceAll(/%(?![\da-f]{2})/gi, '%25'),
    );
  browserAddress.listen(() => {
    if (browserAddress.read() !== written) changed(part());
    written = browserAddress.read();
  });
  return {
    part,
    write(id: string) {
      clearTimeout(timer);
      if (!isWritten) return;
      timer = setTimeout(() => {
        try {
          browserAddress.replace(id);
          written = browserAddress.read();
        } catch {
          // A browser that was asked too often, or a frame without an origin: the next part is written again.
        }
      }, DELAY);
    },
  };
}
