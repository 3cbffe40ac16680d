import { expect, test } from 'vitest';
import { drawnRuns } from '../../../src/app/drawn-runs.ts';
import { createSvgPen } from '../../../src/export/svg/svg-pen.ts';
import { contextOf } from '../export/context.ts';

const box = { x: 0, y: 0, width: 600, height: 600 };
const newPen = () => createSvgPen({ measure: (text) => 6 * text.length, encode: () => '' });

test('on a curve an average has its dots and its ball', () => {
  const { drawings, state, derived } = contextOf(
    'f=x^2&curve=on&domain=-4,4,-2,2&start=3,0&opt=sgd(lr:0.2,average:tail)&steps=9&step=4',
  );
  const [run, average] = drawnRuns(derived, state.palette);
  const pen = newPen();
  drawings.curve(pen, { state, derived }, box, { font: 'Inter', start: true });
  for (const view of [run, average]) expect(pen.content()).toContain(view!.look.color);
});

test('on a curve the limit of the step follows a schedule', () => {
  const limitAt = (step: number) => {
    const { drawings, state, derived } = contextOf(
      `f=x^2&curve=on&domain=-4,4,-2,2&start=0.5,0&opt=sgd(lr:1.25,schedule:exponential(factor:0.9))&steps=9&overlays=taylor&step=${step}`,
    );
    const pen = newPen();
    drawings.curve(pen, { state, derived }, box, { font: 'Inter', start: true });
    return /stable below ([\d.]+)/.exec(pen.content())?.[1];
  };
  expect([0, 1].map(limitAt)).toEqual(['1.60', '1.78']);
});

test('where no minimum is known, nothing is below the lowest of runs and averages', () => {
  // A run to and fro about the minimum, whose average is nearer to it.
  const { drawings, state, derived } = contextOf(
    'f=x^2%2By^2%2B1&start=1,1&opt=sgd(lr:0.99,average:tail)&steps=20',
  );
  expect(derived.critical.lowest).toBeNull();
  const pen = newPen();
  drawings.chart(pen, { state, derived }, box, {
    quantity: 'excess',
    axis: 'linear',
    font: 'Inter',
    columns: 2,
  });
  expect(pen.content()).not.toMatch(/>−/);
});
