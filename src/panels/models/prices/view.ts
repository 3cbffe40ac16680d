import type { App } from '../../../app/app.ts';
import { formatNumber } from '../../../core/math/format.ts';
import { interestRate } from '../../../core/models/option-loss.ts';
import type { Model, OwnData } from '../../../core/models/types.ts';
import { optionPrices as text } from '../../../text/en/option-prices.ts';
import { html, setText } from '../../../ui/dom.ts';
import { pageInk, selectedLast, watchWidth } from '../canvas.ts';
import { dataOf } from '../data-dialog.ts';
import { createPointDrag, type Handles } from '../drag-points.ts';
import { createChart } from '../own-charts.ts';
import type { OwnView } from '../own-views.ts';
import { type Calls, callsOf, impliedOf } from './calls.ts';
import { drawFlat, drawImplied, drawPrices, type PricedRun, meanVega } from './draw.ts';
import { drawExpected, saysExpected } from './expected.ts';
import type { Strip } from '../strip.ts';

const [TALL, LOW] = [190, 150] as const;

/** The picture of the model of option prices: prices by strike, the volatilities they need, and where the loss is flat. */
export function createPricesView(app: App): OwnView {
  const [prices, expected, implied, flat] = [
    createChart(text.prices),
    createChart(text.expected),
    createChart(text.implied, true),
    createChart(text.flat),
  ];
  const note = html('p', { class: 'model-remark' });
  const sampled = html('p', { class: 'model-remark' });
  const element = html(
    'div',
    { class: 'model-charts' },
    prices.element,
    expected.element,
    implied.element,
    flat.element,
    note,
    sampled,
  );
  const drag = createPointDrag(prices.canvas, app);

  let last: Parameters<OwnView['show']> | null = null;
  const room = watchWidth(element, () => {
    if (last) show(...last);
  });

  let kept: { readonly model: Model; readonly calls: Calls; readonly data: OwnData } | null = null;
  const show: OwnView['show'] = (frame, view, selected) => {
    last = [frame, view, selected];
    const { state, derived } = frame;
    const { model } = view;
    if (kept?.model !== model) kept = { model, calls: callsOf(model), data: dataOf(model) };
    const { calls, data } = kept;
    const { step } = state.playhead;
    const all = derived.runs.flatMap((run): PricedRun[] => {
      const [parameters, start] = [view.at(run.index, step), view.at(run.index, 0)];
      const loss = run.run.losses[Math.min(step, run.run.steps)] ?? Number.NaN;
      if (!parameters || !start) return [];
      return [{ color: run.look.color, isSelected: run === selected, parameters, start, loss }];
    });
    const fits = selectedLast(all);
    const own = fits.find(({ isSelected }) => isSelected);
    const volatilities = impliedOf(calls, own ? interestRate(own.parameters) : 0);
    const name = selected?.label ?? '';
    const without = volatilities.filter(Number.isNaN).length;
    prices.says(text.pricesOf(name, text.maturities(calls.maturities.length)));
    implied.says(text.impliedOf(name, without));
    flat.says(text.flatOf(name));
    setText(note, own ? sentenceOf(name, model, calls, own) : '');
    setText(sampled, calls.count > calls.rows.length ? text.sampled(String(calls.rows.length)) : '');
    flat.element.hidden = expected.element.hidden = !own;
    if (own) expected.says(saysExpected(calls, own, name));
    const { now: width } = room;
    if (width === 0 || !prices.context || !implied.context || !flat.context || !expected.context) return;
    const shown = { calls, implied: volatilities, fits, ink: pageInk(element, frame.state.palette) };
    const strip = drawPrices(prices.context, { width, height: TALL }, shown);
    drag.show(handlesOf(data, calls, strip));
    if (own) drawExpected(expected.context, { width, height: LOW }, shown);
    drawImplied(implied.context, { width, height: LOW }, shown);
    drawFlat(flat.context, { width, height: LOW }, shown);
  };
  return {
    element,
    show,
    dispose() {
      room.dispose();
      drag.dispose();
    },
  };
}

/** Why the loss is as steep as it is there. */
function sentenceOf(name: string, { loss }: Model, calls: Calls, { parameters }: PricedRun): string {
  const error = Math.sqrt(2 * loss.value(parameters));
  return text.at(
    name,
    formatNumber(parameters[0]!),
    formatNumber(0.01 * meanVega(calls, parameters), 2),
    formatNumber(error, 2),
    formatNumber(loss.gradient(parameters)[0]!),
  );
}

/** What a call costs is put higher or lower; no price is less than 0. */
function handlesOf(data: OwnData, { rows }: Calls, { x, y, valueAt }: Strip): Handles {
  return {
    count: rows.length,
    row: (i) => rows[i] ?? null,
    at: (i) => [x(data.values[3 * rows[i]!]!), y(data.values[3 * rows[i]! + 2]!)],
    put(i, _x, at) {
      const price = Number(Math.max(0, valueAt(at)).toPrecision(4));
      return { ...data, values: data.values.with(3 * rows[i]! + 2, price) };
    },
  };
}
