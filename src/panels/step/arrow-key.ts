import { arrows as scaleText } from '../../text/en/arrows.ts';
import { factorsOf } from '../../app/anatomy.ts';
import type { App } from '../../app/app.ts';
import { plainRound } from '../../ui/arrow-scale.ts';
import { isLit } from '../../app/shown-marks.ts';
import type { RunView } from '../../app/state.ts';
import { markTex } from '../../core/run/anatomy-tex.ts';
import { type StepMark, type StepMarks, visibilityOf } from '../../core/run/arrows.ts';
import type { OptimizerEntry } from '../../core/optimizers/types.ts';
import { step as text } from '../../text/en/step.ts';
import { html, setAttribute, setText, svg } from '../../ui/dom.ts';
import { markName } from '../../ui/mark-name.ts';
import { createMagnifier } from './magnifier.ts';
import type { MathBox, MathSetter } from './math.ts';

/** What the arrows on stage and map are, what they are drawn with, and what changes that. */
export interface ArrowKey {
  readonly element: HTMLElement;
  draw(marks: StepMarks, view: RunView): void;
  light(lit: string | null): void;
}

export function createArrowKey(math: MathSetter, app: App): ArrowKey {
  const factor = html('span', { class: 'step-factor' });
  const uphill = html(
    'button',
    { type: 'button', class: 'step-switch', title: scaleText.gradientMeaning, 'aria-pressed': 'false' },
    text.uphill,
  );
  uphill.addEventListener('click', () => app.setView({ gradient: !app.state.scene.view.gradient }));
  const magnifier = createMagnifier(app);
  const list = html('ul', { class: 'arrow-key', 'aria-label': text.arrows });
  const element = html(
    'div',
    { class: 'step-arrows' },
    html('div', { class: 'step-scale' }, factor, magnifier.element, uphill),
    magnifier.offer,
    list,
  );
  let chips: { mark: StepMark; button: HTMLElement; symbol: MathBox }[] = [];
  let shape = '';
  return {
    element,
    draw(marks, view) {
      const { derived, state } = app;
      const { magnify } = state.scene.view;
      const gradient = state.scene.view.gradient && derived.loss.dimension > 1;
      const factors = factorsOf(view, derived);
      setText(factor, text.scale(factors.step === 1 ? null : plainRound(factors.step)));
      // Side by side there are maps alone.
      const isOnStage = state.scene.view.layout === 'one';
      setAttribute(
        factor,
        'title',
        isOnStage ? `${scaleText.meaning} ${scaleText.inPerspective}` : scaleText.meaning,
      );
      setAttribute(uphill, 'aria-pressed', String(gradient));
      magnifier.draw(magnify, visibilityOf(marks, factors, magnify, derived.surface.grid.domain));
      const named = marks.marks.filter(
        ({ key }) => !key.endsWith(':landing') && (gradient || key !== 'gradient:uphill'),
      );
      const wanted = named.map(({ key }) => key).join();
      if (wanted !== shape) {
        shape = wanted;
        chips = named.map((mark) => {
          const symbol = math.box('arrow-symbol');
          return { mark, button: createChip(app, mark, symbol), symbol };
        });
        list.replaceChildren(...chips.map(({ button }) => html('li', {}, button)));
      }
      chips.forEach(({ symbol }, i) => symbol.show(texOf(named[i]!, view.entry), ''));
    },
    light(lit) {
      for (const { mark, button } of chips)
        setAttribute(button, 'aria-pressed', String(isLit(mark.key, lit)));
    },
  };
}

function texOf(mark: StepMark, entry: OptimizerEntry): string {
  const tex = markTex(mark, entry);
  return tex === '' ? '' : `\\displaystyle ${tex}`;
}

function createChip(app: App, mark: StepMark, symbol: MathBox): HTMLElement {
  const button = html(
    'button',
    { type: 'button', 'data-part': mark.part, 'aria-pressed': 'false' },
    sample(mark),
    markName(mark),
    symbol.element,
  );
  button.addEventListener('pointerenter', () => app.light(mark.key));
  button.addEventListener('pointerleave', () => app.light(null));
  button.addEventListener('focus', () => app.light(mark.key));
  button.addEventListener('blur', () => app.light(null));
  return button;
}

function sample({ shape, broken, unit }: StepMark): SVGSVGElement {
  const cross = 'M8 1V4M8 8v3M3 6h3M10 6h3';
  const paths = {
    arrow: 'M1 6H14M10 2.5 14.5 6 10 9.5',
    box: 'M2.5 2h11v8h-11z',
    point: 'M8 6m-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0',
  } as const;
  return svg(
    'svg',
    {
      viewBox: '0 0 16 12',
      class: shape === 'arrow' && unit === 'gradient' ? 'arrow-sample is-thin' : 'arrow-sample',
      'aria-hidden': 'true',
    },
    svg('path', {
      d: shape === 'point' && !broken ? cross : paths[shape],
      'stroke-dasharray': broken && shape === 'arrow' ? '3 2' : 'none',
    }),
  );
}
