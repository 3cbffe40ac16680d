/** Maps of starts side by side: one an optimizer, with the same colours and signs, and one legend for all. */
import '../../styles/starts.css';
import type { App } from '../../app/app.ts';
import { runsBeside } from '../../app/drawn-runs.ts';
import { type ShownStarts, shownStartsAt, type StartsMap } from '../../app/starts/kept.ts';
import { shareStarts } from '../../app/starts/shared.ts';
import type { Frame } from '../../app/state.ts';
import { starts as text } from '../../text/en/starts.ts';
import { html, setText } from '../../ui/dom.ts';
import { watchSeen } from '../../ui/seen.ts';
import type { Pen } from '../../ui/pen.ts';
import type { WorkerClient } from '../../workers/client.ts';
import { startWorker } from '../../workers/start.ts';
import type { MapProjection } from '../map/projection.ts';
import { createMapWork } from '../maps/work.ts';
import type { CanvasStack } from '../canvas.ts';
import { contourLines, overlay } from '../overlays/starts.overlay.ts';
import { createEndList } from './end-list.ts';
import { pointedLayer, type PointedStart, pointedStartAt } from './pointed.ts';
import { endRows, spokenStarts } from './words.ts';

/** What a map among others takes from here. */
export interface StartsBeside {
  readonly element: HTMLElement;
  draw(frame: Frame): void;
  /** The map of one optimizer, by its place in the scene, and the run of its pixel that is pointed at. */
  at(frame: Frame, index: number): ShownStarts | null;
  pointedAt(frame: Frame, index: number): PointedStart | null;
  /** @param canvases on which it is painted */
  paint(pen: Pen, shown: ShownStarts, frame: Frame, place: MapProjection, canvases: CanvasStack): void;
  paintPointed(pen: Pen, pointed: PointedStart, frame: Frame, place: MapProjection): void;
  /** The shares of a map's ends: to be read under its name, and to be heard. */
  words(shown: ShownStarts): { readonly shares: string; readonly spoken: string } | null;
  dispose(): void;
}

export function createStartsBeside(app: App, connect: () => WorkerClient = startWorker): StartsBeside {
  const source = shareStarts(app, connect);
  const stopWatching = watchSeen(source.setSeen);
  const list = createEndList();
  const scale = html('p', { class: 'starts-scale' });
  const work = createMapWork(source);
  const summary = html('p', { class: 'visually-hidden', role: 'status' });
  const element = html(
    'div',
    { class: 'starts-beside', role: 'group', 'aria-label': text.label },
    list.element,
    scale,
    work.element,
    summary,
  );
  // What is there already is drawn at once.
  app.invalidate();
  return {
    element,
    draw(frame) {
      source.draw(frame);
      const { runs } = frame.derived;
      const all = runsBeside(runs, frame.state.selected).map(({ index }) => shownStartsAt(frame, index)?.now);
      const there = all.filter((map): map is StartsMap => map !== null && map !== undefined);
      list.show(there, frame.state.palette, false);
      setText(scale, there.length > 0 ? text.besideScale : '');
      work.show(source.progress);
      const isWhole = there.length === all.length && source.progress.side === null;
      setText(summary, isWhole ? there.map(spokenStarts).join(' ') : '');
    },
    at: shownStartsAt,
    pointedAt: pointedStartAt,
    paint(pen, shown, frame, place, canvases) {
      const lines = overlay.keepLines?.(contourLines(frame, place), frame, place, canvases);
      overlay.draw(pen, shown, frame, place, lines);
    },
    paintPointed: pointedLayer.draw,
    words({ now }) {
      if (!now) return null;
      const { rows, more } = endRows(now);
      const shares = rows.map(({ name, share }) => `${name} ${share}`);
      return {
        shares: [...shares, ...(more === null ? [] : [more])].join(', '),
        spoken: spokenStarts(now),
      };
    },
    dispose() {
      stopWatching();
      source.dispose();
      element.remove();
    },
  };
}
