import { drawnDigit } from '../../../core/models/drawn-digit.ts';
import { black } from '../../../styles/palette.ts';
import { digits as text } from '../../../text/en/digits.ts';
import { html } from '../../../ui/dom.ts';
import { createTile, paintDigit } from './paint.ts';

/** What is drawn is read as if it were at least so large, as a share of the pad. */
const SMALLEST = 0.3;
/** How wide the pen is, and how far an arrow key moves it. */
const PEN = 0.075;
const STEP = 0.05;

const moves: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
};

interface Pen {
  x: number;
  y: number;
  isDown: boolean;
}

/** Draws what is on the paper, with the pen that keys move. @param size pixels of a side */
function paintOn(
  context: CanvasRenderingContext2D,
  size: number,
  strokes: readonly (readonly number[])[],
  given: Float64Array | null,
  ink: string,
  pen: Pen | null,
): void {
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.strokeStyle = ink;
  context.fillStyle = ink;
  if (given) {
    const tile = createTile();
    paintDigit(tile, given, ink);
    context.drawImage(tile, 0, 0, size, size);
  }
  context.lineWidth = PEN * size;
  for (const stroke of strokes) {
    context.beginPath();
    for (let i = 0; i < stroke.length; i += 2) context.lineTo(stroke[i]! * size, stroke[i + 1]! * size);
    // A dot is a line of no length.
    if (stroke.length === 2) context.lineTo(stroke[0]! * size, stroke[1]! * size);
    context.stroke();
  }
  if (!pen) return;
  context.lineWidth = Math.max(1, size / 140);
  context.beginPath();
  context.arc(pen.x * size, pen.y * size, (PEN / 2 + 0.02) * size, 0, 2 * Math.PI);
  context.stroke();
}

/** Where a pointer is, in shares of the paper. */
function placeOn(canvas: HTMLCanvasElement, { clientX, clientY }: PointerEvent): readonly [number, number] {
  const { left, top, width, height } = canvas.getBoundingClientRect();
  const inside = (share: number) => Math.max(0, Math.min(1, share));
  return [inside((clientX - left) / width), inside((clientY - top) / height)];
}

/** The paper of the pad: what is drawn on it by hand or by keys, or a digit that is put there. @param told hears that it is another */
export function createPaper(told: () => void) {
  const canvas = html('canvas', {
    class: 'digits-pad',
    role: 'application',
    tabindex: 0,
    'aria-label': text.pad,
    'aria-describedby': 'digits-pad-hint',
    'data-own-keys': 'ArrowLeft ArrowRight ArrowUp ArrowDown Space Backspace Delete',
  });
  const context = canvas.getContext('2d');
  let strokes: number[][] = [];
  /** A test digit in the place of a drawing. */
  let given: Float64Array | null = null;
  let ink: string = black;
  let pen: Pen | null = null;

  const paint = () => {
    const size = Math.round(canvas.clientWidth * Math.min(window.devicePixelRatio || 1, 3)) || 280;
    canvas.width = size;
    canvas.height = size;
    if (context) paintOn(context, size, strokes, given, ink, pen);
  };
  const changed = () => {
    paint();
    told();
  };
  const begin = (x: number, y: number) => {
    given = null;
    strokes.push([x, y]);
  };
  let drawing: number | null = null;
  canvas.addEventListener('pointerdown', (event) => {
    if (drawing !== null || event.button !== 0) return;
    drawing = event.pointerId;
    canvas.setPointerCapture(event.pointerId);
    pen = null;
    begin(...placeOn(canvas, event));
    changed();
  });
  canvas.addEventListener('pointermove', (event) => {
    if (event.pointerId !== drawing) return;
    strokes.at(-1)?.push(...placeOn(canvas, event));
    changed();
  });
  for (const kind of ['pointerup', 'pointercancel'] as const) {
    canvas.addEventListener(kind, (event) => {
      if (event.pointerId === drawing) drawing = null;
    });
  }
  canvas.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = moves[event.key];
    if (move) {
      pen ??= { x: 0.5, y: 0.3, isDown: false };
      pen.x = Math.max(0, Math.min(1, pen.x + move[0]));
      pen.y = Math.max(0, Math.min(1, pen.y + move[1]));
      if (pen.isDown) strokes.at(-1)?.push(pen.x, pen.y);
    } else if (event.key === ' ') {
      pen ??= { x: 0.5, y: 0.3, isDown: false };
      pen.isDown = !pen.isDown;
      if (pen.isDown) begin(pen.x, pen.y);
    } else if (event.key === 'Backspace' || event.key === 'Delete') {
      strokes.pop();
      given = null;
      if (pen) pen.isDown = false;
    } else return;
    event.preventDefault();
    changed();
  });
  canvas.addEventListener('blur', () => {
    if (!pen) return;
    pen = null;
    paint();
  });

  return {
    canvas,
    paint,
    get ink() {
      return ink;
    },
    get isBlank() {
      return !given && strokes.length === 0;
    },
    /** What is on it, as a network is given it. */
    pixels: () => given ?? drawnDigit(strokes, SMALLEST),
    /** Puts a digit in the place of what was drawn; null for blank paper. */
    put(pixels: Float64Array | null): void {
      if (!pixels) pen = null;
      given = pixels;
      strokes = [];
      changed();
    },
    setInk(color: string): void {
      const isOther = ink !== color;
      ink = color;
      if (isOther) paint();
    },
  };
}
