/** One measured figure and the limit that it is held to. */
export interface Row {
  readonly name: string;
  readonly figure: number;
  readonly unit: string;
  /** 'max': the figure may not exceed the limit; 'min': not fall below it; null: shown for comparison only. */
  readonly bound: 'max' | 'min' | null;
  readonly limit: number;
  /** By how much the limit is stretched: the pace of this machine, measured in the same run, for limits of time. */
  readonly pace?: number;
}

/** Prints the rows with the ratio of figure to limit; true when every limit holds. */
export function report(rows: readonly Row[]): boolean {
  let good = true;
  for (const { name, figure, unit, bound, limit: standard, pace = 1 } of rows) {
    const limit = standard * pace;
    const held = bound === null || (bound === 'max' ? figure <= limit : figure >= limit);
    good &&= held;
    const ratio =
      bound === null
        ? ''
        : `${bound} ${show(standard)} ${unit}${pace === 1 ? '' : ` × ${show(pace)}`}, ratio ${limit === 0 ? '-' : show(figure / limit)}`;
    const verdict = bound === null ? '' : held ? 'ok' : 'BROKEN';
    console.log(
      `${name.padEnd(62)} ${`${show(figure)} ${unit}`.padStart(20)}   ${ratio.padEnd(34)} ${verdict}`,
    );
  }
  return good;
}

/** The median of some repetitions of a measurement. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function show(value: number): string {
  return value >= 1000 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));
}
