/** A text as a canvas has it, where it stands in pixels of the canvas. */
export interface DrawnText {
  readonly text: string;
  readonly box: readonly [left: number, top: number, right: number, bottom: number];
}

declare global {
  interface Window {
    /** What stands on every canvas now, each as it was drawn last. */
    drawnTexts?: Map<HTMLCanvasElement, DrawnText[]>;
  }
}

/** Notes what is written on canvases, which nothing else can read. Runs in the page before any of its scripts. */
export function noteDrawnTexts(): void {
  const drawn = new Map<HTMLCanvasElement, DrawnText[]>();
  window.drawnTexts = drawn;
  const { fillText, clearRect, fillRect } = CanvasRenderingContext2D.prototype;
  Object.assign(CanvasRenderingContext2D.prototype, {
    fillText(this: CanvasRenderingContext2D, text: string, x: number, y: number, most?: number) {
      const metrics = this.measureText(text);
      const [left, right] = [metrics.actualBoundingBoxLeft, metrics.actualBoundingBoxRight];
      const [up, down] = [metrics.actualBoundingBoxAscent, metrics.actualBoundingBoxDescent];
      const matrix = this.getTransform();
      const corners = [
        [x - left, y - up],
        [x + right, y - up],
        [x - left, y + down],
        [x + right, y + down],
      ].map(([a, b]) => matrix.transformPoint(new DOMPoint(a, b)));
      const [xs, ys] = [corners.map((corner) => corner.x), corners.map((corner) => corner.y)];
      const box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)] as const;
      const texts = drawn.get(this.canvas) ?? [];
      drawn.set(this.canvas, texts);
      texts.push({ text, box });
      if (most === undefined) fillText.call(this, text, x, y);
      else fillText.call(this, text, x, y, most);
    },
    clearRect(this: CanvasRenderingContext2D, ...rect: [number, number, number, number]) {
      if (isWhole(this, rect)) drawn.delete(this.canvas);
      clearRect.apply(this, rect);
    },
    fillRect(this: CanvasRenderingContext2D, ...rect: [number, number, number, number]) {
      if (isWhole(this, rect)) drawn.delete(this.canvas);
      fillRect.apply(this, rect);
    },
  });
  for (const side of ['width', 'height'] as const) {
    const own = Object.getOwnPropertyDescriptor(HTMLCanvasElement.prototype, side)!;
    Object.defineProperty(HTMLCanvasElement.prototype, side, {
      ...own,
      set(this: HTMLCanvasElement, length: number) {
        drawn.delete(this);
        own.set!.call(this, length);
      },
    });
  }
  function isWhole(context: CanvasRenderingContext2D, [x, y, width, height]: readonly number[]): boolean {
    const matrix = context.getTransform();
    const from = matrix.transformPoint(new DOMPoint(x, y));
    const to = matrix.transformPoint(new DOMPoint(x! + width!, y! + height!));
    const { canvas } = context;
    return from.x <= 0 && from.y <= 0 && to.x >= canvas.width - 1 && to.y >= canvas.height - 1;
  }
}
