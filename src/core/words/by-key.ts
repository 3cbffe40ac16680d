/** Something that is set, in a table of such: a hyperparameter, a schedule's parameter, a model's option. */
interface KeyedRow {
  readonly key: string;
  readonly default: unknown;
}

/** A table's rows and defaults by their keys, which are in the table's order. */
export interface ByKey<Row extends KeyedRow> {
  readonly keys: readonly string[];
  readonly rows: ReadonlyMap<string, Row>;
  readonly defaults: Readonly<Record<string, Row['default']>>;
}

const known = new WeakMap<readonly KeyedRow[], unknown>();

/** Made once of a table, which does not change: every run and every link asks for it. */
export function byKey<Row extends KeyedRow>(table: readonly Row[]): ByKey<Row> {
  let found = known.get(table) as ByKey<Row> | undefined;
  if (!found) {
    const rows = new Map(table.map((row) => [row.key, row]));
    const defaults = Object.fromEntries(table.map((row) => [row.key, row.default]));
    known.set(table, (found = { keys: [...rows.keys()], rows, defaults }));
  }
  return found;
}
