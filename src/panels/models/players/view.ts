import type { App } from '../../../app/app.ts';
import { memo } from '../../../app/memo.ts';
import { formatNumber, formatShort } from '../../../core/math/format.ts';
import { factorOf, type Game, restOf, turningAt } from '../../../core/models/players-loss.ts';
import type { Model } from '../../../core/models/types.ts';
import { players as text } from '../../../text/en/players.ts';
import { drawMatrixLines } from '../matrices/draw.ts';
import { createOwnCharts, type Seen } from '../own-charts.ts';
import type { OwnView } from '../own-views.ts';
import { drawField, frameOf, type PlayersWay } from './draw.ts';

const [TALL, LOW] = [230, 140] as const;
/** Steps of a run that are looked at, about. */
const SAMPLED = 240;
/** A factor this near 1 is one, but for its rounding. */
const NEAR = 1e-15;
/** A coordinate of the place of rest that is smaller is what its search leaves of 0. */
const NOTHING = 1e-12;

/** The game with where neither player is pushed, as found from where they begin. */
function problemOf(model: Model) {
  const game = model.loss as Game;
  return { game, rest: restOf(game, model.initial(1)) };
}
type Problem = ReturnType<typeof problemOf>;

/** Steps of a run, evenly taken, up to one. */
function stepsTo(last: number): number[] {
  const stride = Math.max(1, Math.ceil(last / SAMPLED));
  return [...Array.from({ length: Math.ceil(last / stride) }, (_, k) => k * stride), last];
}

/** What the field does where a run is. */
export function turning(game: Game, p: ArrayLike<number>): string {
  const { curl, divergence } = turningAt(game, p);
  const said = (value: number) => formatNumber(value + 0, 3);
  if (curl === 0) return text.straight(said(divergence));
  const gathers = divergence === 0 ? 'neither' : divergence < 0 ? 'gathers' : 'spreads';
  return text.turns(said(curl), said(divergence), gathers);
}

/** How far a run is from the place of rest, and what plain steps at its rate would make of that. */
export function distanceWords({ game, rest }: Problem, { own, view, selected, step }: Seen): string {
  if (!own || !selected || !rest) return '';
  const far = (p: ArrayLike<number>) => Math.hypot(p[0]! - rest[0], p[1]! - rest[1]);
  const [now, first] = [far(own.parameters), view.at(selected.index, 0)];
  const place = `(${rest.map((x) => formatNumber(Math.abs(x) < NOTHING ? 0 : x, 3)).join(', ')})`;
  const words = [text.distanceOf(own.label, formatNumber(now, 4), place)];
  const last = Math.min(step, selected.run.steps);
  const times = first ? now / far(first) : 0;
  if (last > 0 && times > 0 && times < Infinity)
    words.push(text.factor(formatNumber(times, 3), formatNumber(times ** (1 / last), 5)));
  const lr = Number(selected.setting.values['lr']);
  const factor = lr > 0 ? factorOf(game, rest, lr) : Number.NaN;
  const way = Math.abs(factor - 1) < NEAR ? 'around' : factor > 1 ? 'out' : 'in';
  if (Number.isFinite(factor)) {
    const short = formatNumber(factor, 5);
    // Out of small steps comes a factor that is 1 in its first digits.
    const said = Number(short) === 1 && way !== 'around' ? formatNumber(factor, 17) : short;
    words.push(text.plain(formatShort(lr, 3), game.turns === 'simultaneous', said, way));
  }
  return words.join(' ');
}

/** The picture of a game: the field with the ways through it, and how far each run is from where both rest. */
export function createPlayersView(app: App): OwnView {
  const problem = memo(problemOf);
  return createOwnCharts(app, [text.field, text.distance], ([field, distance], seen) => {
    const { model, runs, own, ink, width, view, step } = seen;
    const task = problem(model);
    const { game, rest } = task;
    field!.says(own ? `${turning(game, own.parameters)} ${text.fieldOf(own.label)}` : text.none);
    distance!.element.hidden = !own || !rest;
    distance!.says(distanceWords(task, seen));
    if (width === 0 || !field!.context || !distance!.context) return;
    const all = app.derived.runs.map(({ index, run, look }) => ({
      color: look.color,
      isSelected: index === seen.selected?.index,
      steps: stepsTo(run.steps),
      at: (k: number) => view.at(index, k) ?? [],
      last: Math.min(step, run.steps),
    }));
    const lines = all.map(({ color, isSelected, steps, at }) => ({
      color,
      width: isSelected ? 2.2 : 1.2,
      at: steps,
      values: rest ? steps.map((k) => Math.hypot(at(k)[0]! - rest[0], at(k)[1]! - rest[1])) : [],
    }));
    const ways = all.map(
      ({ color, isSelected, at, last }): PlayersWay => ({ color, isSelected, points: stepsTo(last).map(at) }),
    );
    const size = { width, height: TALL };
    const places = all.flatMap(({ steps, at }) => steps.map(at));
    const shown = places.length > 0 ? places : [model.initial(1)];
    const frame = frameOf(rest ? [...shown, rest] : shown, size);
    const order = (a: { isSelected: boolean }, b: { isSelected: boolean }) =>
      Number(a.isSelected) - Number(b.isSelected);
    drawField(field!.context, size, frame, game, ways.toSorted(order), rest, ink);
    if (runs.length === 0 || !rest) return;
    const most = Math.max(1, ...all.map(({ steps }) => steps.at(-1)!));
    const across = { range: [0, most] as const, name: text.step };
    drawMatrixLines(distance!.context, { width, height: LOW }, across, lines, ink, { now: step });
  });
}
