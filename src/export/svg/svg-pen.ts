import { black } from '../../styles/palette.ts';
import type { Pen } from '../../ui/pen.ts';
import { element, escapeXml, short } from './xml.ts';
import { readFont } from './font.ts';
import { readPaint } from './paint.ts';

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

/** From a context's pixels to the drawing's: x' = a x + c y + e, y' = b x + d y + f. */
interface Matrix {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;
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
  let path = '';
  let dash: readonly number[] = [];
  let matrix: Matrix = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 };
  let open = 0;
  let clips = 0;
  const saved: Saved[] = [];

  const at = (x: number, y: number) =>
    `${short(matrix.a * x + matrix.c * y + matrix.e)} ${short(matrix.b * x + matrix.d * y + matrix.f)}`;
  /** By how much lines grow. */
  const growth = () => Math.sqrt(Math.abs(matrix.a * matrix.d - matrix.b * matrix.c));
  const turn = (a: number, b: number, c: number, d: number, e: number, f: number) => {
    const m = matrix;
    matrix = {
      a: m.a * a + m.c * b,
      b: m.b * a + m.d * b,
      c: m.a * c + m.c * d,
      d: m.b * c + m.d * d,
      e: m.a * e + m.c * f + m.e,
      f: m.b * e + m.d * f + m.f,
    };
  };
  const fillOf = () => {
    const { color, opacity } = readPaint(pen.fillStyle);
    return { fill: color, 'fill-opacity': partly(opacity * pen.globalAlpha) };
  };
  const transform = () => {
    const { a, b, c, d, e, f } = matrix;
    const numbers = [a, b, c, d].map((value) => String(Number(value.toFixed(5))));
    return `matrix(${[...numbers, short(e), short(f)].join(' ')})`;
  };
  const box = (x: number, y: number, width: number, height: number) =>
    `M${at(x, y)}L${at(x + width, y)}L${at(x + width, y + height)}L${at(x, y + height)}Z`;

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
      saved.push({ style: { ...style, globalAlpha, font, textAlign, textBaseline }, dash, matrix, open });
      open = 0;
    },
    restore() {
      const last = saved.pop();
      if (!last) return;
      for (; open > 0; open--) parts.push('</g>');
      Object.assign(pen, last.style);
      ({ dash, matrix, open } = last);
    },
    translate: (x, y) => turn(1, 0, 0, 1, x, y),
    rotate: (angle) => turn(Math.cos(angle), Math.sin(angle), -Math.sin(angle), Math.cos(angle), 0, 0),
    scale: (x, y) => turn(x, 0, 0, y, 0, 0),
    beginPath() {
      path = '';
    },
    moveTo(x, y) {
      path += `M${at(x, y)}`;
    },
    lineTo(x, y) {
      path += `${path === '' ? 'M' : 'L'}${at(x, y)}`;
    },
    quadraticCurveTo(cx, cy, x, y) {
      path += `Q${at(cx, cy)} ${at(x, y)}`;
    },
    arc(x, y, radius, from, to) {
      if (Math.abs(to - from) < 2 * Math.PI) {
        const count = Math.max(2, Math.ceil(Math.abs(to - from) * 16));
        for (let k = 0; k <= count; k++) {
          const angle = from + ((to - from) * k) / count;
          pen.lineTo(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
        }
        return;
      }
      const r = short(radius * growth());
      // The context has a line from where it was to the circle; all who draw one go there first.
      if (path === '') pen.moveTo(x + radius, y);
      path += `A${r} ${r} 0 1 1 ${at(x - radius, y)}A${r} ${r} 0 1 1 ${at(x + radius, y)}`;
    },
    rect(x, y, width, height) {
      path += box(x, y, width, height);
    },
    closePath() {
      if (path !== '') path += 'Z';
    },
    setLineDash(lengths) {
      dash = [...lengths];
    },
    stroke() {
      if (path === '') return;
      const { color, opacity } = readPaint(pen.strokeStyle);
      const by = growth();
      parts.push(
        element('path', {
          d: path,
          fill: 'none',
          stroke: color,
          'stroke-opacity': partly(opacity * pen.globalAlpha),
          'stroke-width': short(pen.lineWidth * by),
          'stroke-linecap': pen.lineCap === 'butt' ? undefined : pen.lineCap,
          'stroke-linejoin': pen.lineJoin === 'miter' ? undefined : pen.lineJoin,
          'stroke-dasharray':
            dash.length === 0 ? undefined : dash.map((length) => short(length * by)).join(' '),
        }),
      );
    },
    fill() {
      if (path !== '') parts.push(element('path', { d: path, ...fillOf() }));
    },
    fillRect(x, y, width, height) {
      parts.push(element('path', { d: box(x, y, width, height), ...fillOf() }));
    },
    clip() {
      const id = `${prefix}clip-${++clips}`;
      parts.push(element('clipPath', { id }, element('path', { d: path })), `<g clip-path="url(#${id})">`);
      open++;
    },
    fillText(text, x, y) {
      const { size, family, weight, style } = readFont(pen.font);
      const lower = pen.textBaseline === 'middle' ? MIDDLE * size : 0;
      const upright = matrix.b === 0 && matrix.c === 0 && matrix.a === 1 && matrix.d === 1;
      const [tx, ty] = upright ? at(x, y + lower).split(' ') : [short(x), short(y + lower)];
      const anchor = anchors[pen.textAlign];
      parts.push(
        element(
          'text',
          {
            x: tx,
            y: ty,
            transform: upright ? undefined : transform(),
            'text-anchor': anchor === 'start' ? undefined : anchor,
            'font-family': family,
            'font-size': short(size),
            'font-weight': weight,
            'font-style': style,
            ...fillOf(),
          },
          escapeXml(text),
        ),
      );
    },
    measureText: (text) => ({ width: measure(text, pen.font) }),
    drawImage(image, x, y, width, height) {
      parts.push(
        element('image', {
          x: short(x),
          y: short(y),
          width: short(width),
          height: short(height),
          transform: transform(),
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
