import { formatNumber } from '../../../core/math/format.ts';
import { black } from '../../../styles/palette.ts';
import { drawnDigit } from '../../../core/models/drawn-digit.ts';
import type { Model } from '../../../core/models/types.ts';
import { digits as text } from '../../../text/en/digits.ts';
import { html, setAttribute, setText } from '../../../ui/dom.ts';
import { createTile, largest, paintDigit } from './paint.ts';

/** What is drawn is read as if it were at least so large, as a share of the pad. */
const SMALLEST = 0.3;
/** How wide the pen is, and how far an arrow key moves it. */
const PEN = 0.075;
const STEP = 0.05;

interface Reader {
  readonly model: Model;
  readonly parameters: Float64Array;
  readonly name: string;
}

/** An output as a bar's number: a share in percent; of squared errors any number, which may be very large. */
export function outputText(value: number, isShare: boolean): string {
  if (isShare && Number.isFinite(value)) return `${Math.round(100 * value)} %`;
  // As many decimals on each bar, as long as that is short.
  const hundredths = Math.round(100 * value);
  return Math.abs(value) < 1000
    ? (hundredths / 100 || 0).toFixed(2).replace('-', '\u2212')
    : formatNumber(value, 2);
}

/** A pad to draw a digit on, and what the selected run's network takes it for at the step. */
export function createPad() {
  const hint = html('p', { class: 'digits-note', id: 'digits-pad-hint' }, text.padHint);
  const canvas = html('canvas', {
    class: 'digits-pad',
    role: 'application',
    tabindex: 0,
    'aria-label': text.pad,
    'aria-describedby': 'digits-pad-hint',
    'data-own-keys': 'ArrowLeft ArrowRight ArrowUp ArrowDown Space Backspace Delete',
  });
  const context = canvas.getContext('2d');
  const seen = createTile();
  seen.className = 'digits-seen';
  seen.setAttribute('role', 'img');
  seen.setAttribute('aria-label', text.seen);
  const clear = html('button', { type: 'button', class: 'digits-clear' }, text.clear);
  const reads = html('p', { class: 'digits-reads', role: 'status' }, text.empty);
  const rows = Array.from({ length: 10 }, (_, digit) => {
    const bar = html('i', {});
    const share = html('span', {});
    const row = html('li', {}, html('b', {}, String(digit)), bar, share);
    return { bar, share, row };
  });
  const bars = html('ul', { class: 'digits-bars' }, ...rows.map(({ row }) => row));

  let strokes: number[][] = [];
  /** A test digit in the place of a drawing. */
  let given: Float64Array | null = null;
  let reader: Reader | null = null;
  let ink: string = black;
  let pen: { x: number; y: number; isDown: boolean } | null = null;

  const paint = () => {
    const size = Math.round(canvas.clientWidth * Math.min(window.devicePixelRatio || 1, 3)) || 280;
    canvas.width = size;
    canvas.height = size;
    if (!context) return;
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
  };

  const read = () => {
    const pixels = given ?? drawnDigit(strokes, SMALLEST);
    paintDigit(seen, pixels, ink);
    const isBlank = !given && strokes.length === 0;
    seen.hidden = isBlank;
    clear.disabled = isBlank;
    const outputs = reader && !isBlank ? reader.model.outputs(reader.parameters, pixels) : null;
    const best = outputs ? largest(outputs) : -1;
    const isShares = reader?.model.options['objective'] !== 'squared error';
    setAttribute(bars, 'aria-label', isShares ? text.probabilities : text.outputs);
    rows.forEach(({ bar, share, row }, digit) => {
      const value = outputs?.[digit] ?? 0;
      bar.style.setProperty('--share', Math.max(0, Math.min(1, value || 0)).toFixed(4));
      setText(share, outputs ? outputText(value, isShares) : '');
      row.className = digit === best ? 'is-best' : '';
    });
    setText(reads, reader && outputs ? text.padReads(reader.name, best) : text.empty);
  };
  const changed = () => {
    paint();
    read();
  };
  const begin = (x: number, y: number) => {
    given = null;
    strokes.push([x, y]);
  };
  const placeOf = ({ clientX, clientY }: PointerEvent): readonly [number, number] => {
    const { left, top, width, height } = canvas.getBoundingClientRect();
    const inside = (share: number) => Math.max(0, Math.min(1, share));
    return [inside((clientX - left) / width), inside((clientY - top) / height)];
  };
  let drawing: number | null = null;
  canvas.addEventListener('pointerdown', (event) => {
    if (drawing !== null || event.button !== 0) return;
    drawing = event.pointerId;
    canvas.setPointerCapture(event.pointerId);
    pen = null;
    begin(...placeOf(event));
    changed();
  });
  canvas.addEventListener('pointermove', (event) => {
    if (event.pointerId !== drawing) return;
    strokes.at(-1)?.push(...placeOf(event));
    changed();
  });
  for (const kind of ['pointerup', 'pointercancel'] as const) {
    canvas.addEventListener(kind, (event) => {
      if (event.pointerId === drawing) drawing = null;
    });
  }
  const moves: Readonly<Record<string, readonly [number, number]>> = {
    ArrowLeft: [-STEP, 0],
    ArrowRight: [STEP, 0],
    ArrowUp: [0, -STEP],
    ArrowDown: [0, STEP],
  };
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
  clear.addEventListener('click', () => {
    strokes = [];
    given = null;
    pen = null;
    changed();
  });

  return {
    element: html(
      'section',
      {},
      html('div', { class: 'digits-head' }, html('h3', {}, text.pad), reads, clear),
      hint,
      html('div', { class: 'digits-draw' }, html('div', { class: 'digits-paper' }, canvas, seen), bars),
    ),
    put(pixels: Float64Array) {
      given = pixels;
      strokes = [];
      changed();
    },
    show(next: Reader | null, color: string) {
      reader = next;
      const isOther = ink !== color;
      ink = color;
      if (isOther) paint();
      read();
    },
    resize: paint,
  };
}
