import '../styles/public-address.css';
import { publicAddress as text } from '../text/en/public-address.ts';
import { html, setText } from './dom.ts';
import {
  enterAddress,
  enteredAddress,
  knownAddress,
  ownReach,
  readTypedAddress,
} from '../app/public-address.ts';

/**
 * On a page that others cannot open: a sentence that says so, and a field for the address where it will stand. Null
 * where everybody can.
 *
 * @param changed Another address was entered, or it was taken away.
 */
export function addressForm(changed: () => void): HTMLElement | null {
  const reach = ownReach();
  if (reach === 'everywhere') return null;
  const field = html('input', {
    type: 'url',
    inputmode: 'url',
    autocomplete: 'url',
    spellcheck: 'false',
    placeholder: text.example,
    value: enteredAddress() ?? '',
  });
  const said = html('output', { class: 'address-said' });
  const show = (problem: string | null, notes: readonly string[] = []) => {
    const known = knownAddress();
    field.setAttribute('aria-invalid', String(problem !== null));
    said.classList.toggle('is-wrong', problem !== null);
    setText(said, problem ?? [...(known === null ? [] : [`${text.leads(known)}.`]), ...notes].join(' '));
  };
  field.addEventListener('change', () => {
    const typed = field.value.trim() === '' ? null : readTypedAddress(field.value);
    if (typed && typed.address === null) return show(typed.problem);
    const address = typed?.address ?? null;
    field.value = address ?? '';
    const isKept = enterAddress(address);
    const isNear = typed !== null && typed.reach !== 'everywhere';
    show(null, [...(isNear ? [text.privateToo] : []), ...(isKept || address === null ? [] : [text.notKept])]);
    changed();
    return undefined;
  });
  show(null);
  const where = reach === 'file' ? text.file : text[reach](location.host);
  return html(
    'div',
    { class: 'address-form' },
    html('p', {}, where),
    html('label', {}, text.field, field),
    said,
  );
}

/**
 * What is said beside a link that was copied and that others cannot open: that, and a button that asks for the address.
 * Null where they can.
 *
 * @param copyAgain Copies the link with the address that was entered.
 */
export function addressOffer(copyAgain: () => void): { sentence: string; button: HTMLElement } | null {
  const reach = ownReach();
  if (reach === 'everywhere' || knownAddress() !== null) return null;
  const button = html('button', { type: 'button', class: 'address-offer' }, text.enter);
  button.addEventListener('click', () => openAddressDialog(copyAgain));
  return { sentence: reach === 'network' ? text.copiedNear : text.copiedHere, button };
}

function openAddressDialog(copyAgain: () => void): void {
  const heading = html('h2', { id: 'address-heading' }, text.heading);
  const copy = html('button', { type: 'button', class: 'is-main' }, text.copyAgain);
  const close = html('button', { type: 'button' }, text.close);
  const dialog = html('dialog', { class: 'help address-dialog', 'aria-labelledby': heading.id }, heading);
  dialog.append(addressForm(() => {}) ?? '', html('footer', {}, close, copy));
  close.addEventListener('click', () => dialog.close());
  copy.addEventListener('click', () => {
    dialog.close();
    copyAgain();
  });
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
