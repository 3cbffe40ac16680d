import type { RootApp } from '../app/create-app.ts';
import { publicLink } from '../app/public-address.ts';
import { writeFragment } from '../core/scene/url.ts';
import { present as text } from '../text/en/present.ts';
import type { TalkCommand, Command } from './commands.ts';
import { createBar } from './bar.ts';
import { createCompanion, presenterAddress } from './companion.ts';
import type { Controller } from './controller.ts';
import { createFullScreen } from './full-screen.ts';
import { createIdle } from './idle.ts';
import { enterLayout } from './layout.ts';
import { isIntoField, listenToClicks } from './clicks.ts';
import { pressed } from './press.ts';
import { createRoom } from './room.ts';
import { createKeySheet } from './sheet.ts';
import { browserTimer } from './timer.ts';
import '../styles/present-room.css';

/** What presenting needs of the page. */
export interface PresentedPage {
  readonly app: RootApp;
  readonly root: HTMLElement;
  /** The container of the stage. */
  readonly stage: HTMLElement;
  /** Gives every key to the talk; see `Keys` in panels/keys.ts. */
  holdKeys(holder: (event: KeyboardEvent, own: 'all' | readonly string[]) => void): () => void;
  /** Says what stands over the picture until the next command. */
  notify(sentence: string): void;
  hideNotice(): void;
  /** Asks for the talk on paper. */
  print(): void;
}

const escape: KeyboardEventInit = { key: 'Escape', code: 'Escape', bubbles: true, cancelable: true };

/**
 * Gives the keys back once a field has done with a press that ends typing: Escape, or Enter unless what stands in it
 * is wrong.
 */
function giveBackAfter({ key, isComposing, target }: KeyboardEvent, giveBack: () => void): void {
  if ((key !== 'Enter' && key !== 'Escape') || isComposing) return;
  // Behind what the field itself listens with, which what is around it hears nothing of.
  const done = () => {
    const isWrong = target instanceof Element && target.getAttribute('aria-invalid') === 'true';
    if (key === 'Escape' || !isWrong) giveBack();
  };
  target?.addEventListener('keydown', done, { once: true });
}

/** Presents on the page until it is left. @param left called when it has been */
export function startPresenting(
  place: PresentedPage,
  controller: Controller,
  session: string,
  left: () => void,
): void {
  const { app, root } = place;
  const focused = document.activeElement;
  const layout = enterLayout(root, app);
  const bar = createBar((command) => act(command));
  const link = () => publicLink(writeFragment(app.state.scene, app.state.playhead));
  const room = createRoom(root, layout, controller.talk, bar.element, link);
  const sheet = createKeySheet();
  root.append(sheet.element);
  const companion = createCompanion(session, controller, app, browserTimer);
  const screen = createFullScreen(() => {
    // What has the focus gets the press that the browser kept. Only the browser itself closes a dialog by it.
    if (sheet.element.open) sheet.element.close();
    else (document.activeElement ?? root).dispatchEvent(new KeyboardEvent('keydown', escape));
  });
  const idle = createIdle(browserTimer, (still) => root.toggleAttribute('data-idle', still));
  const listeners = new AbortController();
  const { signal } = listeners;

  const show = () => {
    const { state } = controller;
    room.show(state);
    bar.show(state.controls);
    companion.report();
  };
  // Behind the stage, so that the words change in the same frame as the picture.
  const unmount = app.mount({ draw: createTelling(app, controller, room, companion), dispose() {} });

  const leave = () => {
    listeners.abort();
    stopKeys();
    stopClicks();
    unmount();
    companion.dispose();
    idle.dispose();
    controller.leave();
    room.dispose();
    sheet.element.remove();
    layout.leave();
    screen.dispose();
    if (focused instanceof HTMLElement) focused.focus();
    left();
  };

  const own: Readonly<Record<Exclude<Command, TalkCommand>, () => void>> = {
    full: screen.toggle,
    presenter: () => openPresenter(place, companion, screen, session),
    help: sheet.open,
    print: place.print,
    leave() {
      if (!controller.state.controls) leave();
      else {
        controller.act('controls');
        room.heading.focus({ preventScroll: true });
      }
    },
  };
  const act = (command: Command) => {
    place.hideNotice();
    if (command in own) own[command as keyof typeof own]();
    else controller.act(command as TalkCommand);
  };

  const stopKeys = place.holdKeys((event, taken) => {
    if (event.target instanceof Element && event.target.closest('dialog')) return;
    if (taken === 'all') giveBackAfter(event, () => room.heading.focus({ preventScroll: true }));
    const { veil, typed } = controller.state;
    const command = pressed(event, taken, veil !== null, typed !== '');
    if (command === null) return;
    event.preventDefault();
    event.stopPropagation();
    // A key held too long turns one page.
    if (!event.repeat || command === 'stepBack' || command === 'stepForward') act(command);
  });
  const stopClicks = listenToClicks(
    place.stage,
    app,
    () => !controller.state.controls,
    () => controller.act('next'),
  );
  listenInRoom(root, room, controller, idle, signal);
  controller.listen(show);
  show();
  room.showScene(controller.state.at);
  room.heading.focus({ preventScroll: true });
  screen.enter();
}

/** Opens the window that the presenter sees. */
function openPresenter(
  place: PresentedPage,
  companion: ReturnType<typeof createCompanion>,
  screen: ReturnType<typeof createFullScreen>,
  session: string,
): void {
  if (!companion.possible) {
    place.notify(text.noChannel);
    return;
  }
  // Most browsers leave the whole screen for a new window.
  screen.expectLoss();
  const opened = window.open(
    presenterAddress(location.href, session),
    `fall-line-presenter-${session}`,
    'popup,width=1100,height=760',
  );
  if (opened) opened.focus();
  else place.notify(text.blocked);
}

/** What a click and the pointer do in the room. */
function listenInRoom(
  root: HTMLElement,
  room: ReturnType<typeof createRoom>,
  controller: Controller,
  idle: ReturnType<typeof createIdle>,
  signal: AbortSignal,
): void {
  root.addEventListener(
    'click',
    ({ target }) => {
      if (!(target instanceof Element) || target.closest('.controls, dialog')) return;
      if (target.closest('.present-veil, .present-code')) controller.act('lift');
      // What was clicked has done its work: the keys are the talk's again.
      if (!isIntoField(target)) room.heading.focus({ preventScroll: true });
    },
    { signal },
  );
  window.addEventListener(
    'pointermove',
    ({ clientX, clientY }) => {
      idle.moved();
      room.point(clientX, clientY);
    },
    { signal, capture: true },
  );
}

/** Shows the words of another scene once its picture is there. */
function createTelling(
  app: RootApp,
  controller: Controller,
  room: ReturnType<typeof createRoom>,
  companion: ReturnType<typeof createCompanion>,
): () => void {
  /** The scene whose words stand in the room, and how many pictures of the next have been drawn. */
  let [told, pictures] = [controller.state.at, 0];
  return () => {
    companion.report();
    const { at } = controller.state;
    if (at === told) return;
    pictures += 1;
    // The first picture of a glide is still that of the scene before.
    if (pictures <= (controller.glides ? 1 : 0)) app.invalidate();
    else {
      [told, pictures] = [at, 0];
      room.showScene(at);
    }
  };
}
