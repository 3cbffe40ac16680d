import { nextPicture } from '../../app/clock.ts';
import { html } from '../../ui/dom.ts';
import { exporting } from '../../text/en/export.ts';
import { plainCaption } from '../caption/caption.ts';
import type { ExportContext } from '../context.ts';
import { ExportError } from '../export-error.ts';
import type { Exporter, ExportField, Options, Preview } from '../exporter.ts';
import { fileName } from '../file-name.ts';
import { frameIn } from '../frames.ts';
import { svgDocument } from '../svg/document.ts';
import { sheetShapes, whats } from './layout.ts';
import { describePng } from './png.ts';
import { paintSheet, sheetVectors } from './paint.ts';
import { makeSheet, type PictureSheet, type SheetOptions } from './sheet.ts';

const text = exporting.picture;

/** All that is chosen of a sheet. */
type SheetChoice = Options & Omit<SheetOptions, 'size' | 'style'>;
type PictureChoice = SheetChoice & { readonly ratio: number };

/** How fine the stage is in a drawing of vectors. */
const STAGE_RATIO = 2;

/** Pictures by the pixel and in vectors. */
export function pictureExporters(context: ExportContext): readonly Exporter[] {
  return [pictureExporter(context), vectorExporter(context)];
}

function pictureExporter(context: ExportContext): Exporter<PictureChoice> {
  const name = ({ what, ratio }: PictureChoice) =>
    fileName(context, { what, extension: 'png', step: context.playhead.step, ratio });
  return {
    id: 'picture',
    name: text.png,
    initial: { ...firstChoice(context), what: 'stage', shape: 'page', ratio: 2 },
    fields: [
      ...sheetFields<PictureChoice>(context, offeredOf(context)),
      {
        kind: 'choice',
        key: 'ratio',
        label: text.ratio,
        choices: [1, 2, 3, 4].map((value) => ({ value, label: text.times(value) })),
      },
    ],
    copies: 'image',
    async preview(options, signal) {
      const sheet = await makeSheet(context, options, 1);
      signal.throwIfAborted();
      const { ratio } = options;
      const pixels = text.pixels(Math.floor(sheet.width * ratio), Math.floor(sheet.height * ratio));
      return imagePreview(await paint(sheet, 1), name(options), [pixels, text.described]);
    },
    async make(options, { signal, progress }) {
      await nextPicture();
      signal.throwIfAborted();
      const sheet = await makeSheet(context, options, options.ratio);
      progress(0.6);
      await nextPicture();
      signal.throwIfAborted();
      const painted = new Uint8Array(await (await paint(sheet, options.ratio)).arrayBuffer());
      signal.throwIfAborted();
      const texts = {
        Title: context.title,
        Description: plainCaption(context),
        Source: context.link,
        Software: 'Fall Line',
      };
      const blob = new Blob([describePng(painted, texts, options.ratio)], { type: 'image/png' });
      return [{ name: name(options), blob }];
    },
  };
}

function vectorExporter(context: ExportContext): Exporter<SheetChoice> {
  const name = ({ what }: SheetChoice) =>
    fileName(context, { what, extension: 'svg', step: context.playhead.step });
  const draw = async (options: SheetChoice, signal: AbortSignal) => {
    await nextPicture();
    signal.throwIfAborted();
    const sheet = await makeSheet(context, options, STAGE_RATIO);
    signal.throwIfAborted();
    return { sheet, blob: new Blob([vectors(context, sheet)], { type: 'image/svg+xml' }) };
  };
  return {
    id: 'vector',
    name: text.svg,
    initial: { ...firstChoice(context), what: context.scene.curve ? 'stage' : 'map', shape: '4:3' },
    // The stage alone has nothing that could be a vector.
    fields: sheetFields<SheetChoice>(
      context,
      offeredOf(context).filter((what) => what !== 'stage' || context.scene.curve),
    ),
    copies: 'text',
    async preview(options, signal) {
      const { sheet, blob } = await draw(options, signal);
      return imagePreview(blob, name(options), [
        text.size(sheet.width, sheet.height, bytes(blob.size)),
        options.what === 'figure' && !context.scene.curve ? text.withImage : text.asVectors,
        text.described,
      ]);
    },
    async make(options, { signal }) {
      return [{ name: name(options), blob: (await draw(options, signal)).blob }];
    },
  };
}

