import { describe, expect, test } from 'vitest';
import { explainStep } from '../../../src/app/anatomy.ts';
import { layOutCurve } from '../../../src/charts/curve/layout.ts';
import { levelOf, type Move } from '../../../src/charts/curve/moves.ts';
import { secantOf } from '../../../src/charts/curve/secant.ts';
import { sampleCurve } from '../../../src/core/geometry/curve.ts';
import { lossIn } from '../../../src/core/scene/compiled.ts';
import { createSvgPen } from '../../../src/export/svg/svg-pen.ts';
import { partColors } from '../../../src/ui/part-colors.ts';
import { createApp } from '../../../src/app/create-app.ts';
import { readFragment } from '../../../src/core/scene/url.ts';
import { manualClock } from '../app/manual-clock.ts';
import { contextOf } from '../export/context.ts';

const box = { x: 0, y: 0, width: 900, height: 700 };
// Zero lies in no range across, which a curve has none of.
const WAVES = 'f=0.1*x^2%2B0.9*sin(2x)%2B1.4&curve=on&domain=-6.45,1.35,2,6&start=-5.65,0&steps=60&step=4';

/** What is drawn of the selected optimizer's step, at a stage or closed. */
function drawn(optimizer: string, stage: number | null, lit: string | null = null) {
  const { drawings, state, derived } = contextOf(`${WAVES}&opt=${optimizer}`);
  const frame = { state: { ...state, stage, lit }, derived };
  const pen = createSvgPen({ measure: (text) => 6 * text.length, encode: () => '' });
  drawings.curve(pen, frame, box, { font: 'Inter', start: true });
  return {
    content: pen.content(),
    colors: partColors[state.palette],
    explained: explainStep(state, derived)!,
  };
}

describe('the stages of an opened step are seen on a curve', () => {
  test.each(['adam(lr:0.25)', 'sgd(lr:0.2,momentum:0.9)', 'nadam(lr:0.1)', 'rprop', 'adagrad(lr:0.1)'])(
    'of %s each',
    (optimizer) => {
      const { stages } = drawn(optimizer, 0).explained.anatomy;
      const pictures = stages.map((_, stage) => drawn(optimizer, stage).content);
      expect(new Set([...pictures, drawn(optimizer, null).content]).size).toBe(stages.length + 1);
    },
  );

  test('with each part in its own colour, from its stage on', () => {
    const [gradient, moments, , step] = [0, 1, 2, 3].map((stage) => drawn('adam(lr:0.25)', stage));
    const { colors } = gradient!;
    expect(gradient!.content).not.toContain(colors.firstMoment);
    expect(gradient!.content).toContain('plain gradient descent');
    expect(moments!.content).toContain(colors.firstMoment);
    expect(moments!.content).toContain('first moment’s part');
    expect(moments!.content).not.toContain(colors.step);
    expect(step!.content).toContain(colors.correctedSecondMoment);
    expect(step!.content).toContain('Adam’s step');
  });

  test('and so is what is pointed at while it is closed', () => {
    const { colors, content } = drawn('adam(lr:0.25)', null);
    expect(content).not.toContain(colors.firstMoment);
    expect(drawn('adam(lr:0.25)', null, 'm').content).toContain(colors.firstMoment);
  });
});

test('a broken arrow has its name beside a sample of it', () => {
  expect(drawn('adam(lr:0.25)', null).content).toContain('plain gradient descent');
  expect(drawn('sgd(lr:0.2)', null).content).not.toContain('plain gradient descent');
});

test('no arrow lies under what stands over the plot', () => {
  const samples = sampleCurve(lossIn({ formula: 'x^2', curve: true }), -4, 4, 401);
  const layout = layOutCurve(
    samples,
    [],
    'x',
    { width: 900, height: 600, cover: { width: 200, height: 70 } },
    (text) => 6 * text.length,
  );
  const move = (to: number): Move => ({
    part: 'step',
    row: 1,
    from: -3.8,
    to,
    follows: false,
    broken: false,
    faded: false,
  });
  const ball = layout.curve.yOf(3.8 ** 2);
  expect(levelOf([move(-3)], ball, layout)).toBe(ball);
  expect(levelOf([move(3.9)], ball, layout) - 14).toBeGreaterThan(70);
});

test('the tangent that a link asks for is seen without a selected optimizer, at the first run', () => {
  const picture = (more: string) => {
    const { drawings, state, derived } = contextOf(`${WAVES}&opt=sgd(lr:0.2)${more}`);
    const pen = createSvgPen({ measure: (text) => 6 * text.length, encode: () => '' });
    drawings.curve(pen, { state: { ...state, selected: -1 }, derived }, box, { font: 'Inter', start: true });
    return { content: pen.content(), colors: partColors[state.palette] };
  };
  expect(picture('').content).not.toContain(picture('').colors.gradient);
  const { content, colors } = picture('&overlays=tangent');
  expect(content).toContain(colors.gradient);
  expect(content).not.toContain(colors.step);
  expect(picture('&overlays=tangent,taylor').content).toContain(colors.secondMoment);
});

test('the secant to where one points has the slope between the two places, and nears that of the tangent', () => {
  const pointed = (to: number, more = '&overlays=tangent') => {
    const { state, derived } = contextOf(
      `f=x^2/4&curve=on&domain=-5,5,-2,2&start=2,0&opt=sgd(lr:1)&steps=1${more}`,
    );
    return { state: { ...state, hover: [to, 0] as const }, derived };
  };
  // Of x^2/4 it is (2 + to) / 4.
  for (const to of [-4, 0, 2.1, 2.001]) expect(secantOf(pointed(to))!.slope).toBeCloseTo((2 + to) / 4, 10);
  expect(secantOf(pointed(2))).toBeNull();
  expect(secantOf(pointed(3, ''))).toBeNull();
  expect(secantOf(pointed(3, '&overlays=tangent&ask=length,run:0'))).toBeNull();
  const { drawings } = contextOf('f=x^2');
  const picture = (to: number) => {
    const pen = createSvgPen({ measure: (text) => 6 * text.length, encode: () => '' });
    drawings.curve(pen, pointed(to), box, { font: 'Inter', start: true });
    return pen.content();
  };
  expect(picture(3)).not.toBe(picture(2));

  // As the page draws it, and not the scene as it is alone.
  const { scene } = readFragment(
    'f=x^2/4&curve=on&domain=-5,5,-2,2&start=2,0&opt=sgd(lr:1)&overlays=tangent',
  );
  const clock = manualClock();
  const app = createApp({ scene, clock, systemTheme: 'light' });
  let seen: number | undefined;
  app.mount({ draw: (frame) => void (seen = secantOf(frame)?.slope), dispose() {} });
  app.hover([3, 0]);
  clock.tick(16);
  expect(seen).toBeCloseTo(1.25, 10);
});
