import type { App } from '../../../app/app.ts';
import { formatNumber } from '../../../core/math/format.ts';
import { recoveryOf } from '../../../core/models/recovery.ts';
import { recovery as text } from '../../../text/en/recovery.ts';
import { fitHandles } from '../drag-points.ts';
import { createOwnCharts } from '../own-charts.ts';
import type { OwnView } from '../own-views.ts';
import { courseOf, criticalDays, drawCourse, drawRate, drawTold, type ShownRecovery } from './draw.ts';

const [TALL, LOW] = [220, 130] as const;

/** The picture of recovery: the course with its points, how fast it changes, and what each day tells of the parameters. */
export function createRecoveryView(app: App): OwnView {
  return createOwnCharts(app, [text.course, text.rate, text.told], ([course, rate, told], seen) => {
    const { model, data, runs, own, ink, width, drag } = seen;
    const task = recoveryOf(model.options);
    const days = model.train.inputs;
    const end = 1.04 * (days.reduce((most, day) => Math.max(most, day), 0) || 1);
    const courses = runs.map(({ parameters }) => courseOf(task, parameters, end));
    const shown: ShownRecovery = { task, runs, courses, ink, end };
    rate!.element.hidden = told!.element.hidden = !own;
    const last = courses.at(-1);
    if (own && last) {
      course!.says(text.courseOf(own.label, formatNumber(own.parameters[1]!, 3), task.treatment !== null));
      const { most, turns } = criticalDays(last);
      rate!.says(
        text.rateOf(
          own.label,
          formatNumber(last.days[most]!, 3),
          formatNumber(last.rate[most]!, 3),
          turns.map((turn) => formatNumber(turn, 3)),
        ),
      );
      const tells = last.byRate.reduce(
        (best, value, i) => (Math.abs(value) > Math.abs(last.byRate[best]!) ? i : best),
        0,
      );
      told!.says(text.toldOf(own.label, formatNumber(last.days[tells]!, 3)));
    } else course!.says(text.none);
    if (width === 0 || !course!.context || !rate!.context || !told!.context) return;
    const points = { days, values: model.train.targets };
    const strip = drawCourse(course!.context, { width, height: TALL }, shown, points);
    drag.show(fitHandles(data, 0, strip));
    if (!own) return;
    drawRate(rate!.context, { width, height: LOW }, shown);
    drawTold(told!.context, { width, height: LOW }, shown, runs.length - 1);
  });
}
