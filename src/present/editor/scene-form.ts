import { html, setText } from '../../ui/dom.ts';
import { talkLimits } from '../../core/talk/limits.ts';
import { talkPanels } from '../../core/scene/panels.ts';
import type { TalkScene } from '../../core/talk/talk.ts';
import { lineOf, proseOf } from '../../core/scene/texts.ts';
import { side } from '../../text/en/side.ts';
import { talk } from '../../text/en/talk.ts';
import { captionNodes } from '../caption.ts';
import { loadTex, texFaults } from '../tex.ts';
import type { Desk } from './desk.ts';
import { enterField } from './enter-field.ts';
import { choiceField, textField, ticksField } from './fields.ts';

const text = talk.form;

export interface SceneForm {
  readonly element: HTMLElement;
  /** Shows the chosen scene; nothing where there is none. */
  draw(): void;
}

/** What is said of the chosen scene, and what it does; every change is an edit at once. */
export function createSceneForm(desk: Desk): SceneForm {
  const edit = (change: Partial<Omit<TalkScene, 'id'>>, group?: string) => {
    if (desk.chosen) desk.edit(desk.chosen.id, change, group);
  };
  const line = (value: string) => lineOf(value, talkLimits.title);
  const prose = (limit: number) => (value: string) => proseOf(value, limit);

  const title = textField({
    label: text.title,
    limit: talkLimits.title,
    rows: 1,
    kept: line,
    changed: (value) => edit({ title: value }, 'title'),
  });
  const caption = textField({
    label: text.caption,
    limit: talkLimits.caption,
    rows: 4,
    hint: text.captionHint,
    kept: prose(talkLimits.caption),
    changed: (value) => edit({ caption: value }, 'caption'),
  });
  const preview = html('div', {
    class: 'caption talk-preview',
    role: 'region',
    'aria-label': text.preview,
    tabindex: 0,
  });
  const faults = html('ul', { class: 'talk-faults', role: 'status' });
  const notes = textField({
    label: text.notes,
    limit: talkLimits.notes,
    rows: 5,
    kept: prose(talkLimits.notes),
    changed: (value) => edit({ notes: value }, 'notes'),
  });
  const enter = enterField((value) => edit({ enter: value }));
  const next = choiceField<TalkScene['next']>(text.next, text.nexts, (value) => edit({ next: value }));
  const panels = talkPanels.map((id) => [id, side[id].tab] as const);
  const beside = ticksField(text.beside, panels, (value) => edit({ beside: value }));

  const act = (label: string, run: (id: string) => void) => {
    const button = html('button', { type: 'button', class: 'talk-button' }, label);
    button.addEventListener('click', () => {
      if (desk.chosen) run(desk.chosen.id);
    });
    return button;
  };
  const acts = html(
    'div',
    { class: 'talk-acts' },
    act(talk.presentFrom, desk.present),
    act(text.recapture, desk.recapture),
    act(text.duplicate, desk.duplicate),
    act(text.delete, desk.remove),
  );
  const heading = html('h3', { id: 'talk-scene-heading' });
  const element = html(
    'form',
    { class: 'talk-form', 'aria-labelledby': heading.id },
    html('div', { class: 'talk-scene-head' }, heading, acts),
    html('div', { class: 'talk-column' }, title.element, caption.element, faults),
    html('div', { class: 'talk-column' }, preview, notes.element),
    html('div', { class: 'talk-column' }, enter.element, next.element, beside.element),
  );
  element.addEventListener('submit', (event) => event.preventDefault());

  let shown: string | null = null;
  const showCaption = (markdown: string) => {
    if (markdown === shown) return;
    shown = markdown;
    if (markdown.trim() === '') preview.replaceChildren(html('p', { class: 'talk-hint' }, text.noCaption));
    else preview.replaceChildren(captionNodes(markdown));
    const sentences = (texFaults(markdown) ?? []).map((fault) => text.fault(fault));
    faults.replaceChildren(...sentences.map((sentence) => html('li', {}, sentence)));
  };
  void loadTex().then(() => {
    const markdown = shown;
    shown = null;
    if (markdown !== null) showCaption(markdown);
  });

  return {
    element,
    draw() {
      const { chosen, store } = desk;
      element.hidden = chosen === null;
      if (!chosen) return;
      const number = store.talk.scenes.findIndex(({ id }) => id === chosen.id) + 1;
      setText(heading, text.name(number));
      title.show(chosen.title);
      caption.show(chosen.caption);
      showCaption(chosen.caption);
      notes.show(chosen.notes);
      enter.show(chosen);
      next.show(chosen.next);
      beside.show(chosen.beside);
    },
  };
}
