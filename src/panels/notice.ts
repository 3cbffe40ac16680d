import { panels } from '../text/en/panels.ts';
import { html } from '../ui/dom.ts';
import { iconButton } from '../ui/icon-button.ts';

export interface Notice {
  readonly element: HTMLElement;
  /** Shows a sentence until it is dismissed, replaced or hidden; screen readers hear it at once. */
  show(sentence: string): void;
  hide(): void;
}

/** The strip for sentences that concern the whole page: what is wrong, and what to do. */
export function createNotice(): Notice {
  const sentence = html('p');
  const dismiss = iconButton('close', panels.notice.dismiss, () => hide());
  const strip = html('div', { class: 'notice', hidden: true }, sentence, dismiss);
  const element = html('div', { role: 'alert' }, strip);
  const hide = () => {
    strip.hidden = true;
    sentence.textContent = '';
  };
  return {
    element,
    show(text) {
      strip.hidden = false;
      sentence.textContent = text;
    },
    hide,
  };
}
