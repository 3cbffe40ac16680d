/**
 * The address that is given to others: in links, snippets, captions, exports and codes to photograph. It is the page's
 * own where everybody can open that. A page on this computer or in a private network has no such address; it can be
 * entered, and is kept for the next visit. Until then it is the one that the page was published with, else its own.
 */
import { linkTo } from '../core/scene/link-text.ts';
import { publicAddress as text } from '../text/en/public-address.ts';

/** From where a page can be opened. */
export type Reach = 'everywhere' | 'network' | 'computer' | 'file';

const MAX_LENGTH = 500;
const KEY = 'fall-line.address';

/** Names that mean the computer itself, or that only a private network knows. */
const ownName = /(^|\.)localhost$/;
const nearName = /^[^.:]+$|\.(local|localdomain|lan|intranet|internal|home|corp|private|test|home\.arpa)$/;

/** From where an address can be opened, by its scheme and host alone. */
export function reachOf({ protocol, hostname }: Pick<URL, 'protocol' | 'hostname'>): Reach {
  if (protocol !== 'http:' && protocol !== 'https:') return 'file';
  const host = hostname.toLowerCase().replace(/\.$/, '');
  if (ownName.test(host)) return 'computer';
  if (host.startsWith('[')) return reachOfIPv6(host.slice(1, -1));
  const parts = /^(\d+)\.(\d+)\.\d+\.\d+$/.exec(host);
  if (parts) return reachOfIPv4(Number(parts[1]), Number(parts[2]));
  return nearName.test(host) ? 'network' : 'everywhere';
}

/** RFC 6890: loopback, private, shared and link-local blocks, by their first two bytes. */
function reachOfIPv4(a: number, b: number): Reach {
  if (a === 127 || a === 0) return 'computer';
  const isPrivate = a === 10 || (a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168);
  return isPrivate || (a === 169 && b === 254) || (a === 100 && b >= 64 && b < 128)
    ? 'network'
    : 'everywhere';
}

/** The same for IPv6, as browsers write it: ::1, an IPv4 address in it, fc00::/7, fe80::/10. */
function reachOfIPv6(host: string): Reach {
  if (host === '::1' || host === '::') return 'computer';
  const mapped = /^::ffff:([\da-f]+):[\da-f]+$/.exec(host);
  if (mapped) {
    const pair = Number.parseInt(mapped[1] ?? '', 16);
    return reachOfIPv4(pair >> 8, pair & 255);
  }
  return /^(f[cd]|fe[89ab])/.test(host) ? 'network' : 'everywhere';
}

/** What was typed as an address: of a page, without query and fragment; or what is wrong with it. */
export type TypedAddress =
  | { readonly address: string; readonly reach: Reach }
  | { readonly address: null; readonly problem: string };

/** Reads an address that somebody typed or pasted: its scheme may be missing, a query and a fragment are left out. */
export function readTypedAddress(typed: string): TypedAddress {
  const trimmed = typed.trim();
  if (trimmed.length > MAX_LENGTH) return { address: null, problem: text.tooLong(MAX_LENGTH) };
  const whole = /^[a-z][a-z\d+.-]*:(?!\d)/i.test(trimmed) ? trimmed : `https://${trimmed}`;
  const url = /^[/\\]|[\s<>"]/.test(trimmed) || !URL.canParse(whole) ? null : new URL(whole);
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    return { address: null, problem: text.notAnAddress };
  // A page's folder, or a page of another name, such as the single file.
  const path = url.pathname.replace(/\/index\.html?$/, '/').replace(/\/[^/.]+$/, '$&/');
  return { address: url.origin + path, reach: reachOf(url) };
}

/** Until the page is closed, where the browser keeps nothing. */
let entered: string | null | undefined;

/** The address that was entered; null without any. What is kept counts as outside data. */
export function enteredAddress(): string | null {
  if (entered === undefined) {
    const kept = quietly(() => localStorage.getItem(KEY));
    entered = typeof kept === 'string' ? readTypedAddress(kept).address : null;
  }
  return entered;
}

/** Keeps an address, or forgets it. False where the browser keeps nothing beyond this visit. */
export function enterAddress(address: string | null): boolean {
  entered = address;
  return (
    quietly(() => {
      if (address === null) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, address);
      return true;
    }) ?? false
  );
}

function quietly<T>(act: () => T): T | null {
  try {
    return act();
  } catch {
    // In a frame without an origin of its own, or where the user has forbidden it.
    return null;
  }
}

/** From where this page can be opened. */
export function ownReach(): Reach {
  return reachOf(location);
}

/** The address of the page that others are given, without query and fragment; null where there is none but its own. */
export function knownAddress(): string | null {
  if (ownReach() === 'everywhere') return ownAddress();
  return enteredAddress() ?? document.querySelector<HTMLLinkElement>('link[rel=canonical]')?.href ?? null;
}

/** From where the links that others are given can be opened; null where they can from everywhere. */
export function linksOpenOnly(): Exclude<Reach, 'everywhere'> | null {
  const reach = ownReach();
  return reach === 'everywhere' || knownAddress() !== null ? null : reach;
}

function ownAddress(): string {
  return location.href.replace(/[?#].*$/s, '');
}

/** The same, its own where there is no other. */
export function publicAddress(): string {
  return knownAddress() ?? ownAddress();
}

/** A link that others are given: a scene's or a talk's fragment on the page's address. */
export function publicLink(fragment: string): string {
  return linkTo(publicAddress(), fragment);
}
