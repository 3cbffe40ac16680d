import { formatTex } from '../math/format.ts';
import { symbolsOf } from '../optimizers/symbols.ts';
import type { Anatomy, Value } from './anatomy.ts';
import { lineTex } from './anatomy-tex.ts';

/** A result: a number, or a column vector. */
export function valueTex(value: Value, significant = 4): string {
  if (typeof value === 'number' || value.length === 1) return formatTex(Number(value), significant);
  const rows = [...value].map((component) => formatTex(component, significant));
  return `\\begin{bmatrix} ${rows.join(' \\\\ ')} \\end{bmatrix}`;
}

/** The whole update as one aligned block, for an article: each line in symbols and its result. */
export function equationTex(anatomy: Anatomy): string {
  const symbols = symbolsOf(anatomy.entry);
  const rows = anatomy.lines.map((line) => {
    const { symbols: tex } = lineTex(line, symbols, anatomy.noise !== null, anatomy.isOfBatch);
    const aligned = tex.replace(/ (=|\\leftarrow) /, ' &$1 ');
    return `${aligned} = ${valueTex(line.value)}`;
  });
  return `\\begin{aligned}\n${rows.join(' \\\\\n')}\n\\end{aligned}`;
}
