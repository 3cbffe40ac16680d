import { formatNumber } from '../../core/math/format.ts';
import { swarm as text } from '../../text/en/swarm.ts';
import { languageNow } from '../../text/spoken.ts';
import type { Frame } from '../state.ts';
import { swarmOf } from './asked.ts';
import { shownDensity } from './density.ts';
import { swarmPoints, swarmPointsFailure } from './points.ts';

/** What a swarm on the map shows, in sentences; none where it shows nothing. */
export function swarmOnMapWords(frame: Frame): string[] {
  const asked = swarmOf(frame);
  const { swarm } = frame.state.scene.view;
  if (!asked || !swarm || swarm.map === 'none') return [];
  const failure = swarmPointsFailure(asked);
  if (failure) return [failure === 'searches' ? text.failures.searches : failure.sentence];
  const points = swarmPoints(frame);
  if (!points) return [text.onMap.computing];
  const { speeds } = points.part;
  const count = speeds.length.toLocaleString(languageNow());
  const said = [
    speeds.length < asked.plan.count
      ? text.onMap.some(count, asked.plan.count.toLocaleString(languageNow()))
      : text.onMap.all(count),
  ];
  if (swarm.map !== 'density') return said;
  const shown = shownDensity(frame);
  if (!shown) return [...said, text.onMap.allOutside];
  const { own, theory } = shown;
  said.push(theory ? text.onMap.linesBoth(formatNumber(theory.temperature, 2)) : text.onMap.lines);
  if (own.outside > 0) said.push(text.onMap.outside(percent(own.outside)));
  if (theory) said.push(text.onMap.apart(percent(theory.apart.share), percent(theory.apart.byChance)));
  return said;
}

function percent(share: number): string {
  const value = 100 * share;
  return text.onMap.percent(value < 0.05 ? '< 0.1' : value.toFixed(value < 9.95 ? 1 : 0));
}
