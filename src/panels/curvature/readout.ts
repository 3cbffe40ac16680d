import type { App } from '../../app/app.ts';
import { createQuadraticMemo, currentPoint } from '../../app/curvature.ts';
import { selectedRun } from '../../app/drawn-runs.ts';
import { type FlowLine, flowLineOf, strayOf } from '../../app/flow-line.ts';
import { isScheduled, rateFrom } from '../../app/reading.ts';
import type { AppView, Frame, RunView } from '../../app/state.ts';
import { formatNumber } from '../../core/math/format.ts';
import type { Domain } from '../../core/losses/types.ts';
import type { Quadratic } from '../../core/math/quadratic.ts';
import { type CurvatureStatement, curvatureStatements } from '../../core/run/curvature.ts';
import { stabilityStatement } from '../../core/run/stability.ts';
import { curvature as text } from '../../text/en/curvature.ts';
import { html, setAttribute, setText } from '../../ui/dom.ts';
import { fieldText } from '../typed-number.ts';
import { boundText } from './bound-text.ts';
import { createOverlayButtons } from './overlay-buttons.ts';
import { createPhaseOffer } from './phase-offer.ts';
import '../../styles/curvature.css';

/** Hessian, eigenvalues, condition and what they mean for the learning rate, at the selected optimizer or the pointer. */
export function createCurvaturePanel(container: HTMLElement, app: App, note: HTMLElement): AppView {
  const kind = html('p', { class: 'curvature-kind' });
  const cells = [0, 1, 2, 3].map(() => html('span', {}));
  const matrix = html('div', { class: 'curvature-matrix', role: 'img' }, ...cells);
  const max = number(text.max, text.maxMeaning);
  const min = number(text.min, text.minMeaning);
  const condition = number(text.condition, text.conditionMeaning);
  const divergence = number(text.divergence, text.divergenceMeaning);
  const newton = html('p', { class: 'curvature-newton' });
  const stability = html('p', { class: 'curvature-stability' });
  const stray = html('p', { class: 'curvature-stray' });
  const phase = createPhaseOffer(app);
  const buttons = createOverlayButtons(app);
  const numbers = html(
    'div',
    { class: 'curvature-numbers' },
    html(
      'div',
      { class: 'curvature-hessian' },
      html('span', { title: text.hessian, 'aria-hidden': 'true' }, text.hessianSymbol),
      matrix,
    ),
    html('dl', {}, ...max.elements, ...min.elements, ...condition.elements, ...divergence.elements),
  );
  const element = html(
    'div',
    { class: 'curvature' },
    kind,
    numbers,
    newton,
    stray,
    stability,
    phase.element,
    buttons.element,
  );
  container.append(element);
  const quadraticOf = createQuadraticMemo();

  const showQuadratic = (q: Quadratic, { derived }: Frame) => {
    const { domain } = derived.surface.grid;
    const [first, second] = curvatureStatements(derived.loss, q, extentOf(domain)).map((statement) =>
      curvatureSentence(statement, domain, derived.loss.dimension === 1),
    );
    setText(kind, first ?? '');
    setText(newton, second ?? '');
    newton.hidden = second === undefined;
    // Where something is not a number there is no Hessian to show.
    numbers.hidden = q.kind === 'unknown';
    if (numbers.hidden) return;
    const [xx, xy, yy] = q.hessian.map((value) => formatNumber(value));
    [xx, xy, xy, yy].forEach((value, i) => setText(cells[i]!, value ?? ''));
    setAttribute(matrix, 'aria-label', text.hessianOf(xx ?? '', xy ?? '', yy ?? ''));
    max.show(q.eigen.max, q.eigen.maxVector);
    min.show(q.eigen.min, q.eigen.minVector);
    condition.show(q.condition);
    divergence.show(-(q.eigen.min + q.eigen.max));
  };

  const showStability = (q: Quadratic, view: RunView | null, { state }: Frame) => {
    const { sentence, above } = stabilitySentence(q, view, state.playhead.step, state.scene.steps);
    stability.hidden = sentence === '';
    setMath(stability, sentence);
    stability.classList.toggle('is-above', above);
  };

  const showFlow = (frame: Frame, view: RunView | null) => {
    const { scene } = frame.state;
    stray.hidden = !scene.view.overlays.flow;
    if (stray.hidden) return;
    const line = flowLineOf(frame.derived, scene.start);
    const sentence = view ? straySentence(view, line) : text.strayNoRun;
    const cut = { budget: text.flowCut, 'not finite': text.flowBroken };
    const why = line.ended === 'budget' || line.ended === 'not finite' ? cut[line.ended] : null;
    setText(stray, [sentence, why, text.flowIs].filter(Boolean).join(' '));
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
      phase.draw(frame);
      buttons.show(frame.state.scene.view.overlays);
    },
    dispose() {
      phase.dispose();
      element.remove();
    },
  };
}

