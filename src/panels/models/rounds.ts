import { formatNumber, formatTex } from '../../core/math/format.ts';
import type { Model } from '../../core/models/types.ts';
import type { AnatomyLine } from '../../core/run/anatomy.ts';
import { roundOf, type Turned, turnedBy } from '../../core/run/rounds.ts';
import { rounds as text } from '../../text/en/rounds.ts';
import { html, setAttribute } from '../../ui/dom.ts';
import type { MathSetter } from '../step/math.ts';
import { begin, type Ink } from './canvas.ts';
import { beginStrip, drawDot, clippedToStrip, strokeOver } from './strip.ts';

/** Singular values that are shown of a matrix, and sides of one beyond which none are found. */
const [FEW, LARGE] = [8, 128] as const;
const TALL = 130;

const short = (value: number) => formatNumber(value, 3);

/** What a round of the step makes of every matrix. */
interface Named extends Turned {
  readonly name: string;
}

function namedOf({ parameters }: Model, line: AnatomyLine): Named[] {
  const places = parameters.flatMap(({ name, shape: [rows = 0, columns = 0, ...more], offset }) =>
    columns > 0 && more.length === 0 && Math.min(rows, columns) <= LARGE
      ? [{ name, rows, columns, offset }]
      : [],
  );
  return turnedBy(line, places).map((turned, i) => ({ ...turned, name: places[i]!.name }));
}

/** The place of the smallest singular value that is not 0, or of the first. */
const leastOf = ({ before }: Turned) =>
  Math.max(
    0,
    before.findLastIndex((value) => value > 0),
  );

/** A matrix's singular values in a table, those before over those after. */
function tableOf({ name, before, after }: Named): HTMLElement {
  const row = (said: string, values: Float64Array) =>
    html(
      'tr',
      {},
      html('th', { scope: 'row' }, said),
      ...Array.from(values.subarray(0, FEW), (value) => html('td', {}, short(value))),
    );
  return html(
    'table',
    {},
    html(
      'caption',
      {},
      text.caption(name, before.length > FEW ? [String(FEW), String(before.length)] : null),
    ),
    row(text.before, before),
    row(text.after, after),
  );
}

/** The round's equation of one singular value, with its numbers. */
function texOf(line: AnatomyLine, { before, after }: Turned, place: number): string {
  const [value, made] = [before[place]!, after[place]!].map((one) => formatTex(one, 4)) as [string, string];
  const polynomial = line.found?.round?.polynomial;
  if (!polynomial) return `\\frac{${value}}{${formatTex(Math.hypot(...before), 4)}} = ${made}`;
  const [a, b, c] = polynomial;
  const base = value.includes('^') ? `(${value})` : value;
  return `${a}\\cdot ${value} ${b}\\cdot ${base}^3 + ${c}\\cdot ${base}^5 = ${made}`;
}

/** The round that is open: of every matrix the singular values before and after it, its equation with their numbers, and its curve. */
export function createRounds(math: MathSetter) {
  const rule = math.box('model-round-rule');
  const [largest, smallest] = [math.box('model-round-numbers'), math.box('model-round-numbers')];
  const tables = html('div', { class: 'model-round-tables' });
  const canvas = html('canvas', { role: 'img' });
  const context = canvas.getContext('2d');
  const element = html(
    'div',
    { class: 'model-rounds', hidden: true },
    tables,
    ...[rule, largest, smallest].map((box) => html('p', {}, box.element)),
    canvas,
  );

  const draw = (made: readonly Named[], line: AnatomyLine, color: string, ink: Ink, width: number) => {
    const polynomial = line.found?.round?.polynomial;
    canvas.hidden = !polynomial || width === 0;
    if (!polynomial || !context || canvas.hidden) return;
    const most = 1.05 * made.reduce((all, { before }) => Math.max(all, before[0] ?? 0), 1.15);
    begin(context, width, TALL);
    const strip = beginStrip(
      context,
      { width, height: TALL },
      { range: [0, most], name: text.before },
      [0, 1.3],
      ink,
    );
    clippedToStrip(strip, () => {
      context.strokeStyle = ink.soft;
      context.setLineDash([4, 4]);
      strokeOver(strip, [0, most], 1, (value) => value);
      context.setLineDash([]);
      context.lineWidth = 1.6;
      context.strokeStyle = ink.ink;
      strokeOver(strip, [0, most], 120, (value) => roundOf(polynomial, value));
      context.lineWidth = 0.8;
      context.strokeStyle = ink.paper;
      context.fillStyle = color;
      for (const { before, after } of made)
        before.forEach((value, i) => drawDot(strip, value, after[i]!, 3.4));
    });
  };

  return {
    element,
    /** @returns what is seen, in a sentence; '' of what is no round. */
    show(
      model: Model,
      line: AnatomyLine | undefined,
      look: { readonly color: string; readonly ink: Ink; readonly width: number },
    ): string {
      const made = line?.found?.round ? namedOf(model, line) : [];
      element.hidden = made.length === 0;
      const [first] = made;
      if (!line || !first) return '';
      tables.replaceChildren(...made.map(tableOf));
      const polynomial = line.found?.round?.polynomial;
      rule.element.parentElement!.hidden = !polynomial;
      if (polynomial) {
        const [a, b, c] = polynomial;
        rule.show(`\\sigma \\leftarrow ${a}\\,\\sigma ${b}\\,\\sigma^3 + ${c}\\,\\sigma^5`, '');
      }
      const last = leastOf(first);
      largest.show(texOf(line, first, 0), '');
      smallest.element.parentElement!.hidden = last === 0;
      smallest.show(texOf(line, first, last), '');
      const sentence = made
        .map((one) => {
          const values = [0, leastOf(one)].flatMap((at) => [short(one.before[at]!), short(one.after[at]!)]);
          return text.says(one.name, ...(values as [string, string, string, string]));
        })
        .join(' ');
      setAttribute(canvas, 'aria-label', text.curve);
      draw(made, line, look.color, look.ink, look.width);
      return sentence;
    },
  };
}
