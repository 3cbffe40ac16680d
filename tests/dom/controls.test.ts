import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { knowCurves, shownName, shownRow } from '../../src/app/surface-name.ts';
import { losses } from '../../src/core/index.ts';
import { curveRows } from '../../src/core/losses/curves.ts';
import { overlayIds } from '../../src/core/scene/overlays.ts';
import { newOptimizer } from '../../src/core/scene/defaults.ts';
import { suggestionsOf } from '../../src/core/scene/suggest.ts';
import { readFragment } from '../../src/core/scene/url.ts';
import { sceneTitle } from '../../src/panels/title.ts';
import { overlays as overlayText } from '../../src/text/en/overlays.ts';
import { openControls } from './support/controls.ts';
import { button, choose, fill, named, press } from './support/user.ts';

let controls: ReturnType<typeof openControls>;
beforeEach(() => {
  controls = openControls();
});
afterEach(() => controls.close());

const surface = () => controls.select('Surface');
const formula = () => controls.container.querySelector('textarea')!;
/** Types into a box and ends with Enter. */
const type = (field: HTMLInputElement | HTMLTextAreaElement, text: string) => {
  fill(field, text);
  press('Enter');
  controls.draw();
};
const doubleClick = (element: Element) => {
  element.dispatchEvent(new MouseEvent('dblclick', { bubbles: true }));
  controls.draw();
};

test('a curve of the gallery has its name and its lesson, which come with what draws it', () => {
  controls.close();
  const row = curveRows.find(({ id }) => id === 'two-wells')!;
  controls = openControls(readFragment(`#f=${encodeURIComponent(row.formula)}&curve=on`).scene);
  knowCurves(curveRows);
  controls.app.invalidate();
  controls.draw();
  expect(controls.container.textContent).toContain(row.lesson);
  expect(shownName(controls.app)).toBe('Two wells');
  expect(sceneTitle(shownRow(controls.app), row.formula, true)).toBe('Two wells, many minima');
  controls.app.setFormula('x^4');
  controls.draw();
  expect(controls.container.textContent).not.toContain(row.lesson);
  expect(shownName(controls.app)).toBe('Flat bottom');
});

test('a camera that turns writes nothing into the rows; another projection, and a setting after it, does', async () => {
  const { app, container, draw } = controls;
  const turn = (by: number, projection = app.state.scene.view.camera.projection) => {
    const { camera } = app.state.scene.view;
    app.setView({ camera: { ...camera, azimuth: camera.azimuth + by, projection } }, 'turn');
    draw();
  };
  turn(0.1);
  const written: MutationRecord[] = [];
  const observer = new MutationObserver((records) => written.push(...records));
  observer.observe(container, { subtree: true, childList: true, attributes: true, characterData: true });
  for (let k = 0; k < 5; k++) turn(0.1);
  await Promise.resolve();
  expect([...written, ...observer.takeRecords()]).toEqual([]);
  observer.disconnect();

  turn(0.1, 'orthographic');
  expect(controls.select('Projection').value).toBe('orthographic');
  app.setView({ layout: 'multiples' });
  draw();
  expect(controls.select('Layout').value).toBe('multiples');
  app.setOptimizer(0, (setting) => ({ ...setting, on: false }));
  draw();
  expect(controls.folder('SGD').classList.contains('is-off')).toBe(true);
});

describe('a formula that is typed', () => {
  test('is taken when typing pauses, with what it suggests, and is its own link', () => {
    fill(formula(), 'x^2+y^2');
    controls.draw();
    expect(surface().value).toBe('himmelblau');
    controls.clock.advance(500);
    controls.draw();
    expect(controls.address()).toBe('f=x%5E2+y%5E2&opt=sgd&opt=momentum&opt=rmsprop&opt=adam&v=2');
    expect(surface().value).toBe('custom');
    controls.app.undo();
    controls.draw();
    expect(surface().value).toBe('himmelblau');
    expect(formula().value).toBe(losses.find(({ id }) => id === 'himmelblau')?.formula);
  });

  test('is said to be wrong, and where, with what is shown until then; what is dropped is taken up again', () => {
    type(formula(), 'x^2 + foo(y)');
    expect(formula().getAttribute('aria-invalid')).toBe('true');
    const said = () => controls.container.querySelector('[role=status]:not([hidden])');
    expect(said()?.querySelector('mark')?.textContent).toBe('foo');
    expect(said()?.textContent).toContain('Shown until then: Himmelblau');
    choose(surface(), 'booth');
    controls.draw();
    expect([formula().getAttribute('aria-invalid'), said()]).toEqual(['false', null]);
    button(controls.container, 'Take up again: x^2 + foo(y)').click();
    controls.draw();
    expect([formula().value, surface().value]).toEqual(['x^2 + foo(y)', 'booth']);
  });

  test('is one line, also when it was broken over several', () => {
    fill(formula(), 'x^2\n  + y^2\n');
    expect(formula().value).toBe('x^2 + y^2 ');
  });

  test('brings the names of its variables, and a row for each other letter', () => {
    type(formula(), 'k (u - 1)^2 + 1/2v^2');
    expect(controls.box('Start u').value).not.toBe('');
    expect(controls.box('Parameter k').value).toBe('1');
    const before = controls.app.derived.runs[0]?.run.losses[0];
    type(controls.box('Parameter k'), '3');
    expect(controls.app.derived.runs[0]?.run.losses[0]).not.toBe(before);
    expect(formula().value).toBe('k (u - 1)^2 + 1/2v^2');
    expect(decodeURIComponent(controls.address()).replaceAll('+', ' ')).toContain('k = 3; k (u');
    type(formula(), 'x^2 + y^2');
    expect(() => controls.box('Parameter k')).toThrow();
  });
});

