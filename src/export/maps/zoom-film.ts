import { type AskedSettings, askedSettings } from '../../app/setting-map/asked.ts';
import { mapAxesOf } from '../../app/setting-map/axes.ts';
import { settingsMap, type SettingsMap } from '../../app/setting-map/kept.ts';
import { ALL_ROWS, type Axis } from '../../core/run/maps.ts';
import { zoomedAxis } from '../../core/run/zoom.ts';
import { exportMaps as text } from '../../text/en/export-maps.ts';
import { exporting } from '../../text/en/export.ts';
import { film } from '../../text/en/export-film.ts';
import { html } from '../../ui/dom.ts';
import type { ExportContext } from '../context.ts';
import { ExportError } from '../export-error.ts';
import type { Exporter, ExportField, Options } from '../exporter.ts';
import { fileName } from '../file-name.ts';
import type { FilmCanvas } from '../film/canvas.ts';
import { chooseFormat, hasVideoEncoder } from '../film/format.ts';
import { encodeGif } from '../film/gif.ts';
import { type FilmPlan, joinEqual, planFilm } from '../film/plan.ts';
import { framesPreview } from '../film/preview.ts';
import { encodeVideo } from '../film/video.ts';
import { connectFor } from './compute.ts';
import { frameIn } from '../frames.ts';
import { FONT } from '../picture/sheet.ts';

/** Figure pixels of a picture; the map is about as large as its width. */
const [WIDTH, HEIGHT, MARGIN] = [480, 560, 12] as const;
const COLORS = 255;

type Choice = Options & {
  readonly side: number;
  readonly seconds: number;
  readonly rate: number;
  readonly hold: number;
};

/** The zoom from the whole axes of a map of settings to the part that is shown, each picture computed anew. */
export function zoomExporters(context: ExportContext): readonly Exporter[] {
  const asked = askedSettings(context);
  return asked ? [gifOf(context, asked), videoOf(context, asked)] : [];
}

const fields: readonly ExportField<Choice>[] = [
  { kind: 'number', key: 'side', label: text.side, min: 32, max: 1024 },
  { kind: 'number', key: 'seconds', label: text.seconds, min: 1, max: 600 },
  { kind: 'number', key: 'rate', label: film.fields.rate, min: 4, max: 60 },
  { kind: 'number', key: 'hold', label: film.fields.hold, min: 0, max: 30, unit: film.fields.seconds },
];

/** Runs along a side of the maps of a preview, at most. */
const PREVIEW = 96;

const previewOf = (context: ExportContext, asked: AskedSettings) => (choice: Choice, signal: AbortSignal) => {
  const plan = planOf(context, choice);
  const coarse = { ...choice, side: Math.min(PREVIEW, choice.side) };
  return withFilm(context, asked, coarse, plan, signal, async (canvas) => ({
    element: await framesPreview(plan.frames, canvas, signal),
    facts: [
      film.facts.shape(`${WIDTH} \u00d7 ${HEIGHT}`, plan.seconds.toFixed(1), String(plan.frames.length)),
      text.runs(String(choice.side)),
      text.previewed(String(coarse.side)),
    ],
  }));
};

function gifOf(context: ExportContext, asked: AskedSettings): Exporter<Choice> {
  return {
    id: 'settings-zoom-gif',
    name: text.zoomGif,
    initial: { side: 192, seconds: 6, rate: 10, hold: 1 },
    fields,
    preview: previewOf(context, asked),
    async make(choice, job) {
      const plan = planOf(context, choice);
      const name = fileName(context, { what: 'zoom', extension: 'gif' });
      const blob = await withFilm(context, asked, choice, plan, job.signal, (canvas) =>
        encodeGif(joinEqual(plan.frames), canvas, COLORS, `${context.title} ${context.link}`, job),
      );
      return [{ name, blob }];
    },
  };
}

