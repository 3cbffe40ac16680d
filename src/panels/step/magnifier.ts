import type { App } from '../../app/app.ts';
import { plainRound } from '../../ui/arrow-scale.ts';
import { html, setText } from '../../ui/dom.ts';
import { setHidden } from '../../ui/keep-focus.ts';
import type { Visibility } from '../../core/run/arrows.ts';
import { limits } from '../../core/scene/limits.ts';
import { step as text } from '../../text/en/step.ts';

/** Magnifies arrows by powers of ten, and offers to where they cannot be seen. */
export interface Magnifier {
  readonly element: HTMLElement;
  /** What is wrong with the arrows of this step as they are drawn, with a button that mends it. */
  readonly offer: HTMLElement;
  draw(magnify: number, visibility: Visibility): void;
}

export function createMagnifier(app: App): Magnifier {
  const set = (magnify: number) => app.setView({ magnify }, 'magnify');
  const by = (change: 1 | -1) => set(app.state.scene.view.magnify + change);
  const button = (sign: string, name: string, change: 1 | -1) => {
    const made = html(
      'button',
      { type: 'button', class: 'magnifier-button', 'aria-label': name, title: name },
      sign,
    );
    made.addEventListener('click', () => by(change));
    return made;
  };
  const less = button('−', text.reduce, -1);
  const more = button('+', text.magnify, 1);
  const power = html('output', {});
  const element = html(
    'div',
    { class: 'magnifier', role: 'group', 'aria-label': text.magnifier },
    less,
    power,
    more,
  );
  const message = html('span', {});
  const mend = html('button', { type: 'button', class: 'magnifier-mend' });
  const offer = html('p', { class: 'magnifier-offer', hidden: true }, message, mend);
  let wanted = 0;
  mend.addEventListener('click', () => set(wanted));
  return {
    element,
    offer,
    draw(magnify, visibility) {
      const held = document.activeElement;
      less.disabled = magnify === 0;
      more.disabled = magnify === limits.magnify;
      // Their buttons are a pair: where one is of no use the other is.
      const other = less.disabled ? more : less;
      if ((held === less && less.disabled) || (held === more && more.disabled)) other.focus();
      setText(power, text.power(plainRound(10 ** magnify)));
      const { kind } = visibility;
      wanted = Math.min(limits.magnify, visibility.magnify);
      const isMendable = (kind === 'short' || kind === 'long') && wanted !== magnify;
      setHidden(mend, !isMendable, () => other);
      offer.hidden = !isMendable && kind !== 'none';
      if (kind === 'none') setText(message, text.resting);
      if (!isMendable) return;
      setText(message, kind === 'short' ? text.arrowsShort : text.arrowsLong);
      setText(mend, wanted === 0 ? text.offerNone : text.offer(plainRound(10 ** wanted)));
    },
  };
}
