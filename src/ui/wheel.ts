/**
 * How far a wheel was turned, in pixels: lines and pages, in which some mice count, are taken for about as many.
 *
 * @param by `deltaX` or `deltaY`
 */
export function wheelPixels({ deltaMode }: Pick<WheelEvent, 'deltaMode'>, by: number): number {
  return by * (deltaMode === 0 ? 1 : deltaMode === 1 ? 30 : 300);
}

/** How much more a turn of the wheel shows. A trackpad's pinch arrives as one with the control key, in smaller numbers. */
export function wheelFactor(event: WheelEvent): number {
  const speed = event.ctrlKey ? 0.01 : 0.0015;
  return Math.exp(Math.max(-200, Math.min(200, wheelPixels(event, event.deltaY))) * speed);
}
