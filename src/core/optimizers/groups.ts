/** The ids of all rules by idea, in the order of menus. */
export const optimizerGroups = {
  classic: ['sgd', 'momentum', 'rmsprop', 'adam', 'nesterov'],
  adaptive: [
    'adamw',
    'adagrad',
    'adadelta',
    'nadam',
    'radam',
    'adamax',
    'qhadam',
    'adabelief',
    'yogi',
    'adan',
    'ademamix',
    'adopt',
    'laprop',
    'stableadamw',
    'cautious-adamw',
    'grams',
    'mars-adamw',
    'adafactor',
  ],
  signs: ['rprop', 'lion', 'signsgd', 'signum'],
  averaged: ['qhm', 'asgd', 'schedulefree-sgd', 'schedulefree-adamw', 'lookahead-sgd', 'lookahead-adam'],
  parameterFree: ['sps', 'dog', 'dadapt-sgd', 'dadapt-adam', 'prodigy'],
  sampling: ['sgld'],
  curvature: ['sam', 'sophiah', 'newton', 'conjugate-gradient', 'lbfgs', 'torch-lbfgs'],
  matrices: ['muon', 'shampoo', 'soap'],
  searching: ['armijo', 'nelder-mead'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type OptimizerGroup = keyof typeof optimizerGroups;

export type RuleId = (typeof optimizerGroups)[OptimizerGroup][number];

/** Rules of most scenes, which are there from the start: see registry.ts. */
export type FirstRuleId = (typeof optimizerGroups)['classic'][number] | 'adamw' | 'adagrad';
