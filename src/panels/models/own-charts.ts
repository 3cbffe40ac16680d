import type { App } from '../../app/app.ts';
import type { Frame, ModelView, RunView } from '../../app/state.ts';
import type { Model, OwnData } from '../../core/models/types.ts';
import { html, setAttribute, setText } from '../../ui/dom.ts';
import { type Ink, pageInk, selectedLast, watchWidth } from './canvas.ts';
import { dataOf } from './data-dialog.ts';
import { createPointDrag, type PointDrag } from './drag-points.ts';
import type { OwnView } from './own-views.ts';
import '../../styles/model-charts.css';

/** A model's picture in charts, one under another, of which points of the first can be dragged. */

export interface Chart {
  readonly canvas: HTMLCanvasElement;
  readonly context: CanvasRenderingContext2D | null;
  readonly element: HTMLElement;
  /** What is seen, below the chart and for who does not see it. */
  says(sentence: string): void;
}

/** @param isOfReader whether it is the first that is left out in front of a room */
export function createChart(heading: string, isOfReader = false): Chart {
  const canvas = html('canvas', { role: 'img' });
  const words = html('p', { class: 'model-remark' });
  return {
    canvas,
    context: canvas.getContext('2d'),
    element: html(
      'section',
      isOfReader ? { class: 'of-reader' } : {},
      html('h3', {}, heading),
      canvas,
      words,
    ),
    says(sentence) {
      setAttribute(canvas, 'aria-label', sentence);
      setText(words, sentence);
    },
  };
}

/** A run at the step. */
export interface RunNow {
  readonly label: string;
  readonly color: string;
  readonly isSelected: boolean;
  readonly parameters: Float64Array;
  /** Its parameters at some earlier steps, the oldest first. */
  readonly before: readonly Float64Array[];
}

/** What there is to draw. */
export interface Seen {
  readonly model: Model;
  readonly data: OwnData;
  /** The selected run last. */
  readonly runs: readonly RunNow[];
  readonly own: RunNow | undefined;
  /** What knows all steps, the selected run there, and the step. */
  readonly view: ModelView;
  readonly selected: RunView | undefined;
  readonly step: number;
  readonly ink: Ink;
  /** Of the charts, in CSS pixels. */
  readonly width: number;
  readonly drag: PointDrag;
}

/** Earlier steps that are drawn, at most. */
const EARLIER = 6;

/** The runs at the step, the selected one last. */
function runsNow({ state, derived }: Frame, view: ModelView, selected: unknown): RunNow[] {
  const { step } = state.playhead;
  return selectedLast(
    derived.runs.flatMap((run): RunNow[] => {
      const parameters = view.at(run.index, step);
      if (!parameters) return [];
      const last = Math.min(step, run.run.steps);
      const steps = new Set(Array.from({ length: EARLIER }, (_, k) => Math.floor((k * last) / EARLIER)));
      const before = [...steps].flatMap((k) => (k < last ? (view.at(run.index, k) ?? []) : []));
      return [{ label: run.label, color: run.look.color, isSelected: run === selected, parameters, before }];
    }),
  );
}

/**
 * @param draw says what the charts show and, where they have a width, draws them
 */
export function createOwnCharts(
  app: App,
  headings: readonly string[],
  draw: (charts: readonly Chart[], seen: Seen) => void,
): OwnView {
  const charts = headings.map((heading, i) => createChart(heading, i === 1));
  const element = html('div', { class: 'model-charts' }, ...charts.map((chart) => chart.element));
  const drag = createPointDrag(charts[0]!.canvas, app);
  let last: Parameters<OwnView['show']> | null = null;
  const room = watchWidth(element, () => {
    if (last) show(...last);
  });
  let kept: { readonly model: Model; readonly data: OwnData } | null = null;
  const show: OwnView['show'] = (frame, view, selected) => {
    last = [frame, view, selected];
    const { model } = view;
    if (kept?.model !== model) kept = { model, data: dataOf(model) };
    const runs = runsNow(frame, view, selected);
    const own = runs.find(({ isSelected }) => isSelected);
    const { step } = frame.state.playhead;
    draw(charts, {
      ...kept,
      runs,
      own,
      view,
      selected,
      step,
      ink: pageInk(element, frame.state.palette),
      width: room.now,
      drag,
    });
  };
  return {
    element,
    show,
    dispose() {
      room.dispose();
      drag.dispose();
    },
  };
}
