import { l2Lines, positionLine } from './common-lines.ts';
import * as hyper from './hyperparameters.ts';
import { flagOf, numberOf } from './hyperparameters.ts';
import type { HyperparameterValues, RuleRow, Rule, Stability } from './types.ts';

/**
 * Gradient descent with momentum, one rule for `sgd`, `momentum` and `nesterov`, which differ in their defaults.
 *
 *     g <- g + lambda theta
 *     b <- mu b + (1 - tau) g            (first step: b <- g)
 *     theta <- theta - eta b             (Nesterov: theta - eta (g + mu b); no momentum: theta - eta g)
 *
 * g gradient, b velocity, theta position, eta learning rate, mu momentum, tau dampening, lambda weight decay.
 * PyTorch's convention: the learning rate multiplies the velocity (in Sutskever et al. 2013 and Keras it is inside
 * the velocity), the first velocity is the undamped gradient, and Nesterov's form takes the gradient at the current
 * point. With momentum 0 neither dampening nor Nesterov has an effect. PyTorch refuses Nesterov with dampening;
 * here both simply act.
 *
 * H. Robbins, S. Monro 1951, https://doi.org/10.1214/aoms/1177729586; B. T. Polyak 1964,
 * https://doi.org/10.1016/0041-5553(64)90137-5; I. Sutskever et al. 2013, https://proceedings.mlr.press/v28/sutskever13.html.
 */
const rule: Rule = {
  vectors: ['velocity'],
  scalars: [],
  lines: [
    ...l2Lines,
    {
      key: 'velocity',
      part: 'velocity',
      formula: 'gradient',
      when: 'momentum != 0 and t == 1',
    },
    {
      key: 'velocity',
      part: 'velocity',
      formula: 'momentum*velocity + gradient',
      when: 'momentum != 0 and t != 1 and dampening == 0',
    },
    {
      key: 'velocity',
      part: 'velocity',
      formula: 'momentum*velocity + (1 - dampening)*gradient',
      when: 'momentum != 0 and t != 1 and dampening != 0',
    },
    { key: 'update', part: 'step', formula: 'lr*gradient', when: 'momentum == 0' },
    {
      key: 'update',
      part: 'step',
      formula: 'lr*velocity',
      when: 'momentum != 0 and nesterov == 0',
    },
    {
      key: 'update',
      part: 'step',
      formula: 'lr*(gradient + momentum*velocity)',
      when: 'momentum != 0 and nesterov != 0',
    },
    positionLine,
  ],
};

function hyperparameters(momentum: number, nesterov: boolean): RuleRow['hyperparameters'] {
  return [
    hyper.lr(0.01),
    hyper.momentum(momentum),
    hyper.dampening,
    hyper.nesterov(nesterov),
    hyper.weightDecay(),
  ];
}

/**
 * Where the update's two characteristic roots leave the unit circle on a quadratic (Jury's conditions), with
 * k = 1 - tau of each gradient kept:
 *
 *     gradient descent   eta lambda < 2
 *     heavy ball         eta lambda < 2 (1 + mu) / k                     (Polyak 1964, k = 1)
 *     Nesterov's form    eta lambda < 2 (1 + mu) / (1 + mu + k mu)
 *
 * The last is, at k = 1, 2 (1 + mu) / (1 + 2 mu): J. Cohen et al., "Gradient descent on neural networks
 * typically occurs at the edge of stability", 2021, appendix B, https://arxiv.org/abs/2103.00065. Without a velocity
 * that fades (mu of 1 or more) or when none of the gradient is kept (k of 0 or less) no learning rate is stable, or
 * all are: no bound.
 */
function stability(values: HyperparameterValues): Stability | null {
  const mu = numberOf(values, 'momentum');
  const kept = 1 - numberOf(values, 'dampening');
  if (mu === 0) return { product: 2, formula: '2/λmax' };
  if (mu >= 1 || kept <= 0) return null;
  if (!flagOf(values, 'nesterov')) {
    return kept === 1
      ? { product: 2 * (1 + mu), formula: '2(1+μ)/λmax' }
      : { product: (2 * (1 + mu)) / kept, formula: '2(1+μ)/((1−τ)λmax)' };
  }
  return {
    product: (2 * (1 + mu)) / (1 + mu + kept * mu),
    formula: kept === 1 ? '2(1+μ)/((1+2μ)λmax)' : '2(1+μ)/((1+μ+(1−τ)μ)λmax)',
  };
}

export const sgd: RuleRow = {
  id: 'sgd',
  stepScale: 'gradient',
  hyperparameters: hyperparameters(0, false),
  rule,
  stability,
};

export const momentum: RuleRow = {
  id: 'momentum',
  stepScale: 'gradient',
  hyperparameters: hyperparameters(0.9, false),
  rule,
  stability,
};

export const nesterov: RuleRow = {
  id: 'nesterov',
  stepScale: 'gradient',
  hyperparameters: hyperparameters(0.9, true),
  rule,
  stability,
};
