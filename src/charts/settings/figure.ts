/** A map of settings in a figure: with what its looks mean under it, and the scene's own setting on it. */
import type { Box } from '../../ui/box.ts';
import { shareOn, valueIn } from '../../app/setting-map/axes.ts';
import type { SettingsMap } from '../../app/setting-map/kept.ts';
import { theoryOf } from '../../app/setting-map/theory.ts';
import type { Frame } from '../../app/state.ts';
import { AXIS_TYPE, axisInk, measureWith } from '../../ui/axes.ts';
import type { Pen } from '../../ui/pen.ts';
import { patchOf } from '../../ui/starts-picture.ts';
import { ink } from '../ink.ts';
import { strokeTwice } from '../map/layer.ts';
import { drawnSettings } from './drawn.ts';
import { looksOfEnds } from './picture.ts';
import { drawSettings, layOutSettings } from './plot.ts';
import { lookRows } from './words.ts';

/** Height of a row of the legend, and side of its patch. */
const [ROW, PATCH] = [20, 14] as const;

/** Returns where the map itself lies. */
export function drawSettingsFigure(
  pen: Pen,
  frame: Frame,
  settings: SettingsMap,
  box: Box,
  { font }: { readonly font: string },
): Box {
  const { palette, scene } = frame.state;
  const { asked } = settings;
  const shows = scene.view.settingMap?.shows ?? 'loss';
  const shown = { asked, now: settings, before: null };
  const drawn = drawnSettings(shown, shows, frame.derived.critical.lowest, theoryOf(frame, asked));
  const rows = lookRows(settings, drawn.scale === null, drawn.scale !== null);
  const measure = measureWith(pen, font, AXIS_TYPE);
  const layout = layOutSettings(drawn, { ...box, height: box.height - ROW * rows.length }, measure);
  drawSettings(pen, drawn, layout, palette, font, measure);

  const { plot } = layout;
  const { x, y } = asked.request;
  const [u, v] = [x, y].map((axis) =>
    shareOn(axis, valueIn(scene, scene.optimizers[asked.index]!, axis.key, asked.foot)),
  );
  if (u! >= 0 && u! <= 1 && v! >= 0 && v! <= 1) {
    pen.beginPath();
    const [left, top] = [plot.x + u! * plot.width, plot.y + (1 - v!) * plot.height];
    pen.moveTo(left + 5, top);
    pen.arc(left, top, 5, 0, 2 * Math.PI);
    strokeTwice(pen, palette, ink[palette].line, 1.8);
  }
  const looks = looksOfEnds(palette);
  pen.font = `${AXIS_TYPE}px ${font}`;
  pen.textAlign = 'left';
  pen.textBaseline = 'alphabetic';
  rows.forEach(({ look, name, share }, k) => {
    const at = box.y + box.height - ROW * (rows.length - k);
    pen.drawImage(patchOf(looks[look]!, PATCH), plot.x, at + 3, PATCH, PATCH);
    pen.fillStyle = axisInk[palette].ink;
    pen.fillText(`${name}: ${share}`, plot.x + PATCH + 7, at + 14);
  });
  return plot;
}
