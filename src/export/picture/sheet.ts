/** What a picture shows, laid out on a sheet of its own, to be drawn by any pen. */
import type { Box } from '../../ui/box.ts';
import { drawScaleBars, type ScaleBar, scaleBarsBox } from '../../ui/arrow-scale.ts';
import type { Pen } from '../../ui/pen.ts';
import { endBy, isScheduled, rateText } from '../../app/reading.ts';
import type { FigureStyle, Frame, RunView } from '../../app/state.ts';
import { formatNumber } from '../../core/math/format.ts';
import { ends } from '../../text/en/ends.ts';
import { exporting } from '../../text/en/export.ts';
import type { ExportContext } from '../context.ts';
import type { DrawAxes } from '../../ui/axes.ts';
import { createFigure, type Figure, type FigureOptions, openFigure } from '../figure.ts';
import { frameIn } from '../frames.ts';
import type { ExportRun } from '../source.ts';
import { drawNote, layOutNote, type Note, planeNote } from './plane-note.ts';
import { type Arrangement, arrange, sheetSize, type SheetShape, type What } from './layout.ts';

const text = exporting.sheet;

export interface SheetOptions {
  readonly what: What;
  readonly shape: SheetShape;
  readonly theme: 'light' | 'dark';
  readonly transparent: boolean;
  readonly quantity: string;
  readonly axis: 'linear' | 'log';
  readonly labels: boolean;
  readonly legend: boolean;
  /** The same of the stage alone. */
  readonly stageLegend: boolean;
  /** The arrows of the selected optimizer's step. */
  readonly arrows: boolean;
  /** In figure pixels; by the shape when left out. */
  readonly size?: { readonly width: number; readonly height: number };
  /** Whether what has to be said of a model's plane is said elsewhere. */
  readonly isNoted?: boolean;
  /** For whose eyes it is drawn. */
  readonly style?: FigureStyle;
}

/** Drawn once or more; all that takes time was done when it was made. */
export interface PictureSheet {
  /** In figure pixels. */
  readonly width: number;
  readonly height: number;
  /**
   * @param part draws what belongs together, under a name
   * @param vector tints as polygons instead of as a picture
   */
  draw(pen: Pen, part: (name: string, draw: () => void) => void, vector: boolean): void;
}

/** Typefaces that are found somewhere, in the order of likeness to the page's own. */
export const FONT = 'Inter, "Helvetica Neue", Helvetica, Arial, "Liberation Sans", sans-serif';

/**
 * @param ratio pixels that a figure pixel has a side: how fine the stage is drawn
 * @throws ExportError where the stage cannot be drawn
 */
export async function makeSheet(
  context: ExportContext,
  options: SheetOptions,
  ratio: number,
): Promise<PictureSheet> {
  const plan = planSheet(context, options, ratio);
  const figure = plan.figure ? await createFigure(context.makeStage, plan.figure) : null;
  return sheetOf(context, options, plan, figure);
}

/**
 * The same at once; see `openFigure`.
 *
 * @throws ExportError where the stage cannot be drawn
 */
export function sheetAtOnce(context: ExportContext, options: SheetOptions, ratio: number): PictureSheet {
  const plan = planSheet(context, options, ratio);
  const figure = plan.figure ? openFigure(context.makeStage, plan.figure) : null;
  return sheetOf(context, options, plan, figure);
}

/** Where what lies, before anything that takes time is drawn. */
interface Plan {
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
  readonly frame: Frame;
  readonly boxes: Arrangement;
  readonly detail: (view: RunView) => string;
  readonly note: Note;
  /** Whether nothing stands beside the stage, which then has its own ground. */
  readonly alone: boolean;
  /** The stage that has to be drawn. */
  readonly figure: FigureOptions | null;
}

