/** What a map of settings says, in words. */
import { shareText } from '../maps/share-text.ts';
import type { AxisChoice } from '../../app/setting-map/axes.ts';
import type { AskedSettings } from '../../app/setting-map/asked.ts';
import type { SettingsMap } from '../../app/setting-map/kept.ts';
import type { PointedSetting } from '../../app/setting-map/pointed.ts';
import type { TheoryLine } from '../../app/setting-map/theory.ts';
import { formatNumber } from '../../core/math/format.ts';
import { endReasons } from '../../core/run/settings.ts';
import { compare } from '../../text/en/compare.ts';
import { ends } from '../../text/en/ends.ts';
import { settings as text } from '../../text/en/settings.ts';
import { formatRound } from '../round-numbers.ts';
import { ARRIVED, DIVERGED, LATE, lookAt } from './picture.ts';

export function axisLabel({ row, key }: AxisChoice): string {
  return row ? text.named(row.label, row.symbol) : (text.others[key] ?? key);
}

/** In a sentence: by its symbol where it has one. */
const shortLabel = (choice: AxisChoice): string => choice.row?.symbol || axisLabel(choice);

export function settingText({ chosen }: AskedSettings, values: readonly [number, number]): string {
  return chosen
    .map((choice, k) => {
      const value = choice.isWhole ? Math.floor(values[k]!) : values[k]!;
      return text.setting(shortLabel(choice), choice.isWhole ? String(value) : formatNumber(value));
    })
    .join(', ');
}

export function lengthText({ request: { steps, budget } }: AskedSettings): string {
  return compare.strip.length[budget ?? 'steps'](steps);
}

/** The settings of a pixel, and what becomes of its run. */
export function pixelText({ asked, map }: SettingsMap, at: number, why: string | null): string {
  const values = [map.xs[at % map.width]!, map.ys[Math.floor(at / map.width)]!] as const;
  const setting = settingText(asked, values);
  if (map.endedAt[at]! >= 0) return text.ends(setting, why ?? text.ended);
  const loss = formatNumber(map.losses[at]!);
  const length = lengthText(asked);
  const { goal } = asked.request;
  if (!goal) return text.lossIs(setting, loss, length);
  const tolerance = formatRound(goal.tolerance);
  const step = map.arrivals[at]!;
  return step < 0
    ? text.stays(setting, loss, length, tolerance)
    : text.arrives(setting, loss, length, String(step), tolerance);
}

export function pointedSettingText({ settings, at, run }: PointedSetting): string {
  return pixelText(settings, at, run?.end ? ends.ended(run.end) : null);
}

/** Best setting and share that diverges, for who does not see the map. */
export function spokenSettings(settings: SettingsMap): string {
  const { asked, map, best, ended } = settings;
  return text.spoken(
    asked.name,
    best === null ? null : pixelText(settings, best, null),
    shareText(ended, map.losses.length),
  );
}

export function theoryText({ formula, lambda, at }: TheoryLine): string {
  const size = formatNumber(lambda);
  return at === null
    ? text.theory(formula, size)
    : text.theoryAt(formula, size, formatNumber(at[0]), formatNumber(at[1]));
}

/** Something that is told by a look, with its share of the map. */
export interface LookRow {
  readonly look: number;
  readonly name: string;
  readonly share: string;
}

/** What has no share of a scale, where there is some of it. @param isEnd whether all are told by how they end */
export function lookRows(settings: SettingsMap, isEnd: boolean, hasScale: boolean): readonly LookRow[] {
  const { asked, map } = settings;
  const { goal } = asked.request;
  const total = map.losses.length;
  const counts: number[] = [];
  for (let at = 0; at < total; at++) {
    const look = lookAt(settings, at, isEnd);
    counts[look] = (counts[look] ?? 0) + 1;
  }
  const length = lengthText(asked);
  const tolerance = formatRound(goal?.tolerance ?? 0);
  const reason = (k: number) => text.reasons[endReasons[k]!];
  const names: Readonly<Record<number, string>> = {
    [DIVERGED]: isEnd ? reason(0) : text.endedMeaning,
    [LATE]: goal ? text.lateMeaning(tolerance, length) : text.keptMeaning(length),
    [ARRIVED]: text.arrivedMeaning(tolerance),
  };
  return counts.flatMap((count, look) => {
    // On a scale of the loss those that did not diverge have a colour each; on one of steps those that are there.
    if (count === 0 || (hasScale && look === LATE && !goal)) return [];
    if (hasScale && look === LATE) {
      const late = total - settings.arrived - settings.ended;
      return late > 0 ? [{ look, name: names[look]!, share: shareText(late, total) }] : [];
    }
    return [{ look, name: names[look] ?? reason(look - ARRIVED), share: shareText(count, total) }];
  });
}
