import type { Size } from '../../ui/box.ts';
import { film as text } from '../../text/en/export-film.ts';
import type { ExportContext } from '../context.ts';
import { ExportError } from '../export-error.ts';
import type { Exporter } from '../exporter.ts';
import { fileName } from '../file-name.ts';
import { createFilmCanvas, type FilmCanvas } from './canvas.ts';
import { chooseFormat, hasVideoEncoder, type VideoFormat } from './format.ts';
import { encodeGif, estimateGif } from './gif.ts';
import { previewSize } from './layout.ts';
import { joinEqual, type FilmPlan, shownSteps } from './plan.ts';
import { framesPreview } from './preview.ts';
import { type FilmChoice, filmFields, firstFilm, planOf, frameSize } from './settings.ts';
import { encodeVideo } from './video.ts';

type VideoChoice = FilmChoice & { readonly format: 'auto' | 'webm' };
type GifChoice = FilmChoice & { readonly colors: number };

/** Bytes of what every slide takes. */
const SLIDE = 5e6;

/** Milliseconds without a change before a preview is drawn. */
const REST = 150;

/** The steps as a film: a video, or an animated picture. */
export function filmExporters(context: ExportContext): readonly Exporter[] {
  return [videoExporter(context), gifExporter(context)];
}

function videoExporter(context: ExportContext): Exporter<VideoChoice> {
  const formatOf = async (choice: VideoChoice): Promise<VideoFormat> => {
    const format = await chooseFormat({ ...frameSize(choice), framesPerSecond: choice.rate }, choice.format);
    if (!format) throw new ExportError(hasVideoEncoder() ? text.errors.refused : text.errors.noVideo);
    return format;
  };
  return {
    id: 'video',
    name: text.video,
    initial: { ...firstFilm(context, '1280x720', 30), format: 'auto' },
    fields: [
      {
        kind: 'choice',
        key: 'format',
        label: text.fields.format,
        choices: (['auto', 'webm'] as const).map((value) => ({ value, label: text.formats[value] })),
      },
      ...filmFields(context, ['1280x720', '1920x1080', '1080x1080'], [24, 25, 30, 50, 60]),
    ],
    async preview(choice, signal) {
      const plan = planOf(context, choice);
      const format = await formatOf(choice);
      await atRest(signal);
      return withFilm(context, choice, plan, previewSize(frameSize(choice)), async (film) => ({
        element: await framesPreview(plan.frames, film, signal),
        facts: [
          shape(choice, plan),
          ...skips(choice, plan),
          about(format, choice.format),
          ...mostBytes(format, plan),
        ],
      }));
    },
    async make(choice, job) {
      const plan = planOf(context, choice);
      const format = await formatOf(choice);
      job.signal.throwIfAborted();
      const tags = { title: context.title, comment: commentOf(context, plan) };
      const blob = await withFilm(context, choice, plan, frameSize(choice), (film) =>
        encodeVideo(plan, film, format, tags, job),
      );
      return [{ name: nameOf(context, choice, format.container), blob }];
    },
  };
}

function gifExporter(context: ExportContext): Exporter<GifChoice> {
  return {
    id: 'gif',
    name: text.gif,
    initial: { ...firstFilm(context, '640x360', 12), colors: 255 },
    fields: [
      ...filmFields(context, ['480x270', '640x360', '800x450', '480x480'], [8, 10, 12, 15, 20, 25]),
      {
        kind: 'choice',
        key: 'colors',
        label: text.fields.colors,
        choices: [64, 128, 255].map((value) => ({ value, label: String(value) })),
      },
    ],
    async preview(choice, signal) {
      const plan = planOf(context, choice);
      const frames = joinEqual(plan.frames);
      await atRest(signal);
      return withFilm(context, choice, plan, frameSize(choice), async (film) => {
        const element = await framesPreview(frames, film, signal);
        const bytes = await estimateGif(frames, film, choice.colors, signal);
        const size = inBytes(bytes);
        return {
          element,
          facts: [
            shape(choice, plan),
            ...skips(choice, plan),
            bytes > SLIDE ? text.facts.large(size) : text.facts.slide(size),
          ],
        };
      });
    },
    async make(choice, job) {
      const plan = planOf(context, choice);
      const frames = joinEqual(plan.frames);
      const blob = await withFilm(context, choice, plan, frameSize(choice), (film) =>
        encodeGif(frames, film, choice.colors, `${context.title} ${commentOf(context, plan)}`, job),
      );
      return [{ name: nameOf(context, choice, 'gif'), blob }];
    },
  };
}

/** Lets whoever turns several controls come to rest before the first frame is drawn. */
async function atRest(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, REST));
  signal.throwIfAborted();
}

/** Does something with a film's canvas, which is given back however it ends. */
async function withFilm<T>(
  context: ExportContext,
  { legend }: FilmChoice,
  plan: FilmPlan,
  size: Size,
  work: (film: FilmCanvas) => Promise<T>,
): Promise<T> {
  const film = await createFilmCanvas(context, { ...size, legend, note: noteOf(plan) });
  try {
    return await work(film);
  } finally {
    film.dispose();
  }
}

function nameOf(context: ExportContext, { from, to }: FilmChoice, extension: string): string {
  const step = [Math.min(from, to), Math.max(from, to)] as const;
  return fileName(context, { what: 'film', extension, step });
}

function shape(choice: FilmChoice, { frames, seconds }: FilmPlan): string {
  const { width, height } = frameSize(choice);
  return text.facts.shape(`${width} \u00d7 ${height}`, seconds.toFixed(1), String(frames.length));
}

/** What the film says of the steps that it leaves out. */
function noteOf(plan: FilmPlan): string {
  const { shown, of } = shownSteps(plan);
  return shown < of ? text.shown(String(shown), String(of)) : '';
}

/** Why it leaves some out. */
function skips({ speed, rate }: FilmChoice, plan: FilmPlan): string[] {
  const { shown, of } = shownSteps(plan);
  return shown < of ? [text.facts.skips(String(shown), String(of), String(speed), String(rate))] : [];
}

function commentOf({ link }: ExportContext, plan: FilmPlan): string {
  const note = noteOf(plan);
  return note === '' ? link : `${link} ${note}`;
}

/** Which format it is, and why. */
function about({ codec }: VideoFormat, wanted: VideoChoice['format']): string {
  const { mp4, webm } = text.facts;
  if (codec === 'avc') return mp4;
  if (codec === 'vp8') return webm.vp8;
  return wanted === 'webm' ? webm.chosen : webm.noH264;
}

/** Only where the encoder is held to a rate something is known beforehand. */
function mostBytes({ config }: VideoFormat, { seconds }: FilmPlan): string[] {
  return config.bitrate === undefined ? [] : [text.facts.most(inBytes((config.bitrate * seconds) / 8))];
}

function inBytes(count: number): string {
  return count < 1e6 ? `${Math.max(1, Math.round(count / 1e3))} kB` : `${(count / 1e6).toFixed(1)} MB`;
}
