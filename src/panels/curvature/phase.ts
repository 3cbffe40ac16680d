import type { App } from '../../app/app.ts';
import { lastPlaceAt } from '../../app/curvature.ts';
import type { AppView, Frame } from '../../app/state.ts';
import { formatNumber } from '../../core/math/format.ts';
import { phaseField } from '../../core/run/phase.ts';
import type { Run } from '../../core/run/types.ts';
import { phase as text } from '../../text/en/phase.ts';
import { html, setAttribute, setText } from '../../ui/dom.ts';
import { pageInk, watchWidth } from '../models/canvas.ts';
import { drawField } from '../models/players/draw.ts';
import type { Range } from '../models/strip.ts';
import { phasedRun } from './phase-offer.ts';

const HEIGHT = 200;
/** Steps of a run that are drawn, at most: the last ones. */
const STEPS = 2000;

/** Where a run is at a step, and by how much the step before moved. */
export function stateAt(run: Run, step: number): [x: number, v: number] {
  const [x] = lastPlaceAt(run, step);
  return [x, step > 0 ? x - lastPlaceAt(run, step - 1)[0] : 0];
}

/** Around all that is finite, with room. */
function around(values: readonly number[]): Range {
  const all = values.filter(Number.isFinite);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const room = 0.12 * (high - low) || 0.5;
  return [low - room, high + room];
}

/** Momentum's field on the plane of place and velocity, with the selected run's way through it. */
export function createPhasePicture(place: HTMLElement, app: App): AppView {
  const canvas = html('canvas', { role: 'img' });
  const words = html('p');
  const context = canvas.getContext('2d');
  place.append(canvas, words);
  let last: Frame | null = null;
  const draw = (frame: Frame) => {
    last = frame;
    const phased = phasedRun(frame);
    if (!phased) return;
    const { view, lr, momentum } = phased;
    const { run, label, look } = view;
    const { loss } = frame.derived;
    const name = loss.variables?.[0] ?? 'x';
    const field = phaseField(loss, lr, momentum);
    const now = Math.min(frame.state.playhead.step, run.steps);
    const { curl, divergence } = field.turning(stateAt(run, now));
    const said = text.says(label, name, formatNumber(curl, 3), formatNumber(divergence, 3));
    setAttribute(canvas, 'aria-label', said);
    setText(words, said);
    if (!context || room.now === 0) return;
    const first = Math.max(0, now - STEPS);
    const points = Array.from({ length: now - first + 1 }, (_, k) => stateAt(run, first + k));
    const every = Math.max(1, Math.ceil(run.steps / STEPS));
    const all = Array.from({ length: Math.ceil(run.steps / every) + 1 }, (_, k) =>
      stateAt(run, Math.min(run.steps, k * every)),
    );
    const ranges = [around(all.map(([x]) => x)), around(all.map(([, v]) => v))] as const;
    const ink = pageInk(place, frame.state.palette);
    const way = { color: look.color, isSelected: true, points };
    drawField(context, { width: room.now, height: HEIGHT }, ranges, field, [way], null, ink, [
      name,
      text.velocity,
    ]);
  };
  const room = watchWidth(place, () => last && draw(last));
  app.invalidate();
  return {
    draw,
    dispose() {
      room.dispose();
      canvas.remove();
      words.remove();
    },
  };
}
