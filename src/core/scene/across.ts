/** A curve in a document from outside, which may leave out what is across. It is read with links, after the first load. */
import { member } from './kinds.ts';
import type { RawDocument } from './migrations.ts';
import { ACROSS } from './suggest-curve.ts';

/**
 * A document of a curve as of its trough: of a start that is one number, or a range of two, what is across is added.
 */
export function withAcross(document: RawDocument): RawDocument {
  const start = listed(member(document, 'start'));
  const domain = listed(member(document, 'domain'));
  return {
    ...document,
    ...(start.length === 1 && { start: [...start, 0] }),
    ...(domain.length === 2 && { domain: [...domain, ...ACROSS] }),
  };
}

function listed(given: unknown): readonly unknown[] {
  return Array.isArray(given) ? given : typeof given === 'number' ? [given] : [];
}
