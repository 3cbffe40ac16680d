import { embed } from '../text/en/embed.ts';
import { html } from '../ui/dom.ts';

/** The width of a picture, in pixels: sharp where two of them lie in one of the text around it. */
const PICTURE_WIDTH = 1280;

/** The embed itself, as it will be. @param told hears its height */
export function createEmbedPreview(told: (height: number) => void) {
  const preview = html('iframe', { title: embed.dialog.preview });
  /** What is to be done with the picture that the preview has been asked for. */
  let taken: ((picture: string | null) => void) | null = null;
  const ask = (method: string, params: object, id: number) =>
    preview.contentWindow?.postMessage(
      { fallLine: 1, id, method, params },
      // A file has no origin to write to.
      self.origin === 'null' ? '*' : self.origin,
    );
  const takePicture = () =>
    new Promise<string | null>((resolve) => {
      taken = resolve;
      ask('snapshot', { width: PICTURE_WIDTH }, 1);
    });

  const hear = ({ source, data }: MessageEvent<unknown>) => {
    if (source !== preview.contentWindow) return;
    const message = data as {
      id?: number;
      result?: string;
      event?: string;
      data?: { height?: number };
    } | null;
    if (message?.id === 1) taken?.(message.result ?? null);
    if (message?.event !== 'height' || !message.data?.height) return;
    told(message.data.height);
  };
  preview.addEventListener('load', () => ask('subscribe', { events: ['height'] }, 0));
  window.addEventListener('message', hear);

  return {
    element: preview,
    /** A picture of it as a data address; null where there is none. */
    takePicture,
    dispose: () => window.removeEventListener('message', hear),
  };
}
