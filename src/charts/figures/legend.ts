/** A legend in a figure: the sample of each run's line with its marker, its name, and what is said of it. */
import type { Box } from '../../ui/box.ts';
import { markedPoints } from '../../app/critical.ts';
import { drawnRuns } from '../../app/drawn-runs.ts';
import type { Pen } from '../../ui/pen.ts';
import type { Frame, RunView } from '../../app/state.ts';
import { figureInk, TYPE } from './ink.ts';
import { strokeLook, traceMarker } from '../ink.ts';
import { sceneLine } from '../../app/run-names.ts';
import { swarmOf } from '../../app/swarm/asked.ts';
import { formatNumber } from '../../core/math/format.ts';
import { inPalettes } from '../../styles/palette.ts';
import { ofSwarm, swarmHues } from '../../styles/rare-palette.ts';
import { panels } from '../../text/en/panels.ts';
import { languageNow } from '../../text/spoken.ts';

export interface LegendFigureOptions {
  readonly font: string;
  /** What is said after a run's name and what tells it from others; may be empty. */
  detail(view: RunView): string;
}

const ROW = 21;
/** Width of the sample and of the gaps after it and between two entries. */
export const SAMPLE = 30;
const [GAP, BETWEEN] = [8, 28];

/**
 * Draws into the box from its upper left, entries side by side as they fit, and under them what acts on all; returns
 * the height that they take.
 */
export function drawLegendFigure(pen: Pen, frame: Frame, box: Box, options: LegendFigureOptions): number {
  const runs = drawnRuns(frame.derived, frame.state.palette);
  const line = sceneLine(frame.state.scene);
  const colors = figureInk[frame.state.palette];
  const { font } = options;
  const bold = `600 ${TYPE + 1}px ${font}`;
  const plain = `${TYPE + 1}px ${font}`;
  let [x, row] = [0, 0];
  pen.save();
  pen.translate(box.x, box.y);
  pen.textAlign = 'left';
  pen.textBaseline = 'alphabetic';
  for (const view of runs) {
    const { naming } = view;
    const detail = options.detail(view);
    pen.font = bold;
    const name = pen.measureText(naming.name).width;
    pen.font = plain;
    const rest = detail === '' ? 0 : GAP + pen.measureText(detail).width;
    const room = box.width - SAMPLE - 2 * GAP - name - rest;
    const parts = elidedToRoom(pen, naming.parts.join(', '), room);
    const told = parts === '' ? 0 : GAP + pen.measureText(parts).width;
    const width = SAMPLE + GAP + name + told + rest;
    if (x > 0 && x + width > box.width) [x, row] = [0, row + 1];
    const base = row * ROW + 15;
    drawSample(pen, view, x, base - 4.5, colors.paper);
    pen.fillStyle = colors.ink;
    pen.font = bold;
    pen.fillText(naming.name, x + SAMPLE + GAP, base);
    pen.font = plain;
    if (parts !== '') pen.fillText(parts, x + SAMPLE + GAP + name + GAP, base);
    pen.fillStyle = colors.soft;
    if (detail !== '') pen.fillText(detail, x + SAMPLE + GAP + name + told + GAP, base);
    x += width + BETWEEN;
  }
  let rows = runs.length === 0 ? 0 : row + 1;
  const swarm = swarmSaid(frame);
  pen.font = plain;
  for (const words of rows > 0 ? [line, swarm?.words ?? ''] : []) {
    if (words === '') continue;
    pen.fillStyle = colors.soft;
    pen.fillText(elidedToRoom(pen, words, box.width), 0, rows * ROW + 15);
    rows += 1;
  }
  if (swarm && rows > 0) rows += drawEnds(pen, swarm, rows * ROW, box.width, colors.soft);
  pen.restore();
  return rows * ROW;
}

/** The colour of each minimum with its place, side by side as they fit; returns the rows that they take. */
function drawEnds(pen: Pen, { ends }: SwarmSaid, top: number, width: number, ink: string): number {
  let [x, row] = [0, 0];
  for (const { color, name } of ends) {
    const across = 14 + pen.measureText(name).width;
    if (x > 0 && x + across > width) [x, row] = [0, row + 1];
    const base = top + row * ROW + 15;
    pen.fillStyle = color;
    pen.beginPath();
    pen.arc(x + 4, base - 4.5, 4, 0, 2 * Math.PI);
    pen.fill();
    pen.fillStyle = ink;
    pen.fillText(name, x + 14, base);
    x += across + GAP + 6;
  }
  return ends.length > 0 ? row + 1 : 0;
}

/** A text in the pen's font, cut off with a sign where it is wider than its room; '' where there is hardly any. */
export function elidedToRoom(pen: Pen, text: string, room: number): string {
  if (text === '' || pen.measureText(text).width <= room) return text;
  const letters = Array.from(text);
  while (letters.length > 0 && pen.measureText(`${letters.join('').trimEnd()}…`).width > room) letters.pop();
  return letters.length < 2 ? '…' : `${letters.join('').trimEnd()}…`;
}

/** The line and the marker of a run, from `x` on, centred on `y`. */
export function drawSample(pen: Pen, { look }: RunView, x: number, y: number, rim: string): void {
  pen.beginPath();
  pen.moveTo(x, y);
  pen.lineTo(x + SAMPLE - 6, y);
  strokeLook(pen, look, 2.3);
  pen.beginPath();
  traceMarker(pen, look.marker, x + SAMPLE - 5, y, 4.5);
  pen.strokeStyle = rim;
  pen.lineWidth = 2;
  pen.stroke();
  pen.fillStyle = look.color;
  pen.fill();
}

/** What the colours of a swarm mean. */
interface SwarmSaid {
  /** How many there are, and what their colours say. */
  readonly words: string;
  /** The colours of minima, where they say at which a particle ends. */
  readonly ends: readonly { readonly color: string; readonly name: string }[];
}

/** Minima that are named at most. */
const NAMED = 6;
const swarmColors = inPalettes(ofSwarm);

/** Null where a frame has no swarm. */
function swarmSaid(frame: Frame): SwarmSaid | null {
  const { swarm } = frame.state.scene.view;
  if (!swarm || !swarmOf(frame)) return null;
  const words = panels.legend.swarm(swarm.count.toLocaleString(languageNow()), swarm.colour);
  if (swarm.colour !== 'basin') return { words, ends: [] };
  const places = markedPoints(frame.derived.critical);
  const hues = swarmHues(places);
  const ends = places.flatMap(({ kind, at: [x, y] }, k) =>
    kind === 'minimum'
      ? [
          {
            color: swarmColors[frame.state.palette][hues[k]!],
            name: `(${formatNumber(x)}, ${formatNumber(y)})`,
          },
        ]
      : [],
  );
  return { words, ends: ends.slice(0, NAMED) };
}
