import { hyperparameterWords, ruleWords } from '../../core/optimizers/worded.ts';
import type { Words } from '../types.ts';
import { spoken } from '../spoken.ts';

/** Newton's method and its stand-in. */
export const secondOrderRules: Words['secondOrderRules'] = {
  lbfgs: {
    name: 'L-BFGS',
    summary: "Newton's direction with a curvature that is read from the last few steps and gradients.",
    hyperparameters: {
      lr: {
        meaning:
          'Learning rate: the first step length that the line search tries, as a multiple of the direction.',
      },
    },
  },
  newton: {
    name: 'Newton',
    summary: 'Steps to where the gradient of the second-order Taylor surface is zero, be that a saddle.',
    hyperparameters: { lr: { meaning: 'Learning rate: the share of the full Newton step that is taken.' } },
  },
};

/** What they say of hyperparameters that no rule has which is there from the start. */
export const secondOrderHyperparameters: Words['hyperparameters'] = {
  decrease: {
    label: 'Sufficient decrease',
    meaning:
      'Share of the decrease that the slope foretells which a step must reach (first Wolfe condition).',
  },
  flatness: {
    label: 'Flatness',
    meaning: 'Share of the slope that may be left at the end of a step (second Wolfe condition).',
  },
  historySize: {
    label: 'Pairs kept',
    meaning: 'How many of the last steps and changes of the gradient the curvature is read from.',
  },
  damping: {
    label: 'Damping',
    meaning: 'Added to every curvature: a large one makes the step short and turns it against the gradient.',
  },
};

spoken({ secondOrderRules, secondOrderHyperparameters });
ruleWords.give(secondOrderRules);
hyperparameterWords.give(secondOrderHyperparameters);
