/**
 * How far a wheel was turned, in pixels: lines and pages, in which some mice count, are taken for about as many.
 *
 * @param by `deltaX` or `deltaY`
 */
export function wheelPixels({ deltaMode }: Pick<WheelEvent, 'deltaMode'>, by: number): number {
  return by * (deltaMode === 0 ? 1 : deltaMode === 1 ? 30 : 300);
}
