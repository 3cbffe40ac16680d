/** XML as text. */

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Text or an attribute's value, without the characters that XML does not allow at all. */
export function escapeXml(text: string): string {
  return text
    .replaceAll(/[\p{Surrogate}\uFFFE\uFFFF]|(?![\t\n\r])\p{Cc}/gu, '')
    .replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
}

/** An element; attributes that are undefined are left out. @param content XML, not text */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  content?: string,
): string {
  const given = Object.entries(attributes)
    .filter((pair): pair is [string, string | number] => pair[1] !== undefined)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
    .join('');
  return content === undefined ? `<${name}${given}/>` : `<${name}${given}>${content}</${name}>`;
}

/** A coordinate, to a hundredth. */
export function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}
