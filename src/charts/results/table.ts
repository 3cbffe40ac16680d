import { drawnRuns } from '../../app/drawn-runs.ts';
import type { App } from '../../app/app.ts';
import type { Critical } from '../../app/critical.ts';
import type { AppView, RunView } from '../../app/state.ts';
import type { Domain } from '../../core/losses/types.ts';
import { formatExact } from '../../core/math/format.ts';
import { results as text } from '../../text/en/results.ts';
import { copyText } from '../../ui/clipboard.ts';
import { html, setAttribute, setText } from '../../ui/dom.ts';
import { memo } from '../../app/memo.ts';
import { lossText } from '../../app/reading.ts';
import { createSwatch } from '../../ui/swatch.ts';
import { formatRound } from '../round-numbers.ts';
import {
  type SortOrder,
  type ResultRow,
  rowAt,
  runResult,
  settingsText,
  type SortKey,
  sortRows,
  toCsv,
  tolerances,
  toMarkdown,
  type Unreached,
  unreachedOf,
} from './results.ts';
import type { Lowest } from '../../core/run/within.ts';
import '../../styles/results.css';

interface Column {
  readonly name: string;
  readonly meaning: string | null;
  readonly sort: SortKey | null;
  /** The cell as it is read. */
  shown(row: ResultRow, unreached: Unreached): string;
  /** What a sign means, where the cell holds one. */
  spoken?(row: ResultRow, unreached: Unreached): string | null;
  /** The cell as it is copied: every digit. */
  exact(row: ResultRow, unreached: Unreached): string;
}

const columns: readonly Column[] = [
  {
    name: text.optimizer,
    meaning: null,
    sort: 'label',
    shown: (row) => row.label,
    exact: (row) => row.label,
  },
  {
    name: text.loss,
    meaning: null,
    sort: 'loss',
    shown: (row) => lossText(row.loss),
    exact: (row) => formatExact(row.loss),
  },
  ...tolerances.map(
    (tolerance, i): Column => ({
      name: text.within(powerText(tolerance)),
      meaning: text.withinMeaning(powerText(tolerance)),
      sort: i === 0 ? 0 : 1,
      shown: (row, unreached) => optional(row.within[i], formatRound, text.unreached[unreached].sign),
      spoken: (row, unreached) =>
        optional(row.within[i], () => null, text.unreached[unreached].meaning(powerText(tolerance))),
      exact: (row, unreached) => optional(row.within[i], formatExact, text.unreached[unreached].copied),
    }),
  ),
  {
    name: text.evaluations,
    meaning: text.evaluationsMeaning,
    sort: 'evaluations',
    shown: (row) => (Number.isNaN(row.evaluations) ? text.notCounted : formatRound(row.evaluations)),
    exact: (row) => (Number.isNaN(row.evaluations) ? '' : formatExact(row.evaluations)),
  },
  {
    name: text.ended,
    meaning: text.endedMeaning,
    sort: 'endedAt',
    shown: (row) => row.ended ?? text.notEnded,
    exact: (row) => row.ended ?? '',
  },
  {
    name: text.settings,
    meaning: null,
    sort: null,
    shown: (row) => settingsText(row, formatRound),
    exact: (row) => settingsText(row, formatExact),
  },
];

