import type { Model } from './types.ts';

/** Rows of the batches that a model's gradients are of; null where they are of all rows. */
export function batchSizeOf({ loss, options }: Pick<Model, 'loss' | 'options'>): number | null {
  return loss.minibatches ? Number(options['batchSize']) : null;
}
