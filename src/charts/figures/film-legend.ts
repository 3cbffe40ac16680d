/** The legend of a film: surface, step, and each run with numbers that stand below each other from frame to frame. */
import { drawnRuns } from '../../app/drawn-runs.ts';
import type { Pen } from '../../ui/pen.ts';
import { isScheduled, lossText, rateText, runReading } from '../../app/reading.ts';
import type { Frame, RunView } from '../../app/state.ts';
import { film as text } from '../../text/en/export-film.ts';
import { ends } from '../../text/en/ends.ts';
import { panels } from '../../text/en/panels.ts';
import { figureInk } from './ink.ts';
import { drawSample, elidedToRoom, SAMPLE } from './legend.ts';
import { sceneLine } from '../../app/run-names.ts';

const words = panels.legend;

/** What a film's legend says beside what a frame knows, and where it stands. */
interface FilmLegendOptions {
  readonly font: string;
  /** Name of the surface. */
  readonly title: string;
  /** Behind the step: which of them the film shows. */
  readonly note: string;
  /** The width that there is for it, in CSS pixels. */
  readonly room: number;
}

/** Room around it, between its columns and between runs of several lines; heights of a row and of the title. */
const [PAD, GAP, BETWEEN, ROW, TITLE] = [16, 12, 6, 21, 24] as const;
const TYPE = 13;
const NAME = PAD + SAMPLE + 8;

/** The widest that a loss or a rate is written as, but for a loss in the last steps of a run that diverges. */
const WIDEST = '\u22128.88e\u221288';

/** The same at every step. */
interface Layout {
  readonly width: number;
  readonly height: number;
  /** Whether a run's numbers stand under its name. */
  readonly stacked: boolean;
  readonly runs: readonly {
    readonly view: RunView;
    /** Top of its first line. */
    readonly y: number;
    /** What tells it from the others, in lines; the first stands behind the name. */
    readonly parts: readonly string[];
  }[];
  readonly rate: number;
  /** The right edge of the losses. */
  readonly loss: number;
  readonly status: number;
  /** Whether what becomes of a run has a line of its own. */
  readonly statusBelow: boolean;
}

/** Its size in CSS pixels, the same at every step. */
export function filmLegendSize(
  pen: Pen,
  frame: Frame,
  options: FilmLegendOptions,
): { width: number; height: number } {
  const { width, height } = layOut(pen, frame, options);
  return { width, height };
}

/** Draws it into the upper left of a pen that is scaled to CSS pixels. */
export function drawFilmLegend(pen: Pen, frame: Frame, options: FilmLegendOptions): void {
  const { state } = frame;
  const colors = figureInk[state.palette];
  const { plain, bold, large } = styles(options.font);
  pen.save();
  const layout = layOut(pen, frame, options);
  pen.textBaseline = 'alphabetic';
  const write = (
    what: string,
    x: number,
    y: number,
    style: string,
    color: string,
    align: CanvasTextAlign = 'left',
  ) => {
    pen.font = style;
    pen.fillStyle = color;
    pen.textAlign = align;
    pen.fillText(what, x, y);
  };
  const inside = layout.width - 2 * PAD;
  pen.font = large;
  write(elidedToRoom(pen, options.title, inside), PAD, PAD + 14, large, colors.ink);
  const step = stepOf(frame);
  write(step, PAD, PAD + TITLE + 14, bold, colors.ink);
  const after = PAD + pen.measureText(`${step} `).width;
  write(options.note, after, PAD + TITLE + 14, plain, colors.soft);
  for (const { view, y, parts } of layout.runs) {
    const { loss, end, outsideSince } = runReading(view, state.playhead.step, state.scene.domain);
    const base = y + 14;
    drawSample(pen, view, PAD, base - 4.5, colors.paper);
    const { name } = view.naming;
    write(name, NAME, base, bold, colors.ink);
    const told = NAME + pen.measureText(`${name} `).width;
    for (const [i, line] of parts.entries())
      write(line, i === 0 ? told : NAME, base + i * ROW, plain, colors.soft);
    const numbers = layout.stacked ? base + Math.max(1, parts.length) * ROW : base;
    write(rateOf(view, frame), layout.rate, numbers, plain, colors.soft);
    write(lossText(loss), layout.loss, numbers, bold, colors.ink, 'right');
    const status = layout.statusBelow ? numbers + ROW : numbers;
    write(ends.status(end, outsideSince), layout.status, status, plain, colors.ink);
  }
  pen.font = plain;
  const line = elidedToRoom(pen, sceneLine(state.scene), inside);
  write(line, PAD, layout.height - PAD - ROW + 14, plain, colors.soft);
  pen.restore();
}

