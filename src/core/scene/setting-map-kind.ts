import { itemOf, parseNamed, printNamed } from './call.ts';
import { type At, choice, isRecord, type Kind, member, number, quote, reportUnknown } from './kinds.ts';
import { isInterval } from './limits.ts';
import { matching } from './match-name.ts';
import { printNumber } from './number-list.ts';
import { type SettingAxis, type SettingMapView, settingQuantities } from './scene.ts';
import { TOLERANCE } from './setting-map.ts';
import { sceneSentences } from './scene-sentences.ts';

const NONE = ['none'] as const;

/**
 * The map of settings in links: what it shows, and what is set of its axes.
 *
 *     settings=loss    settings=steps,tolerance:1e-6,x:lr,xFrom:0.001,xTo:1,xScale:log,y:momentum
 */
export const settingMap: Kind<SettingMapView | null> = {
  get form() {
    return sceneSentences.say('settingMap', settingQuantities);
  },
  parse(texts) {
    const text = texts.at(-1) ?? '';
    const call = parseNamed(text);
    if (!call) return text;
    if (matching(call.name, NONE)) return null;
    const given: Record<string, unknown> = { shows: call.name };
    for (const [key, value] of call.items) given[matching(key, itemKeys) ?? key] = itemOf(value);
    for (const side of sides) {
      const { from, to, scale } = axisKeys[side];
      if (given[side] === undefined) continue;
      const ends = [given[from], given[to]];
      const range = ends.every((end) => end === undefined) ? null : ends;
      given[side] = { key: given[side], range, scale: given[scale] ?? null };
      for (const key of [from, to, scale]) delete given[key];
    }
    return given;
  },
  print(value) {
    if (value === null) return ['none'];
    const { shows, tolerance } = value;
    const items: [string, string][] = [];
    for (const side of sides) {
      const axis = value[side];
      if (!axis) continue;
      const { from, to, scale } = axisKeys[side];
      items.push([side, axis.key]);
      if (axis.range) items.push([from, printNumber(axis.range[0])], [to, printNumber(axis.range[1])]);
      if (axis.scale) items.push([scale, axis.scale]);
    }
    if (tolerance !== TOLERANCE) items.unshift(['tolerance', printNumber(tolerance)]);
    return [printNamed(shows, items)];
  },
  restore(given, fallback, at) {
    if (given === null) return null;
    const shows = matching(member(given, 'shows'), settingQuantities);
    if (shows === undefined || !isRecord(given)) {
      const found = isRecord(given) ? given['shows'] : given;
      at.report(at.where, sceneSentences.say('mustBe', at.name, settingMap.form, quote(found)));
      return fallback;
    }
    reportUnknown(given, ['shows', 'tolerance', ...sides], at);
    const inside = (name: string): At => ({
      ...at,
      name: sceneSentences.say('of', name, at.name),
      where: `${at.where}.${name}`,
    });
    const own = member(given, 'tolerance');
    const [x, y] = sides.map((side) => axisFrom(member(given, side), inside(side)));
    const isTwice = x && y && x.key === y.key;
    if (isTwice)
      inside('y').report(
        `${at.where}.y`,
        sceneSentences.say('mustBe', 'y', sceneSentences.say('anotherThan', quote(x.key)), quote(y.key)),
      );
    return {
      shows,
      tolerance: own === undefined ? TOLERANCE : positive.restore(own, TOLERANCE, inside('tolerance')),
      x: x ?? null,
      y: isTwice ? null : (y ?? null),
    };
  },
};

const sides = ['x', 'y'] as const;
/** What an axis's ends and scale are called in a link. */
const axisKeys = {
  x: { from: 'xFrom', to: 'xTo', scale: 'xScale' },
  y: { from: 'yFrom', to: 'yTo', scale: 'yScale' },
} as const;
const itemKeys = ['tolerance', ...sides.flatMap((side) => [side, ...Object.values(axisKeys[side])])];
const positive = number({ min: 1e-100, max: 1e100 });
const scales = choice(['linear', 'log'] as const);
const NAME = /^[A-Za-z]\w{0,39}$/;

function axisFrom(given: unknown, at: At): SettingAxis | null {
  if (given === undefined || given === null) return null;
  const [key, range, scale] = ['key', 'range', 'scale'].map((name) => member(given, name));
  if (typeof key !== 'string' || !NAME.test(key) || !isRecord(given)) {
    at.report(
      at.where,
      sceneSentences.say('mustBe', at.name, sceneSentences.say('axis'), quote(key ?? given)),
    );
    return null;
  }
  reportUnknown(given, ['key', 'range', 'scale'], at);
  const along = (scale ?? null) === null ? null : scales.restore(scale, 'linear', at);
  return { key, range: (range ?? null) === null ? null : rangeFrom(range, along, at), scale: along };
}

function rangeFrom(given: unknown, scale: SettingAxis['scale'], at: At): SettingAxis['range'] {
  const [from, to]: readonly unknown[] = Array.isArray(given) ? given : [];
  const isRange = Array.isArray(given) && given.length === 2 && isInterval(from, to);
  if (isRange && typeof from === 'number' && typeof to === 'number' && (scale !== 'log' || from > 0)) {
    return [from, to];
  }
  const form = sceneSentences.say('range', scale === 'log');
  at.report(
    at.where,
    sceneSentences.say('mustBe', sceneSentences.say('of', 'range', at.name), form, quote(given)),
  );
  return null;
}
