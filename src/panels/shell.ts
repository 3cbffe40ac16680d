import type { App } from '../app/app.ts';
import { isOpen } from '../app/asking.ts';
import type { AppView, State } from '../app/state.ts';
import { type PanelId, panelRows } from '../core/scene/panels.ts';
import { panels } from '../text/en/panels.ts';
import { side as sideText } from '../text/en/side.ts';
import { createControls } from './controls.ts';
import { html, setText } from '../ui/dom.ts';
import { createSlot, type Slot } from '../ui/panel.ts';
import { createHeader } from './header.ts';
import { iconButton } from '../ui/icon-button.ts';
import { type Keys, listenToKeys } from './keys.ts';
import { createLegend } from './legend.ts';
import { createNotice } from './notice.ts';
import { narrow } from '../styles/measures.ts';
import type { PageKeys } from './shortcuts.ts';
import { createTabs, type Tab, type Tabs } from './tabs.ts';
import { shownName } from '../app/surface-name.ts';
import { createTransport } from './transport.ts';
import { lateCode } from '../ui/late-code.ts';
import { lateTools } from '../text/en/late-tools.ts';

export interface Shell extends AppView {
  /** The container of the 3D view; the legend lies over it. */
  readonly stage: HTMLElement;
  /** A line between the stage and the transport. */
  readonly strip: HTMLElement;
  /** What holds the following sections. */
  readonly side: HTMLElement;
  readonly slots: Readonly<Record<PanelId, Slot>>;
  /** Where the page's further buttons go, in the header. */
  readonly actions: HTMLElement;
  /** And what is seldom needed, in the list at its end. */
  readonly rest: HTMLElement;
  /** Settles once the controls are there; their code comes after the first picture. */
  readonly ready: Promise<void>;
  /** Shows a sentence that concerns the whole page, such as that WebGL is missing. */
  notify(sentence: string): void;
  hideNotice(): void;
  /** Gives every key to somebody else, who presents, say. */
  readonly holdKeys: Keys['hold'];
}

/**
 * Builds the page into `root`: landmarks, header, controls, stage, legend, transport, side panel.
 *
 * @param late opens what a key asks for whose code is not here yet
 */
export function createShell(root: HTMLElement, app: App, late: PageKeys['late']): Shell {
  const notice = createNotice();
  const openHelp = lateHelp(root, late, notice.show);
  const legend = createLegend(app);
  const transport = createTransport(app);

  const stage = html('div', { class: 'stage' });
  const typed = html('p', { class: 'stage-typed', hidden: true });
  const strip = html('div', { class: 'strip-frame' });
  const main = html(
    'main',
    { class: 'middle', 'aria-label': panels.landmarks.stage },
    html('div', { class: 'stage-frame' }, stage, legend.element, typed),
    strip,
    transport.element,
  );

  const turns = createTurns(app);
  const controlsPanel = html(
    'section',
    { id: 'panel-controls' },
    html(
      'div',
      { class: 'panel-head' },
      html('h2', { id: 'heading-controls' }, panels.landmarks.controls),
      ...turns.elements,
    ),
  );
  const left = html('aside', { class: 'controls', 'aria-label': panels.landmarks.controls }, controlsPanel);

  const { side, slots, slotTabs } = createSide();
  const { view } = app.state.scene;
  const tabs = createTabs(
    [
      { id: 'controls', label: panels.landmarks.controls, panel: controlsPanel, filled: () => true },
      ...slotTabs,
    ],
    panels.landmarks.tabs,
    // What a link with a map of settings, or a race, shows.
    view.settingMap ? 'settings' : view.race ? 'results' : undefined,
  );

  const folds = {
    controls: foldButton(root, 'controls', 'panelLeft', panels.header.controlsPanel, controlsPanel),
    side: foldButton(root, 'side', 'panelRight', panels.header.sidePanel, side),
  };
  const header = createHeader(app, [folds.controls, folds.side], openHelp);
  const skip = html('button', { type: 'button', class: 'skip-link' }, panels.header.skip);
  skip.addEventListener('click', () => transport.play.focus());
  header.element.prepend(skip);

  root.classList.add('page');
  root.append(
    header.element,
    notice.element,
    main,
    html('nav', { class: 'tab-bar', 'aria-label': panels.landmarks.tabs }, tabs.element),
    left,
    side,
  );
  const leaveRoom = layOutSide(root, side, tabs, slotTabs, folds.side, Object.values(slots));
  showLook(app.state);

  const controls = createControls(controlsPanel, app, () => late('gallery'));
  const keys = listenToKeys(app, { help: openHelp, late });
  const views: readonly AppView[] = [header, legend, transport, controls];
  controls.ready.catch(() => notice.show(panels.controlsFailed));

  return {
    stage,
    strip,
    side,
    slots,
    actions: header.actions,
    rest: header.rest,
    ready: controls.ready,
    notify: notice.show,
    hideNotice: notice.hide,
    holdKeys: keys.hold,
    draw(frame) {
      showLook(frame.state);
      turns.show();
      const wrong = Boolean(frame.state.draft?.mistake);
      typed.hidden = !wrong;
      setText(typed, wrong ? panels.notShown(shownName(frame)) : '');
      for (const view of views) view.draw(frame);
    },
    dispose() {
      keys.dispose();
      leaveRoom();
      for (const view of views) view.dispose();
      root.replaceChildren();
      root.classList.remove('page');
    },
  };
}

