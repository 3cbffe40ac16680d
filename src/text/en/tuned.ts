import { counted } from '../grammar.ts';
import { spoken } from '../spoken.ts';

/** Words of the race of tuned optimizers. */
export const tuned = {
  open: 'Tune and race',
  close: 'Close the race',
  label: 'Race of tuned optimizers',
  invitation:
    'Each optimizer takes the best of an equal number of trials, by its loss after the last step; then all run from 20 starts, and, where gradients are noisy, with other noise.',
  trials: 'Trials',
  search: 'Search',
  kinds: { random: 'At random', grid: 'On a grid' },
  spread: 'Spread of starts',
  share: (percent: string) => `${percent} % of the sides`,
  second: (name: string) => `${name}: rate and`,
  none: 'nothing else',
  run: 'Start the race',
  again: 'Race again',
  cancel: 'Cancel',
  progress: 'Tuning and racing',
  progressValue: (done: string, total: string) => `${done} of ${total} runs`,
  take: 'Take the settings',
  takeMeaning: 'Sets the scene’s optimizers to what tuning has found',
  stale: 'The scene, or what is tuned, has changed since.',
  long: (steps: number) => counted(steps, { other: 'This race takes # steps: it begins when you start it.' }),
  failed: (why: string) => `The race failed: ${why}`,
  loadFailed: 'The race could not be loaded. Close it and open it again.',
  columns: ['Tuned optimizer', 'Last loss', 'Tuning cost'],
  away: 'ended early',
  noneFits: 'every trial ended early',
  band: (middle: string, low: string, high: string) => `${middle} (${low} to ${high})`,
  cost: (count: number, trials: number) =>
    `${counted(count, { one: '# evaluation', other: '# evaluations' })}, ${counted(trials, { one: '# trial', other: '# trials' })}`,
  ended: (count: number) => counted(count, { one: '# trial ended early', other: '# trials ended early' }),
  lost: (count: string) => `${count} of 20 races ended early`,
  note: 'loss; line: median of 20 races, band: 80 % of them',
  chart: (length: string) =>
    `Loss of the tuned optimizers over ${length}: the median of 20 races, with a band that 80 % lie in.`,
} as const;

spoken({ tuned });
