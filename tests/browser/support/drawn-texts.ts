/** A text as a canvas has it, where it stands in pixels of the canvas. */
export interface DrawnText {
  readonly text: string;
  readonly box: Box;
  /** The part of the canvas that was drawn on: all of it, or what it was clipped to. */
  readonly within: Box;
}

type Box = readonly [left: number, top: number, right: number, bottom: number];

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
  const { prototype } = CanvasRenderingContext2D;
  const { fillText, clearRect, fillRect, save, restore, clip } = prototype;
  /** What each canvas is clipped to now and was when it was saved, and the box around the path that it is drawing. */
  const nothing: Box = [Infinity, Infinity, -Infinity, -Infinity];
  const clips = new WeakMap<HTMLCanvasElement, { now: Box | null; saved: (Box | null)[]; path: Box }>();
  const clipsOf = ({ canvas }: CanvasRenderingContext2D) => {
    const known = clips.get(canvas) ?? { now: null, saved: [], path: nothing };
    clips.set(canvas, known);
    return known;
  };
  const common = ([a, b, c, d]: Box, [e, f, g, h]: Box): Box => [
    Math.max(a, e),
    Math.max(b, f),
    Math.min(c, g),
    Math.min(d, h),
  ];
  const around = (context: CanvasRenderingContext2D, points: readonly (readonly [number, number])[]): Box => {
    const matrix = context.getTransform();
    const places = points.map(([x, y]) => matrix.transformPoint(new DOMPoint(x, y)));
    const [xs, ys] = [places.map(({ x }) => x), places.map(({ y }) => y)];
    return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  };
  /** Calls the context's own, and remembers by how much its path has grown. */
  const grows = (
    name: 'rect' | 'moveTo' | 'lineTo' | 'arc',
    corners: (x: number, y: number, ...more: number[]) => readonly (readonly [number, number])[],
  ) => {
    const own = prototype[name] as unknown as (...args: number[]) => void;
    return function (this: CanvasRenderingContext2D, ...args: [number, number, ...number[]]) {
      const known = clipsOf(this);
      const [a, b, c, d] = known.path;
      const [e, f, g, h] = around(this, corners(...args));
      known.path = [Math.min(a, e), Math.min(b, f), Math.max(c, g), Math.max(d, h)];
      own.apply(this, args);
    };
  };
  const { beginPath } = prototype;
  Object.assign(prototype, {
    beginPath(this: CanvasRenderingContext2D) {
      clipsOf(this).path = nothing;
      beginPath.call(this);
    },
    rect: grows('rect', (x, y, width = 0, height = 0) => [
      [x, y],
      [x + width, y],
      [x, y + height],
      [x + width, y + height],
    ]),
    moveTo: grows('moveTo', (x, y) => [[x, y]]),
    lineTo: grows('lineTo', (x, y) => [[x, y]]),
    arc: grows('arc', (x, y, radius = 0) => [
      [x - radius, y - radius],
      [x + radius, y + radius],
    ]),
    save(this: CanvasRenderingContext2D) {
      const known = clipsOf(this);
      known.saved.push(known.now);
      save.call(this);
    },
    restore(this: CanvasRenderingContext2D) {
      const known = clipsOf(this);
      if (known.saved.length > 0) known.now = known.saved.pop()!;
      restore.call(this);
    },
    clip(this: CanvasRenderingContext2D) {
      const known = clipsOf(this);
      known.now = known.now ? common(known.now, known.path) : known.path;
      (clip as (this: CanvasRenderingContext2D) => void).call(this);
    },
    fillText(this: CanvasRenderingContext2D, text: string, x: number, y: number, most?: number) {
      const metrics = this.measureText(text);
      const [left, right] = [metrics.actualBoundingBoxLeft, metrics.actualBoundingBoxRight];
      const [up, down] = [metrics.actualBoundingBoxAscent, metrics.actualBoundingBoxDescent];
      const box = around(this, [
        [x - left, y - up],
        [x + right, y - up],
        [x - left, y + down],
        [x + right, y + down],
      ]);
      const whole: Box = [0, 0, this.canvas.width, this.canvas.height];
      const { now } = clipsOf(this);
      const texts = drawn.get(this.canvas) ?? [];
      drawn.set(this.canvas, texts);
      texts.push({ text, box, within: now ? common(whole, now) : whole });
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
        clips.delete(this);
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
