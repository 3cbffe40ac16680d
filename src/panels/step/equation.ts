import type { App } from '../../app/app.ts';
import { isLit } from '../../app/shown-marks.ts';
import { printExpression } from '../../core/expression/print.ts';
import type { Anatomy, AnatomyLine, AnatomyStage, NamedValue } from '../../core/run/anatomy.ts';
import { decoratedSymbols, lineTex } from '../../core/run/anatomy-tex.ts';
import type { OptimizerEntry } from '../../core/optimizers/types.ts';
import { step as text } from '../../text/en/step.ts';
import { html, setAttribute } from '../../ui/dom.ts';
import type { MathBox, MathSetter } from './math.ts';
import { symbol } from './math.ts';
import { lineSentence } from './step-sentences.ts';
import { createValueBox, type ValueBox } from './vector.ts';

/** The rule line by line: in symbols, with this step's numbers, and what comes out. */
export interface Equation {
  readonly element: HTMLElement;
  /** `stage` is the opened step's, null while it is closed; `resting` while nothing plays. */
  draw(
    anatomy: Anatomy,
    label: string,
    stage: number | null,
    resting: boolean,
    names: readonly string[],
  ): void;
  /** Scrolls to the lines of a stage. */
  reveal(stage: number): void;
  /** Lights the lines and symbols of a key. */
  light(lit: string | null): void;
}

interface Row {
  readonly element: HTMLElement;
  readonly id: string;
  draw(anatomy: Anatomy, line: AnatomyLine, resting: boolean, names: readonly string[]): void;
}

interface StartBox {
  readonly element: HTMLElement;
  readonly symbol: MathBox;
  readonly value: ValueBox;
}

/** What a stage is called. */
export const stageTitle = ({ name }: AnatomyStage): string => text.stages[name];

/** @param few components of a long vector that are shown, beside its length */
export function createEquation(math: MathSetter, app: App, few?: () => number, title = stageTitle): Equation {
  const starts = html('div', { class: 'step-before' });
  const list = html('ol', { class: 'equation', 'data-own-keys': 'ArrowUp ArrowDown' });
  const element = html('div', {}, starts, list);
  let rows: Row[] = [];
  let headings: HTMLElement[] = [];
  let startBoxes: StartBox[] = [];
  let shape = '';
  let symbols: ReadonlyMap<string, string> = new Map();
  let entry: OptimizerEntry | null = null;

  lightUnderHand(element, app);
  goByArrows(list, () => rows.map((row) => row.element));

  const rebuild = (anatomy: Anatomy) => {
    const held = rows.findIndex((row) => row.element === document.activeElement);
    rows = [];
    headings = [];
    const children: HTMLElement[] = [];
    anatomy.stages.forEach((stage, index) => {
      const heading = html(
        'li',
        { class: 'equation-stage', 'data-stage': index },
        html('span', {}, title(stage)),
      );
      headings.push(heading);
      children.push(heading);
      for (const line of stage.lines) {
        const row = createRow(math, line, index, () => symbols, few);
        row.element.tabIndex = rows.length === 0 ? 0 : -1;
        rows.push(row);
        children.push(row.element);
      }
    });
    list.replaceChildren(...children);
    rows[held]?.element.focus();
    startBoxes = startQuantities(anatomy).map(([quantity]) => createStart(math, quantity, few));
    starts.replaceChildren(
      html('span', { class: 'step-caption' }, text.before),
      ...startBoxes.map((box) => box.element),
    );
  };

  return {
    element,
    draw(anatomy, label, stage, resting, names) {
      if (entry !== anatomy.entry) {
        ({ entry } = anatomy);
        symbols = decoratedSymbols(entry, symbol);
      }
      const formulas = anatomy.lines.map(
        ({ id, formula }) => `${id}@${formula?.start ?? ''}-${formula?.end ?? ''}`,
      );
      const wanted = [
        entry.id,
        ...anatomy.before.map(({ key }) => key),
        anatomy.noise !== null,
        ...formulas,
      ].join();
      if (wanted !== shape) {
        shape = wanted;
        rebuild(anatomy);
      }
      startQuantities(anatomy).forEach(([quantity, tex], i) => {
        const box = startBoxes[i]!;
        const own = tex ?? symbols.get(quantity.key) ?? quantity.key;
        box.symbol.show(`${own} =`, `${quantity.key} =`);
        box.value.show(quantity.value);
      });
      rows.forEach((row, i) => row.draw(anatomy, anatomy.lines[i]!, resting, names));
      setAttribute(list, 'aria-label', text.equations(label));
      for (const child of list.children) {
        const own = Number((child as HTMLElement).dataset['stage']);
        child.classList.toggle('is-now', own === stage);
        child.classList.toggle('is-to-come', stage !== null && own > stage);
      }
    },
    reveal(stage) {
      const lines = list.querySelectorAll(`.equation-line[data-stage="${stage}"]`);
      // The heading last: where not all fits, the lines begin in sight.
      for (const shown of [lines[lines.length - 1], lines[0], headings[stage]]) {
        shown?.scrollIntoView({ block: 'nearest' });
      }
    },
    light(lit) {
      for (const { element: row, id } of rows) row.classList.toggle('is-lit', isLit(id, lit));
      for (const named of element.querySelectorAll<HTMLElement>('[data-key]')) {
        named.classList.toggle('is-lit', isLit(named.dataset['key'] ?? '', lit));
      }
    },
  };
}

