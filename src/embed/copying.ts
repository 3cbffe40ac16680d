import { embed } from '../text/en/embed.ts';
import { copyElement, copyText } from '../ui/clipboard.ts';
import { html } from '../ui/dom.ts';
import { download } from '../ui/download.ts';

const text = embed.dialog;

/** What a picture is called, in the snippet and as a file. */
export const PICTURE_NAME = 'fall-line.png';

/** For how long the height of a preview is waited for, in milliseconds. */
const PATIENCE = 6000;

interface Copied {
  readonly title: string;
  readonly width: () => number;
  /** The page with the scene, to which a picture leads. */
  readonly link: () => string;
  readonly takePicture: () => Promise<string | null>;
}

/** How a snippet comes to where it is used: copied, or its picture copied or saved. */
export function createCopying({ title, width, link, takePicture }: Copied) {
  const snippet = html('textarea', {
    readonly: '',
    rows: 8,
    'aria-label': text.snippet,
    spellcheck: 'false',
  });
  const said = html('output', {});
  const copy = html('button', { type: 'button', class: 'embed-copy' }, text.copy);
  const savePicture = html('button', { type: 'button', class: 'embed-copy' }, text.savePicture);
  const copyPicture = html('button', { type: 'button', class: 'embed-copy' }, text.copyPicture);
  const picture = html(
    'div',
    { class: 'embed-picture', hidden: true },
    html('p', {}, text.pictureHelp(PICTURE_NAME)),
    html('div', { class: 'embed-copying' }, copyPicture, savePicture),
  );
  copy.addEventListener('click', () => {
    void copyText(snippet.value).then((copied) => {
      said.textContent = copied ? text.copied : text.notCopied;
      if (!copied) snippet.select();
    });
  });
  savePicture.addEventListener('click', () => {
    void takePicture().then((data) => {
      said.textContent = data === null ? text.noPicture : '';
      if (data !== null) download(PICTURE_NAME, blobOf(data));
    });
  });
  copyPicture.addEventListener('click', () => {
    void takePicture().then(async (data) => {
      if (data === null) {
        said.textContent = text.noPicture;
        return;
      }
      const address = link();
      const image = html('img', { src: data, alt: title, width: width() });
      const copied = await copyElement(html('a', { href: address }, image), address);
      said.textContent = copied ? text.copied : text.notCopied;
    });
  });

  let waiting: ReturnType<typeof setTimeout> | undefined;
  const release = () => (copy.disabled = false);
  return {
    snippet,
    copy,
    said,
    picture,
    /** Nothing is copied until what is copied is known, or that was waited for long enough. */
    hold(): void {
      copy.disabled = true;
      clearTimeout(waiting);
      waiting = setTimeout(release, PATIENCE);
    },
    release,
    dispose: () => clearTimeout(waiting),
  };
}

/** The bytes of a picture in a data address, which the page's policy lets nothing fetch. */
function blobOf(data: string): Blob {
  const bytes = Uint8Array.from(atob(data.slice(data.indexOf(',') + 1)), (sign) => sign.charCodeAt(0));
  return new Blob([bytes], { type: 'image/png' });
}
