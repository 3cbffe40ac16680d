import { spoken } from '../spoken.ts';

/** Words about the model of option prices: what is drawn of it. */
export const optionPrices = {
  prices: 'Prices by strike',
  pricesOf: (name: string, maturities: string) =>
    `Prices of calls by strike for ${maturities}: the table as dots, ${name}’s model as thick lines, the other optimizers’ as thin ones. A dot can be dragged.`,
  maturities: (count: number) => (count === 1 ? 'one maturity' : `${count} maturities`),
  years: (years: string) => `${years} y`,
  strike: 'strike',
  implied: 'Implied volatility',
  impliedOf: (name: string, without: number) =>
    `The volatility that each price needs at ${name}’s rate, larger where the price tells more of it, and the model’s volatility.${
      without === 0
        ? ''
        : ` ${without === 1 ? 'One price has' : `${without} prices have`} none: too low for a call, or for a share of that price too high.`
    }`,
  flat: 'Where the loss is flat',
  flatOf: (name: string) =>
    `The loss along the volatility, all else as ${name} has it, and shaded how much prices follow the volatility there: vega. Where that is near 0 the loss is flat.`,
  volatility: 'volatility',
  vega: 'vega',
  loss: 'loss',
  at: (name: string, volatility: string, moves: string, error: string, slope: string) =>
    `${name} is at a volatility of ${volatility}. 0.01 more of it moves the prices by ${moves} on average; they are wrong by ${error}. The slope is ${slope}.`,
  sampled: (rows: string) => `Drawn of ${rows} calls, evenly taken.`,
} as const;

spoken({ optionPrices });
