import type { App } from '../app/app.ts';
import { memo } from '../app/memo.ts';
import { writeFragment } from '../core/scene/url.ts';
import { writeTalk } from '../core/talk/file.ts';
import { defaultPlayhead } from '../core/scene/limits.ts';
import { type Channel, openChannel } from './channel.ts';
import type { Controller } from './controller.ts';
import type { Timer } from './timer.ts';

/** The presenter's window, seen from the one that presents. */
export interface Companion {
  /** False where the browser has no channels. */
  readonly possible: boolean;
  /** Tells what has changed; nothing when nothing has. */
  report(): void;
  /** Says that nothing is presented any more. */
  dispose(): void;
}

/** Milliseconds between two steps that are told: while it plays the other window would do nothing but draw them. */
const BETWEEN = 250;

export function createCompanion(
  session: string,
  controller: Controller,
  app: Pick<App, 'state'>,
  timer: Timer,
): Companion {
  const fragmentOf = memo((scene: App['state']['scene']) =>
    writeFragment(scene, { ...defaultPlayhead, step: 0 }),
  );
  let told = '';
  let toldStep = 0;
  let resting = false;
  const report = () => {
    const { at, veil, typed, since } = controller.state;
    const scene = fragmentOf(app.state.scene);
    const { step } = app.state.playhead;
    const words = JSON.stringify([at, veil, typed, since, controller.ahead, scene]);
    if (words === told && (step === toldStep || resting)) return;
    [told, toldStep] = [words, step];
    channel?.send({
      kind: 'report',
      report: { at, veil, typed, since, ahead: controller.ahead, scene, step },
    });
    if (resting) return;
    resting = true;
    stopRest = timer(BETWEEN, () => {
      resting = false;
      report();
    });
  };
  let stopRest = () => {};
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
      stopRest();
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