/** What the pointer or the focus is on is lit wherever it stands. */
function lightUnderHand(element: HTMLElement, app: App): void {
  const keyAt = (target: EventTarget | null): string | null => {
    if (!(target instanceof Element)) return null;
    const named = target.closest<HTMLElement>('.equation [data-key], .step-before [data-key]');
    return named?.dataset['key'] ?? target.closest<HTMLElement>('[data-line]')?.dataset['line'] ?? null;
  };
  element.addEventListener('pointerover', (event) => app.light(keyAt(event.target)));
  element.addEventListener('pointerleave', () => app.light(null));
  element.addEventListener('focusin', (event) => app.light(keyAt(event.target)));
  element.addEventListener('focusout', () => app.light(null));
}

/** Up and down go from line to line, of which one at a time is reached by Tab. */
function goByArrows(list: HTMLElement, linesOf: () => readonly HTMLElement[]): void {
  list.addEventListener('keydown', (event) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const lines = linesOf();
    const held = lines.find((line) => line === document.activeElement);
    if (by === undefined || !held) return;
    event.preventDefault();
    const next = lines[lines.indexOf(held) + by];
    if (!next) return;
    held.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });
}

/** What the update starts from, with the TeX of what has no symbol of the rule's. */
function startQuantities({ before, noise }: Anatomy): [NamedValue, string | null][] {
  const all = before.map((quantity): [NamedValue, string | null] => [quantity, null]);
  return noise ? [...all, [{ key: 'noise', part: 'scalar', value: noise }, '\\xi']] : all;
}

function createStart(math: MathSetter, { part }: NamedValue, shown?: () => number): StartBox {
  const name = math.box('step-before-symbol');
  const value = createValueBox(shown);
  return { element: html('span', { 'data-part': part }, name.element, value.element), symbol: name, value };
}

function createRow(
  math: MathSetter,
  { id, key, part, formula, found }: AnatomyLine,
  stage: number,
  symbols: () => ReadonlyMap<string, string>,
  shown?: () => number,
): Row {
  const inSymbols = math.box('equation-symbols');
  const inNumbers = math.box('equation-numbers');
  const value = createValueBox(shown);
  const plain = formula ? `${key} ← ${printExpression(formula)}` : key;
  // Fractions one over the other: the room that they will take is there before they are set.
  const tall = found ? /\\(frac|sum)/.test(found.tex(String)) : plain.includes('/');
  const element = html(
    'li',
    {
      class: tall ? 'equation-line is-tall' : 'equation-line',
      'data-line': id,
      'data-part': part,
      'data-stage': stage,
      title: text.parts[part],
    },
    html('span', { class: 'equation-text' }, inSymbols.element, inNumbers.element),
    html('span', { class: 'equation-result', 'aria-hidden': 'true' }, '=', value.element),
  );
  return {
    element,
    id,
    draw(anatomy, line, resting, names) {
      const tex = lineTex(line, symbols(), anatomy.noise !== null, anatomy.isOfBatch);
      inSymbols.show(`\\displaystyle ${tex.symbols}`, plain);
      inNumbers.element.hidden = tex.numbers === null;
      if (tex.numbers !== null) inNumbers.show(`\\displaystyle {} = ${tex.numbers}`, '');
      value.show(line.value);
      // Nobody listens to thirty sentences a second.
      if (resting) setAttribute(element, 'aria-label', lineSentence(line, names));
    },
  };
}
