import { optimizerById } from '../../core/optimizers/registry.ts';
import type { Scene } from '../../core/scene/scene.ts';
import { suggestionsOf } from '../../core/scene/suggest.ts';
import type { ruleEditor as text } from '../../text/en/rule-editor.ts';

/** Rules to start from. Each of the first five is one edit from the one before. */

export type TemplateId = keyof typeof text.templates;

const rate = 'lr = 0.02 in [1e-5, 1] log';
const beta1 = 'beta1 = 0.9 in [0, 1]';
const beta2 = 'beta2 = 0.999 in [0, 1]';
const average = 'm = beta1*m + (1 - beta1)*gradient';
const adaptive = [rate, beta1, beta2, 'eps = 1e-8', average, 'v = beta2*v + (1 - beta2)*gradient^2'];

/** Plain gradient descent at a rate, as far as its slider goes. */
function ruleAt(rate: number): string {
  const within = Math.min(1, Math.max(1e-5, rate));
  return [`lr = ${within} in [1e-5, 1] log`, 'theta = theta - lr*gradient'].join('\n');
}

export const templates: Readonly<Record<TemplateId, string>> = {
  ball: [rate, beta1, 'm = beta1*m + gradient', 'theta = theta - lr*m'].join('\n'),
  averaged: [rate, beta1, average, 'theta = theta - lr*m'].join('\n'),
  scaled: [...adaptive, 'theta = theta - lr*m/(sqrt(v) + eps)'].join('\n'),
  first: [...adaptive, 'theta = theta - lr*(m/(1 - beta1^t))/(sqrt(v) + eps)'].join('\n'),
  adam: [...adaptive, 'theta = theta - lr*(m/(1 - beta1^t))/(sqrt(v/(1 - beta2^t)) + eps)'].join('\n'),
  sign: [rate, 'theta = theta - lr*sign(gradient)'].join('\n'),
  sam: [
    'lr = 0.01 in [1e-5, 1] log',
    'rho = 0.05 in [0, 2]',
    'gradient = grad(theta + rho*gradient/(norm(gradient) + 1e-12))',
    'theta = theta - lr*gradient',
  ].join('\n'),
  own: ruleAt(0.01),
};

/** Plain gradient descent at the rate that the surface suggests for it: at another it might fly off at once. */
export function ownRuleAt(scene: Scene): string {
  const plain = optimizerById('sgd');
  return plain ? ruleAt(suggestionsOf(scene).rate(plain)) : templates.own;
}

/** The first five. */
export const path: readonly TemplateId[] = ['ball', 'averaged', 'scaled', 'first', 'adam'];
export const others: readonly TemplateId[] = ['sign', 'sam', 'own'];
