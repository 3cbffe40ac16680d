import { counted } from '../grammar.ts';
import { spoken } from '../spoken.ts';

/** Words about the model of option prices: what is drawn of it. */
export const optionPrices = {
  prices: 'Prices by strike',
  pricesOf: (name: string, maturities: string) =>
    `Prices of calls by strike for ${maturities}: the table as dots, ${name}’s model as thick lines, the other optimizers’ as thin ones. A dot can be dragged.`,
  maturities: (count: number) => counted(count, { one: 'one maturity', other: '# maturities' }),
  years: (years: string) => `${years} y`,
  strike: 'strike',
  implied: 'Implied volatility',
  impliedOf: (name: string, without: number) =>
    `The volatility that each price needs at ${name}’s rate, larger where the price tells more of it, and the model’s volatility.${
      without === 0
        ? ''
        : ` ${counted(without, { one: 'One price has', other: '# prices have' })} none: too low for a call, or for a share of that price too high.`
    }`,
  flat: 'Where the loss is flat',
  flatOf: (name: string) =>
    `The loss along the volatility, all else as ${name} has it, and shaded how much prices follow the volatility there: vega. Where that is near 0 the loss is flat.`,
  expected: 'A price as an expectation',
  expectedOf: (
    name: string,
    strike: string,
    years: string,
    found: { readonly value: string; readonly error: string } | null,
    price: string,
  ) =>
    `What each price of the share in ${years} years adds to a call with a strike of ${strike}: what it pays then, by how probable ${name} has that price, discounted. ${
      found
        ? `The area, the expectation, is ${found.value} by quadrature, to within ${found.error}`
        : 'Without chance there is no area'
    }; the table has ${price}.`,
  share: 'times today’s price',
  volatility: 'volatility',
  vega: 'vega',
  loss: 'loss',
  at: (name: string, volatility: string, moves: string, error: string, slope: string) =>
    `${name} is at a volatility of ${volatility}. 0.01 more of it moves the prices by ${moves} on average; they are wrong by ${error}. The slope is ${slope}.`,
  sampled: (rows: string) => `Drawn of ${rows} calls, evenly taken.`,
} as const;

spoken({ optionPrices });
