import type { Domain } from '../losses/types.ts';
import { optimizerById } from '../optimizers/registry.ts';
import { defaultScene } from './defaults.ts';
import { strict } from './model-door.ts';
import { type Follower, followers, type ModelSetting, type OptimizerSetting, type Scene } from './scene.ts';
import {
  followingKeys,
  type SurfaceScene,
  type Suggestions,
  suggestedValues,
  suggestionsOf,
} from './suggest.ts';

/**
 * What is set and what is suggested. A scene names what is at its surface's suggestion; all else is set. A suggestion
 * depends on the surface alone, so that it is the same by every way that leads there; what is set stays.
 */

/** The scene with everything that it names as suggested at the suggestion of its surface. */
export function followSuggestions<S extends Scene>(scene: S): S {
  const suggestions = lazily(scene);
  const is = (name: Follower) => scene.suggested.includes(name);
  return {
    ...scene,
    domain: is('domain') ? suggestions().domain : scene.domain,
    start: is('start') ? suggestions().start : scene.start,
    optimizers: scene.optimizers.map((setting) => followed(setting, suggestions)),
    view: is('heightScale') ? { ...scene.view, heightScale: suggestions().heightScale } : scene.view,
  };
}

/** What a surface suggests, found when it is first asked for: a formula's takes longer than all else, and many scenes ask nothing. */
function lazily(scene: SurfaceScene): () => Suggestions {
  let made: Suggestions | undefined;
  return () => (made ??= suggestionsOf(scene));
}

function followed(setting: OptimizerSetting, suggestions: () => Suggestions): OptimizerSetting {
  const rule = optimizerById(setting.id);
  if (!rule || setting.suggested.length === 0) return setting;
  const standard = suggestedValues(rule, suggestions());
  const changed = setting.suggested.filter((key) => setting.values[key] !== standard[key]);
  if (changed.length === 0) return setting;
  const values = { ...standard, ...setting.values };
  for (const key of changed) values[key] = standard[key]!;
  return { ...setting, values };
}

/** Another surface under everything that is set. */
export function onSurface<S extends Scene>(
  scene: S,
  surface: Pick<Scene, 'loss' | 'formula'> & Partial<Pick<Scene, 'curve'>>,
): S {
  return followSuggestions({ ...scene, curve: false, ...surface, model: null, base: null });
}

/** A model in the place of a surface, seen where its runs are. */
export function onModel<S extends Scene>(scene: S, model: ModelSetting): S {
  const { loss, formula } = defaultScene();
  const suggested = followers.filter((name) => name !== 'heightScale' || scene.suggested.includes(name));
  return followSuggestions({
    ...scene,
    loss,
    formula,
    curve: false,
    base: null,
    model: strict(model),
    suggested,
  });
}

/**
 * The scene after an edit, with what the edit has changed named no longer as suggested. A domain that is moved leaves
 * everything else where it is: a formula's suggestions go on to come from the domain before.
 */
export function settle<S extends Scene>(scene: S, before: Scene): S {
  const same =
    scene.loss === before.loss &&
    scene.formula === before.formula &&
    scene.curve === before.curve &&
    scene.model === before.model &&
    scene.base === before.base;
  if (!same || isSame(scene.domain, before.domain)) return withTrueMarks(scene);
  const back = !scene.model && isSame(scene.domain, scene.base ?? suggestedDomain(scene));
  if (back) return withTrueMarks({ ...scene, base: null });
  return withTrueMarks({
    ...scene,
    suggested: scene.suggested.filter((name) => name !== 'domain'),
    base: scene.loss === 'custom' ? (scene.base ?? before.domain) : null,
  });
}

/**
 * A scene from outside, with what it does not say at the surface's suggestion, and what it `named` as suggested so
 * where that is still true: a number that is there keeps its value. Values that follow the surface may be missing.
 */
