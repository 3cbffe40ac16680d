import { html, setAttribute } from '../ui/dom.ts';

export interface Tab {
  readonly id: string;
  readonly label: string;
  readonly panel: HTMLElement;
  /** Whether there is something in the panel. */
  readonly filled: () => boolean;
}

export interface Tabs {
  readonly element: HTMLElement;
  /** As tabs, only the chosen panel is shown; else every filled one. */
  layOut(asTabs: boolean): void;
}

/**
 * A tab list after the pattern of the ARIA Authoring Practices: one tab stop, arrows, Home and End choose.
 *
 * @param first the tab that is chosen as it begins
 */
export function createTabs(tabs: readonly Tab[], label: string, first = tabs[0]?.id): Tabs {
  const buttons = tabs.map(({ id, label: name, panel }) => {
    const button = html(
      'button',
      { type: 'button', role: 'tab', id: `tab-${id}`, 'aria-controls': panel.id },
      name,
    );
    button.addEventListener('click', () => choose(id));
    return button;
  });
  const element = html(
    'div',
    {
      role: 'tablist',
      class: 'tabs',
      'aria-label': label,
      'data-own-keys': 'ArrowLeft ArrowRight Home End',
    },
    ...buttons,
  );
  let chosen = first;
  let asTabs = false;
  let seen: Tab | undefined;

  const show = () => {
    // A tab whose panel has been emptied gives way to the first.
    const shown = tabs.find(({ id, filled }) => id === chosen && filled()) ?? tabs[0];
    tabs.forEach((tab, i) => {
      const button = buttons[i];
      const current = tab === shown;
      const { panel } = tab;
      panel.hidden = !tab.filled() || (asTabs && !current);
      if (asTabs) {
        setAttribute(panel, 'role', 'tabpanel');
        setAttribute(panel, 'aria-labelledby', `tab-${tab.id}`);
      } else {
        panel.removeAttribute('role');
        panel.setAttribute('aria-labelledby', `heading-${tab.id}`);
      }
      if (!button) return;
      button.hidden = !tab.filled();
      setAttribute(button, 'aria-selected', String(current));
      button.tabIndex = current ? 0 : -1;
    });
    element.hidden = !asTabs;
    if (asTabs && shown !== seen) bringIn(element, buttons[tabs.indexOf(shown!)]!);
    seen = shown;
  };
  const choose = (id: string) => {
    chosen = id;
    show();
  };

  element.addEventListener('keydown', (event) => {
    const open = buttons.filter((button) => !button.hidden);
    const at = open.findIndex((button) => button === document.activeElement);
    const count = open.length;
    const next = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: count - 1 }[event.key];
    if (next === undefined || at < 0) return;
    event.preventDefault();
    const button = open[(next + count) % count];
    button?.focus();
    button?.click();
  });

  return {
    element,
    layOut(narrow) {
      asTabs = narrow;
      show();
    },
  };
}

/** Scrolls a list so far sideways that one of its elements is seen, and a part of the next. */
function bringIn(list: HTMLElement, element: HTMLElement): void {
  const [room, box] = [list.getBoundingClientRect(), element.getBoundingClientRect()];
  const beside = 30;
  list.scrollBy(Math.max(0, box.right + beside - room.right) + Math.min(0, box.left - beside - room.left), 0);
}
