import { DOMParser, onWarningStopParsing } from '@xmldom/xmldom';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { tint } from '../../../src/ui/tints.ts';
import { frameIn } from '../../../src/export/frames.ts';
import { svgDocument } from '../../../src/export/svg/document.ts';
import { readPaint } from '../../../src/export/svg/paint.ts';
import { createSvgPen } from '../../../src/export/svg/svg-pen.ts';
import { contextOf } from './context.ts';

const measured = { measure: (text: string) => 6 * text.length, encode: () => 'data:image/png;base64,' };
const pen = () => createSvgPen(measured);

/** Parses strictly: a warning is an error. */
function parse(
  content: string,
  words = { title: 'Title', description: 'Description', link: 'https://e.org' },
) {
  const file = svgDocument({ width: 100, height: 80, content, ...words });
  return new DOMParser({ onError: onWarningStopParsing }).parseFromString(file, 'image/svg+xml');
}

function attributes(content: string, name: string): Record<string, string> {
  const [element] = parse(content).getElementsByTagName(name);
  return Object.fromEntries([...(element?.attributes ?? [])].map((each) => [each.name, each.value]));
}

describe('a drawing', () => {
  it('has paths in its own coordinates, with lines as much thicker as they are scaled', () => {
    const drawing = pen();
    drawing.translate(10, 20);
    drawing.scale(2, 2);
    drawing.beginPath();
    drawing.moveTo(0, 0);
    drawing.lineTo(3, 4);
    drawing.closePath();
    drawing.setLineDash([1, 2]);
    drawing.lineWidth = 1.5;
    drawing.strokeStyle = 'rgb(255 0 16 / 0.5)';
    drawing.globalAlpha = 0.5;
    drawing.stroke();
    expect(attributes(drawing.content(), 'path')).toEqual({
      d: 'M10 20L16 28Z',
      fill: 'none',
      stroke: '#ff0010',
      'stroke-opacity': '0.25',
      'stroke-width': '3',
      'stroke-dasharray': '2 4',
    });
  });

  it('draws whole circles as such and parts of them as lines that end where they should', () => {
    const circle = pen();
    circle.beginPath();
    circle.moveTo(15, 10);
    circle.arc(10, 10, 5, 0, 2 * Math.PI);
    circle.fill();
    expect(attributes(circle.content(), 'path')['d']).toBe('M15 10A5 5 0 1 1 5 10A5 5 0 1 1 15 10');
    const half = pen();
    half.beginPath();
    half.arc(10, 10, 5, 0, Math.PI);
    half.fill();
    expect(attributes(half.content(), 'path')['d']).toMatch(/^M15 10L.*L10\.15 15L.*L5 10$/);
  });

  it('gives back what was set before, and closes what was cut off', () => {
    const drawing = pen();
    for (const color of ['#112233', '#445566']) {
      drawing.save();
      drawing.translate(50, 0);
      drawing.beginPath();
      drawing.rect(0, 0, 10, 10);
      drawing.clip();
      drawing.fillStyle = color;
      drawing.fillRect(0, 0, 20, 20);
      drawing.restore();
    }
    drawing.fillRect(0, 0, 5, 5);
    const document = parse(drawing.content());
    const groups = [...document.getElementsByTagName('g')];
    expect(groups.map((group) => group.getAttribute('clip-path'))).toEqual(['url(#clip-1)', 'url(#clip-2)']);
    expect([...document.getElementsByTagName('clipPath')].map((clip) => clip.getAttribute('id'))).toEqual([
      'clip-1',
      'clip-2',
    ]);
    const last = [...document.getElementsByTagName('path')].at(-1);
    expect(last?.parentNode).toBe(document.documentElement);
    expect([last?.getAttribute('d'), last?.getAttribute('fill')]).toEqual(['M0 0L5 0L5 5L0 5Z', '#000000']);
  });

  it('writes text as text, in its font, turned with the page', () => {
    const drawing = pen();
    drawing.font = 'italic 600 12px Inter, "Helvetica Neue", sans-serif';
    drawing.textAlign = 'right';
    drawing.textBaseline = 'middle';
    drawing.fillText('a < b', 30, 40);
    drawing.rotate(Math.PI / 2);
    drawing.font = '650 18px Inter';
    drawing.fillText('up', 1, 2);
    const [flat, turned] = parse(drawing.content()).getElementsByTagName('text');
    expect(flat?.textContent).toBe('a < b');
    expect([flat?.getAttribute('x'), flat?.getAttribute('y')]).toEqual(['30', '44.2']);
    expect(flat?.getAttribute('text-anchor')).toBe('end');
    expect(flat?.getAttribute('font-family')).toBe("Inter, 'Helvetica Neue', sans-serif");
    expect([flat?.getAttribute('font-weight'), flat?.getAttribute('font-style')]).toEqual(['600', 'italic']);
    expect(turned?.getAttribute('transform')).toBe('matrix(0 1 -1 0 0 0)');
    expect(turned?.getAttribute('font-weight'), 'SVG 1.1 has hundreds').toBe('700');
  });

  test('any text arrives as it is, in the picture and in its metadata (seed 20261121)', () => {
    const text = fc.string({ unit: 'binary' }).map((given) => given.replaceAll('\uFFFD', ''));
    fc.assert(
      fc.property(text, text, (words, link) => {
        const drawing = pen();
        drawing.fillText(words, 0, 0);
        const document = parse(drawing.content(), { title: words, description: words, link });
        const shown = document.getElementsByTagName('text')[0]?.textContent;
        // XML has no place for some characters, and reads every end of a line as one.
        const known = (given: string) =>
          given.replaceAll(/[\p{Surrogate}\uFFFE\uFFFF]|(?![\t\n\r])\p{Cc}/gu, '').replaceAll(/\r\n?/g, '\n');
        expect(shown).toBe(known(words));
        expect(document.getElementsByTagName('title')[0]?.textContent).toBe(known(words));
        expect(document.getElementsByTagName('dc:source')[0]?.textContent).toBe(known(link));
      }),
      { seed: 20261121, numRuns: 100 },
    );
  });

  it('refuses a colour that other programs would draw otherwise', () => {
    expect(readPaint('rgb(1, 2, 3)')).toEqual({ color: '#010203', opacity: 1 });
    for (const color of ['red', 'color-mix(in srgb, red, blue)', 'rgb(1 2)', 'var(--ink)'])
      expect(() => readPaint(color)).toThrow(RangeError);
  });
});

