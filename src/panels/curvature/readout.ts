import type { App } from '../../app/app.ts';
import {
  createQuadraticMemo,
  currentPoint,
  type FlowLine,
  flowLineOf,
  isCritical,
  selectedRun,
  strayOf,
} from '../../app/curvature.ts';
import { isScheduled, rateFrom } from '../../app/reading.ts';
import type { AppView, Frame, RunView } from '../../app/state.ts';
import { formatNumber } from '../../core/math/format.ts';
import type { Domain } from '../../core/losses/types.ts';
import type { Quadratic } from '../../core/math/quadratic.ts';
import { stableLr } from '../../core/run/stability.ts';
import { curvature as text } from '../../text/en/curvature.ts';
import { html, setAttribute, setText } from '../../app/dom.ts';
import { fieldText } from '../numbers.ts';
import { createOverlayButtons } from './overlay-buttons.ts';
import { setMath } from './subscripts.ts';

/** Hessian, eigenvalues, condition and what they mean for the learning rate, at the selected optimizer or the pointer. */
export function createCurvaturePanel(container: HTMLElement, app: App, note: HTMLElement): AppView {
  const kind = html('p', { class: 'curvature-kind' });
  const cells = [0, 1, 2, 3].map(() => html('span', {}));
  const matrix = html('div', { class: 'curvature-matrix', role: 'img' }, ...cells);
  const max = number(text.max, text.maxMeaning);
  const min = number(text.min, text.minMeaning);
  const condition = number(text.condition, text.conditionMeaning);
  const newton = html('p', { class: 'curvature-newton' });
  const stability = html('p', { class: 'curvature-stability' });
  const stray = html('p', { class: 'curvature-stray' });
  const buttons = createOverlayButtons(app);
  const element = html(
    'div',
    { class: 'curvature' },
    kind,
    html(
      'div',
      { class: 'curvature-numbers' },
      html(
        'div',
        { class: 'curvature-hessian' },
        html('span', { title: text.hessian, 'aria-hidden': 'true' }, text.hessianSymbol),
        matrix,
      ),
      html('dl', {}, ...max.elements, ...min.elements, ...condition.elements),
    ),
    newton,
    stray,
    stability,
    buttons.element,
  );
  container.append(element);
  const quadraticOf = createQuadraticMemo();

  const showQuadratic = (q: Quadratic, frame: Frame) => {
    const { domain } = frame.derived.surface.grid;
    const kinds = isCritical(q, domain) ? text.criticalKinds : text.kinds;
    setText(kind, kinds[q.kind]);
    const [xx, xy, yy] = q.hessian.map((value) => formatNumber(value));
    [xx, xy, xy, yy].forEach((value, i) => setText(cells[i]!, value ?? ''));
    setAttribute(matrix, 'aria-label', text.hessianOf(xx ?? '', xy ?? '', yy ?? ''));
    max.show(q.eigen.max, q.eigen.maxVector);
    min.show(q.eigen.min, q.eigen.minVector);
    condition.show(q.condition);
    setText(newton, newtonSentence(q, domain));
  };

  const showStability = (q: Quadratic, view: RunView | null, { state }: Frame) => {
    const { sentence, above } = stabilitySentence(q, view, state.playhead.step, state.scene.steps);
    setMath(stability, sentence);
    stability.classList.toggle('is-above', above);
  };

  const showFlow = (frame: Frame, view: RunView | null) => {
    const { scene } = frame.state;
    stray.hidden = !scene.view.overlays.flow;
    if (stray.hidden) return;
    const line = flowLineOf(frame.derived, scene.start);
    const sentence = view ? straySentence(view, line) : text.strayNoRun;
    setText(stray, line.ended === 'budget' ? `${sentence} ${text.flowCut}` : sentence);
  };

  return {
    draw(frame) {
      const { hover, playhead } = frame.state;
      const view = selectedRun(frame);
      const q = quadraticOf(frame.derived.loss, hover ?? currentPoint(frame));
      const step = String(Math.min(playhead.step, view?.run.steps ?? 0));
      setText(note, hover ? text.at.hover : view ? text.at.run(view.label, step) : text.at.start);
      showQuadratic(q, frame);
      showStability(q, view, frame);
      showFlow(frame, view);
      buttons.show(frame.state.scene.view.overlays);
    },
    dispose() {
      element.remove();
    },
  };
}

/**
 * What the curvature says of the learning rate that the selected optimizer has at a step, and whether that is too
 * large.
 */
export function stabilitySentence(
  q: Quadratic,
  view: RunView | null,
  step: number,
  steps: number,
): { sentence: string; above: boolean } {
  if (!view) return { sentence: text.noRun, above: false };
  const { entry, setting, label, run } = view;
  const bound = entry.stability?.(setting.values);
  const lr = rateFrom(view, step, steps);
  if (!bound || lr === null) return { sentence: text.noBound(label), above: false };
  const limit = stableLr(entry, setting.values, q.eigen.max);
  if (limit === null) return { sentence: text.noUpward, above: false };
  const rate = isScheduled(view)
    ? text.scheduled(formatNumber(lr), String(Math.min(step, run.steps)))
    : fieldText(lr);
  const shown = [rate, bound.formula, formatNumber(limit)] as const;
  if (lr <= limit) return { sentence: text.stable(label, ...shown), above: false };
  const tooLarge = bound.product === 2 ? text.tooLarge : text.tooLargeWithVelocity;
  return { sentence: tooLarge(...shown), above: true };
}

function straySentence({ label, run }: RunView, line: FlowLine): string {
  const { distance, leftAt } = strayOf(run, line);
  const shown = formatNumber(distance);
  return leftAt === null ? text.stray(label, shown) : text.strayThenLeft(label, shown, String(leftAt));
}

/** Newton's point in words, next to nothing beside the domain's side told as zero. */
function newtonSentence({ newton, kind }: Quadratic, [x0, x1, y0, y1]: Domain): string {
  if (!newton) return text.noNewton;
  const rounded = (value: number, side: number) => formatNumber(Math.abs(value) < 1e-9 * side ? 0 : value);
  return text.newton[kind](rounded(newton[0], x1 - x0), rounded(newton[1], y1 - y0));
}

/** A named number of the list, with the direction that it belongs to. */
function number(name: string, meaning: string) {
  const value = html('span', { class: 'curvature-value' });
  const along = html('span', { class: 'curvature-along', role: 'img', hidden: true });
  const term = html('dt', { title: meaning });
  setMath(term, name);
  return {
    elements: [term, html('dd', {}, value, along)] as const,
    show(shown: number, direction?: readonly [number, number]) {
      setText(value, formatNumber(shown));
      if (!direction) return;
      const [x, y] = direction;
      const named = text.direction(formatNumber(x, 2), formatNumber(y, 2));
      along.hidden = !Number.isFinite(x);
      if (along.title === named) return;
      along.title = named;
      setAttribute(along, 'aria-label', named);
      along.style.rotate = `${(-Math.atan2(y, x) * 180) / Math.PI}deg`;
    },
  };
}
