import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { lineTex } from '../../src/core/run/anatomy-tex.ts';
import { compileFormula } from '../../src/core/index.ts';
import { symbolsOf } from '../../src/core/optimizers/symbols.ts';
import { createReadout } from '../../src/charts/map/readout.ts';
import { arrows } from '../../src/text/en/arrows.ts';
import { overlays } from '../../src/text/en/overlays.ts';
import { signs } from '../../src/text/en/signs.ts';
import { planeSentences } from '../../src/app/models/plane-words.ts';
import { openModels } from '../../src/core/scene/models.ts';
import { withOption } from '../../src/panels/models/with-option.ts';
import { createModelPicture } from '../../src/panels/models/picture.ts';
import { createSlot } from '../../src/ui/panel.ts';
import { appOn, closeApps } from '../unit/app/models/model-app.ts';

vi.setConfig({ testTimeout: 30_000 });
beforeAll(openModels);
afterEach(closeApps);

/** The same two players, each with a rate of 0.1, by hand: how far each step is from (0, 0). */
function far(steps: number, inTurns: boolean, [x, y]: readonly [number, number]): number[] {
  const out = [Math.hypot(x, y)];
  for (let k = 0; k < steps; k++) {
    const next = x - 0.1 * y;
    [x, y] = [next, y + 0.1 * (inTurns ? next : x)];
    out.push(Math.hypot(x, y));
  }
  return out;
}

test('a game as it is gone through: what is said of it is of the step, the moves and the formulas', async () => {
  const { app, clock, there, until } = appOn('two-players', {}, (scene) => ({
    ...scene,
    noise: 0,
    steps: 100,
    optimizers: scene.optimizers.slice(0, 1).map((one) => ({ ...one, values: { ...one.values, lr: 0.1 } })),
  }));
  const { section, slot } = createSlot('model', 'Model');
  document.body.append(section);
  app.mount(createModelPicture(slot, app));
  await there();
  const pictures = () =>
    [...section.querySelectorAll('.model-charts canvas')].map((one) => one.getAttribute('aria-label') ?? '');
  await until(() => pictures().length === 2);
  app.select(0);
  const start = () => app.derived.model!.at(0, 0)! as unknown as [number, number];
  const at = (step: number) => {
    app.seek(step);
    clock.tick(16);
    return pictures();
  };

  const out = far(100, false, start());
  for (const step of [100, 40, 1]) {
    const [field, distance] = at(step);
    expect(field).toContain('its curl is 2.00 and its divergence 0.');
    expect(distance).toContain(`SGD is ${out[step]!.toFixed(3)} from (0, 0)`);
    expect(distance).toContain('they go out.');
  }

  app.edit((scene) => withOption(scene, 'moves', 'alternating'));
  await there();
  const around = far(100, true, start());
  const [, distance] = at(77);
  expect(distance).toContain(`SGD is ${around[77]!.toFixed(3)} from (0, 0)`);
  expect(distance).toContain('they go around for ever.');

  // A hill that both go down: no curl, and whose surface is drawn is said.
  app.edit((scene) => withOption(withOption(scene, 'min', 'x^2'), 'max', '-y^2'));
  await there();
  expect(at(5)[0]).toContain('Here the field does not turn');
  expect(at(5)[1]).toContain('they come to it.');
  const plane = () => {
    const { state, derived } = app;
    return planeSentences({ state, derived } as Parameters<typeof planeSentences>[0], derived.model!).plane;
  };
  expect(plane()).not.toContain('what y makes large');
  app.edit((scene) => withOption(scene, 'drawn', 'second'));
  await there();
  expect(plane()).toContain('The surface, and the loss in the legend, is what y makes large.');
  const { run } = app.derived.runs[0]!;
  expect(run.losses[5]).toBeCloseTo(-(app.derived.model!.at(0, 5)![1]! ** 2), 12);
  section.remove();
});

test('no sentence calls what pushes two players a gradient, nor them one loss', async () => {
  const { app, there } = appOn('two-players', { min: 'x*y', max: 'x*y' }, (scene) => ({
    ...scene,
    noise: 0,
    steps: 5,
    optimizers: scene.optimizers.slice(0, 1),
  }));
  await there();
  const { entry, lines, stages } = app.derived.model!.anatomy(0, 2)!;
  expect(stages[0]!.lines[0]!.found!.tex(String)).toBe(lines[0]!.found!.tex(String));
  const { symbols } = lineTex(lines[0]!, symbolsOf(entry), false);
  expect(symbols).toBe(
    'g = \\left(\\tfrac{\\partial f}{\\partial x},\\; -\\tfrac{\\partial g}{\\partial y}\\right)',
  );
  // At (2, 3) x is pushed against the slope y of xy, and y along its slope x.
  const readout = createReadout();
  const said = () =>
    [...readout.element.querySelectorAll('.readout-item')].map(({ textContent }) => textContent);
  const { loss } = app.derived.model!.model;
  readout.show(loss, [2, 3]);
  expect(said().slice(3)).toEqual(['|push|3.61', 'push(−3.00, 2.00)']);
  readout.show(compileFormula('x*y'), [2, 3]);
  expect(said().slice(3)).toEqual(['|∇f|3.61', '∇f(3.00, 2.00)']);
  // All that is said of fields, whoever shows it, has a word for two players where it speaks of one loss or of its slope.
  const { lines: fieldLines, field, divergence, curl } = overlays.kinds;
  for (const words of [
    signs.legend.signs.field,
    arrows.gradientMeaning,
    ...[fieldLines, field, divergence, curl].map(({ meaning }) => meaning),
  ])
    expect(words).toContain('two players');
});
