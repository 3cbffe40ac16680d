import { type CompiledLoss, compileFormula } from '../expression/compile.ts';
import { bowls } from './bowls.ts';
import { manyMinima } from './many-minima.ts';
import { models } from './models.ts';
import { plateaus } from './plateaus.ts';
import type { LossRow } from './row.ts';
import { saddles } from './saddles.ts';
import type { LossEntry } from './types.ts';
import { valleys } from './valleys.ts';

/** A row of the catalog; `loss` is compiled when first read, and once. */
export interface CatalogEntry extends LossEntry {
  readonly loss: CompiledLoss;
}

/**
 * All surfaces, in the order in which they are offered.
 *
 * @example
 * const himmelblau = losses.find(({ id }) => id === 'himmelblau');
 * console.log(himmelblau.name, himmelblau.domain.join(' '), himmelblau.loss.value([3, 2]));
 * // Himmelblau -5 5 -5 5 0
 */
export const losses: readonly CatalogEntry[] = [
  ...valleys,
  ...bowls,
  ...manyMinima,
  ...saddles,
  ...plateaus,
  ...models,
].map(entry);

const byId: ReadonlyMap<string, CatalogEntry> = new Map(losses.map((row) => [row.id, row]));

/** The row with this id, or undefined. */
export function lossById(id: string): CatalogEntry | undefined {
  return byId.get(id);
}

function entry(row: LossRow): CatalogEntry {
  let compiled: CompiledLoss | undefined;
  return {
    ...row,
    get loss() {
      compiled ??= compileFormula(row.formula);
      return compiled;
    },
  };
}
