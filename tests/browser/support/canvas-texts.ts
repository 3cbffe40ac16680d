import type { Page } from 'playwright-core';

/** A text on a canvas, in pixels of the screen from the canvas's upper left corner. */
export interface CanvasText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Remembers what is written on each canvas since it was last cleared. Runs in the page before its scripts. */
export function rememberTexts(): void {
  const written = new Map<HTMLCanvasElement, { texts: CanvasText[]; drawn: number }>();
  const of = (canvas: HTMLCanvasElement) => {
    const known = written.get(canvas) ?? { texts: [], drawn: 0 };
    written.set(canvas, known);
    return known;
  };
  const { prototype } = CanvasRenderingContext2D;
  const { fillText, clearRect } = prototype;
  prototype.clearRect = function (...args) {
    of(this.canvas).texts = [];
    clearRect.apply(this, args);
  };
  const size = Object.getOwnPropertyDescriptor(HTMLCanvasElement.prototype, 'width')!;
  Object.defineProperty(HTMLCanvasElement.prototype, 'width', {
    ...size,
    set(this: HTMLCanvasElement, width: number) {
      of(this).texts = [];
      size.set?.call(this, width);
    },
  });
  prototype.fillText = function (text, x, y, ...rest) {
    fillText.call(this, text, x, y, ...rest);
    const { canvas } = this;
    const { a, e, f } = this.getTransform();
    const perPixel = canvas.width / canvas.getBoundingClientRect().width;
    const height = (Number.parseFloat(/([\d.]+)px/.exec(this.font)?.[1] ?? '0') * a) / perPixel;
    const width = (this.measureText(text).width * a) / perPixel;
    const known = of(canvas);
    known.drawn++;
    known.texts.push({
      text,
      x: (a * x + e) / perPixel,
      y: (a * y + f) / perPixel - height * 0.8,
      width,
      height,
    });
  };
  Object.assign(window, {
    textsOn(selector: string) {
      const canvas = document.querySelector<HTMLCanvasElement>(selector);
      return canvas ? of(canvas) : { texts: [], drawn: 0 };
    },
  });
}

/** What stands on a canvas now, and how many texts were ever written on it. */
export function textsOn(
  page: Pick<Page, 'evaluate'>,
  selector: string,
): Promise<{ texts: CanvasText[]; drawn: number }> {
  return page.evaluate(`textsOn(${JSON.stringify(selector)})`);
}
