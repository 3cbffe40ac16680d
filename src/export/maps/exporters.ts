import type { Box } from '../../ui/box.ts';
import { printNumber } from '../../core/scene/number-list.ts';
import { exportMaps as text } from '../../text/en/export-maps.ts';
import { exporting } from '../../text/en/export.ts';
import { html } from '../../ui/dom.ts';
import type { Pen } from '../../ui/pen.ts';
import { plainCaption } from '../caption/caption.ts';
import type { ExportContext } from '../context.ts';
import { npyHeader } from '../data/npy.ts';
import { ExportError } from '../export-error.ts';
import type { Exporter, ExportField, Options, Preview } from '../exporter.ts';
import { fileName } from '../file-name.ts';
import { frameIn } from '../frames.ts';
import { vectorsOf } from '../picture/paint.ts';
import { describePng } from '../picture/png.ts';
import { svgDocument } from '../svg/document.ts';
import { textPreview } from '../text-preview.ts';
import { settingsKind } from './settings.ts';
import { startsKind } from './starts.ts';
import { zoomExporters } from './zoom-film.ts';

/** One kind of maps, as files are made of it. */
export interface MapFiles<M> {
  /** In files' names, and in exporters' ids. */
  readonly what: keyof typeof text.kinds;
  /** The map at a size, by a worker of its own. */
  compute(side: number, signal: AbortSignal, progress?: (share: number) => void): Promise<M>;
  /** Draws it with its axes and legend; returns where the map itself lies. */
  draw(pen: Pen, theme: 'light' | 'dark', map: M, box: Box): Box;
  /** What each run has in tables. */
  readonly columns: readonly string[];
  /** The numbers of the runs of a row, one after another; not a number where there is none. */
  row(map: M, j: number): Float64Array<ArrayBuffer>;
  size(map: M): { readonly width: number; readonly height: number };
}

/** Of the picture, in figure pixels; the map is about as large as its width. */
const [WIDTH, HEIGHT, MARGIN] = [640, 720, 12] as const;
const box = { x: MARGIN, y: MARGIN, width: WIDTH - 2 * MARGIN, height: HEIGHT - 2 * MARGIN };
/** Runs along a side of the map of a preview, at most. */
const [PREVIEW, PREVIEW_ROWS] = [128, 16] as const;

type Choice = Options & { readonly side: number };
type PictureChoice = Choice & { readonly theme: 'light' | 'dark' };

/** The maps that a scene has, as pictures and tables, computed at the size that is chosen. */
export function mapExporters(context: ExportContext): readonly Exporter[] {
  const [starts, settings] = [startsKind(context), settingsKind(context)];
  return [
    ...(starts ? exportersOf(context, starts) : []),
    ...(settings ? exportersOf(context, settings) : []),
    ...zoomExporters(context),
  ];
}

function exportersOf<M>(context: ExportContext, kind: MapFiles<M>): readonly Exporter[] {
  return [pictureOf, vectorOf, tableOf, arrayOf].map((make): Exporter => make(context, kind));
}

const sideField: ExportField<Choice> = { kind: 'number', key: 'side', label: text.side, min: 16, max: 4096 };
const pictureFields: readonly ExportField<PictureChoice>[] = [
  sideField,
  {
    kind: 'choice',
    key: 'theme',
    label: exporting.picture.theme,
    choices: (['light', 'dark'] as const).map((value) => ({
      value,
      label: exporting.picture.themes[value],
    })),
  },
];

function ground(context: ExportContext, pen: Pen, theme: 'light' | 'dark'): void {
  pen.fillStyle = context.drawings.ink[frameIn(context, theme).state.palette].paper;
  pen.fillRect(0, 0, WIDTH, HEIGHT);
}

function pictureOf<M>(context: ExportContext, kind: MapFiles<M>): Exporter<PictureChoice> {
  const name = fileName(context, { what: kind.what, extension: 'png' });
  const draw = async (map: M, theme: 'light' | 'dark', side: number) => {
    const canvas = html('canvas');
    const pen = canvas.getContext('2d');
    if (!pen) throw new ExportError(exporting.errors.noPicture);
    // Drawn once for the map's place, then with a pixel of the picture for each of its own.
    const ratio = side / kind.draw(pen, theme, map, box).width;
    canvas.width = Math.floor(WIDTH * ratio);
    canvas.height = Math.floor(HEIGHT * ratio);
    pen.scale(ratio, ratio);
    ground(context, pen, theme);
    pen.imageSmoothingEnabled = false;
    kind.draw(pen, theme, map, box);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (!blob) throw new ExportError(exporting.errors.noPicture);
    return { blob, ratio };
  };
  return {
    id: `${kind.what}-picture`,
    name: text.kinds[kind.what].picture,
    initial: { side: 512, theme: context.state.theme },
    fields: pictureFields,
    copies: 'image',
    async preview({ side, theme }, signal) {
      const map = await kind.compute(Math.min(PREVIEW, side), signal);
      return shown((await draw(map, theme, 512)).blob, name, side, kind.size(map).width);
    },
    async make({ side, theme }, { signal, progress }) {
      const { blob, ratio } = await draw(await kind.compute(side, signal, progress), theme, side);
      const texts = {
        Title: context.title,
        Description: plainCaption(context),
        Source: context.link,
        Software: 'Fall Line',
      };
      const bytes = new Uint8Array(await blob.arrayBuffer());
      return [{ name, blob: new Blob([describePng(bytes, texts, ratio)], { type: 'image/png' }) }];
    },
  };
}

