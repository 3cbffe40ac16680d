import type { App } from '../app/app.ts';
import { addressForm } from '../ui/address-form.ts';
import { knownAddress } from '../app/public-address.ts';
import { writeFragment } from '../core/scene/url.ts';
import '../styles/embed-dialog.css';
import { embed } from '../text/en/embed.ts';
import { html } from '../ui/dom.ts';
import { createEmbedChoices, FIRST_WIDTH } from './choices.ts';
import { createCopying, PICTURE_NAME } from './copying.ts';
import { defaultOptions, type EmbedOptions } from './options.ts';
import { createEmbedPreview } from './preview.ts';
import { shownTitle } from './shown-title.ts';
import '../text/en/scene-faults.ts';
import {
  type Embedded,
  frameAddress,
  sceneAddress,
  pictureKinds,
  type SnippetKind,
  snippets,
} from './snippets.ts';

const text = embed.dialog;

/** The height of the preview until it has told its own. */
const FIRST_HEIGHT = 420;

/**
 * The dialog in which the scene of this moment is made into an embed: options to tick, the embed itself as it will
 * be, and the snippet to copy. It is gone when it is closed.
 */
export function openEmbedDialog(root: HTMLElement, app: App): void {
  const { scene, playhead } = app.state;
  const page = new URL(location.pathname, location.href).href;
  // The single file has no element beside it, and on a stick no address that others can reach.
  const isSingle = import.meta.env.MODE === 'single';
  const fragment = writeFragment(scene, playhead);
  let options: EmbedOptions = defaultOptions;
  let width = FIRST_WIDTH as number;
  let height = FIRST_HEIGHT;
  let kind: SnippetKind = 'iframe';
  const title = shownTitle(app);

  const needsServer = html('p', {}, text.needsServer(text.servedPage));
  const preview = createEmbedPreview((told) => {
    height = told;
    copying.release();
    showSize();
  });
  const copying = createCopying({
    title,
    width: () => width,
    link: () => sceneAddress({ page: address(), fragment }),
    takePicture: preview.takePicture,
  });
  const { snippet, copy, said, picture } = copying;
  const embedded = (): Embedded => ({ page, fragment, title, options, width, height, picture: PICTURE_NAME });
  const address = () => knownAddress() ?? (isSingle ? text.servedPage : page);

  const showSnippet = () => {
    // In a file that nobody knows elsewhere, an address to put another in the place of.
    needsServer.hidden = !isSingle || address() !== text.servedPage;
    const next = snippets[kind]({ ...embedded(), page: address() });
    picture.hidden = !pictureKinds.includes(kind);
    if (snippet.value === next) return;
    snippet.value = next;
    said.textContent = '';
  };
  const showSize = () => {
    preview.element.style.width = `${width}px`;
    preview.element.style.height = `${height}px`;
    showSnippet();
  };
  const change = (part: Partial<EmbedOptions>) => {
    options = { ...options, ...part };
    // What is copied has the height of what is chosen, which the preview tells when it is there.
    copying.hold();
    preview.element.src = frameAddress(embedded());
    showSnippet();
  };

  const choices = createEmbedChoices(app, {
    options: () => options,
    change,
    setWidth(next) {
      width = next;
      showSize();
    },
    setKind(next) {
      kind = next;
      showSnippet();
    },
  });
  const close = html('button', { type: 'button', class: 'embed-close' }, text.close);
  const heading = html('h2', { id: 'embed-heading' }, text.heading);
  const form = html(
    'div',
    { class: 'embed-form' },
    ...choices,
    needsServer,
    ...[addressForm(showSnippet)].filter((form) => form !== null),
    snippet,
    html('div', { class: 'embed-copying' }, copy, said),
    picture,
  );
  const dialog = html(
    'dialog',
    { class: 'embed-dialog', 'aria-labelledby': heading.id },
    html('header', {}, heading, close),
    html('div', { class: 'embed-columns' }, form, html('div', { class: 'embed-preview' }, preview.element)),
  );
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => {
    copying.dispose();
    preview.dispose();
    dialog.remove();
  });
  root.append(dialog);
  change({});
  showSize();
  dialog.showModal();
}
