/** A tensor among a loss's parameters: they lie one after another, each row-major from `offset` on. */
export interface ParameterShape {
  readonly name: string;
  /** Of a matrix: outputs x inputs. */
  readonly shape: readonly number[];
  readonly offset: number;
}

export function sizeOf({ shape }: ParameterShape): number {
  return shape.reduce((size, length) => size * length, 1);
}

export function totalSize(parameters: readonly ParameterShape[]): number {
  return parameters.reduce((sum, parameter) => sum + sizeOf(parameter), 0);
}
