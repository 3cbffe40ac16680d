import { formatNumber } from '../../core/math/format.ts';
import { swarmMap as text } from '../../text/en/swarm-map.ts';
import { languageNow } from '../../text/spoken.ts';
import type { Frame } from '../state.ts';
import { swarmOf } from './asked.ts';
import { shownDensity } from './density.ts';
import { swarmPoints, swarmPointsFailure } from './points.ts';
import { hasNoStage } from './report.ts';

/** What a swarm on the map shows, in sentences; none where it shows nothing, and the stage what there is. */
export function swarmOnMapWords(frame: Frame): string[] {
  const asked = swarmOf(frame);
  const { swarm } = frame.state.scene.view;
  if (!asked || !swarm) return [];
  if (swarm.map === 'none') return hasNoStage() ? [text.nowhere] : [];
  const failure = swarmPointsFailure(asked);
  if (failure) return [failure === 'searches' ? text.searches : failure.sentence];
  const points = swarmPoints(frame);
  if (!points) return [text.computing];
  const { speeds } = points.part;
  const count = speeds.length.toLocaleString(languageNow());
  const said = [
    speeds.length < asked.plan.count
      ? text.some(count, asked.plan.count.toLocaleString(languageNow()))
      : text.all(count),
  ];
  if (swarm.map !== 'density') return said;
  const shown = shownDensity(frame);
  if (!shown) return [...said, text.allOutside];
  const { own, theory } = shown;
  said.push(theory ? text.linesBoth(formatNumber(theory.temperature, 2)) : text.lines);
  if (own.outside > 0) said.push(text.outside(percent(own.outside)));
  if (theory) said.push(text.apart(percent(theory.apart.share), percent(theory.apart.byChance)));
  return said;
}

function percent(share: number): string {
  const value = 100 * share;
  return text.percent(value < 0.05 ? '< 0.1' : value.toFixed(value < 9.95 ? 1 : 0));
}
