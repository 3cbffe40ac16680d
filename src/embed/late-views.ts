import type { App } from '../app/app.ts';
import type { RootApp } from '../app/create-app.ts';
import type { AppView } from '../app/state.ts';
import { embed as text } from '../text/en/embed.ts';
import { lazyView } from '../ui/lazy-view.ts';
import type { EmbedLayout } from './layout.ts';
import type { EmbedOptions } from './options.ts';
import type { ParentLink } from './parent-link.ts';
import type { Pieces } from './pieces.ts';
import type { StandIn } from './stand-in.ts';

/** The curve in the stage's place, once there is one. */
export function lateCurve(
  guest: App,
  pieces: Pieces,
  stage: HTMLElement,
  standIn: StandIn,
  arrived: () => void,
): AppView {
  return lazyView(
    ({ state }) => state.scene.curve,
    async () => {
      const { createCurve } = await pieces.curve();
      standIn.miss('curve', null);
      arrived();
      return createCurve(stage, guest);
    },
    () => standIn.miss('curve', text.noCurve),
  );
}

/** The card of the scene's question, under the stage, or above all else where there is none. */
export function lateQuestion(
  app: RootApp,
  guest: App,
  pieces: Pieces,
  { interact }: EmbedOptions,
  { root, frame }: EmbedLayout,
  link: ParentLink,
): AppView {
  return lazyView(
    ({ state }) => state.scene.ask !== null,
    async () => {
      const card = await pieces.ask(guest, interact === 'all' || interact === 'start', {
        points: interact !== 'none',
        told: (answer) => link.emit('answer', answer),
      });
      if (frame.isConnected) frame.after(card.element);
      else root.prepend(card.element);
      return card;
    },
    // Nobody would be asked, and nothing ever seen.
    () => app.lock(),
  );
}

/** The names of minima and saddles. */
export function lateMarks(app: RootApp, pieces: Pieces, stage: HTMLElement): AppView {
  return lazyView(
    () => true,
    () => pieces.marks(stage, app),
    () => {},
  );
}
