/** The legend of a film: the step, and a row a run whose numbers stand below each other from frame to frame. */
import type { Pen } from '../app/pen.ts';
import { isScheduled, lossText, rateText, runReading } from '../app/reading.ts';
import type { Frame, RunView } from '../app/state.ts';
import { film as text } from '../text/en/export-film.ts';
import { ends } from '../text/en/ends.ts';
import { panels } from '../text/en/panels.ts';
import { figureInk } from './figure-ink.ts';
import { drawSample, elided, SAMPLE } from './figure-legend.ts';
import { sceneLine } from '../app/run-names.ts';

const words = panels.legend;

/** Room around it, and between its columns; heights of a row and of the step over them. */
const [PAD, GAP, ROW, TITLE] = [16, 12, 21, 28] as const;
const TYPE = 13;

/** The widest that a loss or a rate is written as, but for a loss in the last steps of a run that diverges. */
const WIDEST = '8.88e\u221288';

/** What a name and what tells it from others may take, in CSS pixels; beyond it is cut off, with a sign. */
const WIDEST_NAME = 300;

/** The left edge of every column but the losses', which end at theirs. */
interface Columns {
  readonly name: number;
  readonly rate: number;
  readonly loss: number;
  readonly status: number;
  readonly width: number;
  readonly height: number;
}

/** Its size in CSS pixels, the same at every step. */
export function filmLegendSize(pen: Pen, frame: Frame, font: string): { width: number; height: number } {
  const { width, height } = columnsOf(pen, frame, font);
  return { width, height };
}

/** Draws it into the upper left of a pen that is scaled to CSS pixels. */
export function drawFilmLegend(pen: Pen, frame: Frame, font: string): void {
  const { state, derived } = frame;
  const colors = figureInk[state.palette];
  pen.save();
  const columns = columnsOf(pen, frame, font);
  pen.textBaseline = 'alphabetic';
  const write = (
    what: string,
    x: number,
    y: number,
    style: string,
    color: string,
    align: CanvasTextAlign,
  ) => {
    pen.font = style;
    pen.fillStyle = color;
    pen.textAlign = align;
    pen.fillText(what, x, y);
  };
  const { plain, bold, large } = styles(font);
  write(titleOf(frame), PAD, PAD + 14, large, colors.ink, 'left');
  for (const [i, view] of derived.runs.entries()) {
    const { loss, end, outsideSince } = runReading(view, state.playhead.step, state.scene.domain);
    const base = PAD + TITLE + i * ROW + 14;
    drawSample(pen, view, PAD, base - 4.5, colors.paper);
    const { name } = view.naming;
    write(name, columns.name, base, bold, colors.ink, 'left');
    const told = columns.name + pen.measureText(`${name} `).width;
    pen.font = plain;
    const parts = elided(pen, view.naming.parts.join(', '), columns.rate - GAP - told);
    write(parts, told, base, plain, colors.soft, 'left');
    write(rateOf(view, frame), columns.rate, base, plain, colors.soft, 'left');
    write(lossText(loss), columns.loss, base, bold, colors.ink, 'right');
    write(ends.status(end, outsideSince), columns.status, base, plain, colors.ink, 'left');
  }
  const below = PAD + TITLE + derived.runs.length * ROW + 14;
  write(sceneLine(state.scene), PAD, below, plain, colors.soft, 'left');
  pen.restore();
}

function columnsOf(pen: Pen, frame: Frame, font: string): Columns {
  const { plain, bold, large } = styles(font);
  const widest = (texts: readonly string[], style: string): number => {
    pen.font = style;
    return Math.max(0, ...texts.map((each) => pen.measureText(each).width));
  };
  const { runs } = frame.derived;
  const name = PAD + SAMPLE + 8;
  const names = runs.map(({ naming }) => {
    const told = naming.parts.join(', ');
    return widest([told === '' ? naming.name : `${naming.name} `], bold) + widest([told], plain);
  });
  const rate = name + Math.min(WIDEST_NAME, Math.max(0, ...names)) + GAP;
  const rates = widest(
    runs.map((view) => (isScheduled(view) ? `${words.lr} ${words.now} ${WIDEST}` : rateOf(view, frame))),
    plain,
  );
  const loss = rate + (rates > 0 ? rates + GAP : 0) + widest([WIDEST], bold);
  const status = loss + GAP;
  // Whatever becomes of a run has its room from the first frame on.
  const statuses = runs.flatMap(({ run, leftAt }) => [
    ...(run.end ? [ends.ended(run.end)] : []),
    ...(leftAt === null ? [] : [ends.outside(run.steps)]),
  ]);
  const rows = statuses.length > 0 ? status + widest(statuses, plain) : loss;
  const line = sceneLine(frame.state.scene);
  const title = PAD + Math.max(widest([titleOf(frame).replaceAll(/\d/g, '8')], large), widest([line], plain));
  return {
    name,
    rate,
    loss,
    status,
    width: Math.max(rows, title) + PAD,
    height: 2 * PAD + TITLE + (runs.length + (line === '' ? 0 : 1)) * ROW,
  };
}

function styles(font: string): { plain: string; bold: string; large: string } {
  return { plain: `${TYPE}px ${font}`, bold: `600 ${TYPE}px ${font}`, large: `600 ${TYPE + 3}px ${font}` };
}

function titleOf({ state }: Frame): string {
  return text.step(String(state.playhead.step), String(state.scene.steps));
}

/** The rate that is set; by a schedule that of the step, in three digits. */
function rateOf(view: RunView, { state }: Frame): string {
  const lr = rateText(view, state.playhead.step, state.scene.steps);
  if (lr === null) return '';
  return isScheduled(view) ? `${words.lr} ${words.now} ${lr}` : `${words.lr} ${lr}`;
}
