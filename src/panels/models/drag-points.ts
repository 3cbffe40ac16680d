import type { App } from '../../app/app.ts';
import type { Model, OwnData } from '../../core/models/types.ts';
import type { InputSquare } from './boundary.ts';
import { pointed } from './canvas.ts';
import { setData } from './data-dialog.ts';
import type { FitScales } from './fit.ts';

/** Where the rows of a model's data are in its picture, in CSS pixels, and what one becomes that is put elsewhere. */
export interface Handles {
  readonly count: number;
  /** Its place in the data to train with; null of one that is held back, or whose loss is no mean over rows. */
  row(handle: number): number | null;
  at(row: number): readonly [x: number, y: number];
  put(row: number, x: number, y: number): OwnData;
}

/** Digits of a coordinate that is put by hand. */
const rounded = (value: number) => Number(value.toPrecision(4));

/** Points of two inputs are put anywhere. */
export function pointHandles(
  { train }: Model,
  data: OwnData,
  { x0, y0, side }: InputSquare,
  size: number,
): Handles {
  return {
    count: train.targets.length,
    row: (handle) => handle,
    at(row) {
      const [x, y] = [data.values[3 * row]!, data.values[3 * row + 1]!];
      return [((x - x0) / side) * size, size - ((y - y0) / side) * size];
    },
    put(row, x, y) {
      const place = [rounded(x0 + (x / size) * side), rounded(y0 + ((size - y) / size) * side)];
      return { ...data, values: data.values.toSpliced(3 * row, 2, ...place) };
    },
  };
}

/** Of a fit over time what is to be explained is put higher or lower. */
export function fitHandles(
  data: OwnData,
  trained: number,
  { x: across, y: up, valueAt }: FitScales,
): Handles {
  const width = data.columns.length;
  return {
    count: data.values.length / width,
    row: (handle) => (handle < trained ? handle : null),
    at: (row) => [across(data.values[row * width]!), up(data.values[row * width + width - 1]!)],
    put(row, _x, y) {
      return { ...data, values: data.values.with(row * width + width - 1, rounded(valueAt(y))) };
    },
  };
}

/** Marks the row whose own gradient is shown. */
export function drawRing(
  context: CanvasRenderingContext2D,
  handles: Handles,
  row: number,
  ink: string,
): void {
  if (row >= handles.count) return;
  const [x, y] = handles.at(row);
  context.beginPath();
  context.arc(x, y, RING, 0, 2 * Math.PI);
  context.strokeStyle = ink;
  context.lineWidth = 2;
  context.stroke();
}

const RING = 8;

/** How far a pointer goes before it drags what it has pressed. */
const DRAGGED = 3;

/** How near a pointer has to be to take a point, in pixels. */
const NEAR = { mouse: 10, finger: 18 };

/**
 * Lets the points of a picture be dragged, the model's data is then one's own, and clicked: the own gradient of one is shown
 * until it is clicked once more.
 */
export interface PointDrag {
  /** Where the points are now; while one is held, that counts which was so when it was taken. */
  show(handles: Handles): void;
  readonly isHeld: boolean;
  dispose(): void;
}

export function createPointDrag(canvas: HTMLCanvasElement, app: App): PointDrag {
  let handles: Handles | null = null;
  let held: {
    readonly pointer: number;
    readonly row: number;
    readonly handles: Handles;
    readonly left: number;
    readonly top: number;
    /** Where it was pressed. */
    readonly x: number;
    readonly y: number;
    isDragged: boolean;
  } | null = null;
  let gesture = 0;
  const listening = new AbortController();
  const on = <K extends 'pointerdown' | 'pointermove' | 'pointerup' | 'pointercancel'>(
    kind: K,
    hear: (event: PointerEvent) => void,
  ) => canvas.addEventListener(kind, hear, { signal: listening.signal });
  const nearest = (event: PointerEvent): number | null => {
    const [px, py] = pointed(event);
    let [best, least]: [number | null, number] = [
      null,
      event.pointerType === 'touch' ? NEAR.finger : NEAR.mouse,
    ];
    for (let row = 0; handles && row < handles.count; row++) {
      const [x, y] = handles.at(row);
      const off = Math.hypot(x - px, y - py);
      if (off < least) [best, least] = [row, off];
    }
    return best;
  };
  on('pointerdown', (event) => {
    const row = event.button === 0 && !held ? nearest(event) : null;
    if (row === null || !handles) return;
    // Where the picture is now: what is said around it becomes longer and shorter while the model is trained.
    const [x, y] = pointed(event);
    held = {
      pointer: event.pointerId,
      row,
      handles,
      left: event.clientX - event.offsetX,
      top: event.clientY - event.offsetY,
      x,
      y,
      isDragged: false,
    };
    gesture += 1;
    canvas.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  // A finger beside every point scrolls. It is told of as a pointer first.
  canvas.addEventListener('touchstart', (event) => held && event.preventDefault(), {
    signal: listening.signal,
    passive: false,
  });
  on('pointermove', (event) => {
    if (held && held.pointer !== event.pointerId) return;
    if (held) {
      const [x, y] = pointed({ offsetX: event.clientX - held.left, offsetY: event.clientY - held.top });
      held.isDragged ||= Math.hypot(x - held.x, y - held.y) > DRAGGED;
      if (!held.isDragged) return;
      setData(app, held.handles.put(held.row, x, y), `point ${gesture}`);
    } else canvas.style.cursor = nearest(event) === null ? '' : 'grab';
  });
  for (const kind of ['pointerup', 'pointercancel'] as const) {
    on(kind, ({ pointerId }) => {
      if (held?.pointer !== pointerId) return;
      const row = held.handles.row(held.row);
      if (kind === 'pointerup' && !held.isDragged && row !== null)
        app.pick(app.state.picked === row ? null : row);
      held = null;
      app.invalidate();
    });
  }
  return {
    show(now) {
      handles = now;
    },
    get isHeld() {
      return held !== null;
    },
    dispose: () => listening.abort(),
  };
}
