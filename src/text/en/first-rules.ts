import { hyperparameterWords, ruleWords } from '../../core/optimizers/worded.ts';
import { scheduleWords } from '../../core/run/schedule.ts';
import type { Words } from '../types.ts';
import { spoken } from '../spoken.ts';

/** Rules of most scenes: what each is called and does, and what is said of its hyperparameters otherwise than below. */
export const firstRules: Words['firstRules'] = {
  sgd: { name: 'SGD', summary: 'Steps against the gradient, by the learning rate times its length.' },
  momentum: {
    name: 'Momentum',
    summary: 'Gathers gradients into a velocity, like a heavy ball with friction, and steps along it.',
  },
  nesterov: {
    name: 'Nesterov',
    summary: 'Momentum that looks ahead: it steps along the gradient plus the velocity to come.',
  },
  rmsprop: {
    name: 'RMSprop',
    summary: 'Divides each gradient component by a running root mean square of itself.',
  },
  adam: {
    name: 'Adam',
    summary: 'Steps along the averaged gradient, each component divided by the root of its averaged square.',
  },
  adamw: {
    name: 'AdamW',
    summary: 'Adam whose weight decay shrinks the position itself and stays out of the moments.',
    hyperparameters: {
      weightDecay: {
        meaning:
          'Decoupled weight decay: each step shrinks the position by the learning rate times this share.',
      },
    },
  },
  adagrad: {
    name: 'Adagrad',
    summary: 'Divides each gradient component by the root of the sum of all its squares so far.',
  },
};

/** What these rules have in common that they say of their hyperparameters. */
export const firstHyperparameters: Words['hyperparameters'] = {
  lr: {
    label: 'Learning rate',
    meaning: 'Learning rate: the length of a step, as a multiple of what the rule makes of the gradient.',
  },
  momentum: { label: 'Momentum', meaning: 'Share of the velocity that is carried over to the next step.' },
  dampening: { label: 'Dampening', meaning: 'Share of each new gradient that is kept out of the velocity.' },
  nesterov: {
    label: 'Nesterov',
    meaning: 'Steps along the gradient plus the velocity to come, instead of along the velocity.',
  },
  weightDecay: {
    label: 'Weight decay',
    meaning: 'L2 weight decay: this multiple of the position is added to the gradient.',
  },
  clipValue: {
    label: 'Clip by value',
    meaning: 'No component of the gradient that the rule is given is larger than this; 0 clips nothing.',
  },
  clipNorm: {
    label: 'Clip by norm',
    meaning: 'The gradient that the rule is given is no longer than this; 0 clips nothing.',
  },
  clipAdaptive: {
    label: 'Adaptive clip',
    meaning:
      'The gradient that the rule is given is no longer than this share of the position; 0 clips nothing.',
  },
  decoupledDecay: {
    label: 'Decoupled decay',
    meaning: 'Decoupled weight decay: each step shrinks the position by the learning rate times this share.',
  },
  alpha: { label: 'Smoothing', meaning: 'Decay of the running average of squared gradients.' },
  centered: {
    label: 'Centered',
    meaning: 'Divides by the standard deviation of the gradient instead of its root mean square.',
  },
  eps: {
    label: 'Epsilon',
    meaning: 'Keeps the divisor away from zero; where it stands is said in the equation.',
  },
  beta1: {
    label: 'First-moment decay',
    meaning: 'Decay of the running average of gradients (first moment).',
  },
  beta2: {
    label: 'Second-moment decay',
    meaning: 'Decay of the running average of squared gradients (second moment).',
  },
  amsgrad: {
    label: 'AMSGrad',
    meaning: 'Divides by the largest second moment so far, so that step sizes never grow back.',
  },
  l2Decay: {
    label: 'L2 decay',
    meaning:
      'L2 weight decay: this multiple of the position is added to the gradient, beside the rule’s own decay.',
  },
  lrDecay: {
    label: 'Learning-rate decay',
    meaning: 'Divides the learning rate by 1 plus this times the steps already taken.',
  },
  initialAccumulatorValue: {
    label: 'Initial sum',
    meaning: 'The sum of squared gradients before the first step.',
  },
};

/** Learning-rate schedules and their parameters. */
export const schedules: Words['schedules'] = {
  constant: { name: 'Constant', parameters: {} },
  step: {
    name: 'Step',
    parameters: {
      every: { label: 'Every', meaning: 'Number of steps after which the rate is multiplied by the factor.' },
      factor: { label: 'Factor', meaning: 'What the rate is multiplied by, all at once.' },
    },
  },
  exponential: {
    name: 'Exponential',
    parameters: { factor: { label: 'Factor', meaning: 'What the rate is multiplied by at every step.' } },
  },
  cosine: {
    name: 'Cosine',
    parameters: {
      floor: {
        label: 'Lowest share',
        meaning: 'The lowest rate of the schedule, as a share of the learning rate.',
      },
    },
  },
  warmupCosine: {
    name: 'Warm-up, then cosine',
    parameters: {
      warmup: {
        label: 'Warm-up',
        meaning: 'Number of steps in which the rate grows linearly to the learning rate.',
      },
      floor: {
        label: 'Lowest share',
        meaning: 'The lowest rate of the schedule, as a share of the learning rate.',
      },
    },
  },
  inverse: {
    name: '1/t',
    parameters: {
      decay: { label: 'Decay', meaning: 'Divides the rate by 1 plus this times the steps already taken.' },
    },
  },
  cyclic: {
    name: 'Cyclic',
    parameters: {
      halfPeriod: {
        label: 'Half period',
        meaning: 'Number of steps in which the rate rises, and as many in which it falls.',
      },
      floor: {
        label: 'Lowest share',
        meaning: 'The lowest rate of the schedule, as a share of the learning rate.',
      },
    },
  },
};

spoken({ firstRules, firstHyperparameters, schedules });
ruleWords.give(firstRules);
hyperparameterWords.give(firstHyperparameters);
scheduleWords.give(schedules);
