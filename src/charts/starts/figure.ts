/** A map of starts in a figure: with axes, contour lines and the scene's own start, and what its looks mean under it. */
import type { Box } from '../../ui/box.ts';
import type { StartsMap } from '../../app/starts/kept.ts';
import type { Frame } from '../../app/state.ts';
import { ENDED, UNDECIDED } from '../../core/run/basins.ts';
import { AXIS_TYPE, axisInk, drawAxes, measureWith } from '../../ui/axes.ts';
import type { Pen } from '../../ui/pen.ts';
import { lookOfNone, looksOfPlaces } from '../../ui/starts-looks.ts';
import { fineStartsPicture, patchOf } from '../../ui/starts-picture.ts';
import { layOutMap, layOutMapAxes } from '../map/axes.ts';
import { projection } from '../map/projection.ts';
import { drawStart } from '../map/ring.ts';
import { drawStarts } from '../overlays/starts.overlay.ts';
import { endRows } from './words.ts';

/** Height of a row of the legend, and side of its patch. */
const [ROW, PATCH] = [20, 14] as const;

/** Returns where the map itself lies. */
export function drawStartsFigure(
  pen: Pen,
  frame: Frame,
  starts: StartsMap,
  box: Box,
  { font }: { readonly font: string },
): Box {
  const { surface } = frame.derived;
  const { palette, scene } = frame.state;
  const { rows, more } = endRows(starts);
  const lines = rows.length + (more === null ? 0 : 1);
  const measure = measureWith(pen, font, AXIS_TYPE);
  const panel = { x: 0, y: 0, width: box.width, height: box.height - ROW * lines - 8 };
  const plot = layOutMap(surface, panel.width, panel.height, measure);
  const place = projection(surface.grid.domain, plot.width, plot.height);
  pen.save();
  pen.translate(box.x, box.y);
  pen.save();
  pen.translate(plot.x, plot.y);
  pen.beginPath();
  pen.rect(0, 0, plot.width, plot.height);
  pen.clip();
  drawStarts(pen, starts, frame, place, fineStartsPicture);
  drawStart(pen, place, scene.start, palette);
  pen.restore();
  drawAxes(pen, layOutMapAxes(surface, plot, panel, measure), palette, font, AXIS_TYPE);

  const looks = looksOfPlaces(starts.asked.places, palette);
  pen.font = `${AXIS_TYPE}px ${font}`;
  pen.textAlign = 'left';
  pen.textBaseline = 'alphabetic';
  const top = box.height - ROW * lines;
  const say = (words: string, k: number, left: number) => {
    pen.fillStyle = axisInk[palette].ink;
    pen.fillText(words, left, top + ROW * k + 14);
  };
  rows.forEach(({ of, name, what, share }, k) => {
    const look = of < 0 ? lookOfNone(of === UNDECIDED ? UNDECIDED : ENDED, palette) : looks[of]!;
    pen.drawImage(patchOf(look, PATCH), plot.x, top + ROW * k + 3, PATCH, PATCH);
    say(`${name}: ${what}, ${share}`, k, plot.x + PATCH + 7);
  });
  if (more !== null) say(more, rows.length, plot.x);
  pen.restore();
  return { ...plot, x: box.x + plot.x, y: box.y + plot.y };
}