/** A curve has no map, and is itself what stands on the stage. */
function offeredOf({ scene }: ExportContext): readonly SheetOptions['what'][] {
  return scene.curve ? whats.filter((what) => what !== 'map' && what !== 'maps') : whats;
}

function firstChoice(context: ExportContext): SheetChoice {
  const { state, drawings } = context;
  return {
    what: 'map',
    shape: 'page',
    theme: state.theme,
    transparent: false,
    quantity: drawings.quantity(frameIn(context, state.theme)),
    axis: state.scene.view.chartScale,
    labels: true,
    legend: true,
    stageLegend: context.runs.length > 1 || context.scene.view.swarm !== null,
    arrows: state.stage !== null,
  };
}

function sheetFields<O extends SheetChoice>(
  context: ExportContext,
  offered: readonly SheetOptions['what'][],
): readonly ExportField<O>[] {
  const hasChart = ({ what }: O) => what === 'chart' || what === 'figure';
  const hasMap = ({ what }: O) =>
    !context.scene.curve && (what === 'map' || what === 'maps' || what === 'figure');
  const named = <T extends string>(values: readonly T[], labels: Readonly<Record<T, string>>) =>
    values.map((value) => ({ value, label: labels[value] }));
  const several = offered.filter((what) => what !== 'maps' || context.runs.length > 1);
  return [
    {
      kind: 'choice',
      key: 'what',
      label: text.what,
      choices: named(several, context.scene.curve ? { ...text.whats, stage: text.curve } : text.whats),
    },
    {
      kind: 'choice',
      key: 'quantity',
      label: text.quantity,
      choices: context.drawings.quantities(frameIn(context, context.state.theme)),
      shown: hasChart,
    },
    {
      kind: 'choice',
      key: 'axis',
      label: text.axis,
      choices: named(['log', 'linear'] as const, text.axes),
      shown: hasChart,
    },
    { kind: 'choice', key: 'shape', label: text.shape, choices: named(sheetShapes, text.shapes) },
    {
      kind: 'choice',
      key: 'theme',
      label: text.theme,
      choices: named(['light', 'dark'] as const, text.themes),
    },
    // A model's step has none on a plane.
    {
      kind: 'tick',
      key: 'arrows',
      label: text.arrows,
      shown: ({ what }) => what !== 'chart' && !context.model,
    },
    { kind: 'tick', key: 'labels', label: text.labels, shown: hasMap },
    {
      kind: 'tick',
      key: 'legend',
      label: text.legend,
      shown: ({ what }) => what !== 'stage' && what !== 'figure',
    },
    { kind: 'tick', key: 'stageLegend', label: text.legend, shown: ({ what }) => what === 'stage' },
    { kind: 'tick', key: 'transparent', label: text.transparent },
  ];
}

/** The sheet by the pixel, `ratio` of them a figure pixel. */
async function paint(sheet: PictureSheet, ratio: number): Promise<Blob> {
  const canvas = paintSheet(sheet, ratio);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new ExportError(exporting.errors.noPicture);
  return blob;
}

function vectors(context: ExportContext, sheet: PictureSheet): string {
  return svgDocument({
    width: sheet.width,
    height: sheet.height,
    content: sheetVectors(sheet),
    title: context.title,
    description: plainCaption(context),
    link: context.link,
  });
}

async function imagePreview(blob: Blob, name: string, facts: readonly string[]): Promise<Preview> {
  const address = URL.createObjectURL(blob);
  const element = html('img', { class: 'export-image', src: address, alt: text.alt(name) });
  const dispose = () => URL.revokeObjectURL(address);
  try {
    await element.decode();
  } catch {
    dispose();
    throw new ExportError(exporting.errors.noPicture);
  }
  return { element, facts, dispose };
}

function bytes(count: number): string {
  return count < 1e6 ? `${Math.round(count / 1e3)} kB` : `${(count / 1e6).toFixed(1)} MB`;
}