describe.each(['light', 'dark'] as const)('the map in vectors, %s', (theme) => {
  const context = contextOf('loss=himmelblau&opt=sgd(lr:0.01)&opt=adam(lr:0.2)&steps=80&step=34');
  const frame = frameIn(context, theme);
  const drawing = pen();
  const options = { labels: true, axes: true, vector: true, font: 'Inter, sans-serif' };
  context.drawings.map(drawing, frame, { x: 0, y: 0, width: 640, height: 480 }, options);
  const document = parse(drawing.content());
  const paths = [...document.getElementsByTagName('path')];

  it('has tints as polygons from the lowest to the highest, and no picture', () => {
    expect(document.getElementsByTagName('image')).toHaveLength(0);
    const fills = new Set(paths.map((path) => path.getAttribute('fill')));
    const hex = (height: number) =>
      `#${tint(height, theme)
        .map((part) => Math.round(part).toString(16).padStart(2, '0'))
        .join('')}`;
    for (const height of [0.0125, 0.5125, 0.9875]) expect(fills).toContain(hex(height));
  });

  it('has the path of each run in its colour', () => {
    const strokes = paths.map((path) => path.getAttribute('stroke'));
    expect(frame.derived.runs).toHaveLength(2);
    for (const { look } of frame.derived.runs) expect(strokes).toContain(look.color.toLowerCase());
  });

  it('has numbers and names of the axes, and the loss on contour lines', () => {
    const texts = [...document.getElementsByTagName('text')].map((text) => text.textContent);
    for (const text of ['x', 'y', '\u22124', '0', '4']) expect(texts).toContain(text);
    const turned = [...document.getElementsByTagName('text')].filter((text) =>
      text.getAttribute('transform'),
    );
    expect(turned.length).toBeGreaterThan(2);
  });

  it('stays small enough to be edited', () => {
    expect(drawing.content().length).toBeLessThan(900_000);
  });
});

describe('charts in vectors', () => {
  const context = contextOf('loss=rosenbrock&opt=sgd(lr:0.0005)&opt=adam&opt=adam(lr:0.5)&steps=100&step=50');
  const frame = frameIn(context, 'light');
  const quantities = context.drawings.quantities(frame).map(({ value }) => value);
  it.each(quantities)('draw %s with a line, a dash and a marker for each run', (quantity) => {
    const drawing = pen();
    const options = { quantity, axis: 'log' as const, font: 'Inter, sans-serif', columns: 2 };
    context.drawings.chart(drawing, frame, { x: 0, y: 0, width: 640, height: 400 }, options);
    const document = parse(drawing.content());
    const lines = [...document.getElementsByTagName('path')].filter(
      (path) => path.getAttribute('stroke-width') === '1.7',
    );
    expect(lines.map((line) => line.getAttribute('stroke'))).toEqual(
      frame.derived.runs.map(({ look }) => look.color.toLowerCase()),
    );
    expect(lines[2]?.getAttribute('stroke-dasharray')).toBe('8 5');
    // The same line whole, between the dashes: followed through its turns.
    const threads = [...document.getElementsByTagName('path')].filter(
      (path) => path.getAttribute('d') === lines[2]?.getAttribute('d') && path !== lines[2],
    );
    expect(threads).toHaveLength(1);
    expect(threads[0]?.getAttribute('stroke')).toBe(lines[2]?.getAttribute('stroke'));
    expect(threads[0]?.hasAttribute('stroke-dasharray')).toBe(false);
    expect(Number(threads[0]?.getAttribute('stroke-width'))).toBeCloseTo(0.54, 1);
    for (const line of lines) expect(line.getAttribute('d')?.length).toBeGreaterThan(100);
    const texts = [...document.getElementsByTagName('text')].map((text) => text.textContent);
    expect(texts).toContain('step');
    expect(texts).toContain('100');
  });

  it('have a legend that breaks its row where it is full, and says how high it is', () => {
    const heights = [2000, 150].map((width) => {
      const drawing = pen();
      const box = { x: 0, y: 0, width, height: 0 };
      return context.drawings.legend(drawing, frame, box, { font: 'Inter', detail: () => 'lr 0.1' });
    });
    expect(heights).toEqual([21, 63]);
  });
});
