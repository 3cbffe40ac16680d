import { WORTH_COMPILING } from '../core/run/record.ts';

let isAsked = false;

/** Loads what records long runs faster, when there is one: this one, and all where it cannot be loaded, go without. */
export function loadLongRuns(steps: number): void {
  if (isAsked || steps < WORTH_COMPILING) return;
  isAsked = true;
  import('../core/run/long-runs.ts').catch(() => {
    isAsked = false;
  });
}
