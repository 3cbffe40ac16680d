/** A scene as a figure on paper: what is shown, by which settings, and the way back to it. */
import type { Size } from '../../ui/box.ts';
import { html } from '../../ui/dom.ts';
import type { Frame } from '../../app/state.ts';
import { print as text } from '../../text/en/print.ts';
import { commonCaption } from '../caption/caption.ts';
import type { ExportContext } from '../context.ts';
import { ExportError } from '../export-error.ts';
import { frameIn } from '../frames.ts';
import { codeOnPaper, linkOnPaper, type Nearness } from './code.ts';
import { drawingOnPaper, paperStyle, stageOnPaper } from './pictures.ts';
import { planeNote } from '../picture/plane-note.ts';
import { runsOnPaper } from './runs.ts';
import '../../styles/paper.css';

/** What the panels make of a scene. */
export interface PaperPieces {
  readonly formula: HTMLElement;
  /** The step of the selected optimizer, line by line; null where there is none. */
  step(frame: Frame): HTMLElement | null;
  readonly opensOnly: Nearness;
}

/** Widths on the narrower of the two usual papers (A4, 210 mm; Letter is wider and lower), in CSS pixels. */
export const PAPER_WIDTH = 680;
const [STAGE, HALF] = [
  { width: PAPER_WIDTH, height: 372 },
  { width: PAPER_WIDTH / 2 - 8, height: 262 },
];
/** A code that is larger than this, in mm, stands with the link. */
const LARGE = 34;

/** All of it, not yet in the document. */
export function scenePaper(context: ExportContext, pieces: PaperPieces): HTMLElement {
  const frame = frameIn(context, 'light', true, paperStyle);
  const code = codeOnPaper(context.link);
  const isLarge = code !== null && code.side > LARGE;
  const step = pieces.step(frame);
  return html(
    'article',
    { class: 'paper' },
    html(
      'header',
      { class: 'paper-head' },
      html(
        'div',
        {},
        ...headOf(context, pieces.formula),
        html('p', {}, commonCaption(context)),
        ...noteOf(frame),
      ),
      ...(code && !isLarge ? [code.element] : []),
    ),
    ...picturesOf(context),
    runsOnPaper(frame),
    html(
      'footer',
      { class: 'paper-foot' },
      html('p', {}, text.made),
      linkOnPaper(context.link, pieces.opensOnly, code !== null),
      ...(code && isLarge ? [code.element] : []),
    ),
    ...(step ? [step] : []),
  );
}

/** What has to be said of the plane on which a model is seen. */
function noteOf(frame: Frame): readonly HTMLElement[] {
  const words = planeNote(frame);
  return words === '' ? [] : [html('p', {}, words)];
}

/** Up to three maps stand abreast, each square. */
function mapsSize(count: number): Size {
  return count > 3 ? STAGE : { width: PAPER_WIDTH, height: Math.round(PAPER_WIDTH / count) + 30 };
}

/** The surface's name over its formula, or what has no name by its formula alone. */
function headOf({ derived, title }: ExportContext, formula: HTMLElement): readonly HTMLElement[] {
  return derived.entry ? [html('h1', {}, title), formula] : [html('h1', {}, formula)];
}

function picturesOf(context: ExportContext): readonly HTMLElement[] {
  const { quantities, quantity } = context.drawings;
  const frame = frameIn(context, 'light');
  const charted = quantities(frame).find(({ value }) => value === quantity(frame))?.label ?? '';
  const isSplit =
    !context.scene.curve && context.scene.view.layout === 'multiples' && context.runs.length > 1;
  const row = html(
    'div',
    { class: 'paper-row' },
    // A curve has no map.
    ...(context.scene.curve ? [] : [drawingOnPaper(context, 'map', HALF, text.map)]),
    drawingOnPaper(context, 'chart', HALF, text.chart(charted)),
  );
  try {
    const main = isSplit
      ? drawingOnPaper(context, 'maps', mapsSize(context.runs.length), text.map)
      : stageOnPaper(context, STAGE, text.stage);
    return [html('div', { class: 'paper-stage' }, main), row];
  } catch (error) {
    if (!(error instanceof ExportError)) throw error;
    return [row, html('p', {}, text.noStage)];
  }
}
