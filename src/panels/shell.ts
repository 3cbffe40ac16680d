import type { App } from '../app/app.ts';
import type { AppView, State } from '../app/state.ts';
import { panels } from '../text/en/panels.ts';
import { createControls } from './controls.ts';
import { html, setText } from '../ui/dom.ts';
import { createHeader, iconButton } from './header.ts';
import { createHelp } from './help.ts';
import { type Keys, listenToKeys } from './keys.ts';
import { createLegend } from './legend.ts';
import { createNotice } from './notice.ts';
import type { PageKeys } from './shortcuts.ts';
import { createTabs, type Tab } from './tabs.ts';
import { shownName } from '../app/surface-name.ts';
import { createTransport } from './transport.ts';

/** A section of the side panel that another view fills. It is hidden while its body is empty. */
export interface Slot {
  readonly body: HTMLElement;
  readonly title: HTMLElement;
  /** A short remark on the right of the title. */
  readonly note: HTMLElement;
}

export interface Shell extends AppView {
  /** The container of the 3D view; the legend lies over it. */
  readonly stage: HTMLElement;
  /** A line between the stage and the transport. */
  readonly strip: HTMLElement;
  /** What holds the following sections. */
  readonly side: HTMLElement;
  readonly map: Slot;
  readonly chart: Slot;
  readonly rates: Slot;
  readonly step: Slot;
  readonly results: Slot;
  readonly curvature: Slot;
  /** Where the page's further buttons go, in the header. */
  readonly actions: HTMLElement;
  /** Settles once the controls are there; their code comes after the first picture. */
  readonly ready: Promise<void>;
  /** Shows a sentence that concerns the whole page, such as that WebGL is missing. */
  notify(sentence: string): void;
  hideNotice(): void;
  /** Gives every key to somebody else, who presents, say. */
  readonly holdKeys: Keys['hold'];
}

/** Below this width the panels are tabs under the stage; the style sheet has the same number. */
const narrow = '(max-width: 899.98px)';

/**
 * Builds the page into `root`: landmarks, header, controls, stage, legend, transport, side panel.
 *
 * @param late opens what a key asks for whose code is not here yet
 */
