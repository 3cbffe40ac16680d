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
 * Adaptive clipping: A. Brock et al., "High-performance large-scale image recognition without normalization", 2021,
 * https://arxiv.org/abs/2102.06171, with all parameters as one unit. Of the gradients that a rule asks for by itself the last is
 * clipped.
 */
export function withKnobs(entry: RuleRow): RuleRow {
  const { rule, stability } = entry;
  const { lines } = rule;
  if (rule.search) return entry;
  const asked = lines.findLastIndex(({ formula }) => formula.startsWith('grad('));
  const given = lines.findLastIndex(
    ({ key, formula }, k) => k === asked || (key === 'gradient' && formula === lines[asked]?.key),
  );
  const { coupled, decoupled } = decaysOf(entry, asked);
  const whole = withKnobsAt(entry, {
    clips: 'gradient',
    behind: given,
    decays: coupled ? 'l2' : null,
    shrinks: decoupled ? 'shrinking' : null,
    // An average of positions reads where the step leads, too.
    before: lines.findIndex(({ formula }) => formula.includes('theta - update')),
  });
  return {
    ...whole,
    ...(stability && {
      stability: (values) => (values['decoupledDecay'] ? null : stability(values)),
    }),
  };
}

/** Where the lines of a rule take its knobs. */
export interface KnobPlaces {
  /** The gradient that is clipped, behind this line, -1 for before all; null where nothing is. */
  readonly clips: string | null;
  readonly behind: number;
  /** When it is a new one; at every step without it. */
  readonly when?: string;
  /** What the decays are called that are added to that gradient, and taken from theta before a line; null without them. */
  readonly decays: string | null;
  readonly shrinks: string | null;
  readonly before: number;
  /** Names that the rule has for something else: a knob of such a name is left out. */
  readonly taken?: ReadonlySet<string>;
}

export function withKnobsAt(entry: RuleRow, places: KnobPlaces): RuleRow {
  const { rule, hyperparameters } = entry;
  const { clips: gradient, behind, when, decays, shrinks, before, taken } = places;
  const offered = [
    ...(gradient === null ? [] : clips),
    ...(gradient === null || decays === null ? [] : [l2Decay]),
    ...(shrinks === null ? [] : [decoupledDecay]),
  ].filter(({ key }) => !taken?.has(key));
  const isThere = ({ when: acts = '' }: EquationLine) =>
    offered.some(({ key }) => acts.startsWith(`${key} `));
  const asIt = (line: EquationLine) =>
    when === undefined ? line : { ...line, when: `${line.when!} and (${when})` };
  const early = [
    ...(gradient === null ? [] : clipLines(gradient)),
    ...(gradient === null || decays === null ? [] : coupledLines(gradient, decays)),
  ];
  const late = shrinks === null ? [] : decoupledLines(shrinks);
  const place = behind + 1;
  const all = (line: EquationLine, i: number) => [
    ...(i === place ? early.filter(isThere).map(asIt) : []),
    ...(i === before ? late.filter(isThere) : []),
    line,
  ];
  return {
    ...entry,
    hyperparameters: [...hyperparameters, ...offered],
    rule: { ...rule, lines: rule.lines.flatMap(all) },
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

function clipLines(g: string): readonly EquationLine[] {
  const clipped = (formula: string, when: string): EquationLine => ({
    key: g,
    part: 'gradient',
    formula,
    when,
  });
  return [
    clipped(`max(-clipValue, min(clipValue, ${g}))`, 'clipValue != 0'),
    clipped(`min(1, clipNorm/(norm(${g}) + 10^-6))*${g}`, 'clipNorm != 0'),
    clipped(
      `where(norm(${g}) > clipAdaptive*max(norm(theta), 10^-3),` +
        ` clipAdaptive*max(norm(theta), 10^-3)/max(norm(${g}), 10^-6), 1)*${g}`,
      'clipAdaptive != 0',
    ),
  ];
}

const coupledLines = (g: string, decay: string): readonly EquationLine[] => [
  { key: decay, part: 'decay', formula: 'l2Decay*theta', when: 'l2Decay != 0' },
  { key: g, part: 'gradient', formula: `${g} + ${decay}`, when: 'l2Decay != 0' },
];

const decoupledLines = (decay: string): readonly EquationLine[] => [
  { key: decay, part: 'decay', formula: 'lr*decoupledDecay*theta', when: 'decoupledDecay != 0' },
  { key: 'theta', part: 'decay', formula: `theta - ${decay}`, when: 'decoupledDecay != 0' },
];