describe('what is set and what is suggested', () => {
  test('a rate that is set stays on another surface, and is suggested again by its sign', () => {
    const adam = controls.folder('Adam');
    const sign = () => button(adam, /^Learning rate: /);
    expect(sign().getAttribute('aria-disabled')).toBe('true');
    type(controls.box('Learning rate', adam), '0.3');
    expect(sign().getAttribute('aria-disabled')).toBe('false');
    choose(surface(), 'booth');
    controls.draw();
    expect(controls.address()).toContain('opt=rmsprop&opt=adam,lr:0.3');
    sign().click();
    controls.draw();
    expect(controls.address()).toBe('loss=booth&opt=sgd&opt=momentum&opt=rmsprop&opt=adam&v=2');
    expect(controls.box('Learning rate', adam).value).toBe('0.2');
  });

  test('a double click on the name of a coordinate puts that one back', () => {
    const first = controls.address();
    type(controls.box('Start x'), '1');
    type(controls.box('Start y'), '2');
    expect(controls.address()).toContain('start=1,2');
    const name = (axis: string) =>
      [...controls.folder('Start').querySelectorAll('.lil-name')].find(
        (each) => each.firstChild?.textContent === axis,
      )!;
    doubleClick(name('x'));
    expect(controls.address()).toContain('start=-0.4,2');
    doubleClick(name('y'));
    expect(controls.address()).toBe(first);
  });

  test('a scene goes back to its beginning, and undo takes that back', () => {
    const { app } = controls;
    const first = controls.address();
    expect(app.canReset).toBe(false);
    choose(surface(), 'goldstein-price');
    controls.draw();
    type(controls.box('Start x'), '0.5');
    expect(controls.address()).toContain('start=0.5,0.5');
    app.reset();
    controls.draw();
    expect(controls.address()).toBe(first);
    app.undo();
    controls.draw();
    expect(controls.address()).toContain('loss=goldstein-price&start=0.5,0.5');
    expect(controls.box('Start x').value).toBe('0.5');
  });
});

