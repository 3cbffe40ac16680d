import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** Where the page is published, as `package.json` says it. */
export function homepage(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { homepage: string }).homepage;
}

/** Names that are reserved for examples (RFC 2606): nothing is published there. */
const example = /^https?:\/\/([^/]*\.)?example(\.(com|net|org))?(:\d+)?\//;

const image = /(<meta property="og:image" content=")(?:\.?\/)?([^":]*")/;

/**
 * The page's HTML with what must name its address whole: where it is published, for search engines and for links that
 * others are given, and its picture. Without a published address the picture's stays relative.
 */
export function withAddress(html: string, address: string): string {
  if (!image.test(html)) throw new Error('The page names no picture for links to it.');
  if (example.test(address)) return html;
  return html.replace(
    image,
    (_, before: string, name: string) =>
      `<link rel="canonical" href="${address}" />\n    <meta property="og:url" content="${address}" />\n    ${before}${address}${name}`,
  );
}

export function withPublicAddress(): Plugin {
  return {
    name: 'with-public-address',
    transformIndexHtml: { order: 'post', handler: (html) => withAddress(html, homepage()) },
  };
}
