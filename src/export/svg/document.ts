import { element, escapeXml, short } from './xml.ts';

export interface SvgDocument {
  readonly width: number;
  readonly height: number;
  /** SVG, as `SvgPen.content` gives it. */
  readonly content: string;
  readonly title: string;
  readonly description: string;
  /** Where the picture comes from, for its metadata. */
  readonly link: string;
}

/** A whole file of SVG 1.1, in UTF-8, with its title, its description and its source. */
export function svgDocument({ width, height, content, title, description, link }: SvgDocument): string {
  const metadata = element(
    'rdf:RDF',
    {
      'xmlns:rdf': 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
      'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
    },
    element(
      'rdf:Description',
      { 'rdf:about': '' },
      [
        element('dc:title', {}, escapeXml(title)),
        element('dc:description', {}, escapeXml(description)),
        element('dc:source', {}, escapeXml(link)),
        element('dc:format', {}, 'image/svg+xml'),
      ].join(''),
    ),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      'xmlns:xlink': 'http://www.w3.org/1999/xlink',
      version: '1.1',
      width: short(width),
      height: short(height),
      viewBox: `0 0 ${short(width)} ${short(height)}`,
      role: 'img',
    },
    `\n${element('title', {}, escapeXml(title))}\n${element('desc', {}, escapeXml(description))}\n${element('metadata', {}, metadata)}\n${content}\n`,
  )}\n`;
}
