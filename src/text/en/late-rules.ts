import { hyperparameterWords, ruleWords } from '../../core/optimizers/worded.ts';
import './second-order-rules.ts';
import './typed-rules.ts';
import type { Words } from '../types.ts';
import { spoken } from '../spoken.ts';

/** Of the three sequences of Schedule-Free rules, in the paper's letters. */
const averageDrawn = {
  short: 'average x',
  long: 'drawn is x, the average of its steps z (θ in its equation); the gradient is asked for at y, between them',
};

/** Rules that are loaded when a scene names one. */
export const lateRules: Words['lateRules'] = {
  adadelta: {
    name: 'Adadelta',
    summary: 'Scales each component by the root mean square of its past steps over that of its gradients.',
    hyperparameters: { lr: { meaning: 'Multiple of the step that the rule finds by itself.' } },
  },
  nadam: {
    name: 'NAdam',
    summary: 'Adam that looks one step of momentum ahead, with a momentum that warms up.',
  },
  radam: {
    name: 'RAdam',
    summary: 'Adam that begins with plain momentum, until the second moment rests on enough gradients.',
  },
  adamax: {
    name: 'Adamax',
    summary: 'Adam that divides by the largest recent gradient component instead of its root mean square.',
  },
  rprop: {
    name: 'Rprop',
    summary:
      'Looks at signs alone: a step size per component grows while its sign holds and shrinks when it turns.',
    hyperparameters: {
      lr: { meaning: 'The first step size of every component; later ones follow from the signs.' },
    },
  },
  qhm: {
    name: 'QHM',
    summary: 'Steps along a weighted average of the plain gradient and an averaged velocity.',
  },
  qhadam: {
    name: 'QHAdam',
    summary: 'Adam that mixes the plain gradient into its first moment, and its square into the second.',
  },
  lion: {
    name: 'Lion',
    summary: 'Steps by the learning rate along every axis, by the sign of an averaged gradient alone.',
    hyperparameters: {
      beta1: { meaning: 'Weight of the kept average in the one whose sign is taken.' },
      beta2: {
        label: 'Kept-average decay',
        meaning: 'Decay of the running average of gradients that is kept.',
      },
      weightDecay: {
        meaning:
          'Decoupled weight decay: each step shrinks the position by the learning rate times this share.',
      },
    },
  },
  armijo: {
    name: 'Backtracking',
    summary: 'Gradient descent that tries a long step and shortens it until the loss goes down enough.',
    hyperparameters: {
      lr: { meaning: 'Learning rate: the first step length that is tried, as a multiple of the gradient.' },
      decrease: { meaning: 'Share of the decrease that the slope foretells which a trial must reach.' },
    },
  },
  'conjugate-gradient': {
    name: 'Conjugate gradient',
    summary: 'Turns each direction so that it spoils the progress along the last one as little as it can.',
    hyperparameters: {
      lr: {
        meaning:
          'Learning rate: the first step length that the line search tries, as a multiple of the direction.',
      },
    },
  },
  'torch-lbfgs': {
    name: 'PyTorch L-BFGS',
    summary:
      'L-BFGS as PyTorch has it: by default without a line search, and at rest once its tolerances are met.',
    hyperparameters: {
      lr: { meaning: 'Learning rate: the multiple of the direction that is stepped, or first tried.' },
    },
  },
  muon: {
    name: 'Muon',
    summary:
      'Momentum of each matrix with its singular values made nearly alike, so that rare directions move as far as common ones.',
  },
  shampoo: {
    name: 'Shampoo',
    summary:
      'Divides the gradient of each matrix on both sides by roots of its summed squares, as Adagrad does without rotation.',
  },
  soap: {
    name: 'SOAP',
    summary: 'Adam in the eigenvectors of Shampoo’s matrices, which turn with the gradients.',
  },
  'nelder-mead': {
    name: 'Nelder-Mead',
    summary: 'Moves a simplex downhill by replacing its worst vertex, and looks at values alone.',
  },
  adabelief: {
    name: 'AdaBelief',
    summary: 'Adam that takes long steps where gradients are as expected and short ones where they surprise.',
  },
  yogi: {
    name: 'Yogi',
    summary:
      'Adam whose second moment changes by steps of the size of the gradient, so that it forgets slowly.',
  },
  adan: {
    name: 'Adan',
    summary: 'Adam that also averages how the gradient changes, and steps where it is heading.',
    hyperparameters: {
      beta2: { label: 'Decay of the difference', meaning: 'Decay of the averaged change of the gradient.' },
    },
  },
  ademamix: {
    name: 'AdEMAMix',
    summary: 'Adam with a second average that remembers gradients of thousands of steps.',
    hyperparameters: {
      beta3: { label: 'Slow decay', meaning: 'Decay of the slow average of gradients.' },
      alpha: { label: 'Share of the slow', meaning: 'Weight of the slow average.' },
      weightDecay: {
        meaning:
          'Decoupled weight decay: each step shrinks the position by the learning rate times this share.',
      },
    },
  },
  adopt: {
    name: 'ADOPT',
    summary: 'Adam that divides each gradient by what was known before it, and only then averages.',
  },
  laprop: {
    name: 'LaProp',
    summary: 'Adam that divides each gradient by its root mean square before it averages.',
    hyperparameters: {
      weightDecay: { meaning: 'Decoupled weight decay: each step then shrinks the position by this share.' },
    },
  },
  stableadamw: {
    name: 'StableAdamW',
    summary: 'AdamW that steps less far where gradients are much larger than expected.',
    hyperparameters: {
      weightDecay: {
        meaning:
          'Decoupled weight decay: each step shrinks the position by the learning rate times this share.',
      },
    },
  },
  'cautious-adamw': {
    name: 'Cautious AdamW',
    summary: 'AdamW that does not move along axes where its average points against the gradient.',
    hyperparameters: {
      weightDecay: {
        meaning:
          'Decoupled weight decay: each step shrinks the position by the learning rate times this share.',
      },
    },
  },
  grams: {
    name: 'Grams',
    summary: 'AdamW whose steps are as long as its average says, and go where the gradient says.',
    hyperparameters: {
      weightDecay: {
        meaning:
          'Decoupled weight decay: each step shrinks the position by the learning rate times this share.',
      },
    },
  },
  'mars-adamw': {
    name: 'MARS-AdamW',
    summary: 'AdamW of a gradient that is corrected by how it has changed, and is at most 1 long.',
    hyperparameters: {
      weightDecay: {
        meaning:
          'Decoupled weight decay: each step shrinks the position by the learning rate times this share.',
      },
    },
  },
  adafactor: {
    name: 'Adafactor',
    summary:
      'Scales the gradient by its root mean square, clips the whole, and steps in proportion to the position.',
    hyperparameters: {
      lr: { meaning: 'Learning rate: of a step, where steps are not relative.' },
      beta1: { meaning: 'Decay of the running average of steps; 0 for none.' },
      weightDecay: {
        meaning:
          'Decoupled weight decay: each step shrinks the position by the learning rate times this share.',
      },
    },
  },
  signsgd: {
    name: 'SignSGD',
    summary: 'Steps by the learning rate along every axis, by the sign of the gradient alone.',
    hyperparameters: {
      weightDecay: {
        meaning:
          'Decoupled weight decay: each step shrinks the position by the learning rate times this share.',
      },
    },
  },
  signum: {
    name: 'Signum',
    summary: 'Steps by the learning rate along every axis, by the sign of an averaged gradient.',
    hyperparameters: {
      weightDecay: {
        meaning:
          'Decoupled weight decay: each step shrinks the position by the learning rate times this share.',
      },
    },
  },
  asgd: {
    name: 'ASGD',
    summary: 'Gradient descent whose positions are averaged, with a rate that falls slowly.',
    hyperparameters: { alpha: { label: 'Power', meaning: 'Power at which the rate falls.' } },
  },
  'schedulefree-sgd': {
    name: 'Schedule-Free SGD',
    summary:
      'Gradient descent whose steps are averaged as they go, in the place of a falling rate; the average is drawn.',
    drawn: averageDrawn,
    hyperparameters: {
      momentum: {
        label: 'Interpolation',
        meaning: 'How near to the average the gradient is asked for: at 1 it is there, at 0 at the steps.',
      },
    },
  },
  'schedulefree-adamw': {
    name: 'Schedule-Free AdamW',
    summary:
      'AdamW whose steps are averaged as they go, in the place of a falling rate; the average is drawn.',
    drawn: averageDrawn,
    hyperparameters: {
      beta1: {
        label: 'Interpolation',
        meaning: 'How near to the average the gradient is asked for: at 1 it is there, at 0 at the steps.',
      },
      weightDecay: {
        meaning:
          'Decoupled weight decay: each step shrinks the position by the learning rate times this share.',
      },
    },
  },
  'lookahead-sgd': {
    name: 'Lookahead SGD',
    summary: 'Momentum that goes ahead for some steps and is then pulled back part of the way.',
    hyperparameters: {
      alpha: {
        label: 'Share of the way',
        meaning: 'Share of the way from the slow position that a pull leaves.',
      },
    },
  },
  'lookahead-adam': {
    name: 'Lookahead Adam',
    summary: 'Adam that goes ahead for some steps and is then pulled back part of the way.',
    hyperparameters: {
      alpha: {
        label: 'Share of the way',
        meaning: 'Share of the way from the slow position that a pull leaves.',
      },
    },
  },
  sgld: {
    name: 'SGLD',
    summary:
      'Langevin dynamics: gradient descent with noise so measured that positions come to be distributed as exp(−f/T).',
  },
  sam: {
    name: 'SAM',
    summary:
      'Sharpness-aware minimization: takes the gradient a little uphill, so that it leaves narrow valleys for flat ones.',
    hyperparameters: { rho: { label: 'Radius', meaning: 'How far uphill the second gradient is taken.' } },
  },
  sophiah: {
    name: 'Sophia',
    summary: 'Divides the averaged gradient by the curvature along each axis, and clips what comes out.',
    hyperparameters: {
      lr: { meaning: 'Learning rate: with the clip, the longest step along an axis is their product.' },
      beta2: { label: 'Curvature decay', meaning: 'Decay of the averaged curvature.' },
    },
  },
  sps: {
    name: 'Polyak step',
    summary:
      'Gradient descent that goes as far as would reach zero on a line: the loss over the squared slope.',
    hyperparameters: {
      lr: { meaning: 'The longest step size, by default beyond all; smoothed, the first one.' },
      gamma: { label: 'Growth', meaning: 'Smoothed, the step size grows by at most this in an epoch.' },
    },
  },
  dog: {
    name: 'DoG',
    summary:
      'Distance over gradients: descent whose rate is the distance from the start over the root of all squared gradients.',
    hyperparameters: { lr: { meaning: 'Multiple of the rate that the rule finds by itself.' } },
  },
  'dadapt-sgd': {
    name: 'D-Adaptation SGD',
    summary: 'Gradient descent that finds its learning rate by a lower bound of the way to the minimum.',
    hyperparameters: {
      lr: { meaning: 'Multiple of the rate that the rule finds by itself.' },
      momentum: { meaning: 'Share of the position that is kept; the rest follows the sum of all steps.' },
    },
  },
  'dadapt-adam': {
    name: 'D-Adaptation Adam',
    summary: 'Adam that finds its learning rate by a lower bound of the way to the minimum.',
    hyperparameters: { lr: { meaning: 'Multiple of the rate that the rule finds by itself.' } },
  },
  prodigy: {
    name: 'Prodigy',
    summary: 'AdamW that finds its learning rate by estimating how far away the minimum is.',
    hyperparameters: {
      lr: { meaning: 'Multiple of the rate that the rule finds by itself.' },
      beta3: {
        label: 'Decay of the estimate',
        meaning: 'Decay of the sums behind the estimate; 0 takes the root of the second-moment decay.',
      },
    },
  },
};

