import {
  defaultDocument,
  documentOf,
  documentOfFormula,
  documentOn,
  type Problem,
  type Report,
  type Restored,
  type SceneDocument,
  type ScenePlayhead,
} from './document.ts';
import { isRecord, member, quote, reportUnknown, shown } from './kinds.ts';
import { stepsAllowed } from './limits.ts';
import { migrate, type RawDocument, VERSION } from './migrations.ts';
import type { Scene } from './scene.ts';
import { keys, otherKeys, surfaceKeys } from './schema.ts';
import { sentences } from './sentences.ts';

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
    if (input !== undefined) report('', sentences.notADocument);
    return restored(defaultDocument(), problems);
  }
  const version = member(input, 'version');
  const known = typeof version === 'number' && Number.isInteger(version) && version >= 1;
  if (version !== undefined && !known) {
    report('version', sentences.mustBe('version', 'a whole number of at least 1', quote(version)));
  }
  if (known && version > VERSION) report('version', sentences.newer(version));
  const raw = migrate(input, known ? version : 1);
  reportStrangers(raw, report);
  let document = restoreSurface(raw, report);
  for (const key of otherKeys) {
    const given = at(raw, key.path);
    if (given !== undefined) document = key.restore(document, given, report);
  }
  return restored(withinRun(document, report), problems);
}

function restored({ playhead, ...scene }: SceneDocument, problems: readonly Problem[]): Restored {
  return { scene, playhead, problems };
}

/** The document with its surface, everything else at the defaults that follow from it. */
function restoreSurface(raw: RawDocument, report: Report): SceneDocument {
  const loss = member(raw, 'loss');
  const formula = member(raw, 'formula');
  const named = surfaceKeys.loss.restore(defaultDocument(), loss ?? 'custom', report);
  if (named.loss !== 'custom') {
    const document = loss === undefined ? defaultDocument() : documentOn(named.loss);
    if (formula !== undefined && formula !== document.formula) {
      report('formula', sentences.unusedFormula(document.loss));
    }
    return document;
  }
  if (formula === undefined) {
    if (loss !== undefined) report('formula', sentences.noFormula);
    return defaultDocument();
  }
  const unset = { ...defaultDocument(), formula: '' };
  const own = surfaceKeys.formula.restore(unset, formula, report);
  return own.formula === '' ? defaultDocument() : documentOfFormula(own.formula);
}

/** The document with runs that can be computed, and a step that they have. */
function withinRun(document: SceneDocument, report: Report): SceneDocument {
  const { playhead } = document;
  const steps = Math.min(document.steps, stepsAllowed(document));
  if (steps < document.steps) report('steps', sentences.tooMuchWork(document.steps, steps));
  if (playhead.step > steps) report('playhead.step', sentences.beyondEnd(playhead.step, steps));
  return { ...document, steps, playhead: { ...playhead, step: Math.min(playhead.step, steps) } };
}

/** Members of the document and of its groups that no key stands for. */
function reportStrangers(raw: RawDocument, report: Report): void {
  const groups = new Set(keys.filter(({ path }) => path.length > 1).map(({ path }) => path[0] ?? ''));
  reportUnknown(raw, ['version', ...groups, ...keys.map(({ path }) => path[0] ?? '')], {
    name: '',
    where: '',
    report,
  });
  for (const group of groups) {
    const given = member(raw, group);
    if (given === undefined) continue;
    if (!isRecord(given)) {
      report(group, sentences.mustBe(group, 'an object', quote(given)));
      continue;
    }
    const known = keys.filter(({ path }) => path[0] === group).map(({ path }) => path[1] ?? '');
    reportUnknown(given, known, { name: group, where: group, report });
  }
}

function at(raw: RawDocument, path: readonly string[]): unknown {
  return path.reduce<unknown>((given, name) => member(given, name), raw);
}

/** Gathers problems, a limited number of them. */
export function collector(): { readonly problems: Problem[]; readonly report: Report } {
  const problems: Problem[] = [];
  return {
    problems,
    report(where, message) {
      if (problems.length < MAX_PROBLEMS) problems.push({ where: shown(where, 80), message });
      else if (problems.length === MAX_PROBLEMS) problems.push({ where: '', message: sentences.more });
    },
  };
}
