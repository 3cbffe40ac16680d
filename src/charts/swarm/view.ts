import type { App } from '../../app/app.ts';
import type { AppView } from '../../app/state.ts';
import { createSwarmPoints } from '../../app/swarm/points.ts';
import { swarmOnMapWords } from '../../app/swarm/words.ts';
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
      const words = swarmOnMapWords(frame).join(' ');
      element.hidden = words === '';
      setText(element, words);
    },
    dispose() {
      points.dispose();
      element.remove();
    },
  };
}
