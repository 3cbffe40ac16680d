/**
 * Documents and links from before what is suggested was told from what is set. Documents held every number; links left
 * out what was at a default of that time: an optimizer's values at the registry's, the rest at the surface's.
 */
import type { Domain } from '../losses/types.ts';
import { defaultValues, optimizerById } from '../optimizers/registry.ts';
import { isRecord, member } from './kinds.ts';
import { isDomain, limits } from './limits.ts';
import type { RawDocument } from './migrations.ts';
import { placeBetween } from './rates.ts';
import { followers, type Scene } from './scene.ts';
import { followingKeys } from './suggest.ts';

type Ground = Partial<Pick<Scene, 'domain' | 'start'>> & Partial<Pick<Scene['view'], 'heightScale'>>;

/** What the catalog suggested at the time, where it has changed since. */
const changed: Readonly<Record<string, Ground>> = {
  himmelblau: { start: [-0.5, -0.8] },
  bowl: { domain: [-10, 10, -2, 2] },
};

/** What a formula suggested: a square, and in it a place that was the same for all. */
function groundOfFormula(domain: unknown): Required<Ground> {
  const list: readonly unknown[] = Array.isArray(domain) ? domain : [];
  const [x0, x1, y0, y1]: Domain = isDomain(list) ? list : [-2, 2, -2, 2];
  return {
    domain: [x0, x1, y0, y1],
    start: [placeBetween(x0, x1, 0.3), placeBetween(y0, y1, 0.7)],
    heightScale: 'linear',
  };
}

/**
 * A document with what it left out written down, so that it keeps showing what it showed. One that names no optimizers
 * asks for what is suggested, and gets the suggestions of today.
 */
function withGaps(document: RawDocument, withValues: (given: unknown) => unknown): RawDocument {
  const optimizers = member(document, 'optimizers');
  if (!Array.isArray(optimizers)) return document;
  const list: readonly unknown[] = optimizers;
  const loss = member(document, 'loss');
  const custom = member(document, 'formula') !== undefined && (loss === undefined || loss === 'custom');
  const known = typeof loss === 'string' && Object.hasOwn(changed, loss) ? changed[loss] : undefined;
  const { heightScale, ...ground } = (custom ? groundOfFormula(member(document, 'domain')) : known) ?? {};
  const view = member(document, 'view') ?? {};
  return {
    ...ground,
    ...document,
    ...(heightScale && isRecord(view) && { view: { heightScale, ...view } }),
    // A hostile list may be long: of what is beyond the limit nothing is taken.
    optimizers: list.map((given, i) => (i < limits.optimizers ? withValues(given) : given)),
  };
}

/** An optimizer with its values that follow the surface: at the registry's defaults where they were left out. */
function withRates(
  given: unknown,
  named: (given: readonly string[], following: readonly string[]) => readonly string[],
): unknown {
  const id = member(given, 'id');
  const rule = typeof id === 'string' ? optimizerById(id) : undefined;
  const values = member(given, 'values') ?? {};
  if (!rule || !isRecord(given) || !isRecord(values)) return given;
  const standard = defaultValues(rule);
  const following = followingKeys(rule);
  const left = following.map((key): [string, unknown] => [key, standard[key]]);
  return {
    ...given,
    values: { ...Object.fromEntries(left), ...values },
    suggested: named(Object.keys(values), following),
  };
}

/** Whether a document is of a curve: none of them is from before. */
export function isCurve(document: RawDocument): boolean {
  return member(document, 'curve') === true;
}

/** A document that names nothing as suggested, in which, of all that can be, what is at the suggestion is. */
export function markedDocument(document: RawDocument): RawDocument {
  const whole = withGaps(document, (given) => withRates(given, (_, following) => following));
  return { ...whole, suggested: followers };
}

/** What a link says that names no version: what it gives is set, what it left out is suggested where that is the same. */
export function markedLink(document: RawDocument): RawDocument {
  const whole = withGaps(document, (given) =>
    withRates(given, (values, following) => following.filter((key) => !values.includes(key))),
  );
  const view = member(document, 'view');
  const suggested = followers.filter(
    (name) => member(name === 'heightScale' ? view : document, name) === undefined,
  );
  return { ...whole, suggested };
}

/** Whether a link would be read otherwise if it did not name its version. */
export function needsVersion({ loss, curve, suggested, domain, start, view, optimizers }: Scene): boolean {
  if (curve) return false;
  const now: Required<Ground> = { domain, start, heightScale: view.heightScale };
  const then: Ground | undefined =
    loss === 'custom' ? groundOfFormula(suggested.includes('domain') ? null : domain) : changed[loss];
  return (
    optimizers.some((setting) => setting.suggested.length > 0) ||
    suggested.some((name) => then?.[name] !== undefined && String(then[name]) !== String(now[name]))
  );
}