/**
 * What the curvature says of the learning rate that the selected optimizer has at a step, and whether that is too
 * large; nothing where there is no curvature.
 */
export function stabilitySentence(
  q: Quadratic,
  view: RunView | null,
  step: number,
  steps: number,
): { sentence: string; above: boolean } {
  const plain = (sentence: string) => ({ sentence, above: false });
  if (!view) return plain(text.noRun);
  const { entry, setting, label, run } = view;
  const lr = rateFrom(view, step, steps);
  const bound = entry.stability?.(setting.values);
  const said =
    lr === null ? ({ about: 'no bound' } as const) : stabilityStatement(entry, setting.values, lr, q);
  if (!said) return plain('');
  if (said.about === 'no upward') return plain(text.noUpward[said.other]);
  if (said.about === 'rest') return plain(text.rest(label));
  if (said.about === 'no bound' || !bound) return plain(text.noBound(label));
  const rate = isScheduled(view)
    ? text.scheduled(formatNumber(said.lr), String(Math.min(step, run.steps)))
    : fieldText(said.lr);
  const shown = [rate, boundText(bound.formula, setting.values), formatNumber(said.limit)] as const;
  const other = text.other[said.other];
  if (said.up === 'above') {
    const tooLarge = bound.product === 2 ? text.tooLarge : text.tooLargeWithVelocity;
    return { sentence: `${tooLarge(...shown)}${other}`, above: true };
  }
  const stable = said.other === 'up' ? text.stable : text.stableAlong;
  return plain(`${(said.up === 'at' ? text.atLimit : stable)(label, ...shown)}${other}`);
}

function straySentence({ label, run }: RunView, line: FlowLine): string {
  const { distance, leftAt } = strayOf(run, line);
  if (leftAt === null && distance <= line.precision) {
    return text.onFlow(label, formatNumber(line.precision, 1));
  }
  const shown = formatNumber(distance);
  return leftAt === null ? text.stray(label, shown) : text.strayThenLeft(label, shown, String(leftAt));
}

/** One statement in words. */
export function curvatureSentence(
  statement: CurvatureStatement,
  [x0, x1, y0, y1]: Domain,
  isCurve = false,
): string {
  switch (statement.about) {
    case 'nothing':
      return text.missing[statement.missing];
    case 'shape':
      return isCurve ? text.curveShapes[statement.shape] : text.shapes[statement.shape];
    case 'point':
      return text.critical[statement.critical](statement.exactly ? '' : text.close);
    case 'no target':
      return statement.exactly ? text.singular : text.nearlySingular;
    case 'target': {
      const { at, point, value, critical } = statement;
      // Next to nothing beside the domain's side is told as zero.
      const rounded = (coordinate: number, side: number) =>
        formatNumber(Math.abs(coordinate) < 1e-9 * side ? 0 : coordinate);
      const along = rounded(at[0], x1 - x0);
      const place = isCurve ? along : text.place(along, rounded(at[1], y1 - y0));
      const target = text.target[point](place);
      if (value === null) return text.targetUndefined(target);
      const loss = formatNumber(value);
      return critical ? text.targetCritical(target, loss, critical) : text.targetValue(target, loss);
    }
  }
}

function extentOf([x0, x1, y0, y1]: Domain): [width: number, height: number] {
  return [x1 - x0, y1 - y0];
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

/** Writes text in which λmax and λmin have their subscripts, only where it differs from what is there. */
function setMath(element: HTMLElement, sentence: string): void {
  if (element.textContent === sentence) return;
  const pieces = sentence
    .split(/(?<=λ)(max|min)/)
    .map((piece, i) => (i % 2 === 1 ? html('sub', {}, piece) : piece));
  element.replaceChildren(...pieces);
}
