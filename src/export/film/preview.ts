import { html } from '../../ui/dom.ts';
import { film as text } from '../../text/en/export-film.ts';
import type { FilmCanvas } from './canvas.ts';
import { nextTask } from './next-task.ts';
import type { FilmFrame } from './plan.ts';
import '../../styles/export-film.css';

/** The film's middle frame, with the first and the last below it, each as it will be. */
export async function framesPreview(
  frames: readonly FilmFrame[],
  film: FilmCanvas,
  signal: AbortSignal,
): Promise<HTMLElement> {
  const shown = [...new Set([frames.length >> 1, 0, frames.length - 1])];
  const pictures: HTMLElement[] = [];
  for (const index of shown) {
    const frame = frames[index]!;
    await film.draw(frame);
    const { width, height } = film.canvas;
    const label = text.frameOf(String(frame.step));
    const copy = html('canvas', { width, height, role: 'img', 'aria-label': label });
    copy.getContext('2d')?.drawImage(film.canvas, 0, 0);
    pictures.push(html('figure', {}, copy, html('figcaption', { 'aria-hidden': 'true' }, label)));
    await nextTask();
    signal.throwIfAborted();
  }
  return html('div', { class: 'film-frames' }, ...pictures);
}
