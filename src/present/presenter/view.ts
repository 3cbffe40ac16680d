import { html, setText } from '../../ui/dom.ts';
import type { Talk } from '../../core/talk/talk.ts';
import { present } from '../../text/en/present.ts';
import { captionNodes } from '../caption.ts';
import type { PresentationReport } from '../channel.ts';
import type { TalkCommand } from '../commands.ts';

const text = present.presenter;

/** The presenter's window: what the room sees, notes, what comes next, the time, buttons for what the keys do. */
export interface PresenterView {
  /** Where pictures go: of what the room sees, and of the next scene. */
  readonly now: HTMLElement;
  readonly next: HTMLElement;
  readonly notes: HTMLElement;
  show(talk: Talk, report: PresentationReport): void;
  /** Nothing is presented: what to say of it. */
  rest(sentence: string): void;
  /** Shows the time of day, and since when the talk is given. */
  tick(now: number): void;
}

type Part =
  | 'heading'
  | 'clock'
  | 'time'
  | 'title'
  | 'nowPicture'
  | 'nowCaption'
  | 'notes'
  | 'ahead'
  | 'nextTitle'
  | 'nextCaption'
  | 'nextPicture';

const label = (words: string) => html('p', { class: 'presenter-label' }, words);

/** The window with its changing parts in their places. */
function laidOut({
  button,
  ...parts
}: Readonly<Record<Part, HTMLElement>> & {
  readonly button: (label: string, command: TalkCommand, main?: boolean) => HTMLElement;
}): HTMLElement {
  return html(
    'main',
    { class: 'presenter', 'aria-label': text.heading, 'data-empty': true },
    html(
      'header',
      { class: 'presenter-head' },
      parts.heading,
      html('div', { class: 'presenter-time' }, label(text.clock), parts.clock),
      html(
        'div',
        { class: 'presenter-time' },
        label(text.elapsed),
        parts.time,
        button(text.restart, 'restartTime'),
      ),
    ),
    html(
      'section',
      { class: 'presenter-now', 'aria-label': text.now },
      label(text.now),
      parts.title,
      html('div', { class: 'presenter-slide' }, parts.nowPicture, parts.nowCaption),
      label(text.notes),
      parts.notes,
    ),
    html(
      'section',
      { class: 'presenter-next', 'aria-label': text.next },
      parts.ahead,
      label(text.nextScene),
      parts.nextTitle,
      parts.nextCaption,
      parts.nextPicture,
    ),
    html(
      'div',
      { class: 'presenter-foot' },
      button(text.buttons.back, 'back'),
      button(text.buttons.next, 'next', true),
      button(text.buttons.black, 'black'),
      button(text.buttons.white, 'white'),
      button(text.buttons.reset, 'reset'),
      html('p', { class: 'presenter-keys' }, text.keys),
    ),
  );
}

export function createPresenterView(root: HTMLElement, act: (command: TalkCommand) => void): PresenterView {
  const button = (label: string, command: TalkCommand, main = false) => {
    const element = html('button', { type: 'button', class: 'presenter-button', 'data-main': main }, label);
    element.addEventListener('click', () => act(command));
    return element;
  };
  const heading = html('h1', { 'aria-live': 'polite' }, text.waiting);
  const clock = html('output', { 'aria-label': text.clock, 'aria-live': 'off' });
  const time = html('output', { 'aria-label': text.elapsed, 'aria-live': 'off' });
  const picture = () => html('div', { class: 'presenter-picture', inert: true });
  const caption = () => html('div', { class: 'presenter-caption' });
  const title = html('h2');
  const nowCaption = caption();
  const nowPicture = picture();
  const notes = html('div', {
    class: 'presenter-notes',
    role: 'region',
    'aria-label': text.notes,
    tabindex: 0,
  });
  const nextTitle = html('h2');
  const nextCaption = caption();
  const nextPicture = picture();
  const ahead = html('p', { class: 'presenter-ahead', role: 'status' });
  const view = laidOut({
    heading,
    clock,
    time,
    title,
    nowPicture,
    nowCaption,
    notes,
    ahead,
    nextTitle,
    nextCaption,
    nextPicture,
    button,
  });
  root.replaceChildren(view);

  let since: number | null = null;
  let shown: Talk | null = null;
  let at = -1;

  const showScene = (talk: Talk, index: number) => {
    if (talk === shown && index === at) return;
    [shown, at] = [talk, index];
    const scene = talk.scenes[index];
    const next = talk.scenes[index + 1];
    setText(heading, present.sceneOf(index + 1, talk.scenes.length, talk.title));
    setText(title, scene?.title || present.untitled);
    setText(notes, scene?.notes || text.noNotes);
    notes.scrollTop = 0;
    nowCaption.replaceChildren(captionNodes(scene?.caption ?? ''));
    nowCaption.hidden = (scene?.caption ?? '') === '';
    setText(nextTitle, next ? next.title || present.untitled : text.end);
    nextCaption.replaceChildren(captionNodes(next?.caption ?? ''));
    nextPicture.hidden = next === undefined;
  };

  const aheadOf = ({ veil, typed, ahead: coming }: PresentationReport): string => {
    if (veil) return text.veil[veil];
    if (typed !== '') return present.goTo(typed);
    if (coming.kind === 'stage') return text.ahead.stage(String(coming.stage + 1), String(coming.of));
    return text.ahead[coming.kind];
  };

  return {
    now: nowPicture,
    next: nextPicture,
    notes,
    show(talk, report) {
      view.removeAttribute('data-empty');
      since = report.since;
      showScene(talk, report.at);
      setText(ahead, aheadOf(report));
    },
    rest(sentence) {
      setText(ahead, sentence);
      setText(heading, sentence);
      [shown, at] = [null, -1];
    },
    tick(now) {
      setText(clock, new Date(now).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' }));
      setText(time, elapsed(since === null ? 0 : now - since));
    },
  };
}

/** Milliseconds as a clock that counts up: "0:07", "12:05", "1:02:03"; what is below zero is zero. */
export function elapsed(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
