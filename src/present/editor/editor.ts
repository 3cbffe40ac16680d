import { html } from '../../ui/dom.ts';
import { keyOf } from '../../ui/press.ts';
import { isEmpty } from '../../core/talk/edits.ts';
import { talkLimits } from '../../core/talk/limits.ts';
import { lineOf } from '../../core/scene/texts.ts';
import '../../styles/talk.css';
import { talk as text } from '../../text/en/talk.ts';
import { bundledTalks } from '../talks/index.ts';
import type { Desk } from './desk.ts';
import { textField } from './fields.ts';
import { createSceneForm } from './scene-form.ts';
import { createSceneList } from './scene-list.ts';
import { bundledButton, createTalkMenu } from './talk-menu.ts';

/** The keys that the panel uses itself: those of its list, and undo and redo, which here are the talk's. */
const OWN_KEYS = 'ArrowUp ArrowDown Home End Delete z Z y';

export interface Editor {
  /** A region under the page's three columns, hidden while it is closed. */
  readonly element: HTMLElement;
  /** Says what was done, for the eye and for screen readers. */
  say(sentence: string, offer?: HTMLElement): void;
  /** Opens or closes; opening moves the focus into the panel. */
  setOpen(open: boolean): void;
  readonly open: boolean;
}

/** What the page lends to the editor. */
export interface EditorTools {
  /** A button that shows a cross. */
  closeButton(label: string, act: () => void): HTMLButtonElement;
  notify(sentence: string): void;
  /** Asks for the talk on paper. */
  handout(): void;
  /** Called when the panel was opened or closed. */
  opened(open: boolean): void;
}

/** The talk: its scenes in order on the left, the chosen one beside them. */
export function createEditor(desk: Desk, tools: EditorTools): Editor {
  const failed = () => tools.notify(text.notLoaded);
  const title = textField({
    label: text.title,
    limit: talkLimits.title,
    rows: 1,
    hint: text.untitled,
    kept: (value) => lineOf(value, talkLimits.title),
    changed: desk.rename,
  });
  const add = button(text.add, desk.add);
  add.classList.add('is-main');
  const undo = button(text.undo, desk.undo);
  const redo = button(text.redo, desk.redo);
  const menu = createTalkMenu(desk, failed);
  const handout = button(text.handout, tools.handout, text.handoutMeaning);
  const said = html('output', { class: 'talk-said' });
  const notKept = html('p', { class: 'talk-problem' }, text.notKept);
  const head = html(
    'div',
    { class: 'talk-head' },
    html('h2', { id: 'talk-heading' }, text.name),
    title.element,
    add,
    undo,
    redo,
    said,
    menu.element,
    button(text.save, desk.save, text.saveMeaning),
    button(text.link, () => void desk.copyLink(), text.linkMeaning),
    handout,
    button(text.present, () => desk.present()),
    tools.closeButton(text.close, () => setOpen(false)),
  );
  const list = createSceneList(desk);
  const form = createSceneForm(desk);
  const bundled = bundledTalks.map((each) => bundledButton(desk, each, failed));
  const empty = html('div', { class: 'talk-empty' }, html('p', {}, text.empty), ...bundled);
  const body = html('div', { class: 'talk-body' }, list.element, form.element, empty);
  const element = html(
    'section',
    {
      class: 'talk',
      id: 'panel-talk',
      'aria-labelledby': 'talk-heading',
      'data-own-keys': OWN_KEYS,
      hidden: true,
    },
    head,
    notKept,
    body,
  );
  element.addEventListener('keydown', (event) => turnBack(event, desk));

  const draw = () => {
    if (element.hidden) return;
    const { store } = desk;
    const none = store.talk.scenes.length === 0;
    title.show(store.talk.title);
    undo.disabled = !store.canUndo;
    redo.disabled = !store.canRedo;
    handout.disabled = none;
    menu.draw();
    notKept.hidden = store.kept || isEmpty(store.talk);
    const held = body.contains(document.activeElement);
    const heldByEmpty = empty.contains(document.activeElement);
    list.element.hidden = none;
    empty.hidden = !none;
    list.draw();
    form.draw();
    // What is hidden takes the focus with it.
    if (none && held) add.focus();
    if (!none && heldByEmpty) list.focus();
  };
  desk.listen(draw);

  const setOpen = (open: boolean) => {
    if (open !== element.hidden) return;
    element.hidden = !open;
    tools.opened(open);
    draw();
    if (open && !list.focus()) add.focus();
  };
  return {
    element,
    say(sentence, offer) {
      said.replaceChildren(sentence, ...(offer ? [' ', offer] : []));
    },
    setOpen,
    get open() {
      return !element.hidden;
    },
  };
}

function button(label: string, act: () => void, meaning = label): HTMLButtonElement {
  const element = html('button', { type: 'button', class: 'talk-button', title: meaning }, label);
  if (meaning !== label) element.setAttribute('aria-label', meaning);
  element.addEventListener('click', act);
  return element;
}

/** Undo and redo, which in a field are the field's own. */
function turnBack(event: KeyboardEvent, desk: Desk): void {
  const typing = event.target instanceof HTMLTextAreaElement || event.target instanceof HTMLInputElement;
  if (typing || !(event.ctrlKey || event.metaKey)) return;
  const key = keyOf(event).toLowerCase();
  if (key === 'y' || (key === 'z' && event.shiftKey)) desk.redo();
  else if (key === 'z') desk.undo();
  else return;
  event.preventDefault();
}