/** What they say of hyperparameters that no rule has which is there from the start. */
export const lateHyperparameters: Words['hyperparameters'] = {
  rho: {
    label: 'Averaging',
    meaning: 'Decay of the running averages of squared gradients and squared steps.',
  },
  momentumDecay: { label: 'Momentum decay', meaning: 'How fast the warm-up of the momentum ends.' },
  etaMinus: {
    label: 'Shrinking factor',
    meaning: 'Multiplies the step size where the gradient has turned its sign.',
  },
  etaPlus: {
    label: 'Growing factor',
    meaning: 'Multiplies the step size where the gradient has kept its sign.',
  },
  stepMin: { label: 'Smallest step size', meaning: 'No step size shrinks below it.' },
  stepMax: {
    label: 'Largest step size',
    meaning: 'No step size grows beyond it; where it is below the smallest, it wins.',
  },
  nu: {
    label: 'Momentum share',
    meaning: 'Share of the velocity in the step; the rest is the plain gradient.',
  },
  nu1: {
    label: 'First-moment share',
    meaning: 'Share of the first moment in the step; the rest is the plain gradient.',
  },
  nu2: {
    label: 'Second-moment share',
    meaning: 'Share of the second moment under the root; the rest is the squared gradient.',
  },
  shrinking: {
    label: 'Shrinking factor',
    meaning: 'Multiplies the step length after each trial that does not go down enough.',
  },
  lineSearchFn: {
    label: 'Line search',
    meaning: 'Finds each step length by the strong Wolfe conditions, with c₁ = 10⁻⁴ and c₂ = 0.9.',
  },
  toleranceGrad: {
    label: 'Gradient tolerance',
    meaning: 'The run rests where no component of the gradient is larger.',
  },
  toleranceChange: {
    label: 'Change tolerance',
    meaning:
      'The run rests where the slope along the direction is less steep; a line search ends on so short a way.',
  },
  nsSteps: {
    label: 'Newton-Schulz rounds',
    meaning: 'Rounds of the Newton-Schulz iteration; each brings the singular values nearer to 1.',
  },
  frequency: {
    label: 'Updates between turns',
    meaning: 'Updates from one turn of the eigenvectors to the next.',
  },
  size: {
    label: 'First simplex',
    meaning: 'How far the other vertices of the first simplex lie from the start, along each axis.',
  },
  weightDecouple: {
    label: 'Decoupled decay',
    meaning: 'Weight decay shrinks the position itself; otherwise it is added to the gradient.',
  },
  fixedDecay: {
    label: 'Fixed decay',
    meaning: 'Decoupled weight decay is not multiplied by the learning rate.',
  },
  rectify: { label: 'Rectified', meaning: 'Begins with plain momentum, as RAdam does.' },
  degeneratedToSgd: {
    label: 'Momentum at first',
    meaning:
      'Rectified, it moves by plain momentum before the second moment can be trusted; otherwise it waits.',
  },
  initialAccumulator: { label: 'Initial moments', meaning: 'What both moments begin at.' },
  beta3: { label: 'Second-moment decay', meaning: 'Decay of the running average of squares.' },
  maxGradNorm: {
    label: 'Longest gradient',
    meaning: 'A longer gradient is scaled down to it; 0 leaves every gradient as it is.',
  },
  noProx: {
    label: 'Plain decay',
    meaning: 'Weight decay shrinks the position before the step, as in AdamW.',
  },
  beta3Warmup: {
    label: 'Warm-up of β₃',
    meaning: 'Steps over which the slow decay comes from the fast one; 0 for none.',
  },
  alphaWarmup: {
    label: 'Warm-up of α',
    meaning: 'Steps over which the share of the slow average rises; 0 for none.',
  },
  clip: { label: 'Clipped', meaning: 'Keeps scaled gradients within the fourth root of the steps taken.' },
  decouple: {
    label: 'Decoupled decay',
    meaning: 'Weight decay shrinks the position itself; otherwise it is added to the gradient.',
  },
  decoupleLr: {
    label: 'Decay apart from rate',
    meaning: 'Weight decay is not multiplied by the learning rate, but by its share of the largest.',
  },
  maxLr: {
    label: 'Largest rate',
    meaning: 'The rate of which the learning rate is a share; 0 takes the learning rate itself.',
  },
  correctBias: { label: 'Bias correction', meaning: 'Corrects for the zeros that the moments begin at.' },
  gamma: { label: 'Correction', meaning: 'Weight of the change of the gradient.' },
  eps1: { label: 'Epsilon of squares', meaning: 'Added to squared gradients.' },
  eps2: { label: 'Smallest scale', meaning: 'The least that the scale of the position counts as.' },
  clipThreshold: { label: 'Clip', meaning: 'Bound of the root mean square of what is scaled.' },
  decayRate: {
    label: 'Decay power',
    meaning: 'The second moment decays by 1 minus the step number to this power.',
  },
  scaleParameter: {
    label: 'Scaled by position',
    meaning: 'Steps are in proportion to the size of the position.',
  },
  relativeStep: { label: 'Relative steps', meaning: 'The rate falls with the root of the step number.' },
  warmupInit: {
    label: 'Warm-up',
    meaning: 'Relative steps begin at a millionth and rise with the step number.',
  },
  lambd: { label: 'Decay term', meaning: 'How fast the rate falls, and the position shrinks.' },
  t0: { label: 'First averaged step', meaning: 'Averaging begins after so many steps.' },
  warmupSteps: {
    label: 'Warm-up',
    meaning: 'Steps over which the learning rate rises from zero; 0 for none.',
  },
  r: { label: 'Weight by step', meaning: 'Power of the step number in the weights of the average.' },
  weightLrPower: {
    label: 'Weight by rate',
    meaning: 'Power of the largest learning rate so far in the weights of the average.',
  },
  innerMomentum: {
    label: 'Inner momentum',
    meaning: 'Decay of a running average that takes the gradient’s place; 0 for none.',
  },
  k: { label: 'Steps between pulls', meaning: 'After so many steps the position is pulled back.' },
  pullbackMomentum: { label: 'Reset momentum', meaning: 'A pull sets the velocity to zero.' },
  temperature: {
    label: 'Temperature',
    meaning:
      'What the loss is divided by in exp(−f/T). At 1 the loss is taken for minus a log posterior; at 0 this is SGD.',
  },
  annealing: {
    label: 'Annealing',
    meaning: 'The temperature follows the schedule of the learning rate.',
  },
  adaptive: { label: 'Adaptive', meaning: 'The way uphill is in proportion to the coordinates.' },
  p: { label: 'Clip', meaning: 'Bound of what is multiplied by the learning rate.' },
  hessianEvery: {
    label: 'Steps between Hessians',
    meaning: 'The curvature is asked for at the first step, and then once in so many.',
  },
  adaptFlag: { label: 'Smoothed', meaning: 'Step sizes grow by a bounded factor only.' },
  c: { label: 'Divisor', meaning: 'Divides the step: 1 is Polyak’s.' },
  nBatchesPerEpoch: { label: 'Steps of an epoch', meaning: 'Smoothed, the steps that are one epoch.' },
  repsRel: {
    label: 'First distance',
    meaning: 'The first distance, as a share of 1 plus the length of the start.',
  },
  initEta: {
    label: 'First rate',
    meaning: 'The rate of the first update, in the place of a first distance; 0 leaves it to that.',
  },
  d0: {
    label: 'First estimate',
    meaning: 'The estimate of the distance to the minimum that the rule begins with.',
  },
  growthRate: {
    label: 'Growth limit',
    meaning: 'The estimate grows by this factor in a step at most; 0 sets no limit.',
  },
  useBiasCorrection: {
    label: 'Bias correction',
    meaning: 'Corrects for the zeros that the moments begin at, as Adam does.',
  },
  safeguardWarmup: {
    label: 'Safe warm-up',
    meaning: 'Keeps a warm-up of the learning rate out of the estimate.',
  },
  dCoef: { label: 'Multiple of the estimate', meaning: 'Multiplies each new estimate.' },
};

spoken({ lateRules, lateHyperparameters });
ruleWords.give(lateRules);
hyperparameterWords.give(lateHyperparameters);
