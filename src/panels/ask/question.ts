import { areAwaited, namedRuns } from '../../app/asked-runs.ts';
import { memo } from '../../app/memo.ts';
import type { Frame } from '../../app/state.ts';
import { type Ask, hasStep } from '../../core/ask/ask.ts';
import { ask as text } from '../../text/en/ask.ts';
import { html, setText } from '../../ui/dom.ts';
import { questionText } from './answer-text.ts';

/** What is asked, and how one answers. */
export function createQuestion(say: (markdown: string) => Node) {
  const element = html('p', { class: 'ask-question', id: 'ask-question' });
  const hint = html('p', { class: 'ask-hint' });
  /** Formulas are set; without one it is the text that it is. */
  const sayQuestion = memo((words: string) => {
    if (words.includes('$')) element.replaceChildren(say(words));
    else setText(element, words);
  });
  const show = (ask: Ask, frame: Frame, howTo: string | null) => {
    const isCounted = ask.question === '' && hasStep(ask.kind) && frame.state.scene.budget === 'evaluations';
    const words = [questionText(ask, namedRuns(frame)), ...(isCounted ? [text.stopped] : [])];
    sayQuestion(words.join(' '));
    const sentences = [howTo, text.hint.hidden, ...(areAwaited(frame) ? [text.recording] : [])];
    setText(hint, howTo === null ? '' : sentences.join(' '));
  };
  return { element, hint, show };
}
