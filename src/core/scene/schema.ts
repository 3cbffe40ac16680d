import { noiseKinds, noiseScalings } from '../math/noise.ts';
import { ask, texts } from './ask-kind.ts';
import { ownData } from './data-kind.ts';
import { camera } from './camera-kind.ts';
import { defaultScene } from './defaults.ts';
import { lossIds, type Report, type SceneDocument, type ScenePlayhead } from './document.ts';
import {
  choice,
  domain,
  domainOrNone,
  flag,
  flags,
  formula,
  interval,
  type Kind,
  number,
  point,
  taken,
} from './kinds.ts';
import { limits } from './limits.ts';
import { strict } from './model-door.ts';
import { sentences } from './sentences.ts';
import { model, plane } from './model-kind.ts';
import { chartScales, quantityIds } from './quantities.ts';
import type { Follower, View } from './scene.ts';
import { settings } from './setting-kind.ts';

/** A key of links and the member of the document that it stands for. */
export interface Key {
  /** Its name in a link. */
  readonly key: string;
  /** Where it stands in the document. */
  readonly path: readonly string[];
  /** What its value must be. */
  readonly form: string;
  /** What it says, for the documentation. */
  readonly meaning: string;
  /** Given once for each item of a list. */
  readonly repeats: boolean;
  parse(texts: readonly string[]): unknown;
  print(document: SceneDocument): readonly string[];
  /** The document with this member taken from outside data, as far as it can be. */
  restore(document: SceneDocument, given: unknown, report: Report): SceneDocument;
}

/** A member of the document. */
interface Place<T> {
  readonly path: readonly string[];
  of(document: SceneDocument): T;
  put(document: SceneDocument, value: T): SceneDocument;
}

function top<K extends keyof SceneDocument>(name: K): Place<SceneDocument[K]> {
  return {
    path: [name],
    of: (document) => document[name],
    put: (document, value) => ({ ...document, [name]: value }),
  };
}

function ofView<K extends keyof View>(name: K): Place<View[K]> {
  return {
    path: ['view', name],
    of: ({ view }) => view[name],
    put: (document, value) => ({ ...document, view: { ...document.view, [name]: value } }),
  };
}

function ofPlayhead<K extends keyof ScenePlayhead>(name: K): Place<ScenePlayhead[K]> {
  return {
    path: ['playhead', name],
    of: ({ playhead }) => playhead[name],
    put: (document, value) => ({ ...document, playhead: { ...document.playhead, [name]: value } }),
  };
}

function row<T>(key: string, place: Place<T>, kind: Kind<T>, meaning: string, repeats = false): Key {
  const where = place.path.join('.');
  return {
    key,
    path: place.path,
    form: kind.form,
    meaning,
    repeats,
    parse: kind.parse,
    print: (document) => kind.print(place.of(document)),
    restore: (document, given, report) =>
      place.put(document, kind.restore(given, place.of(document), { name: key, where, report })),
  };
}

/** A member that follows the surface: in a link where it is set, and set by what is given. */
function followingRow<T>(key: string, name: Follower, place: Place<T>, kind: Kind<T>, meaning: string): Key {
  const own = row(key, place, kind, meaning);
  return {
    ...own,
    print: (document) => (document.suggested.includes(name) ? [] : own.print(document)),
    restore(document, given, report) {
      const where = place.path.join('.');
      const value = taken(kind, given, place.of(document), { name: key, where, report });
      if (value === undefined) return document;
      const suggested = document.suggested.filter((other) => other !== name);
      return { ...place.put(document, value), suggested };
    },
  };
}

/** The document with the data that a link gives its model. */
function restoreData(document: SceneDocument, given: unknown, report: Report): SceneDocument {
  const { model: setting } = document;
  if (!setting) {
    report('data', sentences.dataWithout);
    return document;
  }
  const data = ownData.restore(given, null, { name: 'data', where: 'data', report });
  if (!data) return document;
  return { ...document, model: strict({ ...setting, data }, (message) => report('data', message)) };
}

/** What the author of a question says, in a key of its own. */
function askText(name: 'question' | 'explanation', meaning: string): Key {
  const of: Place<string> = {
    path: ['ask', name],
    of: ({ ask: own }) => own?.[name] ?? '',
    put: (document, value) => ({ ...document, ask: document.ask && { ...document.ask, [name]: value } }),
  };
  const own = row(name, of, texts[name], meaning);
  return {
    ...own,
    path: [name],
    restore(document, given, report) {
      if (document.ask) return own.restore(document, given, report);
      report(name, sentences.askWithout(name));
      return document;
    },
  };
}

