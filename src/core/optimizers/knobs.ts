import { numberRow } from './hyperparameters.ts';
import type { EquationLine, HyperparameterRow, RuleRow } from './types.ts';

/**
 * What any rule that is said by lines takes beside its own: clipping of the gradient that it is given, and weight decay of
 * the kind that it has not. All are off at 0, and lines of its equation where they are not.
 *
 *     by value      g <- max(-c, min(c, g))                                        PyTorch's clip_grad_value_
 *     by norm       g <- min(1, c / (|g| + 10^-6)) g                               PyTorch's clip_grad_norm_
 *     adaptive      g <- c p / max(|g|, 10^-6) g where |g| > c p,  p = max(|theta|, 10^-3)
 *     coupled       g <- g + lambda theta                                          behind the clipping
 *     decoupled     theta <- theta - eta lambda theta                              before the step, as AdamW does
 *
 * Adaptive clipping: A. Brock et al., "High-performance large-scale image recognition without normalization", 2021, with
 * all parameters as one unit. Of the gradients that a rule asks for by itself the last is clipped.
 */
export function withKnobs(entry: RuleRow): RuleRow {
  const { rule, hyperparameters, stability } = entry;
  const { lines } = rule;
  if (rule.search) return entry;
  const asked = lines.findLastIndex(({ formula }) => formula.startsWith('grad('));
  const given = lines.findLastIndex(
    ({ key, formula }, k) => k === asked || (key === 'gradient' && formula === lines[asked]?.key),
  );
  const decays = decaysOf(entry, asked);
  const moved = lines.findIndex(({ key, part }) => key === 'theta' && part === 'position');
  return {
    ...entry,
    hyperparameters: [
      ...hyperparameters,
      ...clips,
      ...(decays.coupled ? [l2Decay] : []),
      ...(decays.decoupled ? [decoupledDecay] : []),
    ],
    rule: {
      ...rule,
      lines: [
        ...lines.slice(0, given + 1),
        ...clipLines,
        ...(decays.coupled ? coupledLines : []),
        ...lines.slice(given + 1, moved),
        ...(decays.decoupled ? decoupledLines : []),
        ...lines.slice(moved),
      ],
    },
    ...(stability && {
      stability: (values) => (values['decoupledDecay'] ? null : stability(values)),
    }),
  };
}

/** The kinds of weight decay that a rule has not. Where its theta is an average, none is added to it. */
function decaysOf({ rule, hyperparameters, stepScale }: RuleRow, asked: number) {
  const own = hyperparameters.some(({ key }) => key === 'weightDecay');
  const isSwitched = hyperparameters.some(({ key }) => /^(weightD|d)ecouple$/.test(key));
  const isCoupled = rule.lines.some(({ formula }) => formula === 'gradient + decay');
  const isThere = asked < 0 || rule.lines.slice(0, asked).some(({ formula }) => formula.includes('gradient'));
  return {
    coupled: isThere && !isSwitched && !(own && isCoupled),
    // By the learning rate, where that is what steps are multiples of.
    decoupled: isThere && !isSwitched && !(own && !isCoupled) && stepScale !== 'free',
  };
}

const knob = (key: string, tex: string, max: number): HyperparameterRow =>
  numberRow({ key, symbol: '', tex, default: 0, min: 0, max, scale: 'linear', knob: true });

const clips: readonly HyperparameterRow[] = [
  knob('clipValue', 'c_{\\infty}', 10),
  knob('clipNorm', 'c', 10),
  knob('clipAdaptive', 'c_{\\theta}', 1),
];

const l2Decay = knob('l2Decay', '\\lambda_2', 1);

const decoupledDecay = knob('decoupledDecay', '\\lambda_w', 1);

const gradientLine = (formula: string, when: string): EquationLine => ({
  key: 'gradient',
  part: 'gradient',
  formula,
  when,
});

const clipLines: readonly EquationLine[] = [
  gradientLine('max(-clipValue, min(clipValue, gradient))', 'clipValue != 0'),
  gradientLine('min(1, clipNorm/(norm(gradient) + 1/10^6))*gradient', 'clipNorm != 0'),
  gradientLine(
    'where(norm(gradient) > clipAdaptive*max(norm(theta), 1/1000),' +
      ' clipAdaptive*max(norm(theta), 1/1000)/max(norm(gradient), 1/10^6), 1)*gradient',
    'clipAdaptive != 0',
  ),
];

const coupledLines: readonly EquationLine[] = [
  { key: 'l2', part: 'decay', formula: 'l2Decay*theta', when: 'l2Decay != 0' },
  gradientLine('gradient + l2', 'l2Decay != 0'),
];

const decoupledLines: readonly EquationLine[] = [
  { key: 'shrinking', part: 'decay', formula: 'lr*decoupledDecay*theta', when: 'decoupledDecay != 0' },
  { key: 'theta', part: 'decay', formula: 'theta - shrinking', when: 'decoupledDecay != 0' },
];
