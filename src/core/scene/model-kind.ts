import type { OptionValue } from '../models/types.ts';
import { parseNamed, printNamed } from './call.ts';
import { isRecord, type Kind, member, number, quote, reportUnknown, shown, taken } from './kinds.ts';
import { ownData } from './data-kind.ts';
import { limits } from './limits.ts';
import { matching, nearestName } from './match-name.ts';
import { modelDoor, modelIds, strict } from './model-door.ts';
import { parseNumber, printNumber } from './number-list.ts';
import { type ModelSetting, type PlaneKind, planeKinds, type PlaneSetting } from './scene.ts';
import { sceneSentences } from './scene-sentences.ts';

/**
 * A model and the plane on which it is seen, in links:
 *
 *     model=spiral,units:12,activation:relu        what is left out is at its default
 *     plane=ends   plane=principal,run:3   plane=random,seed:3   plane=parameters,first:0,second:7
 */

/** Options of one model that are read, at most, and signs of one. */
const MAX_OPTIONS = 64;
const MAX_TEXT = 200;

const none = 'none';

export const model: Kind<ModelSetting | null> = {
  get form() {
    return sceneSentences.say('model', modelIds);
  },
  parse(texts) {
    const text = texts.at(-1) ?? '';
    if (text.trim().toLowerCase() === none) return null;
    const call = parseNamed(text);
    if (!call) return text;
    const options = call.items.map(([key, value]): [string, unknown] => [key, optionOf(unwritten(value))]);
    return { id: call.name, options: Object.fromEntries(options) };
  },
  print(value) {
    if (!value) return [none];
    const options = modelDoor()?.set(value) ?? value.options;
    const items = Object.entries(options).map(([key, option]): [string, string | null] => [
      key,
      option === true ? null : typeof option === 'number' ? printNumber(option) : written(String(option)),
    ]);
    return [printNamed(value.id, items)];
  },
  restore(given, fallback, at) {
    if (given === null) return null;
    const named = typeof given === 'string' ? given : member(given, 'id');
    const id = matching(named, modelIds);
    if (id === undefined) {
      at.report(
        at.where,
        sceneSentences.say('mustBe', at.name, model.form, quote(named), nearestName(named, modelIds)),
      );
      return fallback;
    }
    if (isRecord(given)) reportUnknown(given, ['id', 'options', 'data'], at);
    const options: Record<string, OptionValue> = {};
    const listed = member(given, 'options') ?? {};
    if (!isRecord(listed)) {
      at.report(
        `${at.where}.options`,
        sceneSentences.say(
          'mustBe',
          sceneSentences.say('options', id),
          sceneSentences.say('anObject'),
          quote(listed),
        ),
      );
    } else {
      for (const key of Object.keys(listed).slice(0, MAX_OPTIONS)) {
        const value = listed[key];
        const isShort = key.length <= MAX_TEXT && !(typeof value === 'string' && value.length > MAX_TEXT);
        if (isShort && isOption(value)) options[key] = value;
        else
          at.report(
            `${at.where}.options`,
            sceneSentences.say(
              'mustBe',
              sceneSentences.say('of', shown(key), id),
              sceneSentences.say('option'),
              quote(value),
            ),
          );
      }
    }
    const table = member(given, 'data');
    const data =
      table === undefined
        ? null
        : ownData.restore(table, null, {
            ...at,
            name: sceneSentences.say('of', 'data', id),
            where: `${at.where}.data`,
          });
    return strict({ id, options, ...(data && { data }) }, (message, of) =>
      at.report(`${at.where}.${of}`, message),
    );
  },
};

/** A formula's parentheses and commas are not those of the list that it stands in: as brackets they mean the same. */
function written(text: string): string {
  return text.replaceAll(/[(),]/g, (sign) => ({ '(': '[', ')': ']' })[sign] ?? '@');
}

function unwritten(text: string | null): string | null {
  return text?.replaceAll(/[[\]@]/g, (sign) => ({ '[': '(', ']': ')' })[sign] ?? ',') ?? null;
}

function optionOf(text: string | null): OptionValue {
  if (text === null) return true;
  return parseNumber(text) ?? (text === 'true' ? true : text === 'false' ? false : text);
}

function isOption(value: unknown): value is OptionValue {
  return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}

/** Parameters of a model, at most: the last one's place. */
const MAX_AXIS = 999_999;

const place = number({ min: 0, max: MAX_AXIS, whole: true });
const seed = number({ min: 0, max: limits.seed, whole: true });
const run = number({ min: 0, max: limits.optimizers - 1, whole: true });

export const plane: Kind<PlaneSetting> = {
  get form() {
    return sceneSentences.say('plane', planeKinds);
  },
  parse(texts) {
    const text = texts.at(-1) ?? '';
    const call = parseNamed(text);
    if (!call) return text;
    return {
      ...Object.fromEntries(call.items.map(([key, value]) => [key, optionOf(value)])),
      kind: call.name,
    };
  },
  print({ kind, run: own, seed: drawn, axes: [first, second] }) {
    const items: [string, string][] = [];
    if (own !== null) items.push(['run', printNumber(own)]);
    if (kind === 'random') items.push(['seed', printNumber(drawn)]);
    if (kind === 'parameters') items.push(['first', printNumber(first)], ['second', printNumber(second)]);
    return [items.length > 0 ? printNamed(kind, items) : kind];
  },
  restore(given, fallback, at) {
    const named = typeof given === 'string' ? given : member(given, 'kind');
    const kind: PlaneKind | undefined = matching(named, planeKinds);
    if (kind === undefined) {
      at.report(
        at.where,
        sceneSentences.say('mustBe', at.name, plane.form, quote(named), nearestName(named, planeKinds)),
      );
      return fallback;
    }
    if (!isRecord(given)) return { ...fallback, kind };
    reportUnknown(given, ['kind', 'run', 'seed', 'axes', 'first', 'second'], at);
    const axes = member(given, 'axes');
    const list: readonly unknown[] = Array.isArray(axes)
      ? axes
      : [member(given, 'first'), member(given, 'second')];
    const axis = (index: 0 | 1, name: string) =>
      list[index] === undefined
        ? fallback.axes[index]
        : place.restore(list[index], fallback.axes[index], {
            ...at,
            name: sceneSentences.say('of', name, at.name),
            where: `${at.where}.axes`,
          });
    const below = (name: string) => ({
      ...at,
      name: sceneSentences.say('of', name, at.name),
      where: `${at.where}.${name}`,
    });
    const drawn = member(given, 'seed');
    const own = member(given, 'run');
    return {
      kind,
      run:
        own === null ? null : own === undefined ? fallback.run : (taken(run, own, 0, below('run')) ?? null),
      seed: drawn === undefined ? fallback.seed : seed.restore(drawn, fallback.seed, below('seed')),
      axes: [axis(0, 'first'), axis(1, 'second')],
    };
  },
};