export function createShell(root: HTMLElement, app: App, late: PageKeys['late']): Shell {
  const notice = createNotice();
  const help = createHelp(() => late('signs'));
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

  const undo = iconButton('undo', panels.undo, () => app.undo());
  const redo = iconButton('redo', panels.redo, () => app.redo());
  const reset = iconButton('reset', panels.reset, () => app.reset());
  const controlsHead = html(
    'div',
    { class: 'panel-head' },
    html('h2', { id: 'heading-controls' }, panels.landmarks.controls),
    undo,
    redo,
    reset,
  );
  const controlsPanel = html('section', { id: 'panel-controls' }, controlsHead);
  const left = html('aside', { class: 'controls', 'aria-label': panels.landmarks.controls }, controlsPanel);

  const map = createSlot('map', panels.slots.map);
  const chart = createSlot('chart', panels.slots.chart);
  const rates = createSlot('rates', panels.slots.rates);
  const step = createSlot('step', panels.slots.step);
  const results = createSlot('results', panels.slots.results);
  const curvature = createSlot('curvature', panels.slots.curvature);
  const side = html(
    'aside',
    { class: 'side', id: 'panel-side', 'aria-label': panels.landmarks.side },
    map.section,
    chart.section,
    step.section,
    results.section,
    curvature.section,
    rates.section,
  );

  const slotTab = ({ section, slot }: SlotSection, id: keyof typeof panels.slots): Tab => ({
    id,
    label: panels.tabs[id],
    panel: section,
    filled: () => slot.body.childElementCount > 0,
  });
  const slotTabs = [
    slotTab(map, 'map'),
    slotTab(chart, 'chart'),
    slotTab(step, 'step'),
    slotTab(results, 'results'),
    slotTab(curvature, 'curvature'),
    slotTab(rates, 'rates'),
  ];
  const tabs = createTabs(
    [{ id: 'controls', label: panels.tabs.controls, panel: controlsPanel, filled: () => true }, ...slotTabs],
    panels.landmarks.tabs,
  );

  const folds = {
    controls: foldButton(root, 'controls', 'panelLeft', panels.header.controlsPanel, controlsPanel),
    side: foldButton(root, 'side', 'panelRight', panels.header.sidePanel, side),
  };
  const header = createHeader(app, [folds.controls, folds.side], help.open);
  const skip = html('button', { type: 'button', class: 'skip-link' }, panels.header.skip);
  skip.addEventListener('click', () => transport.play.focus());
  header.element.prepend(skip);

  const media = window.matchMedia(narrow);
  // The side's panels come after the first picture: until then their room is kept.
  let awaited = true;
  const layOut = () => {
    tabs.layOut(media.matches);
    const filled = awaited || slotTabs.some((tab) => tab.filled());
    side.hidden = !filled;
    folds.side.hidden = !filled;
    root.dataset['side'] = filled ? 'filled' : 'empty';
  };
  media.addEventListener('change', layOut);
  const filling = new MutationObserver(() => {
    awaited = false;
    layOut();
  });
  for (const { slot } of [map, chart, step, results, curvature, rates])
    filling.observe(slot.body, { childList: true });

  root.classList.add('page');
  root.append(
    header.element,
    notice.element,
    main,
    html('nav', { class: 'tab-bar', 'aria-label': panels.landmarks.tabs }, tabs.element),
    left,
    side,
    help.element,
  );
  layOut();
  showTheme(app.state);

  const controls = createControls(controlsPanel, app);
  const keys = listenToKeys(app, { help: help.open, late });
  const views: readonly AppView[] = [header, legend, transport, controls];
  controls.ready.catch(() => notice.show(panels.controlsFailed));

  return {
    stage,
    strip,
    side,
    map: map.slot,
    chart: chart.slot,
    rates: rates.slot,
    step: step.slot,
    results: results.slot,
    curvature: curvature.slot,
    actions: header.actions,
    ready: controls.ready,
    notify: notice.show,
    hideNotice: notice.hide,
    holdKeys: keys.hold,
    draw(frame) {
      showTheme(frame.state);
      undo.disabled = !app.canUndo;
      redo.disabled = !app.canRedo;
      reset.disabled = !app.canReset;
      const wrong = Boolean(frame.state.draft?.mistake);
      typed.hidden = !wrong;
      setText(typed, wrong ? panels.notShown(shownName(frame)) : '');
      for (const view of views) view.draw(frame);
    },
    dispose() {
      keys.dispose();
      filling.disconnect();
      media.removeEventListener('change', layOut);
      for (const view of views) view.dispose();
      root.replaceChildren();
      root.classList.remove('page');
    },
  };
}

/** A section with its slot: a heading, a note, a body. */
export interface SlotSection {
  readonly section: HTMLElement;
  readonly slot: Slot;
}

export function createSlot(id: string, name: string): SlotSection {
  const title = html('h2', { id: `heading-${id}` }, name);
  const note = html('div', { class: 'slot-note' });
  const body = html('div', { class: 'slot-body' });
  const section = html(
    'section',
    { class: `slot slot-${id}`, id: `panel-${id}`, 'aria-labelledby': title.id, hidden: true },
    html('div', { class: 'slot-head' }, title, note),
    body,
  );
  return { section, slot: { body, title, note } };
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

function showTheme({ theme, figure }: State): void {
  const page = document.documentElement;
  if (page.dataset['theme'] !== theme) page.dataset['theme'] = theme;
  page.toggleAttribute('data-contrast', figure.contrast);
  const pixel = figure.scale === 1 ? '' : `${figure.scale}px`;
  if (page.style.getPropertyValue('--px') !== pixel) page.style.setProperty('--px', pixel);
}
