import type { SweepCurve, SweepOptions } from '../core/run/sweep.ts';

/** The sweeps of several optimizers at the same learning rates. The loss travels as its formula. */
export interface SweepRequest {
  readonly formula: string;
  readonly runs: readonly Omit<SweepOptions, 'loss' | 'rates'>[];
  readonly rates: readonly number[];
}

/** Every background job by its name: what it is asked, and what it answers. */
export interface Jobs {
  /** A curve an optimizer, in the order of the request. */
  readonly sweep: { readonly request: SweepRequest; readonly result: readonly SweepCurve[] };
}

export type JobName = keyof Jobs;

/** Parts of a job that are done, of how many. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** To the worker. `id` tells the orders of one page apart. */
export type Order =
  | {
      readonly [K in JobName]: {
        readonly kind: 'start';
        readonly id: number;
        readonly job: K;
        readonly request: Jobs[K]['request'];
      };
    }[JobName]
  | { readonly kind: 'cancel'; readonly id: number };

/** From the worker. An order is answered by any number of `progress`, and then by exactly one of the others. */
export type Answer =
  | ({ readonly kind: 'progress'; readonly id: number } & Progress)
  | { readonly kind: 'done'; readonly id: number; readonly result: Jobs[JobName]['result'] }
  | { readonly kind: 'cancelled'; readonly id: number }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };

/** One end of a line between the page and a worker. */
export interface Port<In, Out> {
  post(message: Out): void;
  listen(receive: (message: In) => void): void;
}
