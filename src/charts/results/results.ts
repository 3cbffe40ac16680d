/** The results table as data: rows, their order, and the table as text for other programs. Pure. */
import { isScheduled } from '../../app/reading.ts';
import type { Critical } from '../../app/critical.ts';
import { harmless } from '../../ui/spreadsheet.ts';
import type { RunView } from '../../app/state.ts';
import { type ActingSetting, actingSettings } from '../../core/optimizers/acting.ts';
import { totalEvaluations } from '../../core/run/limit.ts';
import { resolveSchedule, type Schedule, scheduleEntry } from '../../core/run/schedule.ts';
import type { Run } from '../../core/run/types.ts';
import { firstWithin, type Lowest } from '../../core/run/within.ts';
import { results as text } from '../../text/en/results.ts';
import { ends } from '../../text/en/ends.ts';
import { panels } from '../../text/en/panels.ts';

/** Distances from the minimum, in loss, whose first step the table tells. */
export const tolerances = [1e-3, 1e-6] as const;

export interface ResultRow {
  /** Index into `scene.optimizers`. */
  readonly index: number;
  readonly label: string;
  readonly settings: readonly ActingSetting[];
  /** What becomes of the learning rate among them; null where it stays. */
  readonly schedule: Schedule | null;
  /** The loss at the step shown, or at the last one kept before it. */
  readonly loss: number;
  /** The first step within each tolerance of the minimum; null when none is, or no minimum is known. */
  readonly within: readonly (number | null)[];
  /** Values, gradients and Hessians that the rule asked for on the way to the step shown. */
  readonly evaluations: number;
  /** Where and why the run ended before its last step. */
  readonly endedAt: number | null;
  readonly ended: string | null;
}

/**
 * Why a run has no step within a tolerance: it did not come so near to a minimum that is known, or none is: not yet, not
 * at all, or there is none.
 */
export type Unreached = 'never' | 'searching' | 'unknown' | 'none';

export function unreachedOf({ lowest, searched, complete }: Critical): Unreached {
  if (lowest !== null) return 'never';
  if (!searched) return 'searching';
  return complete ? 'none' : 'unknown';
}

/** What of a row is the same at every step. */
export type RunResult = Omit<ResultRow, 'loss' | 'evaluations'>;

/** @param lowest the lowest known value of the loss, null when none is known */
export function runResult(view: RunView, lowest: Lowest | null): RunResult {
  return {
    index: view.index,
    label: view.label,
    settings: actingSettings(view.entry, view.setting.values),
    schedule: isScheduled(view) ? view.setting.schedule : null,
    within: tolerances.map((tolerance) =>
      lowest === null ? null : firstWithin(view.run, lowest, tolerance),
    ),
    endedAt: view.run.end?.step ?? null,
    ended: view.run.end && ends.ended(view.run.end),
  };
}

export function rowAt(result: RunResult, run: Run, step: number): ResultRow {
  const at = Math.min(step, run.steps);
  return { ...result, loss: run.losses[at] ?? Number.NaN, evaluations: totalEvaluations(run, at) };
}

/** The settings of a row with the schedule of its rate, numbers as `print` writes them. */
export function settingsText(
  { settings, schedule }: Pick<ResultRow, 'settings' | 'schedule'>,
  print: (value: number) => string,
): string {
  const named = settings.map(({ symbol, label, value }) =>
    typeof value === 'boolean' ? label : text.setting(symbol || panels.legend.within(label), print(value)),
  );
  if (schedule) {
    const { name, parameters } = scheduleEntry(schedule.kind);
    const values = resolveSchedule(schedule);
    const listed = parameters.map(({ key, label }) =>
      text.setting(panels.legend.within(label), print(Number(values[key]))),
    );
    named.push(text.schedule(panels.legend.within(name), listed));
  }
  return named.join(', ');
}

/** What a column sorts by: a key of the row, or a tolerance by its index. */
export type SortKey = 'label' | 'loss' | 'evaluations' | 'endedAt' | 0 | 1;

export interface SortOrder {
  readonly by: SortKey;
  readonly descending: boolean;
}

/** The rows in an order; what has no value comes last in either direction, equals keep the scene's order. */
export function sortRows(rows: readonly ResultRow[], { by, descending }: SortOrder): ResultRow[] {
  const value = (row: ResultRow): string | number | null => {
    const cell = typeof by === 'number' ? (row.within[by] ?? null) : row[by];
    return typeof cell === 'number' && Number.isNaN(cell) ? null : cell;
  };
  return rows.toSorted((a, b) => {
    const left = value(a);
    const right = value(b);
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    const order =
      typeof left === 'string' || typeof right === 'string'
        ? String(left).localeCompare(String(right), 'en')
        : left - right;
    return descending ? -order : order;
  });
}

/** Comma-separated values as in RFC 4180, lines ended by CR LF. */
export function toCsv(table: readonly (readonly string[])[]): string {
  const quote = (text: string): string => {
    const cell = Number.isNaN(Number(text)) ? harmless(text) : text;
    return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  };
  return table.map((row) => `${row.map(quote).join(',')}\r\n`).join('');
}

/** A table of GitHub-flavoured Markdown, its first row the head; a column of numbers to the right. */
export function toMarkdown(table: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll(/[\\|`*_~[\]<>&]/g, '\\$&')).join(' | ')} |\n`;
  const [head = [], ...body] = table;
  const isNumeric = (column: number) => body.every((row) => !Number.isNaN(Number(row[column])));
  const rule = head.map((_, column) => (isNumeric(column) ? '---:' : '---'));
  return line(head) + line(rule) + body.map(line).join('');
}
