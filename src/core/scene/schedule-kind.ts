import {
  constantSchedule,
  newSchedule,
  type Schedule,
  scheduleEntry,
  scheduleKinds,
} from '../run/schedule.ts';
import { byKey } from '../words/by-key.ts';
import { itemOf, parseNamed } from './call.ts';
import { type At, isRecord, isWithin, member, number, quote } from './kinds.ts';
import { matching } from './match-name.ts';
import { printNumber } from './number-list.ts';
import { sceneSentences } from './scene-sentences.ts';

/** Schedules of learning rates in links: see setting-kind.ts. */

/** Whether a key that follows a schedule is a parameter of its kind. */
export function isOfSchedule(schedule: unknown, key: string): boolean {
  const kind = matching(member(schedule, 'kind'), scheduleKinds);
  return kind !== undefined && matching(key, byKey(scheduleEntry(kind).parameters).keys) !== undefined;
}

export function parseSchedule(text: string): unknown {
  const call = parseNamed(text);
  if (!call) return text;
  return {
    ...Object.fromEntries(call.items.map(([key, value]) => [key, itemOf(value)])),
    kind: call.name,
  };
}

export function printSchedule(schedule: Schedule): [string, string][] {
  const items = scheduleEntry(schedule.kind)
    .parameters.map(({ key, default: standard }) => ({ key, value: schedule[key], standard }))
    .filter(({ value, standard }) => typeof value === 'number' && !Object.is(value, standard));
  return [
    ['schedule', schedule.kind],
    ...items.map(({ key, value }): [string, string] => [key, printNumber(Number(value))]),
  ];
}

export function restoreSchedule(given: unknown, at: At): Schedule {
  const kind = matching(member(given, 'kind'), scheduleKinds);
  if (!kind || !isRecord(given)) {
    const found = quote(typeof given === 'string' ? given : member(given, 'kind'));
    at.report(
      at.where,
      sceneSentences.say('mustBe', 'schedule', sceneSentences.say('oneOf', scheduleKinds), found),
    );
    return constantSchedule;
  }
  const { keys, rows } = byKey(scheduleEntry(kind).parameters);
  const values: Record<string, number> = {};
  for (const written in given) {
    if (written === 'kind' || !Object.hasOwn(given, written)) continue;
    const key = matching(written, keys) ?? written;
    const row = rows.get(key);
    const where = `${at.where}.${key}`;
    if (!row) {
      at.report(
        where,
        sceneSentences.say('unknownValue', sceneSentences.say('schedule', kind), quote(key), keys.join(', ')),
      );
      continue;
    }
    const own = given[written];
    const range = { min: row.hardMin, max: row.hardMax, whole: row.whole };
    values[key] = isWithin(range, own)
      ? own
      : number(range).restore(own, row.default, {
          ...at,
          where,
          name: sceneSentences.say('ofSchedule', key, kind),
        });
  }
  return { ...newSchedule(kind), ...values, kind };
}
