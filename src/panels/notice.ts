import { panels } from '../text/en/panels.ts';
import { html } from '../ui/dom.ts';
import { icon } from '../ui/icons.ts';

export interface Notice {
  readonly element: HTMLElement;
  /** Shows a sentence until it is dismissed, replaced or hidden; screen readers hear it at once. */
  show(sentence: string): void;
  hide(): void;
}

/** The strip for sentences that concern the whole page: what is wrong, and what to do. */
export function createNotice(): Notice {
  const sentence = html('p');
  const dismiss = html(
    'button',
    { type: 'button', class: 'icon-button', 'aria-label': panels.notice.dismiss },
    icon('close'),
  );
  const strip = html('div', { class: 'notice', hidden: true }, sentence, dismiss);
  const element = html('div', { role: 'alert' }, strip);
  const hide = () => {
    strip.hidden = true;
    sentence.textContent = '';
  };
  dismiss.addEventListener('click', hide);
  return {
    element,
    show(text) {
      strip.hidden = false;
      sentence.textContent = text;
    },
    hide,
  };
}
