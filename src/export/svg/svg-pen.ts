import { black } from '../../styles/palette.ts';
import type { Pen } from '../../ui/pen.ts';
import { readFont } from './font.ts';
import { readPaint } from './paint.ts';
import { createPath, createPlane, type Matrix } from './path.ts';
import { element, escapeXml, short } from './xml.ts';

/** A pen whose drawing is SVG. */
export interface SvgPen extends Pen {
  /** Draws into a group with a name. */
  group(name: string, draw: () => void): void;
  /** What was drawn, without the `svg` element around it. */
  content(): string;
}

export interface SvgPenOptions {
  /** Width of a text in a CSS font, in pixels. */
  measure(text: string, font: string): number;
  /** An image as a data address. */
  encode(image: HTMLCanvasElement): string;
  /** What its names begin with, where several drawings stand in one document. */
  readonly prefix?: string;
}

type Style = Pick<
  Pen,
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
  | 'lineCap'
  | 'lineJoin'
  | 'globalAlpha'
  | 'font'
  | 'textAlign'
  | 'textBaseline'
>;

interface Saved {
  readonly style: Style;
  readonly dash: readonly number[];
  readonly matrix: Matrix;
  /** Groups opened by `clip` since. */
  readonly open: number;
}

const anchors: Readonly<Record<CanvasTextAlign, string>> = {
  left: 'start',
  start: 'start',
  center: 'middle',
  right: 'end',
  end: 'end',
};

/** How far the middle of the letters lies over their base line, in sizes of the type. */
const MIDDLE = 0.35;

/**
 * Records what is drawn on a canvas as SVG of version 1.1 that every program reads: paths in the drawing's own
 * coordinates, text as text, colours as attributes, no styles, nothing from elsewhere. Only whole circles are drawn
 * exactly; other arcs become many short lines.
 */
export function createSvgPen({ measure, encode, prefix = '' }: SvgPenOptions): SvgPen {
  const parts: string[] = [];
  let dash: readonly number[] = [];
  const plane = createPlane();
  const path = createPath(plane);
  let open = 0;
  let clips = 0;
  const saved: Saved[] = [];

  const pen: SvgPen = {
    fillStyle: black,
    strokeStyle: black,
    lineWidth: 1,
    lineCap: 'butt',
    lineJoin: 'miter',
    globalAlpha: 1,
    font: '10px sans-serif',
    textAlign: 'start',
    textBaseline: 'alphabetic',
    save() {
      const { fillStyle, strokeStyle, lineWidth, lineCap, lineJoin } = pen;
      const { globalAlpha, font, textAlign, textBaseline } = pen;
      const style = { fillStyle, strokeStyle, lineWidth, lineCap, lineJoin };
      saved.push({
        style: { ...style, globalAlpha, font, textAlign, textBaseline },
        dash,
        matrix: plane.matrix,
        open,
      });
      open = 0;
    },
    restore() {
      const last = saved.pop();
      if (!last) return;
      for (; open > 0; open--) parts.push('</g>');
      Object.assign(pen, last.style);
      ({ dash, open } = last);
      plane.matrix = last.matrix;
    },
    translate: (x, y) => plane.turn(1, 0, 0, 1, x, y),
    rotate: (angle) => plane.turn(Math.cos(angle), Math.sin(angle), -Math.sin(angle), Math.cos(angle), 0, 0),
    scale: (x, y) => plane.turn(x, 0, 0, y, 0, 0),
    ...path.draws,
    setLineDash(lengths) {
      dash = [...lengths];
    },
    stroke() {
      if (path.text === '') return;
      parts.push(element('path', { d: path.text, fill: 'none', ...strokeOf(pen, dash, plane.growth()) }));
    },
    fill() {
      if (path.text !== '') parts.push(element('path', { d: path.text, ...fillOf(pen) }));
    },
    fillRect(x, y, width, height) {
      parts.push(element('path', { d: plane.box(x, y, width, height), ...fillOf(pen) }));
    },
    clip() {
      const id = `${prefix}clip-${++clips}`;
      parts.push(
        element('clipPath', { id }, element('path', { d: path.text })),
        `<g clip-path="url(#${id})">`,
      );
      open++;
    },
    fillText: (text, x, y) => void parts.push(textOf(pen, plane, text, x, y)),
    measureText: (text) => ({ width: measure(text, pen.font) }),
    drawImage(image, x, y, width, height) {
      parts.push(
        element('image', {
          x: short(x),
          y: short(y),
          width: short(width),
          height: short(height),
          transform: plane.transform(),
          preserveAspectRatio: 'none',
          // Programs that write SVG of version 1.1 know the address under this name alone.
          'xlink:href': encode(image),
        }),
      );
    },
    group(name, draw) {
      parts.push(element('g', { id: prefix + name }, '').replace('></g>', '>'));
      draw();
      parts.push('</g>');
    },
    content: () => parts.join('\n'),
  };
  return pen;
}

/** An opacity, left out where it is whole. */
function partly(opacity: number): string | undefined {
  return opacity === 1 ? undefined : String(Math.round(opacity * 1000) / 1000);
}

function fillOf({ fillStyle, globalAlpha }: Style) {
  const { color, opacity } = readPaint(fillStyle);
  return { fill: color, 'fill-opacity': partly(opacity * globalAlpha) };
}

/** @param by what lines grow by */
function strokeOf(pen: Style, dash: readonly number[], by: number) {
  const { color, opacity } = readPaint(pen.strokeStyle);
  return {
    stroke: color,
    'stroke-opacity': partly(opacity * pen.globalAlpha),
    'stroke-width': short(pen.lineWidth * by),
    'stroke-linecap': pen.lineCap === 'butt' ? undefined : pen.lineCap,
    'stroke-linejoin': pen.lineJoin === 'miter' ? undefined : pen.lineJoin,
    'stroke-dasharray': dash.length === 0 ? undefined : dash.map((length) => short(length * by)).join(' '),
  };
}

function textOf(
  pen: Style,
  plane: ReturnType<typeof createPlane>,
  text: string,
  x: number,
  y: number,
): string {
  const { size, family, weight, style } = readFont(pen.font);
  const lower = pen.textBaseline === 'middle' ? MIDDLE * size : 0;
  const { isUpright } = plane;
  const [tx, ty] = isUpright ? plane.at(x, y + lower).split(' ') : [short(x), short(y + lower)];
  const anchor = anchors[pen.textAlign];
  return element(
    'text',
    {
      x: tx,
      y: ty,
      transform: isUpright ? undefined : plane.transform(),
      'text-anchor': anchor === 'start' ? undefined : anchor,
      'font-family': family,
      'font-size': short(size),
      'font-weight': weight,
      'font-style': style,
      ...fillOf(pen),
    },
    escapeXml(text),
  );
}
