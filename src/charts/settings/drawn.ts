import { memo } from '../../app/memo.ts';
import type { ShownSettings } from '../../app/setting-map/kept.ts';
import type { TheoryLine } from '../../app/setting-map/theory.ts';
import { formatNumber } from '../../core/math/format.ts';
import type { SettingMapView } from '../../core/scene/scene.ts';
import { settings as text } from '../../text/en/settings.ts';
import { formatRound } from '../round-numbers.ts';
import type { DrawnSettings } from './plot.ts';
import { settingScale } from './scale.ts';
import { lengthText } from './words.ts';

/** What is drawn of a map; the same object while nothing of it changes. @param lowest the lowest known loss */
export const drawnSettings = memo(
  (
    { asked, now, before }: ShownSettings,
    shows: SettingMapView['shows'],
    lowest: number | null,
    theory: TheoryLine | null,
  ): DrawnSettings => {
    const settings = now ?? before;
    const { goal } = asked.request;
    const of = shows === 'steps' && !goal ? 'end' : shows;
    const scale = settings && of !== 'end' ? settingScale(settings, of, lowest) : null;
    const length = lengthText(asked);
    const offset = scale?.axis.offset ?? 0;
    const ofLoss = offset === 0 ? text.ofLoss(length) : text.ofLossAbove(length, formatNumber(offset, 6));
    const scaleName = of === 'steps' && goal ? text.ofSteps(formatRound(goal.tolerance)) : ofLoss;
    return { asked, settings, isFaint: now === null, scale, scaleName, theory };
  },
);