/** Opens the sheet of keys, whose code comes when it is first asked for. */
function lateHelp(root: HTMLElement, late: PageKeys['late'], notify: (sentence: string) => void): () => void {
  const sheet = lateCode(async () => {
    const help = (await import('./help.ts')).createHelp(late);
    root.append(help.element);
    return help;
  });
  return () =>
    void sheet.load().then(
      (help) => help.open(),
      () => notify(lateTools.notLoaded),
    );
}

/** Undo, redo, reset. */
function createTurns(app: App) {
  const undo = iconButton('undo', panels.undo, () => app.undo());
  const redo = iconButton('redo', panels.redo, () => app.redo());
  const reset = iconButton('reset', panels.reset, () => app.reset());
  return {
    elements: [undo, redo, reset],
    show() {
      undo.disabled = !app.canUndo;
      redo.disabled = !app.canRedo;
      reset.disabled = !app.canReset;
    },
  };
}

/** The side with a section for each panel, which are tabs where it is narrow. */
function createSide() {
  const sections = panelRows.map(({ id }) => ({ id, ...createSlot(id, sideText[id].title) }));
  return {
    side: html(
      'aside',
      { class: 'side', id: 'panel-side', 'aria-label': panels.landmarks.side },
      ...sections.map(({ section }) => section),
    ),
    slots: Object.fromEntries(sections.map(({ id, slot }) => [id, slot])) as Record<PanelId, Slot>,
    slotTabs: sections.map(
      ({ id, section, slot }): Tab => ({
        id,
        label: sideText[id].tab,
        panel: section,
        filled: () => slot.body.childElementCount > 0,
      }),
    ),
  };
}

/** Gives the side its room, or its tabs where that is narrow, and takes it away where nothing fills it. Returns what ends that. */
function layOutSide(
  root: HTMLElement,
  side: HTMLElement,
  tabs: Tabs,
  slotTabs: readonly Tab[],
  fold: HTMLElement,
  slots: readonly Slot[],
): () => void {
  const media = window.matchMedia(narrow);
  // The side's panels come after the first picture: until then their room is kept.
  let awaited = true;
  const layOut = () => {
    tabs.layOut(media.matches);
    const filled = awaited || slotTabs.some((tab) => tab.filled());
    side.hidden = !filled;
    fold.hidden = !filled;
    root.dataset['side'] = filled ? 'filled' : 'empty';
  };
  media.addEventListener('change', layOut);
  const filling = new MutationObserver(() => {
    awaited = false;
    layOut();
  });
  for (const slot of slots) filling.observe(slot.body, { childList: true });
  layOut();
  return () => {
    filling.disconnect();
    media.removeEventListener('change', layOut);
  };
}

/** The button that folds a side of the page away and back. */
function foldButton(
  root: HTMLElement,
  side: 'controls' | 'side',
  name: 'panelLeft' | 'panelRight',
  label: string,
  panel: HTMLElement,
): HTMLButtonElement {
  const attribute = `data-folded-${side}`;
  const button = iconButton(name, label, () => {
    const folded = root.toggleAttribute(attribute);
    button.setAttribute('aria-expanded', String(!folded));
  });
  button.classList.add('fold-button');
  button.setAttribute('aria-expanded', 'true');
  button.setAttribute('aria-controls', panel.id);
  return button;
}

function showLook(state: State): void {
  const { theme, figure, scene } = state;
  const page = document.documentElement;
  if (page.dataset['theme'] !== theme) page.dataset['theme'] = theme;
  page.toggleAttribute('data-contrast', figure.contrast);
  page.toggleAttribute('data-curve', scene.curve);
  page.toggleAttribute('data-asking', isOpen(state));
  const pixel = figure.scale === 1 ? '' : `${figure.scale}px`;
  if (page.style.getPropertyValue('--px') !== pixel) page.style.setProperty('--px', pixel);
}
