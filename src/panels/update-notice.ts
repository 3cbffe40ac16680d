import '../styles/update-notice.css';
import { html } from '../ui/dom.ts';
import { offline as text } from '../text/en/offline.ts';

export interface UpdateNotice {
  readonly element: HTMLElement;
  /** Tells that a newer version is ready, with the button that takes it; `reload` rejects when it must not be taken. */
  show(reload: () => Promise<void>): void;
}

/** The line that offers a newer version of the page: politely, and never by itself. */
export function createUpdateNotice(): UpdateNotice {
  const element = html('div', { role: 'status', class: 'update-notice' });
  return {
    element,
    show(reload) {
      const take = html('button', { type: 'button', class: 'update-reload' }, text.reload);
      const sentence = html('p', {}, text.ready);
      const later = html('button', { type: 'button' }, text.later);
      take.addEventListener('click', () => {
        take.disabled = true;
        reload().catch(() => {
          take.disabled = false;
          sentence.textContent = text.notSaved;
        });
      });
      later.addEventListener('click', () => element.replaceChildren());
      element.replaceChildren(sentence, take, later);
    },
  };
}
