import type { AnatomyLine, Anatomy } from '../../core/run/anatomy.ts';
import type { StepMark, StepMarks } from '../../core/run/arrows.ts';
import { formatNumber } from '../../core/math/format.ts';
import { type Descent, step as text } from '../../text/en/step.ts';
import { markName } from '../../ui/mark-name.ts';

/** The lines and stages of a step in sentences, for those who hear them. Pure. */

/** What the two variables are called. */
type Names = readonly string[];

const USUAL: Names = ['x', 'y'];

/** A number to be spoken: "minus 1.83", "3.2 times ten to the minus 7". */
export function spoken(value: number): string {
  return formatNumber(value, 3).replace('e', text.timesTenTo).replaceAll('\u2212', text.minus);
}

export function lineSentence(
  { key, part, value }: Pick<AnatomyLine, 'key' | 'part' | 'value'>,
  names: Names = USUAL,
): string {
  if (typeof value === 'number') return text.number(nameOf(key, part), spoken(value));
  if (value.length > 2)
    return text.number(
      `${nameOf(key, part)}, ${text.length}`,
      spoken(Math.sqrt(value.reduce((sum, x) => sum + x * x, 0))),
    );
  const x = spoken(value[0]!);
  if (value.length === 1) return text.number(nameOf(key, part), x);
  const y = spoken(value[1]!);
  return part === 'position'
    ? text.moved(text.parts.position, x, y, names)
    : text.vector(nameOf(key, part), x, y, names);
}

/** A stage of an anatomy: its lines, its arrows with what they add to the position, and what they mean. */
export function stageSentence(
  { stages }: Anatomy,
  { marks }: StepMarks,
  index: number,
  names: Names = USUAL,
): string {
  const stage = stages[index]!;
  const arrows = marks.filter(
    (mark) => mark.stage === index && mark.shape === 'arrow' && mark.unit === 'step' && !mark.broken,
  );
  const sentences = [
    ...stage.lines.map((line) => lineSentence(line, names)),
    ...arrows.map((mark) =>
      names[1] === ''
        ? text.contributesAlong(markName(mark), spoken(mark.x), names[0]!)
        : text.contributes(markName(mark), spoken(mark.x), spoken(mark.y), names),
    ),
    stage.name === 'gradient' ? text.meaning.gradient[descentOf(marks)] : text.meaning[stage.name],
  ].join(' ');
  return text.stage(String(index + 1), String(stages.length), text.stages[stage.name], sentences);
}

function descentOf(marks: readonly StepMark[]): Descent {
  const uphill = marks.find(({ key }) => key === 'gradient:uphill');
  const part = marks.find(({ key, shape }) => key === 'gradient' && shape === 'arrow');
  if (!uphill || !part) return 'other';
  const size = Math.hypot(uphill.x, uphill.y) * Math.hypot(part.x, part.y);
  const cosine = (uphill.x * part.x + uphill.y * part.y) / size;
  if (!(cosine < 0)) return 'other';
  return cosine < -0.9999 ? 'against' : 'downhill';
}

/** Coefficients are told apart by what the rule calls them: "Coefficient mu next". */
function nameOf(key: string, part: AnatomyLine['part']): string {
  const name = text.parts[part];
  return part === 'scalar'
    ? `${name} ${key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}`
    : name;
}
