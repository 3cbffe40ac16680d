import { classifier, networkOptions } from './classifier.ts';
import { PIXELS } from './digits-code.ts';
import { digitsData } from './digits-data.ts';
import { batchSizeOption } from './options.ts';
import type { ModelRow, OptionRow, ModelOptions } from './types.ts';
import { modelSayings } from './words.ts';

/** What is usual for pictures, in the place of what is for points. */
const standards: Readonly<Record<string, number | string>> = { units: 16, activation: 'relu', initial: 'he' };

const options: readonly OptionRow[] = [
  ...networkOptions.map(
    (option) => ({ ...option, default: standards[option.key] ?? option.default }) as OptionRow,
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
export const digits: ModelRow = {
  id: 'digits',
  takesData: false,
  picture: 'digits',
  options,
  rates,
  classes: () => CLASSES,
  make: digitsData,
  build(chosen, train, test) {
    if (train.columns.length !== PIXELS) {
      throw new RangeError(modelSayings.say('pixels', PIXELS, train.columns.length));
    }
    return classifier(chosen, CLASSES, train, test);
  },
};
