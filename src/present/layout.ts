import type { App } from '../app/app.ts';
import { html } from '../ui/dom.ts';
import type { FigureStyle } from '../app/state.ts';
import { type TalkPanel, talkPanels } from '../core/scene/panels.ts';
import { fitBeside } from './fit-beside.ts';
import '../styles/present.css';
import '../styles/projector.css';

/** The page laid out for a room: a large stage, panels beside it, a title, a caption. The elements stay the same. */
export interface PresentLayout {
  /** Over the stage; whoever presents fills it. Without content it takes no room. */
  readonly title: HTMLElement;
  /** A band of large text under the stage; without content it takes no room. */
  readonly caption: HTMLElement;
  /** Shows these panels beside the stage and no others. */
  setBeside(panels: readonly TalkPanel[]): void;
  /** Moves the page's controls in beside the stage, or out. */
  showControls(shown: boolean): void;
  /** Gives the page back as it was. */
  leave(): void;
}

/** The height of the window for which the figure is `base` times as large as on the page. */
const nominal = 1080;
/** With it the page's smallest type, of 12 pixels, has 20 pixels, 1.85 % of the height. */
const base = 5 / 3;
/** The narrowest beamers have 1280 x 1024 pixels: what is narrower is looked at from near. */
const narrowest = 5 / 4;

/** By what the figure is larger in a window: the last row sees its height, whatever its proportions. */
export function scaleFor(width: number, height: number): number {
  const scale = (base * Math.min(width / narrowest, height)) / nominal;
  // On a small screen it is as large as on the page, which is not read from afar.
  return Math.max(1, Math.round(scale * 1000) / 1000);
}

/** @param root the page's element, in which `createShell` has put its parts */
export function enterLayout(root: HTMLElement, app: Pick<App, 'setFigure' | 'state'>): PresentLayout {
  const title = html('div', { class: 'present-title' });
  const caption = html('div', { class: 'present-caption' });
  const before: FigureStyle = app.state.figure;
  const fit = () => app.setFigure({ scale: scaleFor(window.innerWidth, window.innerHeight) });

  root.append(title, caption);
  root.setAttribute('data-presenting', '');
  root.setAttribute('data-beside', '');
  window.addEventListener('resize', fit);
  fit();
  const side = root.querySelector<HTMLElement>(':scope > .side');
  const endFitting = side ? fitBeside(root, side) : () => {};

  return {
    title,
    caption,
    setBeside(panels) {
      root.setAttribute('data-beside', panels.join(' '));
      for (const id of talkPanels) {
        root.querySelector(`#panel-${id}`)?.classList.toggle('is-beside', panels.includes(id));
      }
    },
    showControls(shown) {
      root.toggleAttribute('data-presenting-controls', shown);
    },
    leave() {
      window.removeEventListener('resize', fit);
      endFitting();
      for (const panel of root.querySelectorAll('.is-beside')) panel.classList.remove('is-beside');
      for (const name of ['data-presenting', 'data-beside', 'data-presenting-controls']) {
        root.removeAttribute(name);
      }
      title.remove();
      caption.remove();
      app.setFigure(before);
    },
  };
}
