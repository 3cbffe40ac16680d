import type { GUI } from 'lil-gui';
import type { App } from '../../app/app.ts';
import { losses } from '../../core/losses/catalog.ts';
import { isOneVariable, withCurve } from '../../core/scene/curve.ts';
import { defaultScene, entryOf } from '../../core/scene/defaults.ts';
import { suggestedDomain } from '../../core/scene/follow.ts';
import { bodyIn } from '../../core/scene/parameters.ts';
import { limits } from '../../core/scene/limits.ts';
import { modelIds } from '../../core/scene/model-door.ts';
import type { Scene } from '../../core/scene/scene.ts';
import { suggestionsOf } from '../../core/scene/suggest.ts';
import { panels } from '../../text/en/panels.ts';
import { rules } from '../../text/en/rules.ts';
import { html, setText } from '../../ui/dom.ts';
import { sliderScale } from '../typed-number.ts';
import { shownName, shownRow } from '../../app/surface-name.ts';
import { ChoiceRow } from './choice-row.ts';
import { addFolder, only } from './folder.ts';
import { FormulaRow } from './formula-row.ts';
import { createParameterRows } from './parameter-rows.ts';
import { NumberRow } from './number-row.ts';
import { RangeRow } from './range-row.ts';
import type { Row, Suggestion } from './row.ts';
import { SwitchRow } from './switch-row.ts';
import { choicesOf, viewChoice } from './view-folder.ts';

const text = panels.controls;

/** All losses, surface, formula, domain, height scale. */
export function addLossFolder(gui: GUI, app: App, gallery?: () => void): Row[] {
  const folder = addFolder(gui, text.loss);
  if (gallery) folder.add({ gallery }, 'gallery').name(text.allLosses);
  const scene = () => app.state.scene;
  const entry = () => entryOf(scene().loss);

  const surface = addSurfaceRow(folder, app);
  // One gets there by typing a formula, not by choosing it.
  const custom = surface.select.querySelector<HTMLOptionElement>('option[value="custom"]');
  const lesson = html('p', { class: 'row-note' });
  surface.domElement.append(lesson);
  surface.domElement.after(html('div', { class: 'model-rows' }));

  const formula = new FormulaRow(folder, {
    label: text.formula,
    name: text.formulaName,
    meaning: text.formulaMeaning,
    read: () => bodyIn(scene()),
    write: (value) => app.setFormula(value),
    type: (value) => app.typeFormula(value),
    initial: () => entry()?.formula ?? bodyIn(scene()),
    draft: () => app.state.draft,
    dropped: () => app.state.dropped,
    shown: () => shownName(app),
    own: () => scene().loss === 'custom',
  });

  const parameters = createParameterRows(folder, app, formula.domElement);
  const curve = new SwitchRow(folder, {
    label: text.curve,
    meaning: text.curveMeaning,
    read: () => scene().curve,
    write: (on) => app.edit((old) => withCurve(old, on)),
    initial: () => true,
  });

  const height = viewChoice(
    folder,
    app,
    'heightScale',
    text.heightScale,
    text.heightScaleMeaning,
    text.heightScales,
    () => suggestionsOf(scene()).heightScale,
    {
      is: () => scene().suggested.includes('heightScale'),
      again: () => app.suggest('heightScale'),
    },
  );
  const about: Row = {
    refresh() {
      setText(lesson, shownRow(app)?.lesson ?? '');
      if (custom) custom.disabled = scene().loss !== 'custom';
      curve.domElement.hidden = !isOneVariable(scene());
    },
  };
  const along = addDomainRow(folder, app, 'x');
  const across = addDomainRow(folder, app, 'y');
  return [
    surface,
    about,
    formula,
    parameters,
    curve,
    along,
    only(across, 'of-plane'),
    only(height, 'of-plane'),
  ];
}

/** The choice among all surfaces and models. */
function addSurfaceRow(folder: GUI, app: App): ChoiceRow {
  const scene = () => app.state.scene;
  const byFamily = losses.toSorted((a, b) => familyRank(a.family) - familyRank(b.family));
  return new ChoiceRow(
    folder,
    {
      label: text.surface,
      meaning: text.surfaceMeaning,
      read: () => scene().model?.id ?? scene().loss,
      write(value) {
        if (value !== 'custom') app.setLoss(value);
      },
      initial: () => defaultScene().loss,
    },
    [
      ...modelIds.map((id) => ({ value: id, label: text.models[id], group: text.modelFamily })),
      ...byFamily.map(({ id, name, family }) => ({ value: id, label: name, group: text.families[family] })),
      { value: 'custom', label: text.customSurface, group: text.ownFamily },
    ],
  );
}

/** The row of an axis' ends. */
function addDomainRow(folder: GUI, app: App, axis: 'x' | 'y'): RangeRow {
  const scene = () => app.state.scene;
  const first = axis === 'x' ? 0 : 2;
  return new RangeRow(
    folder,
    {
      label: axis === 'x' ? text.domainX : text.domainY,
      meaning: text.domainMeaning,
      read: () => endsOf(scene().domain, first),
      write([from, to]) {
        const [x0, x1, y0, y1] = scene().domain;
        app.setDomain(first === 0 ? [from, to, y0, y1] : [x0, x1, from, to]);
      },
      initial: () => endsOf(suggestedDomain(scene()), first),
      suggestion: partOf(app, 'domain', () => {
        const [a, b, c, d] = suggestedDomain(scene());
        const [x0, x1, y0, y1] = scene().domain;
        app.setDomain(first === 0 ? [a, b, y0, y1] : [x0, x1, c, d]);
      }),
    },
    axis,
    `${text.domainMeaning} ${text.domainReset}`,
  );
}

