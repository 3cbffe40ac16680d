import type { App } from '../../app/app.ts';
import { type Comparison, commonRateOf, type RateMode } from '../../app/comparison.ts';
import type { AppView, Derived } from '../../app/state.ts';
import type { Scene } from '../../core/scene/scene.ts';
import { compare } from '../../text/en/compare.ts';
import { html, setAttribute, setText } from '../../ui/dom.ts';
import { fitBox } from '../gui/number-box.ts';
import { fieldText, numberTyped } from '../typed-number.ts';
import { factsOf } from './facts.ts';
import { createSweepProgress } from './progress.ts';

const text = compare.strip;
const budgets = ['steps', 'evaluations'] as const satisfies readonly Scene['budget'][];
const modes = ['set', 'one', 'best'] as const satisfies readonly RateMode[];

/** A line that always says what is equal for the optimizers and what is not, and how the rates are chosen. */
export function createStrip(container: HTMLElement, app: App, comparison: Comparison): AppView {
  const length = html('span');
  const budget = html('select', { class: 'strip-choice', 'aria-label': text.budget });
  for (const value of budgets) budget.append(html('option', { value }));
  budget.addEventListener('change', () => {
    const chosen = budgets.find((value) => value === budget.value);
    if (chosen) app.edit((scene) => ({ ...scene, budget: chosen }));
  });
  const equal = createFacts();
  equal.element.append(length, budget);
  const different = createFacts();
  different.show(false);
  const remark = html('p', { class: 'strip-facts' });

  const progress = createSweepProgress(comparison.cancel, () => mode);
  const rate = createRateField(app, comparison);
  const mode = html('select', {
    class: 'strip-choice',
    'aria-label': text.modes,
    title: text.modesMeaning,
  });
  for (const value of modes) mode.append(html('option', { value }, text.modeNames[value]));
  mode.addEventListener('change', () => {
    const chosen = modes.find((value) => value === mode.value);
    if (chosen) comparison.setMode(chosen);
    // It shows the mode that the numbers are in, which a choice may not change at once.
    app.invalidate();
  });
  const rates = createFacts(mode, progress.element, rate.element);
  rates.words.className = 'strip-rates';
  const multiples = html(
    'button',
    { type: 'button', class: 'quiet-button', title: text.sideBySideMeaning },
    text.sideBySide,
  );
  multiples.addEventListener('click', () => {
    const { layout } = app.state.scene.view;
    app.setView({ layout: layout === 'one' ? 'multiples' : 'one' });
  });
  const element = html(
    'section',
    { class: 'strip', 'aria-label': text.label },
    html('div', { class: 'strip-body' }, equal.element, rates.element, different.element, remark),
    multiples,
  );
  container.append(element);

  let shown: { scene: Scene; runs: Derived['runs'] } | null = null;
  const showFacts = (scene: Scene, derived: Derived) => {
    const { runs } = derived;
    if (scene === shown?.scene && runs === shown.runs) return;
    shown = { scene, runs };
    const facts = factsOf(scene, derived);
    const compares = runs.length > 1;
    equal.show(true);
    setText(equal.words, `${facts.equal.join(', ')}, `);
    setText(length, facts.length);
    length.hidden = facts.hasCosts;
    budget.hidden = !facts.hasCosts;
    budgets.forEach((value, i) => {
      const option = budget.options[i];
      if (option) setText(option, text.length[value](scene.steps));
    });
    budget.value = scene.budget;
    rates.show(facts.oneRate !== null);
    setText(rates.words, facts.oneRate === null ? facts.rates.join(', ') : '');
    rate.show(facts.oneRate);
    setText(different.words, facts.different.join(', '));
    const none = scene.optimizers.some(({ on }) => on) ? text.waiting : text.none;
    setText(remark, runs.length === 1 ? text.alone : none);
    equal.element.hidden = !compares;
    rates.element.hidden = facts.rates.length === 0;
    different.element.hidden = facts.different.length === 0;
    remark.hidden = compares;
  };

  return {
    draw({ state, derived }) {
      showFacts(state.scene, derived);
      // In the place of the rates, so that the line and with it the stage keep their size.
      rates.words.hidden = progress.show(comparison.progress);
      const current = comparison.mode;
      if (mode.value !== current) mode.value = current;
      setAttribute(multiples, 'aria-pressed', String(state.scene.view.layout === 'multiples'));
    },
    dispose() {
      element.remove();
    },
  };
}

/** Facts after the sign that says whether they are equal. */
function createFacts(...content: readonly Node[]) {
  const sign = html('b', { 'aria-hidden': 'true' });
  const spoken = html('span', { class: 'visually-hidden' });
  const words = html('span');
  return {
    element: html('div', { class: 'strip-facts' }, sign, spoken, ...content, words),
    words,
    show(areEqual: boolean): void {
      setText(sign, areEqual ? '=' : '≠');
      setText(spoken, areEqual ? text.equal : text.different);
    },
  };
}

/** The learning rate that all share, to be typed. */
function createRateField(app: App, comparison: Comparison) {
  const input = html('input', {
    type: 'text',
    inputmode: 'decimal',
    autocomplete: 'off',
    class: 'strip-rate',
    'aria-label': text.oneRate,
  });
  let typing = false;
  const settle = () => {
    typing = false;
    const rate = commonRateOf(app.state.scene);
    if (rate === null) return;
    input.value = fieldText(rate);
    fitBox(input);
  };
  const take = () => {
    const typed = numberTyped(input.value);
    if (typing && Number.isFinite(typed)) comparison.setAll(typed);
    settle();
  };
  input.addEventListener('input', () => {
    typing = true;
  });
  input.addEventListener('blur', take);
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') settle();
    if (event.key === 'Enter') take();
  });
  return {
    element: input,
    show(rate: number | null): void {
      input.hidden = rate === null;
      if (!typing) settle();
    },
  };
}