describe('the folders of the optimizers', () => {
  test('are added, copied, switched off and removed, with the focus where one is', () => {
    const labels = () => controls.app.derived.runs.map(({ label }) => label);
    button(controls.container, 'Duplicate Adam').click();
    controls.draw();
    expect(labels()).toEqual(['SGD', 'Momentum', 'RMSprop', 'Adam', 'Adam 2']);
    const run = controls.box('Run SGD');
    run.checked = false;
    run.dispatchEvent(new Event('change', { bubbles: true }));
    controls.draw();
    expect(labels()).toEqual(['Momentum', 'RMSprop', 'Adam', 'Adam 2']);
    button(controls.container, 'Remove Adam 2').click();
    controls.draw();
    expect(labels()).toEqual(['Momentum', 'RMSprop', 'Adam']);
    expect(controls.folder('Adam').contains(document.activeElement)).toBe(false);
    button(controls.container, 'Remove Momentum').focus();
    button(controls.container, 'Remove Momentum').click();
    controls.draw();
    // The next one stands where it stood.
    expect(controls.folder('RMSprop').contains(document.activeElement)).toBe(true);
  });

  const opened = () =>
    ['SGD', 'Momentum', 'RMSprop', 'Adam', 'Lion'].filter((name) => {
      const all = controls.container.querySelectorAll<HTMLElement>('[role=group]');
      const folder = [...all].find((group) => group.getAttribute('aria-label') === name);
      return folder?.querySelector('.lil-title')?.getAttribute('aria-expanded') === 'true';
    });
  const title = (name: string, within: Element = controls.folder(name)) =>
    within.querySelector<HTMLElement>('.lil-title')!;

  test('open one at a time: first the first, then what is added, and again the first of another scene', () => {
    const { app } = controls;
    expect(opened()).toEqual(['SGD']);
    title('RMSprop').click();
    expect(opened()).toEqual(['RMSprop']);
    button(controls.container, 'Remove SGD').click();
    controls.draw();
    expect(opened()).toEqual(['RMSprop']);
    title('RMSprop').click();
    button(controls.container, 'Remove Momentum').click();
    controls.draw();
    expect(opened()).toEqual([]);
    title('RMSprop').click();
    button(controls.container, 'Remove RMSprop').click();
    controls.draw();
    expect(opened()).toEqual(['Adam']);
    app.load(
      { ...app.state.scene, optimizers: [newOptimizer('lion', suggestionsOf(app.state.scene))] },
      app.state.playhead,
    );
    controls.draw();
    expect(opened()).toEqual(['Lion']);
  });

  test('have what is off behind "More knobs", which opens when some of it acts', () => {
    const more = [...controls.folder('Adam').querySelectorAll('[role=group]')].find(
      (group) => group.getAttribute('aria-label') === 'More knobs',
    )!;
    const isOpen = () => title('More knobs', more).getAttribute('aria-expanded');
    const rows = (of: Element) =>
      [...of.querySelectorAll('.lil-name')].map((name) => name.firstChild!.textContent);
    expect(rows(more)).toContain('AMSGrad');
    expect(rows(more)).not.toContain('Learning rate');
    expect(isOpen()).toBe('false');
    controls.app.setValue(3, 'amsgrad', true);
    controls.draw();
    expect(isOpen()).toBe('true');
    title('More knobs', more).click();
    controls.app.setValue(3, 'lr', 0.3);
    controls.draw();
    expect(isOpen()).toBe('false');
  });

  test('a schedule has its numbers under it, and no others', () => {
    const folder = controls.folder('SGD');
    const kind = named<HTMLSelectElement>(folder, 'select', 'Schedule');
    const names = () => [...folder.querySelectorAll('.lil-name')].map((name) => name.firstChild!.textContent);
    const before = names();
    choose(kind, 'step');
    controls.draw();
    expect(names()).toEqual(
      before.flatMap((name) => (name === 'Schedule' ? [name, 'Every', 'Factor'] : [name])),
    );
    choose(kind, 'constant');
    controls.draw();
    expect(names()).toEqual(before);
  });

  test('a slider and its box are one value: the box goes beyond the slider, a double click goes back', () => {
    const { app, container } = controls;
    const slider = container.querySelector<HTMLInputElement>(
      'input[type=range][aria-label="Gradient noise"]',
    )!;
    const box = container.querySelector<HTMLInputElement>('input[type=text][aria-label="Gradient noise"]')!;
    slider.valueAsNumber = Number(slider.max);
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    controls.draw();
    const most = app.state.scene.noise;
    expect(most).toBeGreaterThan(0);
    expect(Number(box.value)).toBeCloseTo(most, 6);
    expect(slider.getAttribute('aria-valuetext')).toBe(box.value);
    type(box, String(most * 10));
    expect(app.state.scene.noise).toBe(most * 10);
    expect(slider.value).toBe(slider.max);
    slider.focus();
    press('Delete');
    controls.draw();
    expect([app.state.scene.noise, box.value]).toEqual([0, '0']);
  });
});

test('of the view, a model has no marks and arrows, a curve none but its marks and its second order', () => {
  const rows = [...controls.folder('View').querySelectorAll<HTMLElement>('.lil-controller')];
  const withClass = (name: string) =>
    rows
      .filter((row) => row.classList.contains(name))
      .map((row) => row.querySelector('.lil-name')!.textContent);
  const arrows = ['Gradient arrow', 'Magnify arrows'];
  const ofDirections = overlayIds
    .slice(overlayIds.indexOf('eigenvectors'))
    .map((id) => overlayText.kinds[id].label);
  expect(ofDirections).toContain('Every start and its end');
  expect(withClass('of-surface')).toEqual([
    'Minima',
    'Tangent plane',
    'Taylor surface',
    ...ofDirections,
    ...arrows,
  ]);
  expect(withClass('of-field')).toEqual([
    'Negative gradient field',
    'Field lines',
    'Divergence of −∇f',
    'Curl of −∇f',
  ]);
  expect(withClass('of-plane')).toEqual([
    'Projection',
    'Tangent plane',
    ...ofDirections,
    ...arrows,
    'Scales of x, y',
    'Layout',
    'Camera home',
  ]);
});

test('how noise is is asked for where there is some', () => {
  const rows = () =>
    ['Noise kind', 'Noise size'].map((name) => controls.select(name).closest('.lil-controller')!);
  expect(rows().every((row) => row.matches('[hidden]'))).toBe(true);
  controls.app.edit((scene) => ({ ...scene, noise: 0.5 }));
  controls.draw();
  expect(rows().some((row) => row.matches('[hidden]'))).toBe(false);
});
