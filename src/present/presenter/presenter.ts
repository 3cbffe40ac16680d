import type { Talk } from '../../core/talk/talk.ts';
import { present } from '../../text/en/present.ts';
import { openChannel, type PresentationReport } from '../channel.ts';
import { isTalkCommand, type TalkCommand } from '../commands.ts';
import { pressed } from '../press.ts';
import { loadTex } from '../tex.ts';
import type { Timer } from '../timer.ts';
import { createPresenterView } from './view.ts';
import '../../styles/presenter.css';

const text = present.presenter;

/**
 * Fills the presenter's window, which follows the presentation of a session and drives it.
 *
 * @param now milliseconds since 1970
 * @param pictures are shown in elements: of what the room sees, and of the scene that comes next
 */
export async function startPresenter(
  root: HTMLElement,
  session: string,
  { now, timer }: { now(): number; readonly timer: Timer },
  pictures: {
    now(element: HTMLElement, fragment: string, step: number): void;
    next(element: HTMLElement, talk: Talk, at: number): void;
  },
): Promise<void> {
  let talk: Talk | null = null;
  let report: PresentationReport | null = null;
  const act = (command: TalkCommand) => channel?.send({ kind: 'act', command });
  const view = createPresenterView(root, act);
  // Formulas are set once: before they can be, there is nothing to show.
  await loadTex();

  const show = () => {
    if (!talk || !report || report.at >= talk.scenes.length) return;
    view.show(talk, report);
    view.tick(now());
    pictures.now(view.now, report.scene, report.step);
    pictures.next(view.next, talk, report.at + 1);
  };
  const channel = openChannel(session, (message) => {
    if (message.kind === 'talk') ({ talk } = message);
    else if (message.kind === 'report') ({ report } = message);
    else if (message.kind === 'left') view.rest(text.away);
    if (message.kind === 'talk' || message.kind === 'report') show();
  });
  if (!channel) view.rest(present.noChannel);
  channel?.send({ kind: 'hello' });

  window.addEventListener('keydown', (event) => {
    const button = event.target instanceof Element && event.target.closest('button') !== null;
    const scrolls = event.target === view.notes;
    const own = button ? [' '] : scrolls ? ['ArrowUp', 'ArrowDown'] : [];
    // What the room sees decides there what a key means.
    const veiled = report !== null && report.veil !== null;
    const command = pressed(event, own, veiled, report !== null && report.typed !== '');
    if (!isTalkCommand(command)) return;
    event.preventDefault();
    if (!event.repeat) act(command);
  });

  const tick = () => {
    view.tick(now());
    timer(1000 - (now() % 1000), tick);
  };
  tick();
}
