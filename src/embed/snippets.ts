import { linkTo } from '../core/scene/link-text.ts';
import { embed as text } from '../text/en/embed.ts';
import { type EmbedOptions, optionPairs, writeOptions } from './options.ts';

/** What a frame needs of its sandbox: scripts, its own files on any host, and the link that opens the full page. */
const SANDBOX = 'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox';

/** What a snippet embeds. */
export interface Embedded {
  /** Address of the full page, without query and fragment. */
  readonly page: string;
  readonly fragment: string;
  readonly title: string;
  readonly options: EmbedOptions;
  /** The frame's proportions, in CSS pixels. */
  readonly width: number;
  readonly height: number;
}

/** The address of the frame. */
export function frameAddress({
  page,
  fragment,
  options,
}: Pick<Embedded, 'page' | 'fragment' | 'options'>): string {
  return linkTo(`${page}?${writeOptions(options)}`, fragment);
}

/** HTML of a frame that needs no script. */
export function frameSnippet(embedded: Embedded): string {
  return `<iframe
  src="${escape(frameAddress(embedded))}"
  title="${escape(text.dialog.frameTitle(embedded.title))}"
  loading="lazy"
  sandbox="${SANDBOX}"
  style="width: 100%; aspect-ratio: ${embedded.width} / ${embedded.height}; border: 0"
></iframe>`;
}

/** HTML of the element, with its script and what is shown until it is ready. */
export function elementSnippet({ page, fragment, title, options }: Embedded): string {
  const given = optionPairs(options).map(([name, value]) =>
    value === '' ? name : `${name}="${escape(value)}"`,
  );
  const attributes = [`scene="${escape(fragment)}"`, ...given].join(' ');
  return `<script src="${escape(new URL('embed.js', page).href)}" defer></script>
<fall-line ${attributes}>${escape(text.dialog.frameTitle(title))}</fall-line>`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '"': '&quot;', '<': '&lt;', '>': '&gt;' };

function escape(value: string): string {
  return value.replaceAll(/[&"<>]/g, (character) => entities[character] ?? '');
}
