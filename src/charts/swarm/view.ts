import type { App } from '../../app/app.ts';
import type { AppView, Frame } from '../../app/state.ts';
import { swarmOf } from '../../app/swarm/asked.ts';
import { shownDensity } from '../../app/swarm/density.ts';
import { createSwarmPoints, swarmPoints, swarmPointsFailure } from '../../app/swarm/points.ts';
import { hasNoStage } from '../../app/swarm/report.ts';
import { formatNumber } from '../../core/math/format.ts';
import { swarmMap as text } from '../../text/en/swarm-map.ts';
import { languageNow } from '../../text/spoken.ts';
import { html, setText } from '../../ui/dom.ts';
import type { WorkerClient } from '../../workers/client.ts';
import { startWorker } from '../../workers/start.ts';
import '../../styles/starts.css';

/** Has the particles of a swarm computed that the map shows, and says under it what it shows. @param body what the map is in */
export function createSwarmView(
  body: HTMLElement,
  app: App,
  connect: () => WorkerClient = startWorker,
): AppView {
  const points = createSwarmPoints(app, connect);
  const element = html('p', { class: 'starts-pointed' });
  body.append(element);
  return {
    draw(frame) {
      points.draw(frame);
      const words = wordsOn(frame).join(' ');
      element.hidden = words === '';
      setText(element, words);
    },
    dispose() {
      points.dispose();
      element.remove();
    },
  };
}

/** What a swarm on the map shows, in sentences; none where it shows nothing, and the stage what there is. */
function wordsOn(frame: Frame): string[] {
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
