import { exporting } from '../../text/en/export.ts';
import type { ExportContext } from '../context.ts';
import type { Exporter } from '../exporter.ts';
import { fileName } from '../file-name.ts';
import { textPreview } from '../text-preview.ts';
import { latexCaption, plainCaption } from './caption.ts';

const text = exporting.caption;

type CaptionChoice = Readonly<{ format: string }>;

/** The figure's caption with all settings. */
export function captionExporter(context: ExportContext): Exporter {
  const step = context.playhead.step;
  const made = ({ format }: CaptionChoice) =>
    format === 'latex'
      ? { words: latexCaption(context), extension: 'tex' }
      : { words: `${plainCaption(context)}\n`, extension: 'txt' };
  const exporter: Exporter<CaptionChoice> = {
    id: 'caption',
    name: text.name,
    initial: { format: 'text' },
    fields: [
      {
        kind: 'choice',
        key: 'format',
        label: text.format,
        choices: [
          { value: 'text', label: text.formats.text },
          { value: 'latex', label: text.formats.latex },
        ],
      },
    ],
    copies: 'text',
    async preview(options) {
      const { words, extension } = made(options);
      const name = fileName(context, { what: 'caption', extension, step });
      const element = textPreview(name, [words]);
      element.classList.add('is-prose');
      return { element, facts: [text.describes] };
    },
    async make(options) {
      const { words, extension } = made(options);
      const name = fileName(context, { what: 'caption', extension, step });
      return [{ name, blob: new Blob([words], { type: 'text/plain;charset=utf-8' }) }];
    },
  };
  return exporter;
}
