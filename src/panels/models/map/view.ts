import type { App } from '../../../app/app.ts';
import { memo } from '../../../app/memo.ts';
import { formatNumber } from '../../../core/math/format.ts';
import { pointsOf, routeOf } from '../../../core/models/route.ts';
import { placesOf } from '../../../core/models/places-table.ts';
import { type WeightedPlace, routeLoss } from '../../../core/models/route-loss.ts';
import { delivery as text } from '../../../text/en/delivery.ts';
import { errorText } from '../error-text.ts';
import { type Chart, createOwnCharts, type RunNow, type Seen } from '../own-charts.ts';
import type { OwnView } from '../own-views.ts';
import { type Places, placeHandles, placesIn } from '../places.ts';
import { type Cut, drawSlowness, drawCut, drawDepot, drawRoute, milesOf, paintSpeeds } from './draw.ts';

const [TALL, LOW] = [270, 130] as const;

/** The picture of deliveries: routes on the map of speeds with the time that they take, or depots among customers. */
export function createMapView(app: App): OwnView {
  const groundOf = memo(paintSpeeds);
  const taskOf = memo(routeOf);
  let places: Places | null = null;
  let drawn: unknown = null;
  let [home, box]: [Box, Box] = [
    [0, 0, 0, 0],
    [0, 0, 0, 0],
  ];
  return createOwnCharts(app, [text.map, text.along, text.cut], ([map, along, cut], seen) => {
    const { model, data, own, width, drag } = seen;
    const isDepot = model.options['task'] === 'depot';
    along!.element.hidden = isDepot || !own;
    cut!.element.hidden = !isDepot || !own;
    const rows = placesOf(model.train);
    // The picture stays where it is while a place is dragged, and while nothing but the step changes, unless a run leaves it.
    const height = Math.min(TALL, Math.round(0.8 * width));
    if (!drag.isHeld && seen.model !== drawn) {
      box = home = boxOf(rows);
      drawn = seen.model;
      places = null;
    }
    const wider = widened(box, home, seen.runs);
    if (!places || places.width !== width || wider !== box) places = placesIn(wider, width, height);
    box = wider;
    if (!own) map!.says(text.none);
    if (isDepot) showDepot(map!, cut!, seen, rows, places);
    else {
      const task = taskOf(model.options, model.train);
      if (own) {
        const time = formatNumber(model.loss.value(own.parameters), 3);
        const length = milesOf(pointsOf(task, own.parameters)).at(-1)!;
        map!.says(text.route(own.label, time, formatNumber(length, 3)));
        along!.says(text.alongSays(own.label, time, errorText(routeLoss(task).errorAt(own.parameters))));
      }
      if (width === 0 || !map!.context || !along!.context) return;
      drawRoute(map!.context, places, groundOf(task, places, seen.ink.soft), { ...seen, task });
      if (own) drawSlowness(along!.context, { width, height: LOW }, { ...seen, task });
    }
    if (width > 0) drag.show(placeHandles(data, places));
  });
}

function showDepot(map: Chart, cut: Chart, seen: Seen, rows: readonly WeightedPlace[], places: Places): void {
  const { model, own, ink, width } = seen;
  if (width > 0 && map.context) drawDepot(map.context, places, { ...seen, places: rows });
  if (!own) return;
  const { loss } = model;
  const found = cutOf(own, rows, (p) => loss.value(p));
  map.says(text.depot(own.label, formatNumber(loss.value(own.parameters), 3), formatNumber(found.depot, 3)));
  const [gx, gy] = loss.gradient(own.parameters);
  cut.says(text.cutSays(own.label, formatNumber(Math.hypot(gx!, gy!), 3)));
  if (width > 0 && cut.context) drawCut(cut.context, { width, height: LOW }, found, ink);
}

/** The line through a run's depot and the customer that is nearest to it. */
function cutOf(
  { parameters: [x = 0, y = 0], color }: RunNow,
  rows: readonly WeightedPlace[],
  value: (p: Float64Array) => number,
): Cut {
  const away = (place: WeightedPlace) => Math.hypot(x - place.x, y - place.y);
  const nearest = rows.reduce((best, place) => (away(place) < away(best) ? place : best));
  const depot = away(nearest);
  const [ux, uy] = depot > 0 ? [(x - nearest.x) / depot, (y - nearest.y) / depot] : [1, 0];
  return { color, depot, of: (at) => value(Float64Array.of(nearest.x + at * ux, nearest.y + at * uy)) };
}

type Box = readonly [left: number, right: number, bottom: number, top: number];

/** How far from the middle a run is still followed, in sides of the first box. */
const FARTHEST = 2;

/** The box with room for where the runs are, and no smaller ever. */
function widened(box: Box, [x0, x1, y0, y1]: Box, runs: readonly RunNow[]): Box {
  const room = 0.06 * (y1 - y0);
  const reach = FARTHEST * Math.max(x1 - x0, y1 - y0);
  let [left, right, bottom, top] = box;
  for (const { parameters } of runs)
    for (let k = 0; k + 1 < parameters.length; k += 2) {
      const [x, y] = [parameters[k]!, parameters[k + 1]!];
      if (!(Math.hypot(x - (x0 + x1) / 2, y - (y0 + y1) / 2) < reach)) continue;
      if (x < left) left = x - room;
      if (x > right) right = x + room;
      if (y < bottom) bottom = y - room;
      if (y > top) top = y + room;
    }
  const isSame = left === box[0] && right === box[1] && bottom === box[2] && top === box[3];
  return isSame ? box : [left, right, bottom, top];
}

/** Every place with room about it, in which ways around them lie. */
function boxOf(rows: readonly WeightedPlace[]): Box {
  const [xs, ys] = [rows.map(({ x }) => x), rows.map(({ y }) => y)];
  const [x0, x1, y0, y1] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const side = Math.max(x1 - x0, y1 - y0) || 1;
  const [roomX, roomY] = [0.07 * side, Math.max(0.2 * side, 0.42 * side - (y1 - y0) / 2)];
  return [x0 - roomX, x1 + roomX, y0 - roomY, y1 + roomY];
}
