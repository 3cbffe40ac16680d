import { whyFailed } from '../../app/failure.ts';
import { film as text } from '../../text/en/export-film.ts';
import { startWorker } from '../../workers/start.ts';
import { ExportError } from '../export-error.ts';
import type { ExportJob } from '../exporter.ts';
import type { FilmCanvas } from './canvas.ts';
import type { FilmFrame } from './plan.ts';

/** Microseconds of the format's unit of time. */
const HUNDREDTH = 10_000;

/** Frames that the palette is made from, at most. */
const PALETTE_FRAMES = 8;

/** Pairs of frames that the size is estimated from, at most. */
const ESTIMATE_PAIRS = 4;

/** Hundredths of a second that each frame lasts; rounded together, so that errors do not add up. */
export function delays(frames: readonly FilmFrame[]): number[] {
  const at = (microseconds: number) => Math.round(microseconds / HUNDREDTH);
  return frames.map(({ timestamp, duration }) => at(timestamp + duration) - at(timestamp));
}

/** At most `count` of the indices below `length`, evenly spread, both ends among them. */
export function spread(length: number, count: number): number[] {
  if (length <= count) return Array.from({ length }, (_, i) => i);
  return Array.from({ length: count }, (_, i) => Math.round((i * (length - 1)) / (count - 1)));
}

/** Makes the file, frame by frame in a worker; at most two frames are held at a time. */
export async function encodeGif(
  frames: readonly FilmFrame[],
  film: FilmCanvas,
  colors: number,
  comment: string,
  { signal, progress }: ExportJob,
): Promise<Blob> {
  return withWorker(signal, async (gif) => {
    await gif.begin(
      spread(frames.length, PALETTE_FRAMES).map((i) => frames[i]!),
      film,
      colors,
    );
    const parts: Uint8Array<ArrayBuffer>[] = [];
    const lasting = delays(frames);
    let underWay: Promise<Uint8Array<ArrayBuffer>> | null = null;
    for (const [i, frame] of frames.entries()) {
      await film.draw(frame);
      // While this one was drawn the worker had the one before.
      if (underWay) parts.push(await underWay);
      underWay = gif.add(film, lasting[i]!);
      progress((i + 1) / frames.length);
    }
    if (underWay) parts.push(await underWay);
    parts.push(await gif.end(comment));
    return new Blob(parts, { type: 'image/gif' });
  });
}

/** About how many bytes the file will have: its first frame, and of the others what some of them have. */
export async function estimateGif(
  frames: readonly FilmFrame[],
  film: FilmCanvas,
  colors: number,
  signal: AbortSignal,
): Promise<number> {
  return withWorker(signal, async (gif) => {
    const pairs = spread(frames.length - 1, ESTIMATE_PAIRS).map((i) => [frames[i]!, frames[i + 1]!] as const);
    const first = frames[0]!;
    await gif.begin([first, ...pairs.map(([, after]) => after)], film, colors);
    await film.draw(first);
    const whole = (await gif.add(film, 0)).length;
    let changes = 0;
    for (const [before, after] of pairs) {
      await film.draw(before);
      await gif.add(film, 0);
      await film.draw(after);
      changes += (await gif.add(film, 0)).length;
    }
    return whole + (pairs.length > 0 ? (changes / pairs.length) * (frames.length - 1) : 0);
  });
}

/** A worker's animated picture, which checks at every part whether it is still wanted. */
interface Gif {
  begin(samples: readonly FilmFrame[], film: FilmCanvas, colors: number): Promise<void>;
  add(film: FilmCanvas, delay: number): Promise<Uint8Array<ArrayBuffer>>;
  end(comment: string): Promise<Uint8Array<ArrayBuffer>>;
}

async function withWorker<T>(signal: AbortSignal, work: (gif: Gif) => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  const worker = startWorker();
  const wanted = async <R>(result: Promise<R | null>): Promise<R> => {
    const answer = await result;
    signal.throwIfAborted();
    if (answer === null) throw new Error('it was cancelled');
    return answer;
  };
  const still = () => {};
  try {
    return await work({
      async begin(samples, film, colors) {
        const pixels: Uint8ClampedArray<ArrayBuffer>[] = [];
        for (const frame of samples) {
          await film.draw(frame);
          pixels.push(film.pixels());
        }
        await wanted(worker.start('gifPalette', { samples: pixels, colors }, still).result);
      },
      add(film, delay) {
        const { width, height } = film.canvas;
        return wanted(
          worker.start('gifFrame', { pixels: film.pixels(), width, height, delay }, still).result,
        );
      },
      end: (comment) => wanted(worker.start('gifEnd', { comment }, still).result),
    });
  } catch (error) {
    if (signal.aborted || error instanceof ExportError) throw error;
    const reason = whyFailed(error);
    throw new ExportError(text.errors.gifBroken(reason), { cause: error });
  } finally {
    worker.stop();
  }
}
