import type { OwnData } from '../../core/models/types.ts';
import type { Handles } from './drag-points.ts';

/** A part of the plane, of equal scales, where rows of a table of x, y and a number lie. */
export interface Places {
  /** CSS pixels of a unit. */
  readonly unit: number;
  readonly width: number;
  readonly height: number;
  x(value: number): number;
  y(value: number): number;
}

/** @param box what is seen at least: left, right, bottom and top */
export function placesIn(
  [x0, x1, y0, y1]: readonly [number, number, number, number],
  width: number,
  height: number,
): Places {
  const unit = Math.min(width / (x1 - x0), height / (y1 - y0));
  return {
    unit,
    width,
    height,
    x: (value) => width / 2 + (value - (x0 + x1) / 2) * unit,
    y: (value) => height / 2 - (value - (y0 + y1) / 2) * unit,
  };
}

/** Rows are put anywhere. */
export function placeHandles(data: OwnData, { x, y, unit }: Places): Handles {
  const rounded = (value: number) => Number(value.toFixed(Math.max(0, Math.ceil(Math.log10(unit)))));
  return {
    count: data.values.length / 3,
    row: () => null,
    at: (row) => [x(data.values[3 * row]!), y(data.values[3 * row + 1]!)],
    put(row, atX, atY) {
      const place = [rounded((atX - x(0)) / unit), rounded((y(0) - atY) / unit)];
      return { ...data, values: data.values.toSpliced(3 * row, 2, ...place) };
    },
  };
}
