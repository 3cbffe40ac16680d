import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addressForm, addressOffer } from '../../src/ui/address-form.ts';
import { enterAddress, enteredAddress } from '../../src/app/public-address.ts';
import { button, choose, named } from './support/user.ts';

/** Lets the page stand at an address. */
const standAt = (url: string) =>
  (window as Window & typeof globalThis & { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(url);

beforeEach(() => standAt('http://localhost:4173/'));
afterEach(() => {
  enterAddress(null);
  document.body.replaceChildren();
  standAt('https://host.example/article.html');
});

/** Enters a text into the field of a form. */
function enter(form: ParentNode, typed: string): string {
  const field = named<HTMLInputElement>(form, 'input', /address/i);
  // A field's change is told as a list's is.
  choose(field as unknown as HTMLSelectElement, typed);
  return form.querySelector('output')?.textContent ?? '';
}

describe('on a page that others cannot open', () => {
  test('an address that is entered is kept, and taken away again', () => {
    let changes = 0;
    const form = addressForm(() => (changes += 1))!;
    expect(form.textContent).toContain('localhost');
    expect(enter(form, 'https://ada.example/fall-line/')).toContain('https://ada.example/fall-line/');
    expect([enteredAddress(), changes]).toEqual(['https://ada.example/fall-line/', 1]);
    expect(named<HTMLInputElement>(addressForm(() => {})!, 'input', /address/i).value).toBe(
      'https://ada.example/fall-line/',
    );
    enter(form, '  ');
    expect([enteredAddress(), changes]).toEqual([null, 2]);
  });

  test('what is no address is said, and changes nothing', () => {
    let changes = 0;
    const form = addressForm(() => (changes += 1))!;
    expect(enter(form, 'http://')).not.toBe('');
    expect(named(form, 'input', /address/i).getAttribute('aria-invalid')).toBe('true');
    expect([enteredAddress(), changes]).toEqual([null, 0]);
    enter(form, 'https://ada.example/');
    expect(named(form, 'input', /address/i).getAttribute('aria-invalid')).toBe('false');
  });

  test('a copied link offers to ask for it: the dialog is gone when it is closed, and copies once more', () => {
    let copies = 0;
    const offer = addressOffer(() => (copies += 1))!;
    document.body.append(offer.button);
    const dialogs = () => document.querySelectorAll('dialog');
    offer.button.click();
    expect(dialogs()).toHaveLength(1);
    button(dialogs()[0]!, 'Close').click();
    expect([dialogs().length, copies]).toEqual([0, 0]);
    offer.button.click();
    enter(dialogs()[0]!, 'https://ada.example/');
    dialogs()[0]!.querySelector<HTMLButtonElement>('.is-main')!.click();
    expect([dialogs().length, copies]).toEqual([0, 1]);
    expect(addressOffer(() => {})).toBeNull();
  });
});

test('on a page that all can open there is nothing to ask', () => {
  standAt('https://ada.example/fall-line/');
  expect([addressForm(() => {}), addressOffer(() => {})]).toEqual([null, null]);
});
