import '../../styles/tuned.css';
import type { App } from '../../app/app.ts';
import type { AppView } from '../../app/state.ts';
import { createTunedRace } from '../../app/tuned/race.ts';
import { racersOf } from '../../app/tuned/request.ts';
import { compare } from '../../text/en/compare.ts';
import { tuned as text } from '../../text/en/tuned.ts';
import { html, setText } from '../../ui/dom.ts';
import type { WorkerClient } from '../../workers/client.ts';
import { startWorker } from '../../workers/start.ts';
import { createRaceChart } from './chart.ts';
import { createRaceChoices } from './choices.ts';
import { createRaceTable } from './table.ts';

/** Steps of a race that begins by itself: about a second of them. */
const AT_ONCE = 5_000_000;

/**
 * The race of tuned optimizers: what is tuned, how far it is, and what came of it.
 *
 * @param begins whether it was open already, in a link say: it begins by itself then, where it does not take long
 */
export function createTunedView(
  body: HTMLElement,
  app: App,
  begins: boolean,
  connect: () => WorkerClient = startWorker,
): AppView {
  const race = createTunedRace(app, connect);
  const choices = createRaceChoices(app, race);
  const results = createRaceTable();
  const run = html('button', { type: 'button', class: 'quiet-button' });
  run.addEventListener('click', race.start);
  const cancel = html('button', { type: 'button', class: 'quiet-button' }, text.cancel);
  cancel.addEventListener('click', race.cancel);
  const take = html('button', { type: 'button', class: 'quiet-button', title: text.takeMeaning }, text.take);
  take.addEventListener('click', race.take);
  const meter = html('progress', { 'aria-label': text.progress });
  const status = html('p', { class: 'sweep-remark', role: 'status' });
  const chart = createRaceChart(app.invalidate);
  const element = html(
    'section',
    { class: 'tuned', 'aria-label': text.label },
    html('p', { class: 'sweep-remark' }, text.invitation),
    choices.element,
    html('div', { class: 'settings-acts' }, run, meter, cancel, take),
    status,
    chart.element,
    results.element,
  );
  body.append(element);
  const isLong = begins && race.steps > AT_ONCE;
  if (begins && !isLong && racersOf(app.state.scene).length > 0) race.start();

  return {
    draw(frame) {
      const { scene } = frame.state;
      const { report, progress, failure, isStale } = race;
      choices.show(frame);
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
              : isLong && !report
                ? text.long(race.steps)
                : '',
      );
      chart.element.hidden = report === null || report.results.every(({ bands }) => !bands);
      element.classList.toggle('is-stale', isStale);
      if (!report) return;
      results.show(report, frame.derived.runs);
      const looks = report.places.map(
        (place) => frame.derived.runs.find(({ index }) => index === place)?.look ?? null,
      );
      const length = compare.strip.length[report.request.budget ?? 'steps'](report.request.steps);
      chart.show(report, looks, frame.derived.critical.lowest, text.note, text.chart(length));
    },
    dispose() {
      race.dispose();
      chart.dispose();
      element.remove();
    },
  };
}
