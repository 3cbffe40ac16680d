/** Questions on paper, for a class: each with the map at its start and room for an answer, or with the answer. */
import { html } from '../../ui/dom.ts';
import { print } from '../../text/en/print.ts';
import { codeOnPaper, type Nearness } from './code.ts';
import '../../styles/paper.css';
import '../../styles/handout.css';

const text = print.questions;

export interface QuestionOnPaper {
  /** As it is asked. */
  readonly question: Node;
  /** What there is to choose from; '' where nothing is. */
  readonly choices: string;
  /** The link of the scene that asks it. */
  readonly link: string;
  /** The map, as it is before or after; null where there is none. */
  readonly picture: Element | null;
  /** The answer and what is said with it; null on the paper that asks. */
  readonly answer: {
    /** '' where many are right. */ readonly short: string;
    readonly explained: Node;
  } | null;
}

export interface QuestionSheet {
  /** Not yet in the document. */
  readonly element: HTMLElement;
  add(question: QuestionOnPaper): void;
}

export function createQuestionSheet(title: string, opensOnly: Nearness): QuestionSheet {
  const list = html('ol', { class: 'questions' });
  const note = opensOnly === null ? [] : [html('p', {}, print.handout.opensOnly[opensOnly])];
  return {
    element: html('article', { class: 'paper' }, html('h1', {}, title), ...note, list),
    add({ question, choices, link, picture, answer }) {
      const code = codeOnPaper(link);
      const words = html('div', {}, html('h2', {}, question));
      if (choices !== '') words.append(html('p', {}, text.choices(choices)));
      if (answer) {
        if (answer.short !== '')
          words.append(html('p', {}, html('strong', {}, `${text.answer}: `), answer.short));
        words.append(answer.explained);
      } else words.append(html('p', { class: 'questions-room' }, text.guess));
      const side = html('div', { class: 'questions-side' }, ...(picture ? [picture] : []));
      list.append(html('li', {}, words, side, ...(code ? [code.element] : [])));
    },
  };
}
