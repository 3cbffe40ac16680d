import { withAcross } from './across.ts';
import { isAsked } from '../ask/ask.ts';
import {
  defaultDocument,
  documentOf,
  type Problem,
  type Report,
  type Restored,
  type SceneDocument,
  type ScenePlayhead,
} from './document.ts';
import { isOneVariable } from './curve.ts';
import { entryOf } from './defaults.ts';
import { adoptSuggestions, settledValues } from './follow.ts';
import { isRecord, member, quote, reportUnknown, shown } from './kinds.ts';
import { stepsAllowed } from './limits.ts';
import { migrate, type RawDocument, VERSION } from './migrations.ts';
import { followers, type Scene } from './scene.ts';
import { keys, otherKeys, surfaceKeys } from './schema.ts';
import { sceneSentences } from './scene-sentences.ts';
import { isCurve, markedDocument } from './unmarked.ts';

/** Beyond as many, one sentence says that there is more. */
const MAX_PROBLEMS = 20;

/** The document as a plain object, for a file or a message: everything, defaults too. */
export function writeDocument(scene: Scene, playhead: ScenePlayhead): SceneDocument {
  const document = documentOf(scene, playhead);
  return { ...document, version: VERSION };
}

/**
 * A whole, valid scene from anything at all. Every part that cannot be taken is replaced by its default and named in
 * `problems`; the rest is kept. Never throws, follows no prototype, walks nothing that the scene does not have.
 */
export function restoreScene(input: unknown): Restored {
  const { problems, report } = collector();
  if (!isRecord(input)) {
    if (input !== undefined) report('', sceneSentences.say('notADocument'));
    return restored(defaultDocument(), problems);
  }
  const version = member(input, 'version');
  const known = typeof version === 'number' && Number.isInteger(version) && version >= 1;
  if (version !== undefined && !known) {
    report(
      'version',
      sceneSentences.say('mustBe', 'version', sceneSentences.say('aVersion'), quote(version)),
    );
  }
  if (known && version > VERSION) report('version', sceneSentences.say('newer', version));
  const migrated = migrate(input, known ? version : 1);
  const marked = () => (member(migrated, 'suggested') === undefined ? markedDocument(migrated) : migrated);
  const raw = isCurve(migrated) ? withAcross(migrated) : marked();
  reportStrangers(raw, report);
  let document = restoreSurface(raw, report);
  for (const key of otherKeys) {
    const given = at(raw, key.path);
    if (given !== undefined) document = key.restore(document, given, report);
  }
  const named = member(raw, 'suggested');
  if (document.model) document = onModel(document, raw, report);
  if (document.curve && !isOneVariable(document)) {
    report('curve', sceneSentences.say('noCurve'));
    document = { ...document, curve: false };
  }
  if (document.ask && !isAsked(document.ask.kind, document)) {
    report('ask', sceneSentences.say('askUnseen'));
    document = { ...document, ask: null };
  }
  document = adoptSuggestions(document, Array.isArray(named) ? named : []);
  return restored(withinRun(document, report), problems);
}

function restored({ playhead, ...scene }: SceneDocument, problems: readonly Problem[]): Restored {
  return { scene, playhead, problems };
}

/** The document with its surface, all that follows it still to be adopted. */
function restoreSurface(raw: RawDocument, report: Report): SceneDocument {
  const document = defaultDocument();
  const surface = surfaceOf(raw, document, report) ?? { loss: document.loss, formula: document.formula };
  settled ??= document.optimizers.map((setting) => ({ ...setting, values: settledValues(setting) }));
  return { ...document, ...surface, optimizers: settled };
}

/** The optimizers of the default document without the values that follow its surface. */
let settled: SceneDocument['optimizers'] | undefined;

/** The document of a model: the surface is the default one, and the start follows the model. */
function onModel(document: SceneDocument, raw: RawDocument, report: Report): SceneDocument {
  const { loss, formula } = defaultDocument();
  for (const name of ['loss', 'formula'] as const) {
    const given = member(raw, name);
    const standard = { loss, formula }[name];
    if (given !== undefined && given !== standard) report(name, sceneSentences.say('unusedByModel', name));
  }
  const named = member(raw, 'suggested');
  const isSet = !(Array.isArray(named) && named.includes('start'));
  if (isSet && !document.suggested.includes('start')) report('start', sceneSentences.say('modelStart'));
  const suggested = followers.filter((name) => name === 'start' || document.suggested.includes(name));
  return { ...document, loss, formula, base: null, suggested };
}

/** The surface that a document names, null for none. */
function surfaceOf(
  raw: RawDocument,
  document: SceneDocument,
  report: Report,
): Pick<Scene, 'loss' | 'formula'> | null {
  const loss = member(raw, 'loss');
  const formula = member(raw, 'formula');
  const named = surfaceKeys.loss.restore(document, loss ?? 'custom', report);
  const entry = entryOf(named.loss);
  if (entry) {
    if (formula !== undefined && formula !== entry.formula) {
      report('formula', sceneSentences.say('unusedFormula', entry.id));
    }
    return { loss: entry.id, formula: entry.formula };
  }
  if (formula === undefined) {
    if (loss !== undefined) report('formula', sceneSentences.say('noFormula'));
    return null;
  }
  const own = surfaceKeys.formula.restore({ ...document, formula: '' }, formula, report);
  return own.formula === '' ? null : { loss: 'custom', formula: own.formula };
}

/** The document with runs that can be computed, and a step that they have. */
function withinRun(document: SceneDocument, report: Report): SceneDocument {
  const { playhead } = document;
  const steps = Math.min(document.steps, stepsAllowed(document));
  if (steps < document.steps) report('steps', sceneSentences.say('tooMuchWork', document.steps, steps));
  if (playhead.step > steps) report('playhead.step', sceneSentences.say('beyondEnd', playhead.step, steps));
  return { ...document, steps, playhead: { ...playhead, step: Math.min(playhead.step, steps) } };
}

/** The groups of the document, with the members that keys stand for. */
const groups = new Map(
  keys
    .filter(({ path }) => path.length > 1)
    .map(({ path: [group = ''] }) => [
      group,
      keys.filter(({ path }) => path[0] === group).map(({ path }) => path[1] ?? ''),
    ]),
);
const members = ['version', 'suggested', ...new Set(keys.map(({ path }) => path[0] ?? ''))];

/** Members of the document and of its groups that no key stands for. */
function reportStrangers(raw: RawDocument, report: Report): void {
  reportUnknown(raw, members, { name: '', where: '', report });
  for (const [group, known] of groups) {
    const given = member(raw, group);
    if (given === undefined) continue;
    if (!isRecord(given)) {
      report(group, sceneSentences.say('mustBe', group, sceneSentences.say('anObject'), quote(given)));
      continue;
    }
    reportUnknown(given, known, { name: group, where: group, report });
  }
}

function at(raw: RawDocument, path: readonly string[]): unknown {
  return path.reduce<unknown>((given, name) => member(given, name), raw);
}

/** Gathers problems, beside those that there are already, a limited number of them. */
export function collector(already: readonly Problem[] = []): {
  readonly problems: Problem[];
  readonly report: Report;
} {
  const problems = already.slice(0, MAX_PROBLEMS);
  return {
    problems,
    report(where, message) {
      if (problems.length < MAX_PROBLEMS) problems.push({ where: shown(where, 80), message });
      else if (problems.length === MAX_PROBLEMS)
        problems.push({ where: '', message: sceneSentences.say('more') });
    },
  };
}
