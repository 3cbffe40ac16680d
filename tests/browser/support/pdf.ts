import { inflateSync } from 'node:zlib';

/** A page of a PDF as Chromium writes it (PDF 1.4: every object for itself, streams deflated). */
export interface PdfPage {
  /** All that is written on it, without blanks: where letters stand says where these are. */
  readonly text: string;
  /** Pixels of the pictures on it. */
  readonly pictures: readonly { readonly width: number; readonly height: number }[];
  /** Addresses that can be pressed. */
  readonly links: readonly string[];
}

interface PdfObject {
  readonly dictionary: string;
  readonly stream: Buffer | null;
}

/** ISO 32000-1: objects (7.3.10), pages (7.7.3), fonts with their ToUnicode maps (9.10.3), text (9.4.3). */
export function readPdf(file: Buffer): readonly PdfPage[] {
  const objects = objectsOf(file);
  const pages = [...objects.values()].filter(({ dictionary }) => /\/Type\s*\/Page\b/.test(dictionary));
  return pages.map((page) => pageOf(page, objects));
}

function objectsOf(file: Buffer): Map<number, PdfObject> {
  const bytes = file.toString('latin1');
  const objects = new Map<number, PdfObject>();
  const opening = /(\d+) 0 obj\s/g;
  for (let match = opening.exec(bytes); match; match = opening.exec(bytes)) {
    const from = opening.lastIndex;
    const end = bytes.indexOf('endobj', from);
    const stream = bytes.indexOf('stream', from);
    const hasStream = stream >= 0 && stream < end;
    const dictionary = bytes.slice(from, hasStream ? stream : end);
    const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1] ?? 0);
    const begin = stream + (/^stream\r?\n/.exec(bytes.slice(stream, stream + 8))?.[0].length ?? 0);
    const packed = hasStream ? file.subarray(begin, begin + length) : null;
    const isDeflated = /\/FlateDecode/.test(dictionary) && !/\/Subtype\s*\/Image/.test(dictionary);
    objects.set(Number(match[1]), {
      dictionary,
      stream: packed && isDeflated ? inflateSync(packed) : packed,
    });
    opening.lastIndex = hasStream ? begin + length : end;
  }
  return objects;
}

function pageOf({ dictionary }: PdfObject, objects: ReadonlyMap<number, PdfObject>): PdfPage {
  const pictures: { width: number; height: number }[] = [];
  const texts: string[] = [];
  const visit = (own: string, contents: readonly Buffer[], depth: number) => {
    const resources = resourcesOf(own, objects);
    const fonts = namedObjects(resources, 'Font', objects);
    const maps = new Map([...fonts].map(([name, font]) => [name, lettersOf(font, objects)]));
    for (const content of contents) texts.push(textOf(content.toString('latin1'), maps));
    for (const [, each] of namedObjects(resources, 'XObject', objects)) {
      if (/\/Subtype\s*\/Image/.test(each.dictionary)) {
        const side = (name: string) => Number(new RegExp(`/${name} (\\d+)`).exec(each.dictionary)?.[1] ?? 0);
        pictures.push({ width: side('Width'), height: side('Height') });
      } else if (each.stream && depth < 8) visit(each.dictionary, [each.stream], depth + 1);
    }
  };
  const contents = references(/\/Contents\s*(\[[^\]]*\]|\d+ 0 R)/.exec(dictionary)?.[1] ?? '');
  visit(
    dictionary,
    contents.flatMap((id) => objects.get(id)?.stream ?? []),
    0,
  );
  const annotations = references(/\/Annots\s*(\[[^\]]*\]|\d+ 0 R)/.exec(dictionary)?.[1] ?? '');
  const links = annotations.flatMap((id) => {
    const uri = /\/URI \(((?:\\.|[^\\)])*)\)/.exec(objects.get(id)?.dictionary ?? '')?.[1];
    return uri === undefined ? [] : [uri.replaceAll(/\\(.)/g, '$1')];
  });
  return { text: texts.join('').replaceAll(/\s/g, ''), pictures, links };
}

function references(text: string): number[] {
  return [...text.matchAll(/(\d+) 0 R/g)].map(([, id]) => Number(id));
}

function resourcesOf(dictionary: string, objects: ReadonlyMap<number, PdfObject>): string {
  const elsewhere = /\/Resources (\d+) 0 R/.exec(dictionary)?.[1];
  return elsewhere === undefined ? dictionary : (objects.get(Number(elsewhere))?.dictionary ?? '');
}

/** The objects of a kind that resources name: /Font <</F4 5 0 R>>. */
function namedObjects(resources: string, kind: string, objects: ReadonlyMap<number, PdfObject>) {
  const named = new Map<string, PdfObject>();
  const inside = new RegExp(`/${kind}\\s*<<([^>]*)>>`).exec(resources)?.[1] ?? '';
  for (const [, name = '', id] of inside.matchAll(/\/(\w+) (\d+) 0 R/g)) {
    const object = objects.get(Number(id));
    if (object) named.set(name, object);
  }
  return named;
}

/** The letters of a font's glyphs, and hexadecimal digits that name one in a text. */
interface Letters {
  readonly digits: number;
  readonly of: ReadonlyMap<number, string>;
}

const noLetters: Letters = { digits: 4, of: new Map() };

function lettersOf({ dictionary }: PdfObject, objects: ReadonlyMap<number, PdfObject>): Letters {
  const id = /\/ToUnicode (\d+) 0 R/.exec(dictionary)?.[1];
  const map = objects.get(Number(id))?.stream?.toString('latin1') ?? '';
  const of = new Map<number, string>();
  const utf16 = (hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le');
  for (const [, block = ''] of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, glyph = '', hex = ''] of block.matchAll(/<(\w+)>\s*<(\w+)>/g))
      of.set(Number.parseInt(glyph, 16), utf16(hex));
  for (const [, block = ''] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g))
    for (const [, first = '', last = '', hex = ''] of block.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g)) {
      const [from, to] = [Number.parseInt(first, 16), Number.parseInt(last, 16)];
      for (let glyph = from; glyph <= to; glyph++)
        of.set(glyph, String.fromCharCode(Number.parseInt(hex, 16) + glyph - from));
    }
  return { digits: /begincodespacerange\s*<(\w+)>/.exec(map)?.[1]?.length ?? 4, of };
}

function textOf(content: string, fonts: ReadonlyMap<string, Letters>): string {
  let font = noLetters;
  let text = '';
  for (const [, name, hex = ''] of content.matchAll(/\/(\w+) [\d.]+ Tf|<([\dA-Fa-f]+)>/g)) {
    if (name !== undefined) font = fonts.get(name) ?? noLetters;
    for (let at = 0; at < hex.length; at += font.digits)
      text += font.of.get(Number.parseInt(hex.slice(at, at + font.digits), 16)) ?? '';
  }
  return text;
}
