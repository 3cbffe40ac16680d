import { memo } from '../../app/memo.ts';
import type { State } from '../../app/state.ts';
import { symbolText } from '../../core/expression/symbols.ts';
import { formatNumber } from '../../core/math/format.ts';
import type { Loss } from '../../core/math/loss.ts';
import { curve as text } from '../../text/en/curve.ts';
import { html, setText } from '../../ui/dom.ts';
import type { CurveLayout } from './layout.ts';

/** The place that is pointed at: a hair through the graphs, and their numbers there. */
export function createPointed() {
  const hair = html('div', { class: 'curve-hair', hidden: true });
  const readout = html('div', { class: 'curve-readout', 'aria-hidden': 'true', hidden: true });
  const show = memo(
    (
      at: CurveLayout,
      hover: State['hover'],
      loss: Loss,
      name: string,
      order: number,
      secant: number | undefined,
      scale: number,
    ) => {
      const isShown = hover !== null && hover[0] >= at.from && hover[0] <= at.to;
      hair.hidden = !isShown;
      readout.hidden = !isShown;
      if (!isShown) return;
      const [x] = hover;
      const bottom = at.bend ?? at.slope ?? at.curve;
      hair.style.transform = `translate(${at.xOf(x) * scale}px, ${at.curve.y * scale}px)`;
      hair.style.height = `${(bottom.y + bottom.height - at.curve.y) * scale}px`;
      const numbers = [loss.value([x]), loss.gradient([x])[0]!, loss.hessian([x])[0]!].map((value) =>
        formatNumber(value),
      );
      const plain = text.readout(symbolText(name), formatNumber(x), numbers.slice(0, order + 1));
      setText(readout, secant === undefined ? plain : `${text.secant(formatNumber(secant, 6))}   ${plain}`);
    },
  );
  return { elements: [hair, readout], show };
}
