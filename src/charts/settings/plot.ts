/** A map of settings drawn by a pen: its picture, lines of one value, the line of theory, axes, and the scale of colours. */
import type { Box } from '../../ui/box.ts';
import { shareOn } from '../../app/setting-map/axes.ts';
import type { AskedSettings } from '../../app/setting-map/asked.ts';
import type { SettingsMap } from '../../app/setting-map/kept.ts';
import type { TheoryLine } from '../../app/setting-map/theory.ts';
import type { Palette } from '../../app/state.ts';
import { isolines } from '../../core/geometry/isolines.ts';
import { axisName, linearTicks } from '../../core/geometry/ticks.ts';
import type { Axis } from '../../core/run/maps.ts';
import { settings as text } from '../../text/en/settings.ts';
import {
  AXIS_LINE,
  AXIS_TYPE,
  type AxisText,
  axisInk,
  drawAxes,
  isFree,
  type Measure,
} from '../../ui/axes.ts';
import type { Pen } from '../../ui/pen.ts';
import { contourInk, tint } from '../../ui/tints.ts';
import { logTicks, type Tick } from '../axis.ts';
import { ink } from '../ink.ts';
import { strokeTwice } from '../map/layer.ts';
import { formatRound } from '../round-numbers.ts';
import { settingsPicture } from './picture.ts';
import type { SettingScale } from './scale.ts';
import { axisLabel } from './words.ts';

/** In figure pixels: height of a line of type, a tick, and the gap to its number. */
const [LINE, TICK, AWAY] = [AXIS_LINE * AXIS_TYPE, 4, 3] as const;
/** The scale of colours: its bar, and all of it with name and numbers. */
const [BAR, SCALE] = [10, 10 + LINE + AWAY + LINE + 8] as const;
/** Opacity of a map of what was asked for before. */
const FAINT = 0.35;
/** Points of lines of one value at most: where runs are chaotic there are no lines to see. */
const MOST_POINTS = 30_000;

export interface DrawnSettings {
  readonly asked: AskedSettings;
  readonly settings: SettingsMap | null;
  /** Whether it is another's, shown until its own is there. */
  readonly isFaint: boolean;
  /** Null where pixels are told by how they end. */
  readonly scale: SettingScale | null;
  /** What the colours are of. */
  readonly scaleName: string;
  readonly theory: TheoryLine | null;
}

export interface SettingsLayout {
  readonly box: Box;
  /** The place of the map within its axes. */
  readonly plot: Box;
}

/** Where a map lies in a box. */
export function layOutSettings({ asked, scale }: DrawnSettings, box: Box, measure: Measure): SettingsLayout {
  const widest = Math.max(
    ...ticksOf(asked.request.y, box.height).list.map((tick) => measure(tick.text, false)),
    14,
  );
  const left = Math.ceil(widest) + TICK + AWAY + 1;
  const top = LINE + AWAY + 2;
  const below = TICK + AWAY + 2 * LINE + 6 + (scale ? SCALE : 0);
  return {
    box,
    plot: {
      x: box.x + left,
      y: box.y + top,
      width: Math.max(1, box.width - left - 9),
      height: Math.max(1, box.height - top - below),
    },
  };
}

/** Height of a box in which the map is a square of the width that there is, within a limit. */
export function heightOfSettings(hasScale: boolean, width: number): number {
  const rest = LINE + AWAY + 2 + TICK + AWAY + 2 * LINE + 6 + (hasScale ? SCALE : 0);
  return Math.round(Math.min(300, Math.max(180, width - 50)) + rest);
}