function planSheet(context: ExportContext, options: SheetOptions, ratio: number): Plan {
  const { drawings, stageSize, state } = context;
  const { what, transparent, style } = options;
  const { width, height } = options.size ?? sheetSize(what, options.shape, stageSize);
  const frame = frameIn(context, options.theme, options.arrows, style);
  const { playhead, scene } = frame.state;
  const detail = (view: RunView) => detailOf(view, playhead.step, scene.steps);
  const hasLegend = what === 'figure' || (what === 'stage' ? options.stageLegend : options.legend);
  const words = what === 'chart' || options.isNoted ? '' : planeNote(frame);
  const needsPen = hasLegend || words !== '';
  const scratch = needsPen ? document.createElement('canvas').getContext('2d') : null;
  const note = scratch
    ? layOutNote(scratch, words, width - 2 * NOTE, FONT)
    : { lines: [], height: 0, scale: 1 };
  // On a sheet with other things the stage has the sheet's own ground.
  const alone = what === 'stage' && !hasLegend && note.height === 0;
  const legendHeight = (across: number) =>
    scratch && hasLegend
      ? drawings.legend(scratch, frame, { x: 0, y: 0, width: across, height: 0 }, { font: FONT, detail })
      : 0;
  const isCurve = scene.curve;
  const boxes = arrange(what, width, height - note.height, legendHeight, isCurve);
  const figure =
    boxes.stage && !isCurve
      ? {
          scene,
          derived: context.derived,
          theme: options.theme,
          width: boxes.stage.width,
          height: boxes.stage.height,
          ratio,
          arrows: options.arrows,
          transparent: transparent || !alone,
          selected: state.selected,
          stage: state.stage,
          ...(style && { style }),
        }
      : null;
  return { width, height, ratio, frame, boxes, detail, note, alone, figure };
}

/** @param figure what draws the stage, of which the sheet keeps the picture alone */
function sheetOf(
  context: ExportContext,
  options: SheetOptions,
  plan: Plan,
  figure: Figure | null,
): PictureSheet {
  const { drawings } = context;
  const { what, transparent } = options;
  const { width, height, ratio, frame, boxes, detail, note, alone } = plan;
  const { palette, playhead, scene } = frame.state;
  const colors = drawings.ink[palette];

  let stage: HTMLCanvasElement | null = null;
  let bars: readonly ScaleBar[] = [];
  let axes: DrawAxes = () => {};
  if (figure) {
    const { camera } = scene.view;
    try {
      const zoom = camera.zoom * (boxes.stageShare ?? 1);
      figure.show(playhead.step, { ...camera, zoom });
      stage = copyOf(figure.canvas);
      bars = figure.scaleBars;
      axes = figure.axes();
    } finally {
      figure.dispose();
    }
  }

  return {
    width,
    height,
    draw(pen, part, vector) {
      const map = (shown: Frame, box: Box, axes: boolean) =>
        drawings.map(pen, shown, box, { labels: options.labels, axes, vector, font: FONT });
      if (!transparent && !alone) {
        part('ground', () => {
          pen.fillStyle = colors.paper;
          pen.fillRect(0, 0, width, height);
        });
      }
      if (note.height > 0)
        part('plane', () => drawNote(pen, note, NOTE, height - note.height, FONT, colors.soft));
      if (boxes.title) {
        const { x, y } = boxes.title;
        part('title', () =>
          drawTitle(pen, x, y, context.title, text.step(playhead.step, scene.steps), colors),
        );
      }
      if (boxes.legend) {
        const { legend } = boxes;
        part('legend', () => void drawings.legend(pen, frame, legend, { font: FONT, detail }));
      }
      if (boxes.stage && stage) {
        const { x, y, width: across, height: down } = boxes.stage;
        const picture = stage;
        part('stage', () => pen.drawImage(picture, x, y, across, down));
        // In a figure the stage's own corner, without the room for its shadow.
        const room = (1 - (boxes.stageShare ?? 1)) / 2;
        const inset = what === 'stage' ? 10 : 0;
        const corner = [x + room * across + inset, y + (1 - room) * down - inset] as const;
        const widest = (1 - 2 * room) * across - inset;
        part('axes', () => {
          pen.translate(x, y);
          const lower = [corner[0] - x, corner[1] - y] as const;
          axes(pen, FONT, [scaleBarsBox(pen, bars, lower, widest, FONT)]);
        });
        if (bars.length > 0)
          part('scale of arrows', () => drawScaleBars(pen, bars, corner, widest, colors, FONT));
      }
      if (boxes.stage && scene.curve) {
        const box = boxes.stage;
        part('curve', () => drawings.curve(pen, frame, box, { font: FONT, start: true }));
      }
      if (boxes.map) {
        const box = boxes.map;
        if (what === 'maps')
          drawMaps(frame, box, part, (shown, cell, label) => {
            drawLabel(pen, cell, label, colors.ink);
            map(shown, { ...cell, y: cell.y + LABEL, height: cell.height - LABEL }, true);
          });
        else part('map', () => map(frame, box, true));
      }
      if (boxes.chart) {
        const { chart } = boxes;
        part('chart', () =>
          drawings.chart(pen, frame, chart, {
            quantity: options.quantity,
            axis: options.axis,
            font: FONT,
            columns: Math.max(2, ratio),
          }),
        );
      }
    },
  };
}

