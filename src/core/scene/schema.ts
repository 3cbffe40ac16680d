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
import { sceneSentences } from './scene-sentences.ts';
import { model, plane } from './model-kind.ts';
import { chartScales, quantityIds } from './quantities.ts';
import { race } from './race-kind.ts';
import type { Follower, View } from './scene.ts';
import { settings } from './setting-kind.ts';
import { settingMap } from './setting-map-kind.ts';
import { swarm } from './swarm-kind.ts';

/** A key of links and the member of the document that it stands for. */
export interface Key {
  /** Its name in a link. */
  readonly key: string;
  /** Where it stands in the document. */
  readonly path: readonly string[];
  /** What its value must be. */
  readonly kind: Pick<Kind<unknown>, 'form'>;
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

function row<T>(key: string, place: Place<T>, kind: Kind<T>, repeats = false): Key {
  const where = place.path.join('.');
  return {
    key,
    path: place.path,
    kind,
    repeats,
    parse: kind.parse,
    print: (document) => kind.print(place.of(document)),
    restore: (document, given, report) =>
      place.put(document, kind.restore(given, place.of(document), { name: key, where, report })),
  };
}

/** A member that follows the surface: in a link where it is set, and set by what is given. */
function followingRow<T>(key: string, name: Follower, place: Place<T>, kind: Kind<T>): Key {
  const own = row(key, place, kind);
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
    report('data', sceneSentences.say('dataWithout'));
    return document;
  }
  const data = ownData.restore(given, null, { name: 'data', where: 'data', report });
  if (!data) return document;
  return { ...document, model: strict({ ...setting, data }, (message) => report('data', message)) };
}

/** What the author of a question says, in a key of its own. */
function askText(name: 'question' | 'explanation'): Key {
  const of: Place<string> = {
    path: ['ask', name],
    of: ({ ask: own }) => own?.[name] ?? '',
    put: (document, value) => ({ ...document, ask: document.ask && { ...document.ask, [name]: value } }),
  };
  const own = row(name, of, texts[name]);
  return {
    ...own,
    path: [name],
    restore(document, given, report) {
      if (document.ask) return own.restore(document, given, report);
      report(name, sceneSentences.say('askWithout', name));
      return document;
    },
  };
}

/** What a document says about its surface; the rest has its defaults from it. */
export const surfaceKeys = {
  loss: row('loss', top('loss'), choice([...lossIds, 'custom'])),
  formula: row('f', top('formula'), formula),
} as const;

const { view } = defaultScene();

/** The other keys, in the order in which links give them and documents are restored. */
export const otherKeys: readonly Key[] = [
  row('curve', top('curve'), flag),
  row('model', top('model'), model),
  {
    ...row(
      'data',
      {
        path: ['data'],
        of: ({ model: own }) => own?.data ?? null,
        put: (document) => document,
      },
      ownData,
    ),
    restore: restoreData,
  },
  row('plane', top('plane'), plane),
  followingRow('domain', 'domain', top('domain'), domain),
  row('base', top('base'), domainOrNone),
  followingRow('start', 'start', top('start'), point),
  row('opt', top('optimizers'), settings, true),
  row('noise', top('noise'), number({ min: 0, max: limits.noise })),
  row('noiseKind', top('noiseKind'), choice(noiseKinds)),
  row('noiseScaling', top('noiseScaling'), choice(noiseScalings)),
  row('seed', top('seed'), number({ min: 0, max: limits.seed, whole: true })),
  row('steps', top('steps'), number({ min: 1, max: limits.steps, whole: true })),
  row('budget', top('budget'), choice(['steps', 'evaluations'])),
  row('ask', top('ask'), ask),
  askText('question'),
  askText('explanation'),
  row('step', ofPlayhead('step'), number({ min: 0, max: limits.steps, whole: true })),
  row('speed', ofPlayhead('speed'), number({ min: limits.speed[0], max: limits.speed[1] })),
  row('loop', ofPlayhead('loop'), flag),
  followingRow('height', 'heightScale', ofView('heightScale'), choice(['linear', 'log', 'rank'])),
  row('scales', ofView('scales'), choice(['auto', 'equal', 'fill'])),
  row('camera', ofView('camera'), camera),
  row('future', ofView('future'), flag),
  row('minima', ofView('minima'), flag),
  row('layout', ofView('layout'), choice(['one', 'multiples'])),
  row('overlays', ofView('overlays'), flags(view.overlays)),
  row('gradient', ofView('gradient'), flag),
  row('magnify', ofView('magnify'), number({ min: 0, max: limits.magnify, whole: true })),
  row('map', ofView('map'), flags(view.map)),
  row('chart', ofView('chart'), choice(quantityIds)),
  row('chartScale', ofView('chartScale'), choice(chartScales)),
  row('chartSteps', ofView('chartSteps'), choice(chartScales)),
  row('chartRange', ofView('chartRange'), interval(limits.steps)),
  row('settings', ofView('settingMap'), settingMap),
  row('swarm', ofView('swarm'), swarm),
  row('race', ofView('race'), race),
  row('theme', ofView('theme'), choice(['auto', 'light', 'dark'])),
];

export const keys: readonly Key[] = [surfaceKeys.loss, surfaceKeys.formula, ...otherKeys];
