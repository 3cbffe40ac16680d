import { expect, test } from 'vitest';
import { orderTold, showsOverlay } from '../../../src/app/asking.ts';
import { createApp } from '../../../src/app/create-app.ts';
import { askedSettings } from '../../../src/app/setting-map/asked.ts';
import { startsOf } from '../../../src/app/starts/asked.ts';
import { swarmOf } from '../../../src/app/swarm/asked.ts';
import { describeCurve } from '../../../src/charts/curve/describe.ts';
import { figureQuantity } from '../../../src/charts/figures/chart.ts';
import { askKinds } from '../../../src/core/ask/ask.ts';
import { sampleCurve } from '../../../src/core/geometry/curve.ts';
import { overlayIds } from '../../../src/core/scene/overlays.ts';
import { readFragment } from '../../../src/core/scene/url.ts';
import { createSvgPen } from '../../../src/export/svg/svg-pen.ts';
import { contextIn } from '../export/context.ts';
import { manualClock } from './manual-clock.ts';

/** Its slope at the start is 3.6. */
const CURVE =
  'f=x^4/20%2Bx^2/2&curve=on&domain=-4,4,-2,2&start=2,0&opt=sgd(lr:0.1)&opt=momentum(lr:0.1)&steps=20';
const SURFACE = 'loss=himmelblau&start=0,-1&opt=sgd(lr:0.01)&opt=adam(lr:0.1)&steps=40';

function open(fragment: string) {
  const { scene, playhead, problems } = readFragment(fragment);
  expect(problems).toEqual([]);
  const app = createApp({ scene, playhead, clock: manualClock(), systemTheme: 'light' });
  app.setResolution(33);
  return app;
}

function curvePicture(app: ReturnType<typeof open>): string {
  const pen = createSvgPen({ measure: (text) => 6 * text.length, encode: () => '' });
  const frame = { state: app.state, derived: app.derived };
  contextIn(app).drawings.curve(
    pen,
    frame,
    { x: 0, y: 0, width: 900, height: 800 },
    { font: '', start: true },
  );
  // Names of axes are drawn in two pieces.
  return pen.content().replaceAll(/<[^>]*>|\s/g, '');
}

test.each(askKinds.filter((kind) => kind !== 'path' && kind !== 'arrow'))(
  'on a curve, %s is asked without the derivatives that answer it, and no others are missing',
  (kind) => {
    const app = open(`${CURVE}&ask=${kind},run:0`);
    const before = curvePicture(app);
    expect([before.includes('f′(x)'), before.includes('f″(x)')]).toEqual([
      kind !== 'length',
      kind !== 'length' && kind !== 'stable',
    ]);
    const said = () => {
      const { derived } = app;
      const samples = sampleCurve(derived.loss, -4, 4, 101);
      return describeCurve(derived, derived.runs, samples, 0, 20, orderTold(app.state) > 0);
    };
    const slope = 'slope 3.60';
    expect(said().includes(slope)).toBe(kind !== 'length');
    app.lock();
    const after = curvePicture(app);
    expect(after).toContain('f′(x)');
    expect(after).toContain('f″(x)');
    expect(said()).toContain(slope);
  },
);

test.each(askKinds)('on a surface, %s is asked without what is drawn of its answer', (kind) => {
  const overlays = overlayIds.join(',');
  const app = open(
    `${SURFACE}&overlays=${overlays}&swarm=grid,colour:basin&settings=loss&chart=gradientNorm&ask=${kind},run:0`,
  );
  const frame = () => ({ state: app.state, derived: app.derived });
  const isHiding = kind !== 'reach';
  const drawn = () => overlayIds.filter((id) => showsOverlay(app.state, id));
  // What leads downhill from the start, and what has gone there.
  const tells = new Set<string>(isHiding ? ['flow', 'starts'] : []);
  if (['end', 'path', 'minimum'].includes(kind)) tells.add('lines');
  if (kind === 'arrow') for (const id of overlayIds) if (id !== 'eigenvectors') tells.add(id);
  expect(drawn()).toEqual(overlayIds.filter((id) => !tells.has(id)));
  expect(startsOf(frame()) === null).toBe(isHiding);
  expect(swarmOf(frame()) === null).toBe(isHiding);
  expect(askedSettings(frame()) === null).toBe(isHiding);
  const isSlope = kind === 'length' || kind === 'arrow';
  expect(figureQuantity(frame())).toBe(isSlope ? 'loss' : 'gradientNorm');
  app.lock();
  expect(drawn()).toEqual(overlayIds);
  expect(startsOf(frame())).not.toBeNull();
  expect(swarmOf(frame())).not.toBeNull();
  expect(askedSettings(frame())).not.toBeNull();
  expect(figureQuantity(frame())).toBe('gradientNorm');
});

test('the sharpness is not charted while the largest stable rate is asked for', () => {
  const app = open(`${SURFACE}&chart=sharpness&ask=stable,run:0`);
  expect(figureQuantity(app)).toBe('loss');
  app.lock();
  expect(figureQuantity(app)).toBe('sharpness');
});

test.each(askKinds.filter((kind) => kind !== 'reach'))(
  'while %s is asked, map, chart, legend and curve are drawn the same whatever the runs do',
  (kind) => {
    const isOfWay = kind === 'path' || kind === 'arrow';
    for (const scene of isOfWay ? [SURFACE] : [SURFACE, CURVE]) {
      // Other draws of the noise make other runs; nothing else of the scene is another.
      const apps = [1, 2].map((seed) => open(`${scene}&noise=3&seed=${seed}&ask=${kind},run:0,step:20`));
      const drawn = () => apps.map(picturesOf);
      const [one, other] = drawn();
      expect(one).toEqual(other);
      for (const app of apps) {
        app.lock();
        app.seek(20);
      }
      const [first, second] = drawn();
      for (const part of ['ground', 'chart', 'legend'] as const)
        expect(first![part], part).not.toBe(second![part]);
    }
  },
);

/** What is drawn of an app, as SVG: map or curve, chart, legend. */
function picturesOf(app: ReturnType<typeof open>) {
  const { drawings } = contextIn(app);
  const frame = { state: app.state, derived: app.derived };
  const box = { x: 0, y: 0, width: 400, height: 300 };
  const font = '';
  const drawn = (draw: (pen: ReturnType<typeof createSvgPen>) => void) => {
    const pen = createSvgPen({ measure: (text) => 6 * text.length, encode: () => '' });
    draw(pen);
    return pen.content().replaceAll(/seed \d/g, 'seed');
  };
  return {
    ground: drawn((pen) =>
      app.state.scene.curve
        ? drawings.curve(pen, frame, box, { font, start: true })
        : drawings.map(pen, frame, box, { labels: true, axes: true, vector: true, font }),
    ),
    chart: drawn((pen) =>
      drawings.chart(pen, frame, box, { quantity: drawings.quantity(frame), axis: 'log', font, columns: 1 }),
    ),
    legend: drawn((pen) =>
      drawings.legend(pen, frame, box, {
        font,
        detail: ({ run }) => String(run.losses[app.state.playhead.step]),
      }),
    ),
  };
}
