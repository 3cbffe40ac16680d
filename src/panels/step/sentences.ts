import type { AnatomyLine, Anatomy } from '../../core/run/anatomy.ts';
import { formatNumber } from '../../core/math/format.ts';
import { step as text } from '../../text/en/step.ts';

/** The lines and stages of a step in sentences, for those who hear them. Pure. */

/** A number to be spoken: "minus 1.83", "3.2 times ten to the minus 7". */
export function spoken(value: number): string {
  return formatNumber(value, 3).replace('e', text.timesTenTo).replaceAll('\u2212', text.minus);
}

export function lineSentence({ key, part, value }: Pick<AnatomyLine, 'key' | 'part' | 'value'>): string {
  if (typeof value === 'number') return text.number(nameOf(key, part), spoken(value));
  const x = spoken(value[0]!);
  const y = spoken(value[1]!);
  return part === 'position' ? text.moved(text.parts.position, x, y) : text.vector(nameOf(key, part), x, y);
}

/** A stage of an anatomy: its lines, and what they mean. */
export function stageSentence({ stages }: Anatomy, index: number): string {
  const stage = stages[index]!;
  const sentences = [...stage.lines.map(lineSentence), text.meaning[stage.name]].join(' ');
  return text.stage(String(index + 1), String(stages.length), text.stages[stage.name], sentences);
}

/** Coefficients are told apart by what the rule calls them: "Coefficient mu next". */
function nameOf(key: string, part: AnatomyLine['part']): string {
  const name = text.parts[part];
  return part === 'scalar'
    ? `${name} ${key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}`
    : name;
}
