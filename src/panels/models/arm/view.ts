import type { App } from '../../../app/app.ts';
import { formatNumber } from '../../../core/math/format.ts';
import { taskOf } from '../../../core/models/arm.ts';
import { armLoss, type ArmTask, jointsOf, REACH, timeWeight } from '../../../core/models/arm-loss.ts';
import { arm as text } from '../../../text/en/arm.ts';
import { errorText } from '../error-text.ts';
import { createOwnCharts } from '../own-charts.ts';
import type { OwnView } from '../own-views.ts';
import { type Places, placeHandles, placesIn } from '../places.ts';
import { drawObstacleCost, drawArm, drawEffort, posturesOf, squaredAccelerations } from './draw.ts';

const [TALL, LOW] = [300, 130] as const;

/** The picture of the robot's arm: the arm between obstacles, what these cost along it, and of a motion what is not smooth. */
export function createArmView(app: App): OwnView {
  let places: Places | null = null;
  return createOwnCharts(app, [text.arm, text.along, text.effort], ([chart, along, effort], seen) => {
    const { model, data, runs, own, ink, width, drag } = seen;
    const task = taskOf(model.options, model.train);
    const isMotion = task.moments > 1;
    along!.element.hidden = isMotion || task.obstacles.length === 0;
    effort!.element.hidden = !isMotion;
    if (own) {
      const [x, y] = jointsOf(posturesOf(task, own.parameters).at(-1)!).subarray(-2);
      const off = Math.hypot(x! - task.target[0], y! - task.target[1]);
      chart!.says(text.says(own.label, formatNumber(off, 3), task.obstacles.length, isMotion));
      const all = model.loss.value(own.parameters);
      along!.says(
        text.alongSays(
          own.label,
          formatNumber(all - 0.5 * off * off, 3),
          errorText(armLoss(task).errorAt(own.parameters)),
        ),
      );
      const integral = squaredAccelerations(task, own.parameters).reduce(
        (sum, square, i) => sum + timeWeight(i, task.moments) * square,
        0,
      );
      effort!.says(
        text.effortSays(own.label, formatNumber(integral, 3), formatNumber(task.smoothness * integral, 3)),
      );
    } else chart!.says(text.none);
    if (width === 0) return;
    const height = Math.min(TALL, Math.round(0.86 * width));
    // The picture stays where it is while a place is dragged.
    if (!drag.isHeld || places?.width !== width) places = placesIn(boxOf(task), width, height);
    const scene = { task, runs, ink };
    if (chart!.context) drawArm(chart!.context, places, scene);
    drag.show(placeHandles(data, places));
    if (along!.context && !along!.element.hidden)
      drawObstacleCost(along!.context, { width, height: LOW }, scene);
    if (effort!.context && isMotion) drawEffort(effort!.context, { width, height: LOW }, scene);
  });
}

/** As far as the arm reaches, and every place that is given. */
function boxOf({ target: [x, y], obstacles }: ArmTask): [number, number, number, number] {
  const room = REACH + 0.12;
  const rows = [{ x, y, radius: 0.2 }, ...obstacles];
  const least = (of: (row: (typeof rows)[number]) => number) => Math.min(-room, ...rows.map(of));
  return [
    least((row) => row.x - row.radius),
    -least((row) => -row.x - row.radius),
    least((row) => row.y - row.radius),
    -least((row) => -row.y - row.radius),
  ];
}