const endsOf = (domain: Scene['domain'], first: 0 | 2): [number, number] => [
  domain[first],
  domain[first === 0 ? 1 : 3],
];

/** What follows the surface as a whole, of which a row is a part that `reset` puts back. */
function partOf(app: App, what: 'domain' | 'start', reset: () => void): Suggestion {
  return { is: () => app.state.scene.suggested.includes(what), again: () => app.suggest(what), reset };
}

/** The row of one coordinate of the start. */
export function addCoordinateRow(folder: GUI, app: App, label: 'x' | 'y'): NumberRow {
  const scene = () => app.state.scene;
  const axis = label === 'x' ? 0 : 1;
  const row = new NumberRow(folder, {
    label,
    name: `${text.start} ${label}`,
    meaning: text.startMeaning(label),
    read: () => scene().start[axis],
    write(value, group) {
      const [x, y] = scene().start;
      app.setStart(axis === 0 ? [value, y] : [x, value], group);
    },
    initial: () => suggestionsOf(scene()).start[axis],
    suggestion: partOf(app, 'start', () => {
      const [x, y] = scene().start;
      const [a, b] = suggestionsOf(scene()).start;
      app.setStart(axis === 0 ? [a, y] : [x, b]);
    }),
    hardMin: -limits.coordinate,
    hardMax: limits.coordinate,
    slider() {
      const [x0, x1, y0, y1] = scene().domain;
      return axis === 0 ? sliderScale(x0, x1, 'linear') : sliderScale(y0, y1, 'linear');
    },
    live: true,
  });
  return axis === 0 ? only(row, 'of-surface') : only(row, 'of-surface', 'of-plane');
}

/** Start, noise, seed. */
export function addStartFolder(gui: GUI, app: App): Row[] {
  const folder = addFolder(gui, text.start);
  const scene = () => app.state.scene;
  const noiseScale = sliderScale(0, 5, 'linear');
  return [
    addCoordinateRow(folder, app, 'x'),
    addCoordinateRow(folder, app, 'y'),
    new NumberRow(folder, {
      label: text.noise,
      symbol: 'σ',
      meaning: text.noiseMeaning,
      read: () => scene().noise,
      write: (noise, group) => app.edit((old) => ({ ...old, noise }), group),
      initial: () => 0,
      hardMin: 0,
      hardMax: limits.noise,
      slider: () => noiseScale,
      live: true,
    }),
    noiseChoice(folder, app, 'noiseKind', rules.noiseKind, rules.noiseKindMeaning, rules.noiseKinds),
    noiseChoice(
      folder,
      app,
      'noiseScaling',
      rules.noiseScaling,
      rules.noiseScalingMeaning,
      rules.noiseScalings,
    ),
    new NumberRow(folder, {
      label: text.seed,
      meaning: text.seedMeaning,
      read: () => scene().seed,
      write: (seed, group) => app.edit((old) => ({ ...old, seed }), group),
      initial: () => defaultScene().seed,
      hardMin: 0,
      hardMax: limits.seed,
      whole: true,
      live: true,
    }),
  ];
}

/** Number of steps. */
export function addRunFolder(gui: GUI, app: App): Row[] {
  const folder = addFolder(gui, text.run);
  return [
    new NumberRow(folder, {
      label: text.steps,
      meaning: text.stepsMeaning,
      read: () => app.state.scene.steps,
      write: (steps, group) => app.edit((old) => ({ ...old, steps }), group),
      initial: () => defaultScene().steps,
      hardMin: 1,
      hardMax: limits.steps,
      whole: true,
      live: false,
    }),
    new ChoiceRow(
      folder,
      {
        label: text.budget,
        meaning: text.budgetMeaning,
        read: () => app.state.scene.budget,
        write(value) {
          if (value === 'steps' || value === 'evaluations') app.edit((old) => ({ ...old, budget: value }));
        },
        initial: () => defaultScene().budget,
      },
      choicesOf(text.budgets),
    ),
  ];
}

function familyRank(family: keyof typeof text.families): number {
  return Object.keys(text.families).indexOf(family);
}

/** How noise is, where there is some. */
function noiseChoice<K extends 'noiseKind' | 'noiseScaling'>(
  folder: GUI,
  app: App,
  key: K,
  label: string,
  meaning: string,
  labels: Readonly<Record<Scene[K], string>>,
): Row {
  const isValue = (value: string): value is Scene[K] => value in labels;
  const row = new ChoiceRow(
    folder,
    {
      label,
      meaning,
      read: () => app.state.scene[key],
      write(value) {
        if (isValue(value)) app.edit((old) => ({ ...old, [key]: value }));
      },
      initial: () => defaultScene()[key],
    },
    choicesOf(labels),
  );
  return {
    refresh() {
      row.domElement.hidden = app.state.scene.noise === 0;
      row.refresh();
    },
  };
}
