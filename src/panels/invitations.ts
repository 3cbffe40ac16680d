import '../styles/invitations.css';
import type { App } from '../app/app.ts';
import type { Frame } from '../app/state.ts';
import { invitations as text } from '../text/en/invitations.ts';
import { html } from '../ui/dom.ts';
import { iconButton } from '../ui/icon-button.ts';

interface Invitation {
  readonly sentence: string;
  /** Whether a scene has what it invites to. */
  fits(frame: Frame): boolean;
  /** Whether what it invites to has been done since `first`. */
  isTaken(now: Frame, first: Frame): boolean;
}

const isOff = ({ derived }: Frame) =>
  derived.runs.some(({ entry, run }) => entry.id === 'sgd' && run.divergedAt !== null);

const all: readonly Invitation[] = [
  {
    sentence: text.ring,
    fits: ({ state }) => !state.scene.model,
    // Another surface brings its own start.
    isTaken: ({ state: { scene } }, { state: { scene: first } }) =>
      scene.start !== first.start && !scene.suggested.includes('start'),
  },
  {
    sentence: text.rate,
    fits: ({ state }) => state.scene.optimizers.some(({ id, on }) => on && id === 'sgd'),
    isTaken: (now, first) => isOff(now) && !isOff(first),
  },
  {
    sentence: text.step,
    fits: ({ state }) => !state.scene.model,
    isTaken: ({ state }, { state: first }) => state.stage !== null && first.stage === null,
  },
];

/** That they have been shown, for the next visit. */
const KEY = 'fall-line.invited';

/** Invites to three things at the stage, on a first visit only. */
export function inviteOnce(stage: HTMLElement, app: App, storage: () => Storage): void {
  try {
    if (storage().getItem(KEY) !== null) return;
    storage().setItem(KEY, '');
  } catch {
    // Where the browser keeps nothing every visit is the first.
  }
  invite(stage, app);
}

/** Invites to three things at the stage; each is gone when it is taken or waved away. */
export function invite(stage: HTMLElement, app: App): void {
  if (stage.parentElement?.querySelector('.invitations')) return;
  const first: Frame = { state: app.state, derived: app.derived };
  const list = html('ul', { class: 'invitations', 'aria-label': text.list });
  const leave = (item: HTMLElement) => {
    const hadFocus = item.contains(document.activeElement);
    item.remove();
    const next = list.querySelector('button') ?? stage.querySelector('canvas');
    if (hadFocus) next?.focus();
    if (list.childElementCount === 0) end();
  };
  const standing = all
    .filter((invitation) => invitation.fits(first))
    .map((invitation) => {
      const { sentence } = invitation;
      const item = html('li', {}, sentence);
      item.append(iconButton('close', text.wave(sentence), () => leave(item)));
      return { invitation, item };
    });
  if (standing.length === 0) return;
  list.append(...standing.map(({ item }) => item));
  stage.after(list);
  const unmount = app.mount({
    draw(frame) {
      for (const { invitation, item } of standing) {
        // Another scene may have no such thing.
        item.hidden = !invitation.fits(frame);
        if (item.isConnected && invitation.isTaken(frame, first)) leave(item);
      }
    },
    dispose: () => list.remove(),
  });
  const end = () => {
    unmount();
    list.remove();
  };
}
