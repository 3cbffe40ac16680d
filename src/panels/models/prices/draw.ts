import type { Size } from '../../../ui/box.ts';
import { priceCall, PRICE, VEGA } from '../../../core/models/black-scholes.ts';
import { optionLoss, interestRate, volatilityAt } from '../../../core/models/option-loss.ts';
import { formatShort } from '../../../core/math/format.ts';
import { optionPrices as text } from '../../../text/en/option-prices.ts';
import { type Ink, write } from '../canvas.ts';
import type { Calls } from './calls.ts';
import { beginStrip, drawDot, clippedToStrip, LEFT, type Range, type Strip, strokeOver } from '../strip.ts';

/** A run at the step. */
export interface PricedRun {
  readonly color: string;
  readonly isSelected: boolean;
  readonly parameters: Float64Array;
  /** Where it began. */
  readonly start: Float64Array;
  readonly loss: number;
}

/** What is drawn of them. */
export interface ShownPrices {
  readonly calls: Calls;
  /** The volatility that each price needs; NaN where none makes it. */
  readonly implied: Float64Array;
  /** The selected run last. */
  readonly fits: readonly PricedRun[];
  readonly ink: Ink;
}

const SAMPLES = 80;
const at = new Float64Array(6);

const priceOf = ({ spot }: Calls, p: Float64Array, strike: number, years: number): number =>
  priceCall(spot, strike, years, volatilityAt(p, spot, strike), interestRate(p), at)[PRICE]!;

const greatest = (values: Iterable<number>): number => {
  let most = 0;
  for (const value of values) if (value > most && value < Infinity) most = value;
  return most;
};

/** From the least strike to the greatest, with some room. */
function strikesOf({ inputs }: Calls): Range {
  let [low, high] = [Infinity, 0];
  for (let i = 0; i < inputs.length; i += 2) {
    low = Math.min(low, inputs[i]!);
    high = Math.max(high, inputs[i]!);
  }
  const room = 0.06 * (high - low) || 0.1 * high;
  return [Math.max(low - room, low / 2), high + room];
}

/** Those that are not selected thin. */
export function eachFit(
  { context }: Strip,
  fits: readonly PricedRun[],
  draw: (fit: PricedRun) => void,
): void {
  for (const fit of fits) {
    context.strokeStyle = fit.color;
    context.lineWidth = fit.isSelected ? 2.2 : 1;
    context.globalAlpha = fit.isSelected ? 1 : 0.45;
    draw(fit);
  }
  context.globalAlpha = 1;
}

/** Prices against strikes, a line for each maturity, with the table. */
export function drawPrices(
  context: CanvasRenderingContext2D,
  size: Size,
  { calls, fits, ink }: ShownPrices,
): Strip {
  const strikes = strikesOf(calls);
  const top = 1.12 * greatest(calls.prices) || calls.spot;
  const strip = beginStrip(context, size, { range: strikes, name: text.strike }, [0, top], ink);
  clippedToStrip(strip, () => {
    eachFit(strip, fits, ({ parameters }) => {
      for (const years of calls.maturities) {
        strokeOver(strip, strikes, SAMPLES, (strike) => priceOf(calls, parameters, strike, years));
      }
    });
    context.fillStyle = ink.ink;
    context.strokeStyle = ink.paper;
    context.lineWidth = 0.8;
    calls.prices.forEach((price, i) => drawDot(strip, calls.inputs[2 * i]!, price, 2.6));
  });
  nameMaturities(strip, calls, ink);
  return strip;
}

/** Each maturity is named beside its first dot, where there is room. */
function nameMaturities(
  { context, x, y }: Strip,
  { inputs, prices, maturities }: Calls,
  { soft, paper }: Ink,
): void {
  context.textAlign = 'left';
  let above = -Infinity;
  for (const years of maturities) {
    let first = -1;
    prices.forEach((_, i) => {
      if (inputs[2 * i + 1] === years && (first < 0 || inputs[2 * i]! < inputs[2 * first]!)) first = i;
    });
    const height = y(prices[first]!) - 5;
    if (height - above < 13) continue;
    above = height;
    const said = text.years(formatShort(years, 2));
    write(context, said, x(inputs[2 * first]!) + 6, height, soft, paper);
  }
}

/** How much more than the data's the volatilities are that are still in the picture. */
const MOST_TIMES = 3;