function videoOf(context: ExportContext, asked: AskedSettings): Exporter<Choice> {
  return {
    id: 'settings-zoom-video',
    name: text.zoomVideo,
    initial: { side: 256, seconds: 12, rate: 24, hold: 1 },
    fields,
    preview: previewOf(context, asked),
    async make(choice, job) {
      const plan = planOf(context, choice);
      const size = { width: WIDTH, height: HEIGHT, framesPerSecond: choice.rate };
      const format = await chooseFormat(size, 'auto');
      if (!format) throw new ExportError(hasVideoEncoder() ? film.errors.refused : film.errors.noVideo);
      const name = fileName(context, { what: 'zoom', extension: format.container });
      const tags = { title: context.title, comment: context.link };
      const blob = await withFilm(context, asked, choice, plan, job.signal, (canvas) =>
        encodeVideo(plan, canvas, format, tags, job),
      );
      return [{ name, blob }];
    },
  };
}

function planOf({ scene }: ExportContext, { seconds, rate, hold }: Choice): FilmPlan {
  const settings = { from: 0, to: Math.max(1, seconds * rate), stepsPerSecond: rate, framesPerSecond: rate };
  return planFilm({ ...settings, hold, turn: 0 }, scene.view.camera);
}

/** @throws ExportError where no part of an axis is shown */
function wholeAxes({ choices, request }: AskedSettings): readonly [Axis, Axis] {
  const [x, y] = [request.x, request.y].map(({ key, scale }) => ({ key, scale, range: null }));
  const whole = mapAxesOf(choices, { x: x!, y: y! });
  const isPart = [request.x, request.y].every(
    (axis, k) => axis.min >= whole[k]!.min && axis.max <= whole[k]!.max,
  );
  if (!isPart || (request.x.min === whole[0].min && request.x.max === whole[0].max))
    throw new ExportError(text.notZoomed);
  return whole;
}

/** Does something with the film's canvas; the worker that computes its pictures is given back however it ends. */
async function withFilm<T>(
  context: ExportContext,
  asked: AskedSettings,
  { side }: Choice,
  plan: FilmPlan,
  signal: AbortSignal,
  work: (canvas: FilmCanvas) => Promise<T>,
): Promise<T> {
  const [wholeX, wholeY] = wholeAxes(asked);
  const canvas = html('canvas', { width: WIDTH, height: HEIGHT });
  const pen = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (!pen) throw new ExportError(exporting.errors.tooLarge);
  const worker = connectFor(context)();
  const last = plan.frames.at(-1)!.step;
  const compute = async (step: number): Promise<SettingsMap> => {
    const [x, y] = [
      zoomedAxis(wholeX, asked.request.x, step / last),
      zoomedAxis(wholeY, asked.request.y, step / last),
    ];
    const request = { ...asked.request, x, y };
    const running = worker.start(
      'settings',
      { ...request, width: side, height: side, rows: ALL_ROWS },
      () => {},
    );
    signal.addEventListener('abort', running.cancel, { once: true });
    const map = await running.result;
    signal.removeEventListener('abort', running.cancel);
    signal.throwIfAborted();
    if (!map) throw new ExportError(exporting.errors.noPicture);
    return settingsMap({ ...asked, request }, map);
  };
  const frame = frameIn(context, context.state.theme);
  const box = { x: MARGIN, y: MARGIN, width: WIDTH - 2 * MARGIN, height: HEIGHT - 2 * MARGIN };
  let drawn = -1;
  try {
    return await work({
      canvas,
      async draw({ step }) {
        if (step === drawn) return;
        const settings = await compute(step);
        drawn = step;
        pen.fillStyle = context.drawings.ink[frame.state.palette].paper;
        pen.fillRect(0, 0, WIDTH, HEIGHT);
        context.drawings.settings(pen, frame, settings, box, { font: FONT });
      },
      pixels: () => pen.getImageData(0, 0, WIDTH, HEIGHT).data,
      dispose() {},
    });
  } finally {
    worker.stop();
  }
}