/** A line a run where there is room for it; else its numbers under its name, and what has no room there below. */
function layOut(pen: Pen, frame: Frame, { font, title, note, room }: FilmLegendOptions): Layout {
  const { plain, bold, large } = styles(font);
  const widest = (texts: readonly string[], style: string): number => {
    pen.font = style;
    return Math.max(0, ...texts.map((each) => pen.measureText(each).width));
  };
  const views = drawnRuns(frame.derived, frame.state.palette);
  const told = (view: RunView) => view.naming.parts.join(', ');
  const nameOf = (view: RunView) => widest([`${view.naming.name} `], bold);
  const names = Math.max(0, ...views.map((view) => nameOf(view) + widest([told(view)], plain)));
  const rates = widest(
    views.map((view) =>
      isScheduled(view) && !view.isAverage ? `${words.lr} ${words.now} ${WIDEST}` : rateOf(view, frame),
    ),
    plain,
  );
  const losses = widest([WIDEST], bold);
  // Whatever becomes of a run has its room from the first frame on.
  const statuses = widest(
    views.flatMap(({ run, leftAt }) => [
      ...(run.end ? [ends.ended(run.end)] : []),
      ...(leftAt === null ? [] : [ends.outside(run.steps)]),
    ]),
    plain,
  );
  const columns = (rate: number, below: boolean) => {
    const loss = rate + (rates > 0 ? rates + GAP : 0) + losses;
    const status = below ? rate : loss + GAP;
    const right = statuses > 0 ? Math.max(loss, status + statuses) : loss;
    return { rate, loss, status, right: right + PAD };
  };
  const line = sceneLine(frame.state.scene);
  const { steps } = frame.state.scene;
  const step = text.step(String(steps), String(steps)).replaceAll(/\d/g, '8');
  const head = widest([`${step} `], bold) + widest([note], plain);
  const texts = 2 * PAD + Math.max(head, widest([title], large), widest([line], plain));

  const abreast = columns(NAME + names + GAP, false);
  const stacked = abreast.right > room;
  const statusBelow = stacked && statuses > 0 && columns(NAME, false).right > room;
  const placed = stacked ? columns(NAME, statusBelow) : abreast;
  const top = PAD + 2 * TITLE;
  let y = top;
  let right = placed.right;
  const runs = views.map((view) => {
    pen.font = plain;
    const space = stacked ? room - PAD - NAME : names;
    const parts = linesOf(pen, view.naming.parts, space - nameOf(view), space, plain);
    const own = { view, y, parts };
    right = Math.max(right, NAME + nameOf(view) + widest(parts.slice(0, 1), plain) + PAD);
    right = Math.max(right, NAME + widest(parts.slice(1), plain) + PAD);
    const rows = stacked ? Math.max(1, parts.length) + (statusBelow ? 2 : 1) : 1;
    y += rows * ROW + (stacked ? BETWEEN : 0);
    return own;
  });
  return {
    ...placed,
    stacked,
    statusBelow,
    runs,
    width: Math.max(right, Math.min(texts, room)),
    height: y + PAD + (line === '' ? 0 : ROW),
  };
}

/** Parts in lines: no wider than the rooms of the first and of the others, but for a part that is wider by itself. */
function linesOf(
  pen: Pen,
  parts: readonly string[],
  first: number,
  others: number,
  style: string,
): readonly string[] {
  pen.font = style;
  const lines: string[] = [];
  for (const [i, part] of parts.entries()) {
    const ended = i < parts.length - 1 ? `${part},` : part;
    const last = lines.at(-1);
    const joined = last === undefined ? ended : last === '' ? null : `${last} ${ended}`;
    const space = lines.length <= 1 ? first : others;
    if (joined !== null && pen.measureText(joined).width <= space)
      lines[Math.max(0, lines.length - 1)] = joined;
    // The first line is empty where not even one part has room behind the name.
    else if (lines.length === 0) lines.push('', ended);
    else lines.push(ended);
  }
  return lines;
}

function styles(font: string): { plain: string; bold: string; large: string } {
  return { plain: `${TYPE}px ${font}`, bold: `600 ${TYPE}px ${font}`, large: `600 ${TYPE + 3}px ${font}` };
}

function stepOf({ state }: Frame): string {
  return text.step(String(state.playhead.step), String(state.scene.steps));
}

/** The rate that is set; by a schedule that of the step, in three digits. */
function rateOf(view: RunView, { state }: Frame): string {
  const lr = rateText(view, state.playhead.step, state.scene.steps);
  if (lr === null) return '';
  return isScheduled(view) ? `${words.lr} ${words.now} ${lr}` : `${words.lr} ${lr}`;
}
