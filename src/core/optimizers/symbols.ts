import type { OptimizerEntry } from './types.ts';

/** TeX of the names that stand in equation lines beside the hyperparameters, which bring their own. */
const symbols: ReadonlyMap<string, string> = new Map([
  ['t', 't'],
  ['theta', '\\theta'],
  ['gradient', 'g'],
  ['decay', 'w'],
  ['velocity', 'b'],
  ['m', 'm'],
  ['v', 'v'],
  ['mHat', '\\hat m'],
  ['vHat', '\\hat v'],
  ['vMax', 'v_{\\max}'],
  ['squareAverage', 's'],
  ['gradientAverage', '\\bar g'],
  ['scaledGradient', 'd'],
  ['sum', 'G'],
  ['rate', 'r'],
  ['delta', 'd'],
  ['accDelta', 'a'],
  ['mu', '\\mu'],
  ['muNext', "\\mu'"],
  ['muProduct', 'P'],
  ['rho', '\\rho'],
  ['rhoInf', '\\rho_\\infty'],
  ['rectification', 'r'],
  ['scaling', 'c'],
  ['u', 'u'],
  ['turn', 's'],
  ['stepSize', '\\Delta'],
  ['previousGradient', "g'"],
  ['loss', 'f(\\theta)'],
  ['h', 'h'],
  ['d', 'd'],
  ['dHat', '\\hat d'],
  ['dMax', 'd_{\\max}'],
  ['x0', '\\theta_0'],
  ['eta', '\\eta_t'],
  ['z', 'z'],
  ['slow', '\\bar\\theta'],
  ['pull', 'p'],
  ['betaS', '\\beta_s'],
  ['l2', 'w_2'],
  ['shrinking', 'w'],
  ['update', '\\delta'],
  ['average', 'c'],
  ['solution', 'p'],
  ['direction', 'd'],
  ['stepLength', '\\alpha'],
  ['beta', '\\beta'],
  ['s', 's'],
  ['y', 'y'],
  ['previousPosition', "\\theta'"],
  ['best', 'x_1'],
  ['worst', 'x_{n+1}'],
  ['centroid', '\\bar x'],
  ['move', '\\mu'],
  ['candidate', 'x'],
]);

/** TeX of every name that the rule's lines may use, for `toTex`. */
export function symbolsOf(entry: OptimizerEntry): ReadonlyMap<string, string> {
  const own = Object.entries(entry.rule.symbols ?? {});
  return new Map([...symbols, ...entry.hyperparameters.map(({ key, tex }) => [key, tex] as const), ...own]);
}

/** Whether a name of lines has its TeX here. */
export function hasSymbol(name: string): boolean {
  return symbols.has(name);
}
