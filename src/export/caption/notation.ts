/** How a kind of text writes numbers, names and addresses. */
export interface Notation {
  /** All digits. */
  number(value: number): string;
  /** A hyperparameter with its value, by its plain and its TeX symbol. */
  setting(symbol: string, tex: string, value: number): string;
  point(at: readonly [number, number]): string;
  words(text: string): string;
  link(address: string): string;
  /** The full stop after a link, where it does not become part of it. */
  readonly full: string;
}

const number = (value: number) => String(value).replaceAll('-', '\u2212').replace('e+', 'e');

export const plain: Notation = {
  number,
  setting: (symbol, _tex, value) => `${symbol} ${number(value)}`,
  point: ([x, y]) => `(${number(x)}, ${number(y)})`,
  words: (text) => text,
  link: (address) => address,
  full: '',
};
