import { writeTalk } from '../core/talk/file.ts';
import { type Channel, openChannel, type Report } from './channel.ts';
import type { Controller } from './controller.ts';

/** The presenter's window, seen from the one that presents. */
export interface Companion {
  /** False where the browser has no channels. */
  readonly possible: boolean;
  /** Tells what has changed; nothing when nothing has. */
  report(): void;
  /** Says that nothing is presented any more. */
  dispose(): void;
}

export function createCompanion(session: string, controller: Controller): Companion {
  let told = '';
  const report = () => {
    const { at, veil, typed, since } = controller.state;
    const now: Report = { at, veil, typed, since, ahead: controller.ahead };
    const text = JSON.stringify(now);
    if (text === told) return;
    told = text;
    channel?.send({ kind: 'report', report: now });
  };
  const introduce = () => {
    told = '';
    channel?.send({ kind: 'talk', talk: writeTalk(controller.talk, true) });
    report();
  };
  const channel: Channel | null = openChannel(session, (message) => {
    if (message.kind === 'hello') introduce();
    else if (message.kind === 'act') controller.act(message.command);
  });
  // A presenter's window that was there before a reload of this one is waiting.
  introduce();

  return {
    possible: channel !== null,
    report,
    dispose() {
      channel?.send({ kind: 'left' });
      channel?.close();
    },
  };
}

/** The address of a session's presenter window: this very page's, which may be a file. */
export function presenterAddress(page: string, session: string): string {
  const url = new URL(page);
  url.search = `?presenter=${session}`;
  url.hash = '';
  return url.href;
}
