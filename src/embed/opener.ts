import type { App } from '../app/app.ts';
import { pageAddress } from '../app/page-address.ts';
import type { Scene } from '../core/scene/scene.ts';
import { linkTo, writeFragment } from '../core/scene/url.ts';
import { embed as text } from '../text/en/embed.ts';
import { html } from '../ui/dom.ts';
import type { WishedTheme } from './wished-theme.ts';

/** The link to the full page, with the scene as it is when the link is about to be followed. */
export function createOpener(
  app: App,
  wished: WishedTheme,
  ownTheme: Scene['view']['theme'],
): HTMLAnchorElement {
  const opener = html('a', { class: 'embed-open', target: '_blank', rel: 'noopener' }, text.openPage);
  const point = () => {
    const { scene, playhead } = app.state;
    // A theme that the article asked for is the article's and not the scene's.
    const view = wished.now === null ? scene.view : { ...scene.view, theme: ownTheme };
    opener.href = linkTo(pageAddress(), writeFragment({ ...scene, view }, playhead));
  };
  point();
  for (const type of ['pointerenter', 'focus', 'pointerdown'] as const) opener.addEventListener(type, point);
  return opener;
}
