import '../../styles/tuned.css';
import type { App } from '../../app/app.ts';
import type { AppView, Frame } from '../../app/state.ts';
import { createTunedRace, type TunedRace } from '../../app/tuned/race.ts';
import { racersOf, RATE_ALONE, secondOf, secondsOf } from '../../app/tuned/request.ts';
import { formatNumber } from '../../core/math/format.ts';
import { compare } from '../../text/en/compare.ts';
import { tuned as text } from '../../text/en/tuned.ts';
import { html, setText } from '../../ui/dom.ts';
import { createSwatch } from '../../ui/swatch.ts';
import type { WorkerClient } from '../../workers/client.ts';
import { startWorker } from '../../workers/start.ts';
import { createRaceChart } from './chart.ts';

const TRIALS = [16, 64, 256] as const;
const SEARCHES = ['random', 'grid'] as const;
const SPREADS = [0, 0.01, 0.05, 0.2] as const;

/** The race of tuned optimizers: what is tuned, how far it is, and what came of it. */
export function createTunedView(
  body: HTMLElement,
  app: App,
  connect: () => WorkerClient = startWorker,
): AppView {
  const race = createTunedRace(app, connect);
  const choose = (change: Partial<TunedRace['choice']>) => {
    race.choice = { ...race.choice, ...change };
    app.invalidate();
  };
  const trials = select(text.trials, TRIALS, String, 64, (value) => choose({ trials: value }));
  const search = select(
    text.search,
    SEARCHES,
    (kind) => text.kinds[kind],
    'random',
    (value) => choose({ search: value }),
  );
  const spread = select(
    text.spread,
    SPREADS,
    (share) => text.share(String(100 * share)),
    0.01,
    (value) => choose({ spread: value }),
  );
  const seconds = html('div', { class: 'tuned-choices' });
  const run = html('button', { type: 'button', class: 'quiet-button' });
  run.addEventListener('click', race.start);
  const cancel = html('button', { type: 'button', class: 'quiet-button' }, text.cancel);
  cancel.addEventListener('click', race.cancel);
  const take = html('button', { type: 'button', class: 'quiet-button', title: text.takeMeaning }, text.take);
  take.addEventListener('click', race.take);
  const meter = html('progress', { 'aria-label': text.progress });
  const status = html('p', { class: 'sweep-remark', role: 'status' });
  const chart = createRaceChart(app.invalidate);
  const table = html('div', { class: 'results-scroll' });
  const element = html(
    'section',
    { class: 'tuned', 'aria-label': text.label },
    html('p', { class: 'sweep-remark' }, text.invitation),
    html('div', { class: 'tuned-choices' }, trials, search, spread),
    seconds,
    html('div', { class: 'settings-acts' }, run, meter, cancel, take),
    status,
    chart.element,
    table,
  );
  body.append(element);

  let offered = '';
  const showSeconds = ({ state: { scene }, derived: { runs } }: Frame) => {
    const racers = racersOf(scene);
    const key = JSON.stringify(racers.map(({ index, setting: { id, rule } }) => [index, id, rule]));
    if (key === offered) return;
    offered = key;
    seconds.replaceChildren(
      ...racers.flatMap(({ index, setting }) => {
        const rows = secondsOf(setting);
        if (rows.length === 0) return [];
        const label = runs.find((one) => one.index === index)?.label ?? setting.id;
        const names = new Map(rows.map((row) => [row.key, row.label]));
        const first = secondOf(setting, race.choice.second.get(index));
        return select(
          text.second(label),
          [RATE_ALONE, ...names.keys()],
          (own) => names.get(own) ?? text.none,
          first,
          (own) => choose({ second: new Map([...race.choice.second, [index, own]]) }),
        );
      }),
    );
  };
  let shownReport: unknown = null;
  const showTable = ({ derived: { runs } }: Frame) => {
    const { report } = race;
    if (!report || report === shownReport) return;
    shownReport = report;
    const rows = report.results.map((result, k) => {
      const view = runs.find(({ index }) => index === report.places[k]);
      const swatch = createSwatch();
      if (view) swatch.show(view.look);
      const { best, bands, cost, trials: tried, ended, lost } = result;
      const setting = Object.entries(best ?? {}).map(([key, value]) => {
        const row = view?.entry.hyperparameters.find((one) => one.key === key);
        return `${row?.symbol || row?.label || key} ${formatNumber(value)}`;
      });
      const last = bands && [bands.middle, bands.low, bands.high].map((band) => formatNumber(band.at(-1)!));
      const cells = [
        best ? setting.join(', ') : text.noneFits,
        last ? text.band(last[0]!, last[1]!, last[2]!) : '',
        text.cost(String(cost), String(tried)),
        [ended > 0 ? text.ended(String(ended)) : '', lost > 0 ? text.lost(String(lost)) : '']
          .filter((part) => part !== '')
          .join(', '),
      ];
      return html(
        'tr',
        {},
        html('th', { scope: 'row' }, swatch.element, ' ', view?.label ?? ''),
        ...cells.map((cell) => html('td', {}, cell)),
      );
    });
    table.replaceChildren(
      html(
        'table',
        { class: 'results-table' },
        html('thead', {}, html('tr', {}, ...text.columns.map((name) => html('th', { scope: 'col' }, name)))),
        html('tbody', {}, ...rows),
      ),
    );
  };

  return {
    draw(frame) {
      const { scene } = frame.state;
      const { report, progress, failure, isStale } = race;
      showSeconds(frame);
      setText(run, report ? text.again : text.run);
      run.hidden = progress !== null || racersOf(scene).length === 0;
      meter.hidden = cancel.hidden = progress === null;
      if (progress) {
        meter.max = Math.max(1, progress.total);
        meter.value = progress.done;
      }
      take.hidden =
        report === null || progress !== null || isStale || report.results.every(({ best }) => !best);
      setText(
        status,
        failure !== null
          ? text.failed(failure)
          : progress
            ? text.progressValue(String(progress.done), String(progress.total))
            : isStale
              ? text.stale
              : '',
      );
      chart.element.hidden = report === null || report.results.every(({ bands }) => !bands);
      element.classList.toggle('is-stale', isStale);
      if (!report) return;
      showTable(frame);
      const looks = report.places.map(
        (place) => frame.derived.runs.find(({ index }) => index === place)?.look ?? null,
      );
      const length = compare.strip.length[report.request.budget ?? 'steps'](String(report.request.steps));
      chart.show(report, looks, frame.derived.critical.lowest, text.note, text.chart(length));
    },
    dispose() {
      race.dispose();
      chart.dispose();
      element.remove();
    },
  };
}

/** A choice with its name before it. */
function select<T extends string | number>(
  name: string,
  values: readonly T[],
  label: (value: T) => string,
  first: T,
  chosen: (value: T) => void,
): HTMLElement {
  const input = html(
    'select',
    { class: 'chart-select', 'aria-label': name },
    ...values.map((value) => html('option', { value: String(value) }, label(value))),
  );
  input.value = String(first);
  input.addEventListener('change', () => {
    const value = values.find((one) => String(one) === input.value);
    if (value !== undefined) chosen(value);
  });
  return html(
    'label',
    {},
    html('span', { 'aria-hidden': 'true' }, name),
    html('span', { class: 'chart-choice' }, input),
  );
}