export function drawSettings(
  pen: Pen,
  drawn: DrawnSettings,
  { box, plot }: SettingsLayout,
  palette: Palette,
  font: string,
  measure: Measure,
): void {
  const { settings, scale, theory, isFaint, asked } = drawn;
  if (settings) {
    pen.save();
    pen.beginPath();
    pen.rect(plot.x, plot.y, plot.width, plot.height);
    pen.clip();
    pen.globalAlpha = isFaint ? FAINT : 1;
    const picture = settingsPicture(settings, scale?.shares ?? null, palette);
    pen.drawImage(picture, plot.x, plot.y, plot.width, plot.height);
    pen.globalAlpha = 1;
    if (scale && !isFaint) drawContours(pen, settings, scale, plot, palette);
    pen.restore();
  }
  if (theory) drawTheory(pen, theory, plot, palette, font, measure);
  drawAxes(pen, axesAround(asked, box, plot, measure), palette, font, AXIS_TYPE);
  if (scale) drawScale(pen, scale, drawn.scaleName, box, plot, palette, font, measure);
}

function drawContours(
  pen: Pen,
  settings: SettingsMap,
  scale: SettingScale,
  plot: Box,
  palette: Palette,
): void {
  const { width, height } = settings.map;
  const levels = scale.axis
    .ticks(9)
    .map(({ line }) => line)
    .filter((level) => level > 0 && level < 1);
  const lines = isolines(scale.shares, width, height, levels);
  if (lines.reduce((sum, { points }) => sum + points.length, 0) > MOST_POINTS) return;
  const { color, thin } = contourInk[palette];
  pen.strokeStyle = `rgb(${color.join(' ')})`;
  pen.lineWidth = 0.8;
  pen.globalAlpha = thin;
  pen.beginPath();
  for (const { points, closed } of lines) {
    for (let k = 0; k < points.length; k += 2) {
      const x = plot.x + ((points[k]! + 0.5) / width) * plot.width;
      const y = plot.y + (1 - (points[k + 1]! + 0.5) / height) * plot.height;
      if (k === 0) pen.moveTo(x, y);
      else pen.lineTo(x, y);
    }
    if (closed) pen.closePath();
  }
  pen.stroke();
  pen.globalAlpha = 1;
}

/** The line, and its formula beside the middle of what is seen of it. */
function drawTheory(
  pen: Pen,
  { points, formula }: TheoryLine,
  plot: Box,
  palette: Palette,
  font: string,
  measure: Measure,
): void {
  const seen: [number, number][] = [];
  pen.save();
  pen.beginPath();
  pen.rect(plot.x, plot.y, plot.width, plot.height);
  pen.clip();
  pen.lineJoin = 'round';
  pen.beginPath();
  for (let k = 0; k < points.length; k += 2) {
    const [u, v] = [points[k]!, points[k + 1]!];
    if (!Number.isFinite(u) || !Number.isFinite(v)) continue;
    const at: [number, number] = [plot.x + u * plot.width, plot.y + (1 - v) * plot.height];
    if (k === 0) pen.moveTo(...at);
    else pen.lineTo(...at);
    if (u >= 0 && u <= 1 && v >= 0 && v <= 1) seen.push(at);
  }
  strokeTwice(pen, palette, ink[palette].line, 1.8);
  const middle = seen[seen.length >> 1];
  if (middle) {
    const wide = measure(formula, false);
    const isRight = middle[0] + wide + 14 < plot.x + plot.width;
    const x = Math.max(plot.x + 4, isRight ? middle[0] + 8 : middle[0] - wide - 8);
    const y = Math.min(plot.y + plot.height - 4, Math.max(plot.y + LINE + 2, middle[1] - 4));
    pen.fillStyle = ink[palette].halo;
    pen.fillRect(x - 3, y - AXIS_TYPE, wide + 6, LINE + 2);
    pen.font = `${AXIS_TYPE}px ${font}`;
    pen.textAlign = 'left';
    pen.textBaseline = 'alphabetic';
    pen.fillStyle = ink[palette].line;
    pen.fillText(formula, x, y);
  }
  pen.restore();
}

interface AxisNumbers {
  readonly list: readonly { readonly value: number; readonly text: string }[];
  readonly offset: number;
}

