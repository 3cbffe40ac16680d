import type { Problem } from '../core/scene/document.ts';
import { restoreScene } from '../core/scene/restore.ts';
import { settledValues } from '../core/scene/follow.ts';
import { parametersIn, withParameterValue } from '../core/scene/parameters.ts';
import { withRuleText } from '../core/scene/typed-setting.ts';
import type { Follower, Scene } from '../core/scene/scene.ts';
import { sceneSentences } from '../core/scene/scene-sentences.ts';

/** No place in a scene lies deeper. */
const MAX_DEPTH = 6;

/** What became of a patch: the scene, the same one when there were problems. */
export interface Patched {
  readonly scene: Scene;
  readonly problems: readonly Problem[];
}

/**
 * Changes one value of a scene. The path is looked up in the scene's own members, step by step; an optimizer's
 * hyperparameters may be named without `values`. The changed document is restored as any outside data, so that no
 * value gets in that a link could not bring. Null when nothing is at the path.
 */
export function patchScene(scene: Scene, path: string, value: unknown): Patched | null {
  const names = path.split('.');
  if (names.length > MAX_DEPTH) return null;
  if (path === 'loss' || path === 'formula') return replaceSurface(scene, path, value);
  const [group, parameter] = names;
  if (group === 'parameters' && parameter !== undefined) return patchParameter(scene, parameter, value);
  const place = /^optimizers\.(\d+)\.rule$/.exec(path)?.[1];
  const typed = place === undefined ? undefined : scene.optimizers[Number(place)];
  // Another text keeps of the values what it declares; one that is no rule is refused as it is in a link.
  const whole = typed?.rule === undefined || typeof value !== 'string' ? null : withRuleText(typed, value);
  if (whole)
    return { scene: { ...scene, optimizers: scene.optimizers.with(Number(place), whole) }, problems: [] };
  const changed = replaceAt(scene, names, value);
  if (changed === null) return null;
  return restoredFrom(scene, named(scene, names, changed));
}

/** The changed document, with what the path sets named no longer as suggested. */
function named(scene: Scene, names: readonly string[], changed: unknown): unknown {
  const [group = '', index = ''] = names;
  const last = names.at(-1) ?? '';
  if (group === 'optimizers' && names.length > 2) {
    const marks = scene.optimizers[Number(index)]?.suggested.filter((key) => key !== last);
    return replaceAt(changed, [group, index, 'suggested'], marks);
  }
  if (typeof changed !== 'object' || !['domain', 'start', 'view'].includes(group)) return changed;
  const suggested = scene.suggested.filter((name) => name !== group && name !== last);
  // A formula's suggestions go on to come from where they came from.
  const based = group === 'domain' && scene.loss === 'custom';
  return { ...changed, suggested, base: based ? (scene.base ?? scene.domain) : scene.base };
}

function restoredFrom(scene: Scene, changed: unknown): Patched {
  const restored = restoreScene(changed);
  if (restored.problems.length > 0) return { scene, problems: restored.problems };
  return { scene: sharing(scene, restored.scene), problems: [] };
}

/** `after` with every part that equals its like in `before` replaced by it: what has not changed stays the same. */
function sharing<T>(before: T, after: T): T {
  if (Object.is(before, after)) return before;
  if (typeof before !== 'object' || typeof after !== 'object' || before === null || after === null)
    return after;
  const known = Object.entries(before);
  const now = Object.entries(after).map(([key, value]): [string, unknown] => [
    key,
    sharing<unknown>(Object.hasOwn(before, key) ? Reflect.get(before, key) : undefined, value),
  ]);
  const same =
    known.length === now.length && now.every(([key, value]) => Object.is(Reflect.get(before, key), value));
  if (same) return before;
  // The same members under the same keys: the shape is that of `after`.
  return (Array.isArray(after) ? now.map(([, value]) => value) : Object.fromEntries(now)) as T;
}

/** Another value for a parameter of the formula; null where it has none of that name. */
function patchParameter(scene: Scene, name: string, value: unknown): Patched | null {
  if (!parametersIn(scene).some((parameter) => parameter.name === name)) return null;
  const changed = typeof value === 'number' ? withParameterValue(scene, name, value) : null;
  if (changed) return { scene: changed, problems: [] };
  return {
    scene,
    problems: [{ where: `parameters.${name}`, message: sceneSentences.say('parameter', name) }],
  };
}

/** Another surface under everything that is set: what is suggested follows it, as on the page. */
function replaceSurface(scene: Scene, key: 'loss' | 'formula', value: unknown): Patched {
  const is = (name: Follower) => scene.suggested.includes(name);
  return restoredFrom(scene, {
    ...scene,
    formula: undefined,
    base: null,
    domain: is('domain') ? undefined : scene.domain,
    start: is('start') ? undefined : scene.start,
    view: { ...scene.view, heightScale: is('heightScale') ? undefined : scene.view.heightScale },
    optimizers: scene.optimizers.map((setting) => ({ ...setting, values: settledValues(setting) })),
    loss: 'custom',
    [key]: value,
  });
}

/** The copy of `parent` with the member at the end of the path replaced; the rest is shared. Null without one. */
function replaceAt(parent: unknown, names: readonly string[], value: unknown): unknown {
  const [name, ...rest] = names;
  if (name === undefined) return value;
  if (typeof parent !== 'object' || parent === null || name === 'length') return null;
  const values: unknown = Object.hasOwn(parent, 'values') ? Reflect.get(parent, 'values') : undefined;
  if (!Object.hasOwn(parent, name)) {
    // "optimizers.0.lr" is "optimizers.0.values.lr".
    if (typeof values !== 'object' || values === null || !Object.hasOwn(values, name)) return null;
    return replaceAt(parent, ['values', ...names], value);
  }
  const member = replaceAt(Reflect.get(parent, name), rest, value);
  if (member === null && rest.length > 0) return null;
  if (Array.isArray(parent)) return parent.toSpliced(Number(name), 1, member);
  return { ...parent, [name]: member };
}
