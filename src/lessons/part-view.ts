import type { AppView, Frame } from '../app/state.ts';
import type { ShownPart } from '../app/lessons/showing.ts';
import { answerForm } from '../core/ask/ask.ts';
import type { Part } from '../core/lesson/lesson.ts';
import { lessons as text } from '../text/en/lessons.ts';
import { html } from '../ui/dom.ts';
import { icon } from '../ui/icons.ts';
import type { Challenge } from './challenge.ts';
import { createLiveNumbers } from './live-numbers.ts';

/** Something of the page that stands in a part. */
export type PlacedView = AppView & { readonly element: HTMLElement };

/** What a part needs of what other rooms make. */
export interface PartPieces {
  /** Markdown with TeX as nodes; formulas as typed until what sets them is there. */
  readonly say: (markdown: string) => Node;
  /** The card of the scene's question. */
  readonly card: () => Promise<PlacedView>;
  /** The knobs of the run that the scene's challenge is about. */
  readonly knobs: (container: HTMLElement) => Promise<AppView>;
}

/** A part of a lesson in the column: its text, and under it the question of its scene. */
export interface PartView {
  readonly element: HTMLElement;
  /** Draws a frame of its own scene. */
  draw(frame: Frame): void;
  /** Shows its numbers as they are while another part's scene is on the stage. */
  rest(): void;
  /** Writes its text once more: what sets formulas has come. */
  write(): void;
  /** Whether its question's card is there, or it has none. */
  readonly isOpen: boolean;
  /** Fetches its question's card, if it has one and has not fetched it. */
  open(): Promise<void>;
}

/**
 * @param own the part with its scene
 * @param asksHere whether its scene's question stands here, and not already in a part above with the same scene
 * @param rest the step at which it rests; null for that of the scene's link
 */
export function createPartView(
  part: Part,
  number: number,
  own: ShownPart,
  { asksHere, rest }: { readonly asksHere: boolean; readonly rest: number | null },
  pieces: PartPieces,
): PartView {
  const numbers = createLiveNumbers();
  const words = html('div', { class: 'part-text', dir: 'auto', id: part.id });
  const link = html(
    'a',
    { class: 'part-link', href: `#${part.id}`, 'aria-label': text.linkTo(number) },
    icon('link'),
  );
  const { ask } = own.restored.scene;
  const isChallenge = ask !== null && answerForm(ask.kind) === 'setting';
  const seat = html('div', { class: 'part-ask', hidden: !asksHere });
  const element = html('section', { class: 'part', id: `part-${part.id}` }, link, words, seat);
  element.classList.toggle('part-challenge', asksHere && isChallenge);
  let views: readonly AppView[] = [];
  let opening: Promise<void> | null = null;

  const write = () => {
    const written = pieces.say(part.text);
    numbers.take(written);
    words.replaceChildren(written);
    waiting.replaceChildren(pieces.say(ask?.question || text.askWaiting));
  };
  /** The question, until its card is fetched. */
  const waiting = html('div', { class: 'ask-question' });
  write();
  /** Puts the card that has come into its seat: with its first frame, for before it the card says nothing. */
  let place: (() => void) | null = null;
  if (asksHere) {
    const head = html('b', { class: 'ask-head' }, isChallenge ? text.challenge.name : text.askFirst);
    // A column that is short need not be scrolled: what is touched is read, and that fetches the card.
    const way = html('button', { type: 'button', class: 'ask-button' }, text.askOpen);
    seat.append(html('div', { class: 'ask ask-waiting' }, head, waiting, html('p', {}, way)));
  }

  const open = async () => {
    const card = await pieces.card();
    const challenge: Challenge | null = isChallenge
      ? (await import('./challenge.ts')).createChallenge()
      : null;
    card.element.setAttribute('aria-label', text.questionOf(number));
    place = () => {
      const isFocused = seat.contains(document.activeElement);
      seat.replaceChildren(card.element);
      if (!isFocused) return;
      card.element.tabIndex = -1;
      card.element.focus({ preventScroll: true });
    };
    views = [card];
    if (!challenge) return;
    card.element.append(challenge.element);
    views = [card, challenge, await pieces.knobs(challenge.knobs)];
  };
  return {
    element,
    draw(frame) {
      numbers.draw(frame);
      place?.();
      place = null;
      for (const view of views) view.draw(frame);
    },
    get isOpen() {
      return !asksHere || views.length > 0;
    },
    rest: () => numbers.rest(own.restored, rest),
    write,
    open() {
      if (!asksHere) return Promise.resolve();
      opening ??= open();
      opening.catch(() => {
        opening = null;
      });
      return opening;
    },
  };
}
