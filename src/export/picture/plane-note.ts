import { planeSentences } from '../../app/models/plane-words.ts';
import type { Frame } from '../../app/state.ts';
import type { Pen } from '../../ui/pen.ts';
import { models as text } from '../../text/en/models.ts';

/** What has to stand on every picture of a model: which plane it is seen on, and how far off it every run is at the step. */
export function planeNote(frame: Frame): string {
  const { model } = frame.derived;
  if (!model) return '';
  // Of all runs alike, whichever is selected.
  const all = { ...frame, state: { ...frame.state, selected: -1 } };
  const { plane, hangs, beside } = planeSentences(all, model);
  return [`${text.plane}: ${plane}`, hangs, beside].filter((sentence) => sentence !== '').join(' ');
}

const [TYPE, ROW] = [12, 16];

export interface Note {
  readonly lines: readonly string[];
  /** Of all lines with the room around them, in figure pixels; 0 without any. */
  readonly height: number;
  /** Pixels that one of a plain figure has a side. */
  readonly scale: number;
}

/** The note in lines no wider than there is room. */
export function layOutNote(pen: Pen, words: string, width: number, font: string, scale = 1): Note {
  pen.font = `${TYPE * scale}px ${font}`;
  const lines: string[] = [];
  for (const word of words.split(' ')) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last === undefined || pen.measureText(longer).width > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  const shown = words === '' ? [] : lines;
  return { lines: shown, height: shown.length > 0 ? Math.ceil((shown.length * ROW + 12) * scale) : 0, scale };
}

/** @param y of its upper edge */
export function drawNote(
  pen: Pen,
  { lines, scale }: Note,
  x: number,
  y: number,
  font: string,
  color: string,
): void {
  pen.font = `${TYPE * scale}px ${font}`;
  pen.fillStyle = color;
  pen.textAlign = 'left';
  pen.textBaseline = 'alphabetic';
  for (const [i, line] of lines.entries()) pen.fillText(line, x, y + (i + 1) * ROW * scale);
}
