import type { App } from '../../../app/app.ts';
import { memo } from '../../../app/memo.ts';
import { formatNumber } from '../../../core/math/format.ts';
import { isLine, trialsOf } from '../../../core/models/posterior.ts';
import { cubatureOf, laplaceAt, topOf, type Trial } from '../../../core/models/posterior-loss.ts';
import type { Model, OwnData } from '../../../core/models/types.ts';
import { html } from '../../../ui/dom.ts';
import { posterior as text } from '../../../text/en/posterior.ts';
import type { Handles } from '../drag-points.ts';
import { createOwnCharts } from '../own-charts.ts';
import { errorText } from '../error-text.ts';
import type { OwnView } from '../own-views.ts';
import type { Strip } from '../strip.ts';
import { createLineView } from './line.ts';
import { bandsOf, drawBands, drawEvidence, drawPlane, marginalOf, type ShownPosterior } from './draw.ts';

const [TALL, LOW] = [210, 140] as const;
/** A gradient of less than this is at the top. */
const AT_TOP = 0.05;

/** The picture of a posterior: of a dose and its response, or of a line. */
export function createPosteriorView(app: App): OwnView {
  const [dose, line] = [createDoseView(app), createLineView(app)];
  return {
    element: html('div', {}, dose.element, line.element),
    show(frame, view, selected) {
      const of = isLine(view.model.options);
      dose.element.hidden = of;
      line.element.hidden = !of;
      (of ? line : dose).show(frame, view, selected);
    },
    dispose() {
      dose.dispose();
      line.dispose();
    },
  };
}

/** Its bands on the data, itself with Laplace's ellipse, and the evidence as an area. */
function createDoseView(app: App): OwnView {
  const wholeOf = memo((model: Model) => {
    const trials = trialsOf(model.train);
    const top = laplaceAt(model.loss, topOf(model.loss));
    const cubature = top && cubatureOf(model.loss, top);
    if (!cubature) return null;
    return { trials, cubature, bands: bandsOf(trials, cubature), marginal: marginalOf(model.loss, cubature) };
  });
  return createOwnCharts(app, [text.bands, text.plane, text.evidence], ([bands, plane, evidence], seen) => {
    const { model, data, runs, own, ink, width, drag } = seen;
    const whole = wholeOf(model);
    if (!whole) return;
    const laplace = own ? laplaceAt(model.loss, own.parameters) : null;
    const log = formatNumber(whole.cubature.logEvidence, 4);
    const error = errorText(whole.cubature.error);
    if (own) {
      const [gx, gy] = model.loss.gradient(own.parameters);
      bands!.says(text.bandsOf(own.label, Math.hypot(gx!, gy!) < AT_TOP));
    } else bands!.says(text.none);
    plane!.says(laplace || !own ? text.planeOf(own?.label ?? '') : text.noBowl);
    plane!.element.hidden = !own;
    const ratio = laplace ? Math.exp(laplace.logEvidence - whole.cubature.logEvidence) : 0;
    evidence!.says(
      laplace
        ? text.evidenceOf(log, error, formatNumber(laplace.logEvidence, 4), formatNumber(ratio, 3))
        : text.evidenceAlone(log, error),
    );
    if (width === 0 || !bands!.context || !plane!.context || !evidence!.context) return;
    const shown: ShownPosterior = { ...whole, runs, own, laplace, ink };
    const strip = drawBands(bands!.context, { width, height: TALL }, shown);
    drag.show(handlesOf(data, whole.trials, strip));
    if (own) drawPlane(plane!.context, { width, height: TALL }, shown);
    drawEvidence(evidence!.context, { width, height: LOW }, shown);
  });
}

/** How many respond is put higher or lower. */
function handlesOf(data: OwnData, trials: readonly Trial[], { x, y, valueAt }: Strip): Handles {
  return {
    count: trials.length,
    // A sum, and a prior beside it.
    row: () => null,
    at: (row) => [x(trials[row]!.dose), y(trials[row]!.hits / (trials[row]!.count || 1))],
    put(row, _x, at) {
      const { count } = trials[row]!;
      const hits = Math.max(0, Math.min(count, Math.round(valueAt(at) * count)));
      return { ...data, values: data.values.with(3 * row + 2, hits) };
    },
  };
}
