import { MAX_PARAMETER, type Parameter } from '../expression/formula.ts';
import { bodyOf, parametersOf, withParameter } from '../expression/parameters.ts';
import type { Scene } from './scene.ts';

/** The parameters of a scene's formula: a catalog's surface has none. */
export function parametersIn({ loss, formula }: Pick<Scene, 'loss' | 'formula'>): readonly Parameter[] {
  return loss === 'custom' ? parametersOf(formula) : [];
}

/** The formula without the values of its parameters. */
export function bodyIn({ loss, formula }: Pick<Scene, 'loss' | 'formula'>): string {
  return loss === 'custom' ? bodyOf(formula) : formula;
}

/**
 * The scene with another value of a parameter, whose slider then reaches as far; null where there is no such parameter or
 * the value is none. What the surface suggested stays where it is, and is set from now on: domain, start
 * and rates do not move under a hand that turns the surface.
 */
export function withParameterValue<S extends Scene>(scene: S, name: string, value: number): S | null {
  const parameter = parametersIn(scene).find((one) => one.name === name);
  if (!parameter || !(Math.abs(value) <= MAX_PARAMETER)) return null;
  const { min, max } = parameter;
  const changed = { name, value, min: Math.min(min, value), max: Math.max(max, value) };
  return {
    ...scene,
    formula: withParameter(scene.formula, changed),
    suggested: [],
    optimizers: scene.optimizers.map((setting) => ({ ...setting, suggested: [] })),
  };
}
