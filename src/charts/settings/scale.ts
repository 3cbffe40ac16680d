/** What of a map of settings is coloured by how much. */
import { memo } from '../../app/memo.ts';
import type { SettingsMap } from '../../app/setting-map/kept.ts';
import { type YAxis, fitAxis } from '../axis.ts';

export interface SettingScale {
  readonly axis: YAxis;
  /** A pixel's share of the axis, from 0 to 1, row by row; NaN of one that has no value. */
  readonly shares: Float32Array;
}

/** By the loss, or by the step of arrival, on a logarithm. @param lowest the lowest known loss */
export const settingScale = memo(
  ({ map, asked }: SettingsMap, shows: 'loss' | 'steps', lowest: number | null): SettingScale => {
    const { losses, endedAt, arrivals } = map;
    const values =
      shows === 'loss'
        ? losses.map((loss, at) => (endedAt[at]! < 0 ? loss : Number.NaN))
        : Float64Array.from(arrivals, (step) => (step < 0 ? Number.NaN : Math.max(1, step)));
    const hasStart = shows === 'loss' && !asked.request.model;
    const start = hasStart ? asked.loss.value(asked.request.start) : Number.NaN;
    const axis = fitAxis([[start, ...finite(values)]], 'log', false, shows === 'loss' ? lowest : null);
    const shares = Float32Array.from(values, (value) => {
      const share = axis.position(value);
      return Number.isNaN(share) && !Number.isFinite(value) ? Number.NaN : clamp(share);
    });
    return { axis, shares };
  },
);

const finite = (values: Float64Array): Float64Array => values.filter(Number.isFinite);

function clamp(share: number): number {
  return Number.isNaN(share) ? 0 : Math.min(1, Math.max(0, share));
}
