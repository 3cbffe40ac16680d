import type { Average } from '../../core/run/average.ts';
import { formatTex } from '../../core/math/format.ts';
import { average as text } from '../../text/en/average.ts';
import { html } from '../../ui/dom.ts';
import type { MathSetter } from './math.ts';

/** What an average beside the run does after each update, under the equations of the rule. */
export function createAverageLine(math: MathSetter) {
  const box = math.box('equation-symbols');
  const caption = html('span', { class: 'step-caption' }, text.averageLine);
  const element = html('div', { class: 'step-before step-average', hidden: true }, caption, box.element);
  return {
    element,
    draw(average: Average | undefined): void {
      element.hidden = !average;
      if (!average) return;
      const { kind, decay, from } = average;
      if (kind === 'tail') {
        const count = from === 1 ? 't' : from === 0 ? 't + 1' : `t - ${from - 1}`;
        box.show(
          `\\displaystyle \\bar\\theta \\leftarrow \\bar\\theta + \\frac{\\theta - \\bar\\theta}{${count}}${from === 0 ? '' : `,\\ t > ${from}`}`,
          `average ← average + (theta - average)/(${count.replaceAll('\\', '')})`,
        );
        return;
      }
      box.show(
        `\\displaystyle \\bar\\theta \\leftarrow ${formatTex(decay)}\\,\\bar\\theta + (1 - ${formatTex(decay)})\\,\\theta`,
        `average ← ${decay}*average + (1 - ${decay})*theta`,
      );
    },
  };
}