/** Room on either side of what is said of a plane. */
const NOTE = 14;

/** Room over each of several maps for its run's name. */
const LABEL = 20;

/** A map for each run, side by side. */
function drawMaps(
  frame: Frame,
  { x, y, width, height }: Box,
  part: (name: string, draw: () => void) => void,
  draw: (frame: Frame, cell: Box, label: string) => void,
): void {
  const { runs } = frame.derived;
  const columns = Math.ceil(Math.sqrt((runs.length * width) / height)) || 1;
  const rows = Math.ceil(runs.length / columns);
  const cell = { width: width / Math.min(columns, runs.length), height: height / rows };
  runs.forEach((run, i) => {
    const box = {
      ...cell,
      x: x + (i % columns) * cell.width,
      y: y + Math.floor(i / columns) * cell.height,
    };
    const own = { ...frame, derived: { ...frame.derived, runs: [run] } };
    part(`map-${i + 1}`, () => draw(own, box, run.label));
  });
}

function drawLabel(pen: Pen, { x, y, width }: Box, label: string, color: string): void {
  pen.font = `600 13px ${FONT}`;
  pen.fillStyle = color;
  pen.textBaseline = 'alphabetic';
  pen.textAlign = 'center';
  pen.fillText(label, x + width / 2, y + 14);
}

function drawTitle(
  pen: Pen,
  x: number,
  y: number,
  title: string,
  step: string,
  colors: { readonly ink: string; readonly soft: string },
): void {
  pen.textBaseline = 'alphabetic';
  pen.textAlign = 'left';
  pen.font = `650 18px ${FONT}`;
  pen.fillStyle = colors.ink;
  pen.fillText(title, x, y + 18);
  const after = pen.measureText(title).width;
  pen.font = `14px ${FONT}`;
  pen.fillStyle = colors.soft;
  pen.fillText(step, x + after + 14, y + 18);
}

/** What the legend says of a run beside its name: its learning rate, its loss, and what became of it. */
export function detailOf(view: ExportRun, step: number, steps: number): string {
  const { run } = view;
  const end = endBy(run, step);
  return text.detail(
    rateOf(view, step, steps),
    end ? null : formatNumber(run.losses[Math.min(step, run.steps)] ?? Number.NaN),
    end && ends.ended(end),
  );
}

function rateOf(view: ExportRun, step: number, steps: number): string | null {
  const lr = rateText(view, step, steps);
  if (lr === null) return null;
  return isScheduled(view) ? text.rateNow(lr) : text.rate(lr);
}

/** The stage's picture without its context. */
function copyOf(canvas: HTMLCanvasElement): HTMLCanvasElement {
  const copy = document.createElement('canvas');
  copy.width = canvas.width;
  copy.height = canvas.height;
  copy.getContext('2d')?.drawImage(canvas, 0, 0);
  return copy;
}