export function adoptSuggestions<S extends Scene>(scene: S, named: readonly unknown[]): S {
  const claimed = (name: Follower) => named.includes(name);
  const around = claimed('domain') && scene.base === null && isSame(scene.domain, suggestedDomain(scene));
  const marks = (marked: (name: Follower) => boolean) =>
    followers.filter((name) => scene.suggested.includes(name) || marked(name));
  const placed = { ...scene, suggested: marks((name) => name === 'domain' && around) };
  const free =
    placed.suggested.includes('domain') || scene.loss !== 'custom' || isSame(scene.domain, scene.base ?? []);
  const based = { ...placed, base: free ? null : scene.base };
  const suggestions = lazily(based);
  return followSuggestions({
    ...based,
    suggested: marks((name) =>
      name === 'domain' ? around : claimed(name) && isAt(scene, name, suggestions),
    ),
    optimizers: scene.optimizers.map((setting) => truly(withMissing(setting, suggestions), suggestions)),
  });
}

/** The values of an optimizer that are set or have one default everywhere: those that follow the surface are missing. */
export function settledValues({ values, suggested }: OptimizerSetting): OptimizerSetting['values'] {
  return Object.fromEntries(Object.entries(values).filter(([key]) => !suggested.includes(key)));
}

function withMissing(setting: OptimizerSetting, suggestions: () => Suggestions): OptimizerSetting {
  const rule = optimizerById(setting.id);
  if (!rule || setting.suggested.every((key) => key in setting.values)) return setting;
  return { ...setting, values: { ...suggestedValues(rule, suggestions()), ...setting.values } };
}

/** The scene, naming as suggested only what is at the suggestion. */
export function withTrueMarks<S extends Scene>(scene: S): S {
  const suggestions = lazily(scene);
  const suggested = scene.suggested.filter((name) => isAt(scene, name, suggestions));
  const optimizers = scene.optimizers.map((setting) => truly(setting, suggestions));
  const sameMarks = suggested.length === scene.suggested.length;
  const sameSettings = optimizers.every((setting, i) => setting === scene.optimizers[i]);
  if (sameMarks && sameSettings) return scene;
  return {
    ...scene,
    suggested: sameMarks ? scene.suggested : suggested,
    optimizers: sameSettings ? scene.optimizers : optimizers,
  };
}

function truly(setting: OptimizerSetting, suggestions: () => Suggestions): OptimizerSetting {
  const rule = optimizerById(setting.id);
  if (!rule || setting.suggested.length === 0) return setting;
  const standard = suggestedValues(rule, suggestions());
  const suggested = setting.suggested.filter((key) => setting.values[key] === standard[key]);
  return suggested.length === setting.suggested.length ? setting : { ...setting, suggested };
}

function isAt({ domain, start, view }: Scene, name: Follower, suggestions: () => Suggestions): boolean {
  switch (name) {
    case 'domain':
      return isSame(domain, suggestions().domain);
    case 'start':
      return isSame(start, suggestions().start);
    case 'heightScale':
      return view.heightScale === suggestions().heightScale;
  }
}

/** The scene with one thing, or a value of an optimizer, at the suggestion again. */
export function suggestAgain<S extends Scene>(scene: S, what: Follower): S {
  if (scene.suggested.includes(what)) return scene;
  const suggested = followers.filter((name) => name === what || scene.suggested.includes(name));
  return followSuggestions({ ...scene, suggested, base: what === 'domain' ? null : scene.base });
}

/** The scene with a value of its optimizer `index` at the suggestion again; the same one where none follows the surface. */
export function suggestValueAgain<S extends Scene>(scene: S, index: number, key: string): S {
  const setting = scene.optimizers[index];
  const rule = setting && optimizerById(setting.id);
  const keys = rule ? followingKeys(rule) : [];
  if (!setting || !keys.includes(key) || setting.suggested.includes(key)) return scene;
  const suggested = keys.filter((name) => name === key || setting.suggested.includes(name));
  return followSuggestions({ ...scene, optimizers: scene.optimizers.with(index, { ...setting, suggested }) });
}

/** The domain that the surface suggests, whatever is set. */
export function suggestedDomain(scene: SurfaceScene): Domain {
  return suggestionsOf({ ...scene, base: null, suggested: followers }).domain;
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, i) => Object.is(value, b[i]));
}
