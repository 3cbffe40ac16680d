/** Formulas of one variable: a curve, or a trough whose other variable nothing depends on. */
import { compiled, variableOf } from './compiled.ts';
import { withTrueMarks } from './follow.ts';
import type { Scene } from './scene.ts';

/** Whether a scene's surface is a formula of one variable. */
export function isOneVariable({ loss, formula, model }: Pick<Scene, 'loss' | 'formula' | 'model'>): boolean {
  return loss === 'custom' && model === null && variableOf(formula) !== null;
}

/** Whether a formula that is typed in a scene is drawn as a curve: one of one variable is, unless that before was a trough. */
export function becomesCurve(scene: Scene, formula: string): boolean {
  if (variableOf(formula) === null) return false;
  return !isOneVariable(scene) || scene.curve;
}

/**
 * The scene with its formula of one variable as a curve, or as a trough, and its runs as they are: what was suggested
 * and would not be of the other is set. The same one where it has none.
 */
export function withCurve(scene: Scene, curve: boolean): Scene {
  if (curve === scene.curve || !isOneVariable(scene)) return scene;
  // Of a trough along x the other axis is the curve's.
  const isSecond = compiled(scene.formula).variables[1] === variableOf(scene.formula);
  const [x0, x1, y0, y1] = scene.domain;
  const turned: Scene = isSecond
    ? { ...scene, domain: [y0, y1, x0, x1], start: [scene.start[1], scene.start[0]], base: null }
    : scene;
  return withTrueMarks({ ...turned, curve });
}