/** The map as an image, everything around and on it as vectors. */
function vectorOf<M>(context: ExportContext, kind: MapFiles<M>): Exporter<PictureChoice> {
  const name = fileName(context, { what: kind.what, extension: 'svg' });
  const draw = (map: M, theme: 'light' | 'dark') => {
    const content = vectorsOf((pen) => {
      ground(context, pen, theme);
      kind.draw(pen, theme, map, box);
    });
    const said = { title: context.title, description: plainCaption(context), link: context.link };
    return new Blob([svgDocument({ width: WIDTH, height: HEIGHT, content, ...said })], {
      type: 'image/svg+xml',
    });
  };
  return {
    id: `${kind.what}-vector`,
    name: text.kinds[kind.what].vector,
    initial: { side: 512, theme: context.state.theme },
    fields: pictureFields,
    copies: 'text',
    async preview({ side, theme }, signal) {
      const map = await kind.compute(Math.min(PREVIEW, side), signal);
      return shown(draw(map, theme), name, side, kind.size(map).width, text.vectors);
    },
    make: async ({ side, theme }, { signal, progress }) => [
      { name, blob: draw(await kind.compute(side, signal, progress), theme) },
    ],
  };
}

function shown(
  blob: Blob,
  name: string,
  side: number,
  previewed: number,
  ...more: readonly string[]
): Preview {
  const address = URL.createObjectURL(blob);
  return {
    element: html('img', { class: 'export-image', src: address, alt: exporting.picture.alt(name) }),
    facts: [text.runs(String(side)), text.previewed(String(previewed)), ...more],
    dispose: () => URL.revokeObjectURL(address),
  };
}

function tableOf<M>(context: ExportContext, kind: MapFiles<M>): Exporter<Choice> {
  const name = fileName(context, { what: kind.what, extension: 'csv' });
  return {
    id: `${kind.what}-table`,
    name: text.kinds[kind.what].table,
    initial: { side: 64 },
    fields: [sideField],
    copies: 'text',
    async preview({ side }, signal) {
      const map = await kind.compute(Math.min(PREVIEW_ROWS, side), signal);
      const { width } = kind.size(map);
      return {
        element: textPreview(name, mapCsvParts(kind, map)),
        facts: [text.rows(String(side * side)), text.previewed(String(width)), text.kinds[kind.what].columns],
      };
    },
    async make({ side }, { signal, progress }) {
      const parts = [...mapCsvParts(kind, await kind.compute(side, signal, progress))];
      return [{ name, blob: new Blob(parts, { type: 'text/csv;charset=utf-8' }) }];
    },
  };
}

/** A row for each run; where it did not end or arrive, the cell is empty. */
export function* mapCsvParts<M>(kind: MapFiles<M>, map: M): Generator<string> {
  const width = kind.columns.length;
  yield `${kind.columns.join(',')}\r\n`;
  for (let j = 0; j < kind.size(map).height; j++) {
    const numbers = kind.row(map, j);
    let rows = '';
    for (let at = 0; at < numbers.length; at += width) {
      const cells = Array.from(numbers.subarray(at, at + width), (value) =>
        Number.isNaN(value) ? '' : printNumber(value),
      );
      rows += `${cells.join(',')}\r\n`;
    }
    yield rows;
  }
}

/** Rows and columns of the map and the numbers of a run, for NumPy. */
function arrayOf<M>(context: ExportContext, kind: MapFiles<M>): Exporter<Choice> {
  const name = fileName(context, { what: kind.what, extension: 'npy' });
  return {
    id: `${kind.what}-array`,
    name: text.kinds[kind.what].array,
    initial: { side: 256 },
    fields: [sideField],
    preview: async ({ side }) => ({
      element: textPreview(
        name,
        kind.columns.map((column, k) => `[:, :, ${k}]  ${column}\n`),
      ),
      facts: [
        text.shape(String(side), String(kind.columns.length)),
        text.load(name),
        text.kinds[kind.what].columns,
      ],
    }),
    async make({ side }, { signal, progress }) {
      const map = await kind.compute(side, signal, progress);
      return [{ name, blob: new Blob(npyParts(kind, map), { type: 'application/octet-stream' }) }];
    },
  };
}

export function npyParts<M>(
  kind: MapFiles<M>,
  map: M,
): (Uint8Array<ArrayBuffer> | Float64Array<ArrayBuffer>)[] {
  const { width, height } = kind.size(map);
  const rows = Array.from({ length: height }, (_, j) => kind.row(map, j));
  return [npyHeader(height, width, kind.columns.length), ...rows];
}