function ticksOf({ min, max, scale }: Axis, length: number): AxisNumbers {
  const count = Math.max(2, length / 52);
  if (scale === 'linear' || max < 10 * min) return linearTicks(min, max, count);
  const list = logTicks(min, max, count).map((value) => ({ value, text: formatRound(value) }));
  return { list, offset: 0 };
}

function axesAround({ request, chosen }: AskedSettings, box: Box, plot: Box, measure: Measure) {
  const { x, y } = request;
  const lines: number[] = [];
  const texts: AxisText[] = [];
  const put = (label: string, left: number, top: number, gap = 3) => {
    const width = measure(label, false);
    const at = Math.max(box.x, Math.min(left, box.x + box.width - width));
    const made = { text: label, isName: false, x: at, y: top, width, height: LINE };
    if (isFree(made, texts, gap)) texts.push(made);
  };
  const [bottom, right] = [plot.y + plot.height, plot.x + plot.width];
  const across = ticksOf(x, plot.width);
  const up = ticksOf(y, plot.height);
  put(axisName(axisLabel(chosen[1]), up), box.x, box.y);
  const name = axisName(axisLabel(chosen[0]), across);
  put(name, right - measure(name, false), bottom + TICK + AWAY + LINE + 4);
  for (const { value, text: label } of across.list) {
    const at = plot.x + shareOn(x, value) * plot.width;
    lines.push(at, bottom, at, bottom + TICK);
    put(label, at - measure(label, false) / 2, bottom + TICK + AWAY);
  }
  for (const { value, text: label } of up.list) {
    const at = bottom - shareOn(y, value) * plot.height;
    lines.push(plot.x - TICK, at, plot.x, at);
    put(label, plot.x - TICK - AWAY - measure(label, false), at - LINE / 2, 0);
  }
  return { lines, texts };
}

function drawScale(
  pen: Pen,
  { axis }: SettingScale,
  name: string,
  box: Box,
  plot: Box,
  palette: Palette,
  font: string,
  measure: Measure,
): void {
  const top = box.y + box.height - SCALE + 4;
  const { soft, ink: strong } = axisInk[palette];
  pen.save();
  pen.font = `${AXIS_TYPE}px ${font}`;
  pen.textAlign = 'left';
  pen.textBaseline = 'alphabetic';
  pen.fillStyle = strong;
  pen.fillText(name, box.x, top + 0.82 * AXIS_TYPE);
  const from = top + LINE + 2;
  const parts = 96;
  for (let k = 0; k < parts; k++) {
    const [red, green, blue] = tint((k + 0.5) / parts, palette);
    pen.fillStyle = `rgb(${Math.round(red)} ${Math.round(green)} ${Math.round(blue)})`;
    // No gap is seen between two that overlap.
    pen.fillRect(
      plot.x + (k / parts) * plot.width,
      from,
      plot.width / parts + (k < parts - 1 ? 0.6 : 0),
      BAR,
    );
  }
  const said: AxisText[] = [];
  const lines: number[] = [];
  for (const tick of axis.ticks(Math.max(2, plot.width / 58))) {
    const label = tickLabel(tick);
    const width = measure(label, false);
    const at = plot.x + tick.at * plot.width;
    const x = Math.max(box.x, Math.min(at - width / 2, box.x + box.width - width));
    const made = { text: label, isName: false, x, y: from + BAR + AWAY, width, height: LINE };
    if (!isFree(made, said, 5)) continue;
    said.push(made);
    const line = plot.x + tick.line * plot.width;
    lines.push(line, from + BAR - 3, line, from + BAR + 2);
  }
  pen.fillStyle = soft;
  pen.restore();
  drawAxes(pen, { lines, texts: said }, palette, font, AXIS_TYPE);
}

function tickLabel({ value, beyond }: Tick): string {
  const label = formatRound(value);
  if (beyond === 'above') return text.above(label);
  return beyond === 'below' && value !== 0 ? text.below(label) : label;
}
