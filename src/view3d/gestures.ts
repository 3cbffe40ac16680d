import type { App } from '../app/app.ts';
import { keyOf } from '../ui/press.ts';
import { wheelPixels } from '../ui/wheel.ts';
import type { Camera } from '../core/scene/scene.ts';
import { orbit, pan, zoomAt } from './camera-moves.ts';
import type { Lens } from './lens.ts';

/** What gestures ask of the stage; places are CSS pixels from its upper left corner. */
export interface Scenery {
  readonly lens: Lens;
  /** The point of the domain seen at a place, or null. */
  surfaceAt(px: number, py: number): [x: number, y: number] | null;
  /** Whether the start's ring lies within `radius` of a place. */
  startNear(px: number, py: number, radius: number): boolean;
  /** Where the start would be, dragged to a place. */
  startAt(px: number, py: number): [x: number, y: number] | null;
  /** Index of the optimizer whose ball or path lies within `radius` of a place, or null. */
  runNear(px: number, py: number, radius: number): number | null;
  home(): void;
  /** The camera is about to change: under the hand it jumps, else it glides. */
  beforeCamera(underHand: boolean): void;
}

const GRAB = { mouse: 14, touch: 24 };
const TAP_SLOP = 5;
const KEY_PIXELS = 24;

/** Pointer, wheel and keyboard on the stage's canvas, turned into the app's actions. Returns their removal. */
export function listenToStage(canvas: HTMLCanvasElement, app: App, scenery: Scenery): () => void {
  const listeners = new AbortController();
  const { signal } = listeners;
  const hand = createHand(canvas, app, scenery);
  listenToPointers(canvas, app, scenery, hand, signal);
  const turnKeys = keysOf(scenery, hand);

  const onDoubleClick = (event: MouseEvent) => {
    const at = scenery.surfaceAt(...hand.place(event));
    if (at) app.setStart(at);
  };

  const onWheel = (event: WheelEvent) => {
    event.preventDefault();
    const pixels = wheelPixels(event, event.deltaY);
    const factor = Math.exp(-Math.max(-240, Math.min(240, pixels)) * (event.ctrlKey ? 0.01 : 0.0018));
    hand.move(zoomAt(hand.camera(), scenery.lens, factor, ...hand.place(event)), false);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || !turnKeys(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  const prevent = (event: Event) => event.preventDefault();

  canvas.addEventListener('dblclick', onDoubleClick, { signal });
  canvas.addEventListener('wheel', onWheel, { signal, passive: false });
  canvas.addEventListener('keydown', onKeyDown, { signal });
  canvas.addEventListener('contextmenu', prevent, { signal });
  return () => listeners.abort();
}

type Hand = ReturnType<typeof createHand>;

/** What every gesture does: finds its place, and moves the camera. */
function createHand(canvas: HTMLCanvasElement, app: App, scenery: Scenery) {
  return {
    place(event: MouseEvent): [number, number] {
      const box = canvas.getBoundingClientRect();
      return [event.clientX - box.left, event.clientY - box.top];
    },
    camera: () => app.state.scene.view.camera,
    move(next: Camera, underHand: boolean) {
      scenery.beforeCamera(underHand);
      app.setView({ camera: next }, 'camera');
    },
  };
}

/** Dragging, pinching, tapping, pointing. */
function listenToPointers(
  canvas: HTMLCanvasElement,
  app: App,
  scenery: Scenery,
  { place, camera, move }: Hand,
  signal: AbortSignal,
): void {
  const pointers = new Map<number, [x: number, y: number]>();
  let dragging: 'start' | 'orbit' | 'pan' | 'draw' | null = null;
  /** Number of the gesture: undo takes one back as a whole. */
  let gesture = 0;
  let travelled = 0;

  const grab = (event: PointerEvent) =>
    app.state.figure.scale * (event.pointerType === 'mouse' ? GRAB.mouse : GRAB.touch);

  const onPointerDown = (event: PointerEvent) => {
    const at = place(event);
    pointers.set(event.pointerId, at);
    canvas.setPointerCapture(event.pointerId);
    if (pointers.size > 1) {
      dragging = null;
      return;
    }
    travelled = 0;
    gesture += 1;
    const second = event.button !== 0 || event.shiftKey || event.ctrlKey || event.metaKey;
    if (!second && app.pointing?.draws) dragging = 'draw';
    else if (!second && scenery.startNear(...at, grab(event))) dragging = 'start';
    else dragging = second || camera().projection === 'top' ? 'pan' : 'orbit';
    canvas.style.cursor = 'grabbing';
  };

  const onPointerMove = (event: PointerEvent) => {
    const to = place(event);
    const from = pointers.get(event.pointerId);
    if (!from) {
      app.hover(scenery.surfaceAt(...to));
      canvas.style.cursor = scenery.startNear(...to, grab(event)) ? 'grab' : 'default';
      return;
    }
    pointers.set(event.pointerId, to);
    travelled += Math.hypot(to[0] - from[0], to[1] - from[1]);
    if (pointers.size === 2) {
      const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
      if (other) move(pinched(camera(), scenery.lens, from, to, other), true);
    } else if (dragging === 'start') {
      const start = scenery.startAt(...to);
      if (start) {
        app.setStart(start, `drag ${gesture}`);
        // What is read out of a place follows it.
        app.hover(start);
      }
    } else if (dragging === 'draw') {
      const at = scenery.surfaceAt(...to);
      if (at) app.pointing?.at(at);
    } else if (dragging === 'orbit') {
      move(orbit(camera(), to[0] - from[0], to[1] - from[1]), true);
    } else if (dragging === 'pan') {
      move(pan(camera(), scenery.lens, from, to), true);
    }
  };

  const onPointerUp = (event: PointerEvent) => {
    if (!pointers.delete(event.pointerId)) return;
    const tapped = event.type === 'pointerup' && travelled < TAP_SLOP && event.button === 0;
    const at = tapped && app.pointing ? scenery.surfaceAt(...place(event)) : null;
    if (at) app.pointing?.at(at);
    else if (tapped && dragging !== 'start') {
      const index = scenery.runNear(...place(event), grab(event) / 2);
      if (index !== null) app.select(index);
    }
    dragging = null;
    canvas.style.cursor = 'default';
  };

  canvas.addEventListener('pointerdown', onPointerDown, { signal });
  canvas.addEventListener('pointermove', onPointerMove, { signal });
  canvas.addEventListener('pointerup', onPointerUp, { signal });
  canvas.addEventListener('pointercancel', onPointerUp, { signal });
  canvas.addEventListener('pointerleave', () => app.hover(null), { signal });
}

/** One of two fingers has moved: their distance magnifies, their middle pans. */
function pinched(
  camera: Camera,
  lens: Lens,
  from: [number, number],
  to: [number, number],
  other: [number, number],
): Camera {
  const before = Math.hypot(from[0] - other[0], from[1] - other[1]);
  const after = Math.hypot(to[0] - other[0], to[1] - other[1]);
  const middleFrom = [(from[0] + other[0]) / 2, (from[1] + other[1]) / 2] as const;
  const middleTo = [(to[0] + other[0]) / 2, (to[1] + other[1]) / 2] as const;
  const panned = pan(camera, lens, middleFrom, middleTo);
  return zoomAt(panned, lens, before > 0 ? after / before : 1, ...middleTo);
}

/** What keys do with the camera; false for those that do nothing. */
function keysOf({ lens, home }: Scenery, { camera, move }: Hand): (event: KeyboardEvent) => boolean {
  const zoomBy = (factor: number) =>
    move(zoomAt(camera(), lens, factor, lens.width / 2, lens.height / 2), false);
  return (event) => {
    const arrow = arrows[event.key];
    if (arrow && event.altKey) {
      const [dx, dy] = [arrow[0] * KEY_PIXELS, arrow[1] * KEY_PIXELS];
      const middle = [lens.width / 2, lens.height / 2] as const;
      const panning = event.shiftKey || camera().projection === 'top';
      move(
        panning ? pan(camera(), lens, [middle[0] + dx, middle[1] + dy], middle) : orbit(camera(), dx, dy),
        false,
      );
      return true;
    }
    if (event.altKey) return false;
    const key = keyOf(event);
    if (key === '0') home();
    else if (key === '+' || key === '=') zoomBy(1.2);
    else if (key === '-') zoomBy(1 / 1.2);
    else return false;
    return true;
  };
}

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
