import type { StepMark } from '../core/run/arrows.ts';
import { step as text } from '../text/en/step.ts';

/** What an arrow, box or point of a step is. */
export function markName({ key, part, shape, unit }: StepMark): string {
  if (key === 'plain') return text.plainMark;
  if (key === 'row') return text.rowMark;
  if (part === 'step' && key.endsWith(':part')) return text.updateMark;
  if (shape === 'box' && unit === 'gradient') return text.boxMark;
  return unit === 'gradient' ? text.uphillMark : text.marks[part];
}
