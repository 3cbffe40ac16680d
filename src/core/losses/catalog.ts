import { type CompiledLoss, compileFormula } from '../expression/compile.ts';
import { rowWords } from '../words/words.ts';
import { bowls } from './bowls.ts';
import { manyMinima } from './many-minima.ts';
import { modelFormulas } from './models.ts';
import { plateaus } from './plateaus.ts';
import type { LossRow } from './row.ts';
import { saddles } from './saddles.ts';
import type { LossEntry, LossWords } from './types.ts';
import { valleys } from './valleys.ts';

/** A row of the catalog; `loss` is compiled when first read, and once. */
export interface CatalogEntry extends LossEntry {
  readonly loss: CompiledLoss;
}

const rows = [...valleys, ...bowls, ...manyMinima, ...saddles, ...plateaus, ...modelFormulas];

export type LossId = (typeof rows)[number]['id'];

/** Words about surfaces, by their ids. */
export const lossWords = rowWords<LossWords>();

/**
 * All surfaces, in the order in which they are offered.
 *
 * @example
 * const himmelblau = losses.find(({ id }) => id === 'himmelblau');
 * console.log(himmelblau.name, himmelblau.domain.join(' '), himmelblau.loss.value([3, 2]));
 * // Himmelblau -5 5 -5 5 0
 */
export const losses: readonly CatalogEntry[] = rows.map(entry);

const byId: ReadonlyMap<string, CatalogEntry> = new Map(losses.map((row) => [row.id, row]));

/** The row with this id, or undefined. */
export function lossById(id: string): CatalogEntry | undefined {
  return byId.get(id);
}

function entry(row: LossRow): CatalogEntry {
  let compiled: CompiledLoss | undefined;
  return {
    ...row,
    get name() {
      return lossWords.of(row.id)?.name ?? row.id;
    },
    get lesson() {
      return lossWords.of(row.id)?.lesson ?? '';
    },
    get source() {
      return lossWords.of(row.id)?.source ?? '';
    },
    get loss() {
      compiled ??= compileFormula(row.formula);
      return compiled;
    },
  };
}