/** What a document says about its surface; the rest has its defaults from it. */
export const surfaceKeys = {
  loss: row('loss', top('loss'), choice([...lossIds, 'custom']), 'Surface of the catalog.'),
  formula: row('f', top('formula'), formula, "A surface of one's own instead."),
} as const;

const { view } = defaultScene();

/** The other keys, in the order in which links give them and documents are restored. */
export const otherKeys: readonly Key[] = [
  row('curve', top('curve'), flag, 'Whether a formula of one variable is drawn as a curve.'),
  row('model', top('model'), model, 'A model on data instead of a surface, with what is set of its options.'),
  {
    ...row(
      'data',
      {
        path: ['data'],
        of: ({ model: own }) => own?.data ?? null,
        put: (document) => document,
      },
      ownData,
      "Data of one's own for the model, where it is small enough for a link.",
    ),
    restore: restoreData,
  },
  row('plane', top('plane'), plane, "The plane on which a model's loss is seen."),
  followingRow('domain', 'domain', top('domain'), domain, 'The rectangle that is drawn.'),
  row(
    'base',
    top('base'),
    domainOrNone,
    "The rectangle that a formula's suggestions come from, where it is not the domain.",
  ),
  followingRow('start', 'start', top('start'), point, 'Where every optimizer starts.'),
  row('opt', top('optimizers'), settings, 'An optimizer with what is set; repeat it for more.', true),
  row(
    'noise',
    top('noise'),
    number({ min: 0, max: limits.noise }),
    'Standard deviation of the gradient noise.',
  ),
  row('noiseKind', top('noiseKind'), choice(noiseKinds), 'Distribution of the noise.'),
  row(
    'noiseScaling',
    top('noiseScaling'),
    choice(noiseScalings),
    'Whether the noise is a share of the gradient.',
  ),
  row(
    'seed',
    top('seed'),
    number({ min: 0, max: limits.seed, whole: true }),
    'Seed of the noise, and of the initial weights and minibatches of a model.',
  ),
  row('steps', top('steps'), number({ min: 1, max: limits.steps, whole: true }), 'Length of the runs.'),
  row('budget', top('budget'), choice(['steps', 'evaluations']), 'What `steps` counts.'),
  row('ask', top('ask'), ask, 'What is asked before the runs are shown.'),
  askText('question', "The question in one's own words."),
  askText('explanation', 'What is said when the answer is seen.'),
  row(
    'step',
    ofPlayhead('step'),
    number({ min: 0, max: limits.steps, whole: true }),
    'The step that is shown.',
  ),
  row(
    'speed',
    ofPlayhead('speed'),
    number({ min: limits.speed[0], max: limits.speed[1] }),
    'Steps per second when playing.',
  ),
  row('loop', ofPlayhead('loop'), flag, 'Whether playing begins again at the end.'),
  followingRow(
    'height',
    'heightScale',
    ofView('heightScale'),
    choice(['linear', 'log', 'rank']),
    'Scale of heights and contours.',
  ),
  row(
    'scales',
    ofView('scales'),
    choice(['auto', 'equal', 'fill']),
    'Whether x and y are drawn at one scale; by itself unless the domain is longer than 1:6.',
  ),
  row('camera', ofView('camera'), camera, 'Where one looks from; angles in radians.'),
  row('future', ofView('future'), flag, 'Whether steps to come are drawn.'),
  row('minima', ofView('minima'), flag, 'Whether minima are marked.'),
  row('layout', ofView('layout'), choice(['one', 'multiples']), 'One stage, or a map for each optimizer.'),
  row('overlays', ofView('overlays'), flags(view.overlays), 'What is drawn of the calculus at the step.'),
  row('gradient', ofView('gradient'), flag, "Whether the gradient itself is among a step's arrows."),
  row(
    'magnify',
    ofView('magnify'),
    number({ min: 0, max: limits.magnify, whole: true }),
    "The power of ten by which a step's arrows are magnified.",
  ),
  row('map', ofView('map'), flags(view.map), "What lies on the map's ground."),
  row('chart', ofView('chart'), choice(quantityIds), 'What is charted over the steps.'),
  row('chartScale', ofView('chartScale'), choice(chartScales), "Scale of the chart's values."),
  row('chartSteps', ofView('chartSteps'), choice(chartScales), "Scale of the chart's steps."),
  row(
    'chartRange',
    ofView('chartRange'),
    interval(limits.steps),
    'The first and the last step that are charted.',
  ),
  row('theme', ofView('theme'), choice(['auto', 'light', 'dark']), 'Colours of the page.'),
];

export const keys: readonly Key[] = [surfaceKeys.loss, surfaceKeys.formula, ...otherKeys];
