import { frameIn } from '../frames.ts';
import { settingsOf, type AskedSettings } from '../../app/setting-map/asked.ts';
import { settingsMap, type SettingsMap } from '../../app/setting-map/kept.ts';
import { ALL_ROWS } from '../../core/run/maps.ts';
import { printNumber } from '../../core/scene/numbers.ts';
import { exportSettings as text } from '../../text/en/export-settings.ts';
import { exporting } from '../../text/en/export.ts';
import { html } from '../../ui/dom.ts';
import { startWorker } from '../../workers/start.ts';
import { plainCaption } from '../caption/caption.ts';
import type { ExportContext } from '../context.ts';
import { ExportError } from '../export-error.ts';
import type { Exporter, Field, Options, Preview } from '../exporter.ts';
import { fileName } from '../file-name.ts';
import { describePng } from '../picture/png.ts';
import { FONT } from '../picture/sheet.ts';
import { textPreview } from '../text-preview.ts';

/** Of the picture, in figure pixels; the map is about as large as its width. */
const [WIDTH, HEIGHT, MARGIN] = [640, 720, 12] as const;
/** Pixels a side of the map of a preview, at most. */
const PREVIEW = 128;

type Choice = Options & { readonly side: number };
type PictureChoice = Choice & { readonly theme: 'light' | 'dark' };

/** The map of settings as a picture and as a table, computed at the size that is chosen; nothing of a scene without it. */
export function settingsExporters(context: ExportContext): readonly Exporter[] {
  const asked = settingsOf(context);
  return asked ? [pictureOf(context, asked), tableOf(context, asked)] : [];
}

const sideField: Field<Choice> = { kind: 'number', key: 'side', label: text.side, min: 16, max: 4096 };

function pictureOf(context: ExportContext, asked: AskedSettings): Exporter<PictureChoice> {
  const name = fileName(context, { what: 'settings', extension: 'png' });
  const draw = async (settings: SettingsMap, theme: 'light' | 'dark', side: number) => {
    const canvas = html('canvas');
    const pen = canvas.getContext('2d');
    if (!pen) throw new ExportError(exporting.errors.noPicture);
    const frame = frameIn(context, theme);
    const box = { x: MARGIN, y: MARGIN, width: WIDTH - 2 * MARGIN, height: HEIGHT - 2 * MARGIN };
    const options = { font: FONT };
    // Drawn once for the map's place, then with a pixel of the picture for each of its own.
    const ratio = side / context.drawings.settings(pen, frame, settings, box, options).width;
    canvas.width = Math.floor(WIDTH * ratio);
    canvas.height = Math.floor(HEIGHT * ratio);
    pen.scale(ratio, ratio);
    pen.fillStyle = context.drawings.ink[frame.state.palette].paper;
    pen.fillRect(0, 0, WIDTH, HEIGHT);
    pen.imageSmoothingEnabled = false;
    context.drawings.settings(pen, frame, settings, box, options);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (!blob) throw new ExportError(exporting.errors.noPicture);
    return { blob, ratio };
  };
  return {
    id: 'settings-picture',
    name: text.picture,
    initial: { side: 512, theme: context.state.theme },
    fields: [
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
    ],
    copies: 'image',
    async preview({ side, theme }, signal): Promise<Preview> {
      const settings = await computed(asked, Math.min(PREVIEW, side), signal);
      const { blob } = await draw(settings, theme, 512);
      const address = URL.createObjectURL(blob);
      const element = html('img', { class: 'export-image', src: address, alt: exporting.picture.alt(name) });
      return {
        element,
        facts: [text.runs(String(side)), text.previewed(String(settings.map.width))],
        dispose: () => URL.revokeObjectURL(address),
      };
    },
    async make({ side, theme }, { signal, progress }) {
      const { blob, ratio } = await draw(await computed(asked, side, signal, progress), theme, side);
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

function tableOf(context: ExportContext, asked: AskedSettings): Exporter<Choice> {
  const name = fileName(context, { what: 'settings', extension: 'csv' });
  return {
    id: 'settings-table',
    name: text.table,
    initial: { side: 64 },
    fields: [sideField],
    copies: 'text',
    async preview({ side }, signal) {
      const settings = await computed(asked, Math.min(16, side), signal);
      return {
        element: textPreview(name, csvParts(settings)),
        facts: [text.rows(String(side * side)), text.previewed(String(settings.map.width)), text.columns],
      };
    },
    async make({ side }, { signal, progress }) {
      const parts = [...csvParts(await computed(asked, side, signal, progress))];
      return [{ name, blob: new Blob(parts, { type: 'text/csv;charset=utf-8' }) }];
    },
  };
}

/** A row for each run; where it did not end or arrive, the cell is empty. */
export function* csvParts({ map, asked }: SettingsMap): Generator<string> {
  const { x, y } = asked.request;
  yield `${x.key},${y.key},loss,ended_at,arrived_at\r\n`;
  const step = (value: number) => (value < 0 ? '' : String(value));
  for (let j = 0; j < map.height; j++) {
    let row = '';
    for (let i = 0; i < map.width; i++) {
      const at = j * map.width + i;
      const numbers = [map.xs[i]!, map.ys[j]!, map.losses[at]!].map(printNumber);
      row += `${[...numbers, step(map.endedAt[at]!), step(map.arrivals[at]!)].join(',')}\r\n`;
    }
    yield row;
  }
}

/** The map at a size, by a worker of its own. */
async function computed(
  asked: AskedSettings,
  side: number,
  signal: AbortSignal,
  progress: (share: number) => void = () => {},
): Promise<SettingsMap> {
  const worker = startWorker();
  try {
    const request = { ...asked.request, width: side, height: side, rows: ALL_ROWS };
    const running = worker.start('settings', request, ({ done, total }) => progress((0.9 * done) / total));
    signal.addEventListener('abort', running.cancel, { once: true });
    const map = await running.result;
    signal.throwIfAborted();
    if (!map) throw new ExportError(exporting.errors.noPicture);
    return settingsMap(asked, map);
  } finally {
    worker.stop();
  }
}
