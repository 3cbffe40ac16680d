import { exp } from '../math/exponential.ts';
import { normalStream } from '../math/random.ts';
import { priceCall, PRICE } from './black-scholes.ts';
import { optionLoss, interestRate, type Terms, volatilityAt } from './option-loss.ts';
import { batchSizeOption, dataSeedOption } from './options.ts';
import type { Model, ModelRow, ModelOptions, Table } from './types.ts';
import { modelSayings } from './words.ts';

/**
 * Prices of calls on one share, made by a seed: of n strikes K, evenly between two multiples of S, each of the
 * maturities 1, 1/2, 1/4 ... years, by Black and Scholes with
 *
 *     sigma(K) = 0.2 - 0.25 k + k^2     k = log(K/S)     r = 0.03
 *
 * and with noise z, z standard normal; no price is less than 0. The strikes are the middles of n equal parts: of an even
 * number none is that of the share today, whose vega never vanishes.
 */
const truth = { smile: [0.2, -0.25, 1], rate: 0.03 } as const;

function makePrices(options: ModelOptions): { train: Table; test: null } {
  const [strikes, maturities] = [Number(options['strikes']), Number(options['maturities'])];
  const spot = Number(options['spot']);
  const [lowest, highest] = [Number(options['lowest']), Number(options['highest'])];
  const rows = strikes * maturities;
  const errors = new Float64Array(rows);
  normalStream(Number(options['dataSeed']), 'option prices')(0, errors);
  const [inputs, targets] = [new Float64Array(2 * rows), new Float64Array(rows)];
  const [theta, at] = [Float64Array.of(...truth.smile, truth.rate), new Float64Array(6)];
  for (let row = 0; row < rows; row++) {
    const share = ((row % strikes) + 0.5) / strikes;
    const strike = spot * (lowest + share * (highest - lowest));
    const years = 1 / (1 << Math.floor(row / strikes));
    inputs.set([strike, years], 2 * row);
    priceCall(spot, strike, years, volatilityAt(theta, spot, strike), truth.rate, at);
    targets[row] = Math.max(0, at[PRICE]! + Number(options['noise']) * errors[row]!);
  }
  return { train: { columns: ['strike', 'maturity'], inputs, targets }, test: null };
}

/** What a price or a strike is at most, and a maturity in years. */
const MOST = 1e12;
const MOST_YEARS = 1000;

/** Throws RangeError, in a sentence, where rows are no calls. */
function check({ columns, inputs, targets }: Table): void {
  if (columns.length !== 2) {
    throw new RangeError(modelSayings.say('optionColumns', columns.length));
  }
  targets.forEach((price, row) => {
    const [strike, years] = [inputs[2 * row]!, inputs[2 * row + 1]!];
    const refuse = (code: 'strike' | 'maturity' | 'price', most: number, value: number) => {
      throw new RangeError(modelSayings.say(code, most, row + 1, value));
    };
    if (!(strike > 0 && strike <= MOST)) refuse('strike', MOST, strike);
    if (!(years > 0 && years <= MOST_YEARS)) refuse('maturity', MOST_YEARS, years);
    if (!(price >= 0 && price <= MOST)) refuse('price', MOST, price);
  });
}

function build(options: ModelOptions, train: Table): Omit<Model, 'id' | 'options'> {
  check(train);
  const spot = Number(options['spot']);
  const terms: Terms = options['smile'] === true ? 3 : 1;
  const quotes = { inputs: train.inputs, prices: train.targets };
  const names = terms === 1 ? ['volatility', 'rate'] : ['volatility', 'skew', 'smile', 'rate'];
  const at = new Float64Array(6);
  return {
    loss: optionLoss(spot, terms, quotes, Number(options['batchSize'])),
    testLoss: null,
    parameters: names.map((name, offset) => ({ name, shape: [1], offset })),
    initial(seed) {
      const drawn = new Float64Array(terms + 1);
      normalStream(seed, 'weights')(0, drawn);
      return drawn.map((z, i) =>
        i === 0 ? Number(options['volatility']) * exp(0.1 * z) : i === terms ? 0.01 * z : 0.05 * z,
      );
    },
    isSeenWhole: terms === 1,
    pace: { at: Float64Array.from({ length: terms + 1 }, (_, i) => (i === 0 ? 0.4 : 0)), width: 0.5 },
    train,
    test: null,
    classes: 0,
    outputs(p, inputs) {
      if (inputs.length % 2 !== 0) {
        throw new RangeError(`inputs must be rows of 2 numbers; there are ${inputs.length} numbers.`);
      }
      return Float64Array.from({ length: inputs.length / 2 }, (_, row) => {
        const [strike, years] = [inputs[2 * row]!, inputs[2 * row + 1]!];
        return priceCall(spot, strike, years, volatilityAt(p, spot, strike), interestRate(p), at)[PRICE]!;
      });
    },
    accuracy: () => Number.NaN,
  };
}

export const optionPrices: ModelRow = {
  id: 'option-prices',
  takesData: true,
  picture: 'prices',
  options: [
    {
      key: 'smile',
      kind: 'switch',
      default: false,
    },
    {
      key: 'spot',
      kind: 'number',
      default: 100,
      min: 0.01,
      max: 1_000_000,
    },
    {
      key: 'volatility',
      kind: 'number',
      default: 0.03,
      min: 0.001,
      max: 10,
    },
    {
      key: 'strikes',
      kind: 'number',
      default: 8,
      min: 1,
      max: 100,
      whole: true,
      ofData: true,
    },
    {
      key: 'lowest',
      kind: 'number',
      default: 1.05,
      min: 0.1,
      max: 5,
      ofData: true,
    },
    {
      key: 'highest',
      kind: 'number',
      default: 1.4,
      min: 0.1,
      max: 5,
      ofData: true,
    },
    {
      key: 'maturities',
      kind: 'number',
      default: 3,
      min: 1,
      max: 6,
      whole: true,
      ofData: true,
    },
    {
      key: 'noise',
      kind: 'number',
      default: 0.05,
      min: 0,
      max: 10,
      ofData: true,
    },
    dataSeedOption,
    batchSizeOption(0),
  ],
  classes: () => 0,
  make: makePrices,
  build,
};