/** The volatility that each price needs, and what the models have; a dot is larger where its price tells more. */
export function drawImplied(
  context: CanvasRenderingContext2D,
  size: Size,
  { calls, implied, fits, ink }: ShownPrices,
): void {
  const strikes = strikesOf(calls);
  const [data, starts] = [greatest(implied), greatest(fits.map(({ start }) => Math.abs(start[0]!)))];
  const top = 1.15 * Math.max(data, data > 0 ? Math.min(starts, MOST_TIMES * data) : starts) || 1;
  const strip = beginStrip(context, size, { range: strikes, name: text.strike }, [0, roundUp(top)], ink);
  const selected = fits.find(({ isSelected }) => isSelected);
  const vegas = implied.map((volatility, i) =>
    Number.isNaN(volatility)
      ? 0
      : priceCall(
          calls.spot,
          calls.inputs[2 * i]!,
          calls.inputs[2 * i + 1]!,
          volatility,
          selected ? interestRate(selected.parameters) : 0,
          at,
        )[VEGA]!,
  );
  const most = greatest(vegas) || 1;
  clippedToStrip(strip, () => {
    eachFit(strip, fits, ({ parameters }) =>
      strokeOver(strip, strikes, SAMPLES, (strike) => Math.abs(volatilityAt(parameters, calls.spot, strike))),
    );
    context.fillStyle = ink.ink;
    context.strokeStyle = ink.paper;
    context.lineWidth = 0.8;
    implied.forEach((volatility, i) => {
      if (!Number.isNaN(volatility))
        drawDot(strip, calls.inputs[2 * i]!, volatility, 1 + 3 * Math.sqrt(vegas[i]! / most));
    });
  });
}

/** Axes that follow the data move by steps, and not with every number. */
export function roundUp(value: number): number {
  const step = 10 ** Math.floor(Math.log10(value)) / 2;
  return Math.ceil(value / step) * step;
}

/** The loss along the volatility with all else as the selected run has it, and vega's mean size behind it. */
export function drawFlat(
  context: CanvasRenderingContext2D,
  size: Size,
  { calls, implied, fits, ink }: ShownPrices,
): void {
  const selected = fits.find(({ isSelected }) => isSelected);
  if (!selected) return;
  const { inputs, prices, spot } = calls;
  const loss = optionLoss(spot, selected.parameters.length > 2 ? 3 : 1, { inputs, prices });
  const along = (volatility: number) => selected.parameters.map((value, i) => (i === 0 ? volatility : value));
  const middle = implied.filter((value) => value > 0).toSorted()[implied.length >> 1] ?? greatest(implied);
  const far =
    greatest([...fits.map(({ start }) => Math.abs(start[0]!)), 2 * middle, 2 * greatest(implied)]) || 1;
  const reach = roundUp(1.1 * far);
  const top = 1.3 * greatest(fits.map(({ start }) => loss.value(start))) || 1;
  const strip = beginStrip(context, size, { range: [0, reach], name: text.volatility }, [0, top], ink);
  const vega = (volatility: number) => meanVega(calls, along(volatility));
  const most = greatest(Array.from({ length: SAMPLES }, (_, i) => vega((i / SAMPLES) * reach))) || 1;
  clippedToStrip(strip, () => {
    context.beginPath();
    context.moveTo(LEFT, strip.bottom);
    for (let i = 0; i <= SAMPLES; i++) {
      const volatility = (i / SAMPLES) * reach;
      context.lineTo(strip.x(volatility), strip.y((0.9 * top * vega(volatility)) / most));
    }
    context.lineTo(strip.right, strip.bottom);
    context.fillStyle = ink.accent;
    context.globalAlpha = 0.16;
    context.fill();
    context.globalAlpha = 1;
    context.strokeStyle = ink.ink;
    context.lineWidth = 1.6;
    strokeOver(strip, [0, reach], 2 * SAMPLES, (volatility) => loss.value(along(volatility)));
    for (const fit of fits) {
      context.fillStyle = fit.color;
      context.strokeStyle = ink.paper;
      context.lineWidth = 1.4;
      context.globalAlpha = fit.isSelected ? 1 : 0.5;
      const size = Math.abs(fit.parameters[0]!);
      drawDot(strip, size, fit.isSelected ? loss.value(fit.parameters) : fit.loss, fit.isSelected ? 5 : 3.5);
    }
    context.globalAlpha = 1;
  });
  context.textAlign = 'right';
  const end = strip.y((0.9 * top * vega(reach)) / most);
  write(context, text.vega, strip.right - 4, end + 16, ink.soft, ink.paper);
  context.textAlign = 'left';
  write(context, text.loss, LEFT + 6, 18, ink.soft, ink.paper);
}

/** How much the prices follow the volatility, averaged over the calls that are drawn. */
export function meanVega({ spot, inputs, prices }: Calls, p: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < prices.length; i++) {
    const [strike, years] = [inputs[2 * i]!, inputs[2 * i + 1]!];
    sum += Math.abs(
      priceCall(spot, strike, years, volatilityAt(p, spot, strike), interestRate(p), at)[VEGA]!,
    );
  }
  return sum / prices.length;
}
