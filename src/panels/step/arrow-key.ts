import type { App } from '../../app/app.ts';
import { isLit } from '../../app/shown-marks.ts';
import { formatNumber } from '../../core/math/format.ts';
import type { OptimizerEntry } from '../../core/optimizers/types.ts';
import { symbolsOf } from '../../core/optimizers/symbols.ts';
import type { StepMark, StepMarks } from '../../core/run/arrows.ts';
import { step as text } from '../../text/en/step.ts';
import { html, setAttribute, svg } from '../../app/dom.ts';
import type { MathBox, MathSetter } from './math.ts';
import { numberNodes } from './vector.ts';

/** What the arrows on stage and map are, and the factor that they are drawn with. */
export interface ArrowKey {
  readonly element: HTMLElement;
  draw(marks: StepMarks, entry: OptimizerEntry): void;
  light(lit: string | null): void;
}

export function createArrowKey(math: MathSetter, app: App): ArrowKey {
  const factor = html('span', { class: 'step-factor', title: text.factorMeaning });
  const list = html('ul', { class: 'arrow-key', 'aria-label': text.arrows });
  const element = html('div', { class: 'step-arrows' }, factor, list);
  let chips: { key: string; button: HTMLElement; symbol: MathBox }[] = [];
  let shape = '';
  let shownFactor = 0;
  return {
    element,
    draw({ marks, factor: by }, entry) {
      if (by !== shownFactor) {
        shownFactor = by;
        const [before = '', after = ''] = text.factor('\0').split('\0');
        factor.replaceChildren(before, ...numberNodes(formatFactor(by)), after);
      }
      const named = marks.filter(({ key }) => !key.endsWith(':landing'));
      const wanted = named.map(({ key }) => key).join();
      if (wanted !== shape) {
        shape = wanted;
        chips = named.map((mark) => {
          const symbol = math.box('arrow-symbol');
          return { key: mark.key, button: createChip(app, mark, symbol), symbol };
        });
        list.replaceChildren(...chips.map(({ button }) => html('li', {}, button)));
      }
      const symbols = symbolsOf(entry);
      for (const { key, symbol } of chips) symbol.show(symbols.get(key.split(':')[0] ?? '') ?? '', '');
    },
    light(lit) {
      for (const { key, button } of chips) setAttribute(button, 'aria-pressed', String(isLit(key, lit)));
    },
  };
}

/** 0.05, 200: without the zeros that a fixed number of digits has. */
function formatFactor(factor: number): string {
  return factor >= 1e-4 && factor < 1e5 ? String(factor) : formatNumber(factor, 1);
}

function createChip(app: App, mark: StepMark, symbol: MathBox): HTMLElement {
  const name = nameOf(mark);
  const button = html(
    'button',
    { type: 'button', 'data-part': mark.part, 'aria-pressed': 'false' },
    sample(mark),
    name,
    symbol.element,
  );
  button.addEventListener('pointerenter', () => app.light(mark.key));
  button.addEventListener('pointerleave', () => app.light(null));
  button.addEventListener('focus', () => app.light(mark.key));
  button.addEventListener('blur', () => app.light(null));
  return button;
}

function nameOf({ key, part, shape }: StepMark): string {
  if (key === 'plain') return text.plainMark;
  if (key.endsWith(':before')) return text.carriedMark;
  return shape === 'box' && part !== 'rate' ? text.boxMark : text.marks[part];
}

function sample({ shape, broken }: StepMark): SVGSVGElement {
  const paths = {
    arrow: 'M1 6H14M10 2.5 14.5 6 10 9.5',
    box: 'M2.5 2h11v8h-11z',
    point: 'M8 6m-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0',
  } as const;
  return svg(
    'svg',
    { viewBox: '0 0 16 12', class: 'arrow-sample', 'aria-hidden': 'true' },
    svg('path', { d: paths[shape], 'stroke-dasharray': broken ? '3 2' : 'none' }),
  );
}
