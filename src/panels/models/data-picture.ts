import type { App } from '../../app/app.ts';
import { memo } from '../../app/memo.ts';
import type { Frame, ModelView, RunView } from '../../app/state.ts';
import type { Model } from '../../core/models/types.ts';
import { models as text } from '../../text/en/models.ts';
import { colorsOfClasses } from '../../ui/class-signs.ts';
import { drawBoundary, drawPoints, drawShares, type InputSquare, inputSquareOf } from './boundary.ts';
import { begin, pageInk } from './canvas.ts';
import { dataOf } from './data-dialog.ts';
import { createPointDrag, drawRing, fitHandles, pointHandles } from './drag-points.ts';
import { drawFit, fitScales, fitPointsOf } from './fit.ts';

/** A model's data with what the runs make of it, as a fit or as boundaries; the points can be dragged. */
export function createDataPicture(element: HTMLElement, canvas: HTMLCanvasElement, app: App) {
  const context = canvas.getContext('2d');
  const drag = createPointDrag(canvas, app);
  let extent: InputSquare | null = null;
  // Of up to thousands of rows, which stay as they are from step to step.
  const data = memo(dataOf);
  const pointsIn = memo(({ train, test }: Model) => fitPointsOf(train, test));
  const extentIn = memo(({ train, test }: Model) => inputSquareOf([train, test]));

  const draw = ({ state, derived }: Frame, view: ModelView, selected: RunView | undefined, width: number) => {
    if (!context || width === 0) return;
    const { model, entry } = view;
    const height = entry.picture === 'boundary' ? Math.min(width, 320) : Math.round(width * 0.86);
    const across = entry.picture === 'boundary' ? height : width;
    begin(context, across, height);
    const ink = { ...pageInk(element, state.palette), classes: colorsOfClasses(state.palette) };
    const { step } = state.playhead;
    if (entry.picture === 'fit') {
      const fits = derived.runs.flatMap((run) => {
        const parameters = view.at(run.index, step);
        return parameters
          ? [{ label: run.label, color: run.look.color, isSelected: run === selected, parameters }]
          : [];
      });
      const points = pointsIn(model);
      const { columns } = state.scene.model?.data ?? {};
      const names = columns ? { over: columns[0]!, target: columns.at(-1)! } : text.picture.axes;
      drawFit(context, model, points, fits, names, across, height, ink);
      const handles = fitHandles(data(model), model.train.targets.length, fitScales(points, across, height));
      drag.show(handles);
      if (state.picked !== null) drawRing(context, handles, state.picked, ink.ink);
      return;
    }
    // The picture stays where it is while a point is dragged.
    if (!drag.isHeld || !extent) extent = extentIn(model);
    const handles = pointHandles(model, data(model), extent, height);
    drag.show(handles);
    const own = selected && view.at(selected.index, step);
    if (own) drawShares(context, model, own, extent, height, ink);
    for (const run of derived.runs) {
      const parameters = view.at(run.index, step);
      if (!parameters) continue;
      context.strokeStyle = run.look.color;
      context.lineWidth = run === selected ? 2.2 : 1;
      drawBoundary(context, model, parameters, extent, height);
    }
    if (model.test) drawPoints(context, model.test, extent, height, true, ink);
    drawPoints(context, model.train, extent, height, false, ink);
    if (state.picked !== null) drawRing(context, handles, state.picked, ink.ink);
  };
  return { draw, dispose: () => drag.dispose() };
}
