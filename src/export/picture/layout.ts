/** Where on a sheet what lies, in figure pixels: CSS pixels of a picture at 1x. Pure. */
import type { Box } from '../../ui/box.ts';

export const whats = ['stage', 'map', 'maps', 'chart', 'figure'] as const;
/** `maps` is a map for each run, `figure` all of it on one sheet. */
export type What = (typeof whats)[number];

export const sheetShapes = ['page', '3:2', '4:3', '16:9', '1:1'] as const;
/** Proportions of the sheet; `page` has those of the stage on the page. */
export type SheetShape = (typeof sheetShapes)[number];

const widths: Readonly<Record<What, number>> = { stage: 960, map: 640, maps: 960, chart: 640, figure: 1280 };

/** A stage taller or wider than this, on a page that was drawn out, is no picture. */
const [NARROWEST, WIDEST] = [0.5, 3];

export function sheetSize(
  what: What,
  shape: SheetShape,
  page: { readonly width: number; readonly height: number },
): { width: number; height: number } {
  const own = page.width / page.height;
  const [across = 1, down = 1] =
    shape === 'page'
      ? [Number.isFinite(own) && own > 0 ? Math.min(WIDEST, Math.max(NARROWEST, own)) : 1.5]
      : shape.split(':').map(Number);
  const width = widths[what];
  return { width, height: Math.round((width * down) / across) };
}

export interface Arrangement {
  readonly title?: Box;
  readonly legend?: Box;
  readonly stage?: Box;
  /** The share of its box that the stage fills; the rest is for its shadow. */
  readonly stageShare?: number;
  readonly map?: Box;
  readonly chart?: Box;
}

/** Around the sheet and between its parts. */
const [MARGIN, GAP] = [24, 20];
const TITLE = 30;
/** Room around the stage for its shadow, as a share of each side. */
const ROOM = 0.06;

/**
 * @param legendHeight height of the legend in so much width; 0 for none
 * @param isCurve whether a curve stands in the place of stage and map
 */
export function arrange(
  what: What,
  width: number,
  height: number,
  legendHeight: (width: number) => number,
  isCurve = false,
): Arrangement {
  const margin = what === 'figure' ? MARGIN : 12;
  const across = width - 2 * margin;
  const top = margin + (what === 'figure' ? TITLE : 0);
  const entries = legendHeight(across);
  const legend = entries > 0 ? { legend: { x: margin, y: top, width: across, height: entries } } : {};
  const y = top + (entries > 0 ? entries + 10 : 0);
  if (what === 'stage') {
    const above = entries > 0 ? y : 0;
    return { ...legend, stage: { x: 0, y: above, width, height: Math.max(1, height - above) } };
  }
  const rest = { x: margin, y, width: across, height: Math.max(1, height - y - margin) };
  if (what !== 'figure') return { ...legend, [what === 'chart' ? 'chart' : 'map']: rest };

  const title = { x: margin, y: margin, width: across, height: TITLE };
  if (isCurve) return { title, ...legend, ...withCurve(rest) };
  if (width / height >= 1.25) {
    const left = Math.round(across * 0.62);
    const side = { x: margin + left + GAP, width: across - left - GAP };
    const upper = Math.round((rest.height - GAP) * 0.58);
    return {
      title,
      ...legend,
      ...withRoom({ ...rest, width: left }),
      map: { ...side, y, height: upper },
      chart: { ...side, y: y + upper + GAP, height: rest.height - upper - GAP },
    };
  }
  const upper = Math.round((rest.height - GAP) * 0.6);
  const half = Math.round((across - GAP) / 2);
  const lower = { y: y + upper + GAP, height: rest.height - upper - GAP };
  return {
    title,
    ...legend,
    ...withRoom({ ...rest, height: upper }),
    map: { x: margin, width: half, ...lower },
    chart: { x: margin + half + GAP, width: across - half - GAP, ...lower },
  };
}

/** A curve over the chart, or to its left: it has no map. */
function withCurve(rest: Box): Pick<Arrangement, 'stage' | 'chart'> {
  if (rest.width / rest.height >= 1.25) {
    const left = Math.round(rest.width * 0.64);
    return {
      stage: { ...rest, width: left },
      chart: { ...rest, x: rest.x + left + GAP, width: rest.width - left - GAP },
    };
  }
  const upper = Math.round((rest.height - GAP) * 0.66);
  return {
    stage: { ...rest, height: upper },
    chart: { ...rest, y: rest.y + upper + GAP, height: rest.height - upper - GAP },
  };
}

/** Room around the stage, in its own proportions, so that its shadow ends by itself and not at an edge. */
function withRoom({ x, y, width, height }: Box): Pick<Arrangement, 'stage' | 'stageShare'> {
  const [across, down] = [Math.round(width * ROOM), Math.round(height * ROOM)];
  return {
    stage: { x: x - across, y: y - down, width: width + 2 * across, height: height + 2 * down },
    stageShare: 1 / (1 + 2 * ROOM),
  };
}
