import { isOpen as isAsking } from '../../app/asking.ts';
import type { Frame } from '../../app/state.ts';
import { newRace } from '../../core/scene/race.ts';
import { tuned as text } from '../../text/en/tuned.ts';
import { html, setAttribute, setText } from '../../ui/dom.ts';
import { lazyView } from '../../ui/lazy-view.ts';
import type { MountPanel } from '../../ui/panel.ts';
import { createResultsTable } from './table.ts';

export const mount: MountPanel = ({ body, note }, { app, page }) => {
  const table = createResultsTable(body, app);
  if (!page) return [table];
  const place = html('div');
  const remark = html('p', { class: 'sweep-remark', role: 'status' });
  const open = html('button', { type: 'button', class: 'quiet-button' });
  const mayRace = ({ state, derived }: Frame) => !derived.model && !isAsking(state);
  const isOpen = () => app.state.scene.view.race !== null;
  // Opened by hand it waits for what is chosen; in a link that is said already.
  let byHand = false;
  open.addEventListener('click', () => {
    byHand = !isOpen();
    setText(remark, '');
    app.setView({ race: byHand ? newRace : null });
  });
  note.append(open);
  place.append(remark);
  body.append(place);
  const race = lazyView(
    (frame) => isOpen() && mayRace(frame),
    async () => (await import('../tuned/view.ts')).createTunedView(place, app, !byHand),
    () => setText(remark, text.loadFailed),
  );
  return [
    table,
    {
      draw(frame) {
        // It would tell what a question asks.
        open.hidden = !mayRace(frame);
        setText(open, isOpen() ? text.close : text.open);
        setAttribute(open, 'aria-expanded', String(isOpen()));
        race.draw(frame);
      },
      dispose() {
        race.dispose();
        open.remove();
        place.remove();
      },
    },
  ];
};
