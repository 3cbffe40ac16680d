import { linkTo } from '../core/scene/link-text.ts';
import { SANDBOX } from './attributes.ts';
import { type EmbedOptions, optionPairs, writeOptions } from './options.ts';

/** What a snippet embeds. */
export interface Embedded {
  /** Address of the full page, without query and fragment. */
  readonly page: string;
  /** The lesson that is read in the frame, in place of a scene; its fragment is a part's id. */
  readonly lesson?: string;
  readonly fragment: string;
  /** What is shown, in a line. */
  readonly title: string;
  readonly options: EmbedOptions;
  /** The width of a picture, and the height at which a frame cuts nothing off, in CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** What the picture is called that stands beside the text. */
  readonly picture: string;
}

export const snippetKinds = [
  'iframe',
  'element',
  'jsx',
  'jsxElement',
  'quarto',
  'jupyter',
  'picture',
  'markdown',
] as const;
export type SnippetKind = (typeof snippetKinds)[number];

/** Snippets that show a picture, which stands in a file of its own. */
export const pictureKinds: readonly SnippetKind[] = ['picture', 'markdown'];

/** The address of the frame. */
export function frameAddress({
  page,
  lesson,
  fragment,
  options,
}: Pick<Embedded, 'page' | 'lesson' | 'fragment' | 'options'>): string {
  const query = lesson === undefined ? '' : `&lesson=${encodeURIComponent(lesson)}`;
  return linkTo(`${page}?${writeOptions(options)}${query}`, fragment);
}

/**
 * Text to paste, for each kind of place. None has a style attribute, which strict policies forbid and editors take
 * away; JSX decodes the entities of HTML in its attributes, and wants no style in a string.
 */
export const snippets: Readonly<Record<SnippetKind, (embedded: Embedded) => string>> = {
  iframe: (embedded) => `<iframe
  ${frameAttributes(embedded, 'frameborder')}
></iframe>`,

  element: (embedded) => `<script src="${scriptAddress(embedded)}" defer></script>
${element(embedded)}`,

  jsx: (embedded) => `<iframe
  ${frameAttributes(embedded, 'frameBorder')}
/>`,

  jsxElement: (embedded) => `<script src="${scriptAddress(embedded)}" async />
${element(embedded, '=""')}`,

  quarto: (embedded) => `\`\`\`{=html}
${snippets.iframe(embedded)}
\`\`\``,

  jupyter: (embedded) => `from IPython.display import IFrame
IFrame(${JSON.stringify(frameAddress(embedded))}, width="100%", height=${embedded.height})`,

  picture: (embedded) => `<a href="${escape(sceneAddress(embedded))}"
  ><img src="${escape(embedded.picture)}" alt="${escape(embedded.title)}" width="${embedded.width}"
/></a>`,

  markdown: (embedded) =>
    `[![${embedded.title.replaceAll(/[[\]\\<>&*_`$]/g, String.raw`\$&`)}](${embedded.picture})](${sceneAddress(embedded)})`,
};

export function sceneAddress({ page, fragment }: Pick<Embedded, 'page' | 'fragment'>): string {
  return linkTo(page, fragment);
}

function scriptAddress({ page }: Embedded): string {
  return escape(new URL('embed.js', page).href);
}

/** The attributes of a frame that needs no script. */
function frameAttributes(embedded: Embedded, border: string): string {
  return [
    `src="${escape(frameAddress(embedded))}"`,
    `title="${escape(embedded.title)}"`,
    'loading="lazy"',
    `sandbox="${SANDBOX}"`,
    `width="100%"`,
    `height="${embedded.height}"`,
    `${border}="0"`,
  ].join('\n  ');
}

/** The element, with what is shown until it is ready. */
function element({ page, fragment, title, options }: Embedded, empty = ''): string {
  // Where the folder's own address may give nothing: not every store of files has an index.
  const base = page.endsWith('/') ? [] : [`base="${escape(page)}"`];
  const given = optionPairs(options).map(([name, value]) =>
    value === '' ? `${name}${empty}` : `${name}="${escape(value)}"`,
  );
  const attributes = [...base, `scene="${escape(fragment)}"`, ...given].join(' ');
  return `<fall-line ${attributes}>${escape(title).replaceAll(/[{}]/g, encoded)}</fall-line>`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '"': '&quot;', '<': '&lt;', '>': '&gt;' };

function escape(value: string): string {
  return value.replaceAll(/[&"<>]/g, (character) => entities[character] ?? '');
}

/** A sign that JSX would read, as an entity, which HTML knows too. */
function encoded(sign: string): string {
  return `&#${sign.charCodeAt(0)};`;
}
