import { whyFailed } from '../../app/failure.ts';
import { film as text } from '../../text/en/export-film.ts';
import { ExportError } from '../export-error.ts';
import type { ExportJob } from '../exporter.ts';
import type { FilmCanvas } from './canvas.ts';
import { QUANTIZER, type VideoFormat } from './format.ts';
import { nextTask } from './next-task.ts';
import type { FilmPlan } from './plan.ts';

/** Seconds between two frames that stand for themselves: a player that seeks starts at one. */
const KEY_INTERVAL = 1;

/** Frames that wait for the encoder, at most: each holds its pixels. */
const QUEUE = 4;

const types = { mp4: 'video/mp4', webm: 'video/webm' } as const;

export interface FilmTags {
  readonly title: string;
  readonly comment: string;
}

/**
 * Draws and encodes every frame of a plan in its order, each at its time in the plan: how long this takes shows nowhere
 * in the film. Nothing is left of a film that fails or is cancelled.
 *
 * @throws ExportError when the encoder gives up
 */
export async function encodeVideo(
  plan: FilmPlan,
  film: FilmCanvas,
  format: VideoFormat,
  tags: FilmTags,
  { signal, progress }: ExportJob,
): Promise<Blob> {
  const { BufferTarget, EncodedPacket, EncodedVideoPacketSource, Mp4OutputFormat, Output, WebMOutputFormat } =
    await import('./muxer.ts');
  signal.throwIfAborted();
  const target = new BufferTarget();
  const output = new Output({
    target,
    format: format.container === 'mp4' ? new Mp4OutputFormat() : new WebMOutputFormat(),
  });
  const track = new EncodedVideoPacketSource(format.codec);
  output.addVideoTrack(track, { frameRate: plan.framesPerSecond });
  output.setMetadataTags(tags);
  await output.start();

  let failure: Error | null = null;
  let wake = () => {};
  let written: Promise<void> = Promise.resolve();
  const fail = (error: unknown) => {
    failure ??= error instanceof Error ? error : new Error(String(error));
    wake();
  };
  const encoder = new VideoEncoder({
    output: (chunk, meta) => {
      written = written.then(() => track.add(EncodedPacket.fromEncodedChunk(chunk), meta)).catch(fail);
    },
    error: fail,
  });
  encoder.addEventListener('dequeue', () => wake());
  const check = () => {
    signal.throwIfAborted();
    if (failure) throw failure;
  };

  const keyEvery = Math.max(1, Math.round(KEY_INTERVAL * plan.framesPerSecond));
  const quantizer = format.config.bitrateMode === 'quantizer' ? { vp9: { quantizer: QUANTIZER } } : {};
  try {
    encoder.configure(format.config);
    for (const [index, { timestamp, duration, ...shown }] of plan.frames.entries()) {
      await film.draw(shown);
      const frame = new VideoFrame(film.canvas, { timestamp, duration });
      encoder.encode(frame, { keyFrame: index % keyEvery === 0, ...quantizer });
      frame.close();
      progress((index + 1) / plan.frames.length);
      await nextTask();
      check();
      while (encoder.encodeQueueSize > QUEUE) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        check();
      }
    }
    await encoder.flush();
    await written;
    check();
    track.close();
    await output.finalize();
    signal.throwIfAborted();
    if (!target.buffer) throw new Error('nothing was written');
    return new Blob([target.buffer], { type: types[format.container] });
  } catch (error) {
    await output.cancel();
    // The encoder's own reason, where it has closed itself, says more than the call that found it closed.
    const reason = signal.aborted ? signal.reason : (failure ?? error);
    if (signal.aborted || reason instanceof ExportError) throw reason;
    throw new ExportError(text.errors.broken(whyFailed(reason)), {
      cause: reason,
    });
  } finally {
    if (encoder.state !== 'closed') encoder.close();
  }
}
