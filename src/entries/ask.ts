/** What asks a scene's question: its code is fetched with the first scene that has one. */
import type { App } from '../app/app.ts';
import { isOpen } from '../app/asking.ts';
import { openAskDialog } from '../panels/ask/dialog.ts';
import { type Card, type CardOptions, createAskCard } from '../panels/ask/card.ts';
import { captionNodes } from '../present/caption.ts';
import { loadTex } from '../present/tex.ts';
import { ask as text } from '../text/en/ask.ts';
import { html } from '../ui/dom.ts';
import '../styles/ask.css';
import '../text/en/scene-faults.ts';

export { openAskDialog };

/**
 * The card of an app's question, to stand where there is room for it.
 *
 * @param movesStart whether the reader may move the start
 * @param hiding sections that are empty while it is open, to say so
 * @param more whether a place can be pointed at on the stage, and who is told what became of a guess
 */
export function createCard(
  app: App,
  movesStart: boolean,
  hiding: readonly HTMLElement[] = [],
  more: Pick<CardOptions, 'points' | 'told'> = {},
): Card {
  const card = createAskCard(app, { say: explained, movesStart, ...more });
  const notes = hiding.map((section) => {
    const note = html('p', { class: 'ask-missing' }, text.hint.hidden);
    section.append(note);
    return note;
  });
  return {
    ...card,
    draw(frame) {
      card.draw(frame);
      const isShown = isOpen(frame.state);
      for (const note of notes) note.hidden = !isShown;
    },
    dispose() {
      card.dispose();
      for (const note of notes) note.remove();
    },
  };
}

/** What an author says, in nodes; with its formulas set as soon as what sets them is there. */
function explained(markdown: string): Node {
  const said = html('div', { class: 'ask-says' }, captionNodes(markdown));
  if (markdown.includes('$')) void loadTex().then(() => said.replaceChildren(captionNodes(markdown)));
  return said;
}
