import type { Size } from '../../../ui/box.ts';
import { expectationOf } from '../../../core/models/expectation.ts';
import { interestRate, volatilityAt } from '../../../core/models/option-loss.ts';
import { formatNumber } from '../../../core/math/format.ts';
import { optionPrices as text } from '../../../text/en/option-prices.ts';
import { errorText } from '../error-text.ts';
import { beginStrip, clippedToStrip, LEFT, type Range, strokeOver } from '../strip.ts';
import type { Calls } from './calls.ts';
import { eachFit, type PricedRun, roundUp, type ShownPrices } from './draw.ts';

const SAMPLES = 160;
/** What a share may cost when the call is due, in multiples of what it costs today. */
const range: Range = [0.5, 2];

/** The call whose expectation is drawn: of those of the longest maturity the one with a strike next to the share's price. */
function shownCall({ inputs, maturities, spot }: Calls): number {
  let best = 0;
  for (let i = 0; i < inputs.length / 2; i++) {
    const away = (row: number) =>
      Math.abs(inputs[2 * row]! - spot) + (inputs[2 * row + 1] === maturities[0] ? 0 : Infinity);
    if (away(i) < away(best)) best = i;
  }
  return best;
}

const expectedBy = ({ inputs, spot }: Calls, row: number, { parameters }: PricedRun) => {
  const [strike, years] = [inputs[2 * row]!, inputs[2 * row + 1]!];
  return expectationOf(spot, strike, years, volatilityAt(parameters, spot, strike), interestRate(parameters));
};

/** What the area is, in a sentence. */
export function saysExpected(calls: Calls, own: PricedRun, name: string): string {
  const row = shownCall(calls);
  const [strike, years] = [calls.inputs[2 * row]!, calls.inputs[2 * row + 1]!].map((value) =>
    formatNumber(value, 3),
  );
  const found = expectedBy(calls, row, own);
  return text.expectedOf(
    name,
    strike!,
    years!,
    found && { value: formatNumber(found.value, 4), error: errorText(found.error) },
    formatNumber(calls.prices[row]!, 4),
  );
}

/** What each price of the share when it is due adds to what a call is worth: the selected run's as an area. */
export function drawExpected(
  context: CanvasRenderingContext2D,
  size: Size,
  { calls, fits, ink }: ShownPrices,
): void {
  const row = shownCall(calls);
  const of = (fit: PricedRun) => {
    const found = expectedBy(calls, row, fit);
    return (multiple: number) => found?.addsAt(multiple * calls.spot) ?? 0;
  };
  const places = Array.from(
    { length: SAMPLES + 1 },
    (_, i) => range[0] + (i / SAMPLES) * (range[1] - range[0]),
  );
  const most = Math.max(...fits.flatMap((fit) => places.map(of(fit))).filter(Number.isFinite), 0.05);
  const strip = beginStrip(context, size, { range, name: text.share }, [0, roundUp(most)], ink);
  clippedToStrip(strip, () =>
    eachFit(strip, fits, (fit) => {
      const adds = of(fit);
      strokeOver(strip, range, SAMPLES, adds);
      if (!fit.isSelected) return;
      context.fillStyle = fit.color;
      context.globalAlpha = 0.2;
      context.beginPath();
      context.moveTo(LEFT, strip.bottom);
      for (const place of places) context.lineTo(strip.x(place), strip.y(adds(place)));
      context.lineTo(strip.right, strip.bottom);
      context.fill();
    }),
  );
}
