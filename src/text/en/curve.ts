import { spoken } from '../spoken.ts';

/** Words of the curve of a loss of one variable. */
export const curve = {
  role: 'curve',
  label: (name: string) => `Loss curve: ${name}`,
  up: 'slope up: step left ←',
  down: 'slope down: step right →',
  slope: (x: string) => `slope f′(${x})`,
  nextStep: 'next step',
  /** Where the rule’s step is not the learning rate times the slope. */
  ownStep: (label: string) => `${label}’s step`,
  plain: 'plain gradient descent',
  plainOf: (x: string, length: string, isNoisy: boolean) => `${isNoisy ? 'η|g|' : `η|f′(${x})|`} = ${length}`,
  product: (x: string, rate: string, slope: string, step: string) =>
    `η|f′(${x})| = ${rate} · ${slope} = ${step}`,
  noisyProduct: (rate: string, slope: string, step: string) => `η|g| = ${rate} · ${slope} = ${step}`,
  limit: (value: string) => `stable below ${value}`,
  /** @param values of f, and of as many of its derivatives as may be told */
  readout: (x: string, at: string, values: readonly string[]) =>
    [`${x} ${at}`, ...values.map((value, i) => `f${'′″'.charAt(i - 1)} ${value}`)].join('   '),
  secant: (slope: string) => `secant ${slope}`,
  secantTo: (x: string, at: string, slope: string) => `Secant to ${x} ${at}: slope ${slope}.`,
  secantKeys: 'Comma and full stop move the second point of the secant, H halves its distance.',
  help: 'Plus and minus zoom, Alt and arrow keys move along, 0 shows what is suggested. The start is a button: arrow keys move it. Double-click sets the start.',
  axes: (x: string, from: string, to: string, low: string, high: string) =>
    `Axes: ${x} from ${from} to ${to}, f from ${low} to ${high}, linear.`,
  noValues: 'The formula has no value on this interval.',
  turns: (kind: 'minimum' | 'maximum', x: string, at: string, f: string) =>
    `${kind === 'minimum' ? 'Minimum' : 'Maximum'} at ${x} ${at}, f ${f}.`,
  manyTurns: (count: number) => `${count} minima and maxima are marked.`,
  step: (at: number, of: number) => `Step ${at} of ${of}.`,
  run: (label: string, x: string, at: string, f: string, slope: string | null) =>
    `${label} at ${x} ${at}, f ${f}${slope === null ? '' : `, slope ${slope}`}.`,
  runBecame: (label: string, what: string) => `${label}: ${what}.`,
} as const;

spoken({ curve });
