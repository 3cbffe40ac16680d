import type { Box, Size } from '../../ui/box.ts';

/** Where stage and legend stand in a frame, in pixels. */
export interface FilmLayout {
  readonly stage: Box;
  /** The legend's ground; null without a legend. */
  readonly legend: Box | null;
  /** Pixels that a pixel of the page has a side. */
  readonly scale: number;
  /** The width that the legend was laid out for, in CSS pixels. */
  readonly room: number;
}

/** The shorter side, in pixels, at which type and lines have the page's own size; a larger film has larger ones. */
const PAGE = 540;

/** Pixels that a pixel of the page has a side in a frame of this size. */
export function typeScale({ width, height }: Size): number {
  return Math.max(1, Math.min(width, height) / PAGE);
}

/** What the stage keeps of a side, at least, where a legend stands beside it. */
const KEPT = 0.5;

/**
 * A legend stands to the left of the stage, or over it where the frame is no wider than high, so that no path is ever
 * behind it. Only in a frame too small for both it lies on the stage.
 *
 * @param legend its size in CSS pixels, in so much width
 */
export function layOutFilm({ width, height }: Size, legend: ((room: number) => Size) | null): FilmLayout {
  const scale = typeScale({ width, height });
  const whole: Box = { x: 0, y: 0, width, height };
  if (!legend) return { stage: whole, legend: null, scale, room: 0 };
  const sizeIn = (across: number) => {
    const room = across / scale;
    const size = legend(room);
    return { room, left: Math.ceil(size.width * scale), top: Math.ceil(size.height * scale) };
  };
  const beside = sizeIn((1 - KEPT) * width);
  if (width > height && beside.left <= (1 - KEPT) * width && beside.top <= height)
    return {
      stage: { x: beside.left, y: 0, width: width - beside.left, height },
      legend: { x: 0, y: 0, width: beside.left, height },
      scale,
      room: beside.room,
    };
  const { room, left, top } = sizeIn(width);
  if (height - top >= KEPT * height)
    return {
      stage: { x: 0, y: top, width, height: height - top },
      legend: { x: 0, y: 0, width, height: top },
      scale,
      room,
    };
  return { stage: whole, legend: { x: 0, y: 0, width: left, height: top }, scale, room };
}

/** The size of a frame that looks like one of this size, and is drawn no larger than its type needs. */
export function previewSize({ width, height }: Size): Size {
  const share = Math.min(1, PAGE / Math.min(width, height));
  return { width: Math.round(width * share), height: Math.round(height * share) };
}
