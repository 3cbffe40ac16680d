import { counted } from '../grammar.ts';
import { spoken } from '../spoken.ts';

/** Words of the comparison: the strip, the sweep of learning rates, the maps side by side. */
export const compare = {
  strip: {
    label: 'What is equal and what is not',
    equal: 'Equal:',
    different: 'Not equal:',
    alone: 'One optimizer runs: there is nothing to compare it with.',
    none: 'No optimizer runs.',
    waiting: 'Runs are being recorded.',
    start: 'start',
    noNoise: 'no noise',
    batches: (rows: string) => `batches of ${rows}`,
    noise: (seed: string) => `noise draws (seed ${seed})`,
    schedule: 'learning-rate schedule',
    budget: 'Equal number of',
    length: {
      steps: (count: number) => counted(count, { one: '# step', other: '# steps' }),
      evaluations: (count: number) => counted(count, { one: '# evaluation', other: '# evaluations' }),
    },
    whole: (length: string) => length,
    /** Of runs that do not all come to their last step. */
    atMost: (length: string) => `at most ${length}`,
    costs: {
      steps: (each: readonly string[]) => `evaluations: ${each.join(', ')}`,
      evaluations: (each: readonly string[]) => `steps: ${each.join(', ')}`,
    },
    others: 'others',
    of: (label: string, value: string) => `${label} ${value}`,
    modes: 'Learning rates',
    modeNames: { set: 'Rates as set', one: 'One rate for all', best: 'Best rate each' },
    modesMeaning:
      'Learning rates: as set one by one, one for all, or for each the one with the lowest loss after all steps, found by a sweep.',
    oneRate: 'Learning rate of all',
    sideBySide: 'Side by side',
    sideBySideMeaning: 'Shows each optimizer on a map of its own',
  },
  sweep: {
    invitation: (rates: string, length: string) =>
      `Runs every optimizer at ${rates} learning rates and shows the loss after ${length}.`,
    nothing: 'No optimizer with a learning rate is on.',
    run: 'Sweep',
    again: 'Sweep again',
    cancel: 'Cancel',
    progress: 'Sweeping the learning rates',
    progressValue: (done: string, total: string) => `${done} of ${total} runs`,
    stale: 'The scene has changed since: these lines are of before.',
    failed: (why: string) => `The sweep failed: ${why}`,
    chartFailed: 'The chart could not be loaded. Reload the page to try again.',
    takeBest: 'Take the best for each',
    takeOne: 'One for all',
  },
  chart: {
    note: (length: string) => `loss after ${length}`,
    noteAbove: (length: string, value: string) => `loss after ${length}, above ${value}`,
    ended: 'ended early',
    noteSigned: (length: string, value: string) => `loss after ${length}, signed log, linear to ±${value}`,
    mark: (label: string) => `Learning rate of ${label}`,
    markValue: (rate: string, loss: string) => `${rate}, loss ${loss}`,
    markEnded: (rate: string, ended: string) => `${rate}, ${ended}`,
    rate: (rate: string) => `Learning rate ${rate}`,
    describe: (length: string) => `Loss after ${length} against the learning rate.`,
    describeCurve: (label: string, loss: string, rate: string) => `${label}: lowest, ${loss}, at ${rate}.`,
    describeEnded: (label: string, from: string) => `${label} ends early at every rate from ${from} on.`,
  },
  multiples: {
    label: 'Maps side by side',
    map: (label: string, x: string, y: string, loss: string) =>
      `Contour map with the path of ${label}, now at (${x}, ${y}), loss ${loss}.`,
    select: (label: string) => `Explain the steps of ${label}`,
    more: (shown: string, all: string) => `${shown} of ${all} optimizers are shown.`,
    empty: 'No optimizer is on.',
    failed: 'The maps could not be loaded. Reload the page to try again.',
  },
} as const;

spoken({ compare });
