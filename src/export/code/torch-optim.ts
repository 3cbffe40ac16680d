import type { HyperparameterValues } from '../../core/optimizers/types.ts';
import { pythonFloat } from './python.ts';

/**
 * The rules that PyTorch has itself, with its names for their hyperparameters: those that give the same numbers in
 * every version from `OLDEST_TORCH` on. NAdam is not among them: in 1.13 it multiplies its product of momenta by the
 * present one twice, and walks elsewhere. It is written out, as the rules are that PyTorch has not.
 */

/** The oldest version that scripts were run with. */
export const OLDEST_TORCH = [1, 13] as const;

interface TorchRule {
  readonly name: string;
  /** PyTorch's argument, and the registry's key or pair of keys. */
  readonly arguments: readonly (readonly [argument: string, key: string | readonly [string, string]])[];
  /** Arguments whose default is not zero or off, and which are therefore always given. */
  readonly always?: readonly string[];
}

const BETAS = ['betas', ['beta1', 'beta2']] as const;
const DECAY = ['weight_decay', 'weightDecay'] as const;
const LR = ['lr', 'lr'] as const;
const EPS = ['eps', 'eps'] as const;

const sgd: TorchRule = {
  name: 'SGD',
  arguments: [LR, ['momentum', 'momentum'], ['dampening', 'dampening'], DECAY, ['nesterov', 'nesterov']],
};

const rules: ReadonlyMap<string, TorchRule> = new Map<string, TorchRule>([
  ['sgd', sgd],
  ['momentum', sgd],
  ['nesterov', sgd],
  [
    'rmsprop',
    {
      name: 'RMSprop',
      arguments: [LR, ['alpha', 'alpha'], EPS, DECAY, ['momentum', 'momentum'], ['centered', 'centered']],
      always: ['alpha', 'eps'],
    },
  ],
  ['adam', { name: 'Adam', arguments: [LR, BETAS, EPS, DECAY, ['amsgrad', 'amsgrad']], always: ['eps'] }],
  [
    'adamw',
    {
      name: 'AdamW',
      arguments: [LR, BETAS, EPS, DECAY, ['amsgrad', 'amsgrad']],
      always: ['eps', 'weight_decay'],
    },
  ],
  [
    'adagrad',
    {
      name: 'Adagrad',
      arguments: [
        LR,
        ['lr_decay', 'lrDecay'],
        DECAY,
        ['initial_accumulator_value', 'initialAccumulatorValue'],
        EPS,
      ],
      always: ['eps'],
    },
  ],
  ['adadelta', { name: 'Adadelta', arguments: [LR, ['rho', 'rho'], EPS, DECAY], always: ['rho', 'eps'] }],
  ['radam', { name: 'RAdam', arguments: [LR, BETAS, EPS, DECAY], always: ['eps'] }],
  ['adamax', { name: 'Adamax', arguments: [LR, BETAS, EPS, DECAY], always: ['eps'] }],
  [
    'rprop',
    {
      name: 'Rprop',
      arguments: [LR, ['etas', ['etaMinus', 'etaPlus']], ['step_sizes', ['stepMin', 'stepMax']]],
    },
  ],
]);

/** The optimizer over `parameters`, as PyTorch constructs it; null where PyTorch has no such rule, another one in some versions, or refuses. */
export function torchOptimizer(id: string, values: HyperparameterValues, parameters: string): string | null {
  const rule = rules.get(id);
  if (!rule) return null;
  const momentum = values['momentum'];
  const ahead = rule === sgd && values['nesterov'] === true && momentum !== 0;
  if (ahead && values['dampening'] !== 0) return null;
  // Clipping, and decay of the other kind, are nothing of the optimizer's.
  const known = new Set(rule.arguments.flatMap(([, key]) => key));
  if (Object.entries(values).some(([key, value]) => !known.has(key) && value !== 0 && value !== false)) {
    return null;
  }
  const args = rule.arguments.flatMap(([argument, key]) => {
    if (typeof key !== 'string')
      return [`${argument}=(${key.map((one) => printed(values[one])).join(', ')})`];
    const value = key === 'nesterov' ? ahead : values[key];
    const isOff = value === 0 || value === false;
    return isOff && argument !== 'lr' && !rule.always?.includes(argument)
      ? []
      : [`${argument}=${printed(value)}`];
  });
  return `torch.optim.${rule.name}(${[parameters, ...args].join(', ')})`;
}

function printed(value: number | boolean | undefined): string {
  if (typeof value === 'number') return pythonFloat(value);
  return value === true ? 'True' : 'False';
}
