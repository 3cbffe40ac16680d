import { rowWords } from '../words/words.ts';
import type { LossEntry, LossWords } from './types.ts';

/** A formula of one variable that shows something; where it is drawn and where runs start follows from the formula. */
export interface CurveRow extends Pick<LossEntry, 'id' | 'family' | 'formula' | 'name' | 'lesson'> {}

type Row = Pick<CurveRow, 'id' | 'family' | 'formula'>;

const rows = [
  { id: 'parabola', family: 'bowl', formula: '(x - 0.5)^2' },
  { id: 'quartic', family: 'bowl', formula: 'x^4' },
  { id: 'corner', family: 'bowl', formula: 'abs(x - 0.3)' },
  { id: 'walls', family: 'valley', formula: 'cosh(3*x)' },
  { id: 'barrier', family: 'valley', formula: 'x - log(x)' },
  { id: 'two-wells', family: 'many minima', formula: 'x^4 - 2*x^2 + 0.3*x' },
  { id: 'waves', family: 'many minima', formula: '0.1*x^2 + 0.9*sin(2*x) + 1.4' },
  { id: 'comb', family: 'many minima', formula: 'x^2 + 4*(1 - cos(2*pi*x))' },
  { id: 'terrace', family: 'saddle', formula: 'x^4/4 - x^3/3' },
  { id: 'well', family: 'plateau', formula: '1 - exp(-2*x^2)' },
  { id: 'sigmoid-fit', family: 'plateau', formula: '(sigmoid(4*x) - 0.2)^2' },
] as const satisfies readonly Row[];

export type CurveId = (typeof rows)[number]['id'];
export type CurveWords = Omit<LossWords, 'source'>;

/** Words about curves, by their ids. */
export const curveWords = rowWords<CurveWords>();

/** Losses of one variable that are offered. They are not named in links: their formula is. */
export const curveRows: readonly CurveRow[] = rows.map((row) => ({
  ...row,
  get name() {
    return curveWords.of(row.id)?.name ?? row.id;
  },
  get lesson() {
    return curveWords.of(row.id)?.lesson ?? '';
  },
}));