/** What the runs came to at the step shown, one row an optimizer; sorted by its heads, copied as text. */
export function createResultsTable(container: HTMLElement, app: App): AppView {
  let order: SortOrder | null = null;
  let rows: readonly ResultRow[] = [];
  let unreached: Unreached = 'searching';
  const heads = columns.map((column) => createHead(column, sortBy));
  const body = html('tbody', { role: 'rowgroup' });
  const table = html(
    'table',
    // Said once more: a table that the style sheet lays out as a grid is none to some browsers.
    { class: 'results-table', role: 'table' },
    html('caption', { class: 'visually-hidden' }, text.caption),
    html('thead', { role: 'rowgroup' }, html('tr', { role: 'row' }, ...heads.map(({ cell }) => cell))),
    body,
  );
  const status = html('span', { class: 'results-status', role: 'status' });
  const element = html(
    'div',
    { class: 'results' },
    html('div', { class: 'results-scroll', tabindex: '0', role: 'group', 'aria-label': text.caption }, table),
    html(
      'div',
      { class: 'chart-tools' },
      copyButton(text.copyCsv, toCsv),
      copyButton(text.copyMarkdown, toMarkdown),
      status,
    ),
  );
  container.append(element);

  function sortBy(key: SortKey): void {
    order = { by: key, descending: order?.by === key && !order.descending };
    app.invalidate();
  }

  let confirmation: ReturnType<typeof setTimeout> | undefined;
  function copyButton(name: string, print: (cells: string[][]) => string): HTMLButtonElement {
    const button = html('button', { class: 'chart-button', type: 'button' }, name);
    button.addEventListener('click', () => {
      const cells = [
        columns.map((column) => column.name),
        ...rows.map((row) => columns.map((c) => c.exact(row, unreached))),
      ];
      void copyText(print(cells)).then((copied) => {
        setText(status, copied ? text.copied : text.notCopied);
        clearTimeout(confirmation);
        confirmation = setTimeout(() => setText(status, ''), 2500);
      });
    });
    return button;
  }

  // A row of elements a run, in the scene's order; they are moved when the order changes.
  let cells: readonly ReturnType<typeof createRow>[] = [];
  const layRows = memo((runs: readonly RunView[]) => {
    cells = runs.map(createRow);
    body.replaceChildren(...cells.map(({ row }) => row));
  });

  const resultsOf = memo((runs: readonly RunView[], lowest: Lowest | null) =>
    runs.map((view) => runResult(view, lowest)),
  );
  const lowestOf = memo((value: number | null, domain: Domain | null): Lowest | null =>
    value === null || domain === null ? null : { value, domain },
  );
  const fill = memo((runs: readonly RunView[], critical: Critical, step: number, by: SortOrder | null) => {
    layRows(runs);
    unreached = unreachedOf(critical);
    const results = resultsOf(runs, lowestOf(critical.lowest, critical.domain));
    const plain = runs.map(({ run }, i) => rowAt(results[i]!, run, step));
    rows = by ? sortRows(plain, by) : plain;
    rows.forEach((row, place) => {
      const own = cells[plain.indexOf(row)];
      if (!own) return;
      columns.forEach((column, i) => {
        const cell = own.values[i];
        if (!cell) return;
        const shown = column.shown(row, unreached);
        const spoken = column.spoken?.(row, unreached) ?? null;
        if (spoken !== null) setSign(cell, shown, spoken);
        else {
          cell.removeAttribute('title');
          setText(i === 0 ? (cell.lastChild ?? cell) : cell, shown);
        }
      });
      if (body.children[place] !== own.row) body.insertBefore(own.row, body.children[place] ?? null);
    });
    heads.forEach((head, i) => head.show(columns[i]?.sort ?? null, by));
  });

  return {
    draw({ state, derived }) {
      fill(drawnRuns(derived, state.palette), derived.critical, state.playhead.step, order);
    },
    dispose() {
      clearTimeout(confirmation);
      element.remove();
    },
  };
}

function createHead(column: Column, sortBy: (key: SortKey) => void) {
  const cell = html('th', { scope: 'col', role: 'columnheader' });
  const { sort } = column;
  if (column.meaning) cell.title = column.meaning;
  if (sort === null) cell.append(column.name);
  else {
    const button = html('button', { type: 'button' }, column.name);
    button.addEventListener('click', () => sortBy(sort));
    cell.append(button);
  }
  return {
    cell,
    show(key: SortKey | null, order: SortOrder | null): void {
      if (key === null) return;
      const mine = order?.by === key;
      setAttribute(cell, 'aria-sort', mine ? (order.descending ? 'descending' : 'ascending') : 'none');
    },
  };
}

/** A power of ten as one: 1e−3. */
function powerText(value: number): string {
  return value.toExponential().replace('-', '\u2212');
}

/** A sign in a cell with what it means: read in its stead, and shown by a pointer that rests there. */
function setSign(cell: HTMLTableCellElement, sign: string, meaning: string): void {
  if (cell.title === meaning && cell.firstChild?.textContent === sign) return;
  cell.title = meaning;
  cell.replaceChildren(
    html('span', { class: 'results-sign', 'aria-hidden': 'true' }, sign),
    html('span', { class: 'visually-hidden' }, meaning),
  );
}

function optional<T>(value: number | null | undefined, print: (value: number) => T, none: T): T {
  return value === null || value === undefined ? none : print(value);
}

/** The elements of a run's row. */
function createRow({ look }: RunView) {
  const swatch = createSwatch();
  swatch.show(look);
  const values = columns.map((_, i) =>
    i === 0
      ? html('th', { scope: 'row', role: 'rowheader' }, swatch.element, html('span', {}))
      : html('td', { role: 'cell' }),
  );
  return { row: html('tr', { role: 'row' }, ...values), values };
}
