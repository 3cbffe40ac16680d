import type { Palette } from '../../app/state.ts';

/** What all pictures of a model have in common: their width, their canvases, their colours, and words in them. */

/** Of the page, by what they are for. */
export interface Ink {
  readonly plus: string;
  readonly minus: string;
  readonly paper: string;
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly accent: string;
}

/** Reads colours of the page, by their names in the style sheet, where an element stands. */
export function colorsAt(element: HTMLElement): (name: string) => string {
  const style = getComputedStyle(element);
  return (name) => style.getPropertyValue(name).trim();
}

const inks = new WeakMap<HTMLElement, { readonly palette: Palette; readonly ink: Ink }>();

/** @param palette in effect: until it changes the colours do not, and reading them takes long */
export function pageInk(element: HTMLElement, palette: Palette): Ink {
  const known = inks.get(element);
  if (known?.palette === palette) return known.ink;
  const ink = readInk(element);
  if (element.isConnected) inks.set(element, { palette, ink });
  return ink;
}

function readInk(element: HTMLElement): Ink {
  const color = colorsAt(element);
  return {
    paper: color('--paper'),
    ink: color('--ink'),
    soft: color('--ink-soft'),
    line: color('--line'),
    accent: color('--accent'),
    plus: color('--positive'),
    minus: color('--negative'),
  };
}

/** CSS pixels of a unit of pictures: more in front of a room, where what is written in them has to be read from afar. */
let unit = 1;

/** Where a pointer is on a canvas, in units of its picture. */
export const pointed = ({
  offsetX,
  offsetY,
}: Pick<PointerEvent, 'offsetX' | 'offsetY'>): readonly [x: number, y: number] => [
  offsetX / unit,
  offsetY / unit,
];

/** The finest canvas, in pixels of it for one of CSS. */
const FINEST = 3;

/** Makes a canvas blank, of so many units, which are those of its pen, and as fine as the screen. */
export function begin(context: CanvasRenderingContext2D, width: number, height: number): void {
  const { canvas } = context;
  const ratio = unit * Math.min(window.devicePixelRatio || 1, FINEST);
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  canvas.style.width = `${width * unit}px`;
  canvas.style.height = `${height * unit}px`;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.font = `12px ${familyOf(canvas)}`;
}

const families = new WeakMap<HTMLCanvasElement, string>();

function familyOf(canvas: HTMLCanvasElement): string {
  const known = families.get(canvas);
  if (known !== undefined) return known;
  const { fontFamily } = getComputedStyle(canvas);
  if (canvas.isConnected) families.set(canvas, fontFamily);
  return fontFamily;
}

/** Words that are read over lines and marks. */
export function write(
  context: CanvasRenderingContext2D,
  said: string,
  x: number,
  y: number,
  color: string,
  paper: string,
): void {
  context.lineJoin = 'round';
  context.lineWidth = 4;
  context.strokeStyle = paper;
  context.strokeText(said, x, y);
  context.fillStyle = color;
  context.fillText(said, x, y);
}

/** The width of an element in whole units of a picture. */
export interface Width {
  /** 0 until it is laid out, and while it is hidden. */
  readonly now: number;
  dispose(): void;
}

/** @param changed called after each change */
export function watchWidth(element: HTMLElement, changed: () => void): Width {
  let now = 0;
  const sized = new ResizeObserver(([entry]) => {
    unit = Number.parseFloat(getComputedStyle(element).getPropertyValue('--px')) || 1;
    const next = Math.round((entry?.contentRect.width ?? 0) / unit);
    if (next === now) return;
    now = next;
    changed();
  });
  sized.observe(element);
  return {
    get now() {
      return now;
    },
    dispose: () => sized.disconnect(),
  };
}

/** Those that are selected last, so that they are drawn over the others. */
export function selectedLast<One extends { readonly isSelected: boolean }>(all: readonly One[]): One[] {
  return all.toSorted((a, b) => Number(a.isSelected) - Number(b.isSelected));
}
