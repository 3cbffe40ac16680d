import { pageQuery } from '../app/page-address.ts';
import '../text/en/talk-faults.ts';
import type { App } from '../app/app.ts';
import { memo } from '../app/memo.ts';
import type { Scene } from '../core/scene/scene.ts';
import { writeFragment } from '../core/scene/url.ts';
import { writeTalk } from '../core/talk/file.ts';
import { defaultPlayhead } from '../core/scene/limits.ts';
import { type Channel, openChannel, type PresentationReport } from './channel.ts';
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

/** Milliseconds between two pictures that are told: the other window would do nothing but draw them. */
const BETWEEN = 250;

export function createCompanion(
  session: string,
  controller: Controller,
  app: Pick<App, 'state'>,
  timer: Timer,
): Companion {
  const fragmentOf = memo((scene: Scene) => writeFragment(scene, { ...defaultPlayhead, step: 0 }));
  let told = '';
  let shown: { readonly scene: Scene; readonly step: number } | null = null;
  let resting = false;
  const report = () => {
    const { at, veil, typed, since } = controller.state;
    const { ahead } = controller;
    const words = JSON.stringify([at, veil, typed, since, ahead]);
    const { scene, playhead } = app.state;
    const { step } = playhead;
    const seen = shown?.scene === scene && shown.step === step;
    if (words === told && (seen || resting)) return;
    told = words;
    shown = { scene, step };
    const now: PresentationReport = { at, veil, typed, since, ahead, scene: fragmentOf(scene), step };
    channel?.send({ kind: 'report', report: now });
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
  url.search = pageQuery(`?presenter=${session}`, url.search);
  url.hash = '';
  return url.href;
}
