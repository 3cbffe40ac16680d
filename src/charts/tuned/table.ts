import type { RaceReport } from '../../app/tuned/race.ts';
import type { RunView } from '../../app/state.ts';
import { formatNumber } from '../../core/math/format.ts';
import type { Raced } from '../../core/run/tuned.ts';
import { tuned as text } from '../../text/en/tuned.ts';
import { html } from '../../ui/dom.ts';
import { createSwatch } from '../../ui/swatch.ts';

/** What came of a race: to what each was tuned, its last loss, and what tuning has cost. */
export function createRaceTable() {
  const element = html('div', { class: 'results-scroll' });
  let shown: RaceReport | null = null;
  return {
    element,
    show(report: RaceReport, runs: readonly RunView[]): void {
      if (report === shown) return;
      shown = report;
      const rows = report.results.map((result, k) => {
        const view = runs.find(({ index }) => index === report.places[k]);
        const swatch = createSwatch();
        if (view) swatch.show(view.look);
        const [setting, ...cells] = cellsOf(result, view);
        return html(
          'tr',
          {},
          html(
            'th',
            { scope: 'row' },
            swatch.element,
            ' ',
            view?.label ?? '',
            html('span', { class: 'tuned-setting' }, setting!),
          ),
          ...cells.map((cell) => html('td', {}, cell)),
        );
      });
      element.replaceChildren(
        html(
          'table',
          { class: 'results-table' },
          html(
            'thead',
            {},
            html('tr', {}, ...text.columns.map((name) => html('th', { scope: 'col' }, name))),
          ),
          html('tbody', {}, ...rows),
        ),
      );
    },
  };
}

function cellsOf({ best, bands, cost, trials, ended, lost }: Raced, view: RunView | undefined): string[] {
  const setting = Object.entries(best ?? {}).map(([key, value]) => {
    const row = view?.entry.hyperparameters.find((one) => one.key === key);
    return `${row?.symbol || row?.label || key} ${formatNumber(value)}`;
  });
  const last = bands && [bands.middle, bands.low, bands.high].map((band) => lossText(band.at(-1)!));
  const ends = [ended > 0 ? text.ended(ended) : '', lost > 0 ? text.lost(String(lost)) : ''];
  return [
    best ? setting.join(', ') : text.noneFits,
    last ? text.band(last[0]!, last[1]!, last[2]!) : '',
    [text.cost(cost, trials), ...ends].filter((part) => part !== '').join(', '),
  ];
}

const lossText = (loss: number) => (Number.isFinite(loss) ? formatNumber(loss) : text.away);
