import { describe, expect, test } from 'vitest';
import { drawScaleBars } from '../../../src/ui/arrow-scale.ts';
import { drawAxes, measureWith } from '../../../src/ui/axes.ts';
import type { Pen } from '../../../src/ui/pen.ts';

/** A pen as somebody else has left it: dashed, and in another font. It keeps what it draws, and how. */
function usedPen() {
  const drawn: string[] = [];
  let dash = [5, 5];
  const pen = {
    font: 'bold 40px Other',
    lineCap: 'round',
    setLineDash: (next: number[]) => {
      dash = next;
    },
    measureText(text: string) {
      const size = Number(/(\d+)px/.exec(this.font)?.[1]);
      return { width: text.length * size * (this.font.startsWith('italic') ? 0.5 : 1) };
    },
    fillText(text: string) {
      drawn.push(`${text} in ${this.font}`);
    },
    stroke() {
      drawn.push(`line, ${this.lineCap}, dashed ${JSON.stringify(dash)}`);
    },
    save() {},
    restore() {},
    beginPath() {},
    moveTo() {},
    lineTo() {},
    fillRect() {},
  };
  return { pen: pen as unknown as Pen, drawn };
}

describe('what is drawn does not depend on how the pen was left', () => {
  test('the bars of a scale', () => {
    const { pen, drawn } = usedPen();
    drawScaleBars(
      pen,
      [{ unit: 'step', pixels: 40, label: '0.1 · 10 times' }],
      [0, 100],
      300,
      { paper: '#fff', ink: '#000' },
      'Inter',
    );
    expect(drawn[0]).toBe('line, butt, dashed []');
    expect(drawn[1]).toMatch(/^0\.1 · 10 times in \d+px Inter$/);
  });

  test('axes', () => {
    const { pen, drawn } = usedPen();
    const axes = {
      lines: Float64Array.of(0, 0, 10, 0),
      texts: [
        { text: '3', isName: false, x: 0, y: 0, width: 8, height: 12 },
        { text: 'x₁', isName: true, x: 0, y: 0, width: 8, height: 12 },
        { text: 'rate', isName: true, x: 0, y: 0, width: 8, height: 12 },
      ],
    };
    drawAxes(pen, axes as unknown as Parameters<typeof drawAxes>[1], 'light', 'Inter', 12);
    expect(drawn).toEqual([
      'line, butt, dashed []',
      '3 in 12px Inter',
      'x in italic 12px Inter',
      '₁ in 12px Inter',
      'rate in 12px Inter',
    ]);
  });

  test('the room that a text takes: of a name, its letter in italics', () => {
    const { pen } = usedPen();
    const measure = measureWith(pen, 'Inter', 10);
    expect(measure('x1', false)).toBe(20);
    expect(measure('x1', true)).toBe(10 + 5 + 1);
    pen.font = 'bold 40px Other';
    expect(measure('x1', true)).toBe(16);
    expect(measure('y1', true)).toBe(16);
    expect(measure('rate', true)).toBe(measure('rate', false));
  });
});
