import { drawnRuns } from '../app/drawn-runs.ts';
import type { App } from '../app/app.ts';
import type { AppView, Frame, RunView } from '../app/state.ts';
import { panels } from '../text/en/panels.ts';
import { html, setAttribute, setText } from '../ui/dom.ts';
import { setHidden } from '../ui/keep-focus.ts';
import { domainOfPaths } from '../app/fit.ts';
import { isScheduled, lossText, rateText, runReading } from '../app/reading.ts';
import { sceneLine } from '../app/run-names.ts';
import { isSwarmDrawn } from '../app/swarm/report.ts';
import type { SwarmView } from '../core/scene/scene.ts';
import { languageNow } from '../text/spoken.ts';
import { ends } from '../text/en/ends.ts';
import { createSwatch } from '../ui/swatch.ts';

const text = panels.legend;

/** How long nothing has to change before the summary is spoken, in milliseconds. */
const silence = 700;

export interface Legend extends AppView {
  readonly element: HTMLElement;
}

interface LegendRow {
  readonly element: HTMLElement;
  /** Whether it has said that its run is outside the domain. */
  readonly isOutside: boolean;
  draw(view: RunView, frame: Frame): void;
}

/**
 * The optimizers over the stage: look, name, what tells each from the others, learning rate, loss at this step, and
 * what became of each. Under them what acts on all of them.
 */
export function createLegend(app: App): Legend {
  const list = html('ul', { class: 'legend-list' });
  const line = html('p', { class: 'legend-scene', hidden: true });
  const summary = html('p', { class: 'visually-hidden', 'aria-live': 'polite' });
  // Where a path is said to be outside, the way to see it.
  const fit = html(
    'button',
    { type: 'button', class: 'legend-fit', hidden: true, title: ends.fitMeaning },
    ends.fit,
  );
  fit.addEventListener('click', () => app.setDomain(domainOfPaths(app)));
  // Where there is no room for all rows: one line of them, along which one scrolls, or all.
  const fold = html('button', {
    type: 'button',
    class: 'legend-fold',
    'aria-expanded': 'false',
    'aria-label': text.all,
    title: text.all,
  });
  fold.addEventListener('click', () =>
    setAttribute(fold, 'aria-expanded', String(fold.getAttribute('aria-expanded') === 'false')),
  );
  const element = html(
    'section',
    { class: 'legend', 'aria-label': panels.landmarks.legend },
    list,
    fit,
    line,
    fold,
    summary,
  );

  let rows: LegendRow[] = [];
  let last: Frame | null = null;
  let swarmSaid: SwarmView | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** Speaks once the page rests: a playing or dragged page would never stop talking. */
  const speakLater = (frame: Frame) => {
    clearTimeout(timer);
    if (frame.state.playhead.playing) return;
    timer = setTimeout(() => setText(summary, summaryOf(frame)), silence);
  };

  return {
    element,
    draw(frame) {
      const { state, derived } = frame;
      const before = last;
      last = frame;
      const runsChanged = derived.runs !== before?.derived.runs;
      const stepChanged = state.playhead.step !== before?.state.playhead.step;
      const domainChanged = state.scene.domain !== before?.state.scene.domain;
      const runs = drawnRuns(derived, state.palette);
      if (runsChanged || stepChanged || domainChanged || state.selected !== before?.state.selected) {
        while (rows.length < runs.length) {
          const row = createLegendRow(app);
          rows.push(row);
          list.append(row.element);
        }
        for (const extra of rows.splice(runs.length)) extra.element.remove();
        rows.forEach((row, i) => {
          const view = runs[i];
          if (view) row.draw(view, frame);
        });
        setHidden(
          fit,
          !rows.some((row) => row.isOutside),
          // Side by side its row stands over a map.
          () =>
            document.querySelector('.multiples [aria-pressed="true"]') ??
            list.querySelector('[aria-pressed="true"]'),
        );
      }
      const swarm = isSwarmDrawn(state.scene.view.swarm) ? state.scene.view.swarm : null;
      if (state.scene !== before?.state.scene || swarm !== swarmSaid) {
        swarmSaid = swarm;
        const many = swarm && text.swarm(swarm.count.toLocaleString(languageNow()), swarm.colour);
        const words = [sceneLine(state.scene), many].filter(Boolean).join(', ');
        setText(line, words);
        setAttribute(line, 'title', words);
        line.hidden = words === '';
      }
      const paused = state.playhead.playing !== before?.state.playhead.playing;
      // What was said of other runs, or of a step that is left now, is no longer so, whoever comes to read it.
      if (runsChanged || (paused && state.playhead.playing)) setText(summary, '');
      // Nothing is said of the page's first state, which the user has not changed.
      if (before && (runsChanged || stepChanged || paused)) speakLater(frame);
    },
    dispose() {
      clearTimeout(timer);
      rows = [];
      element.remove();
    },
  };
}

function createLegendRow(app: App): LegendRow {
  const swatch = createSwatch();
  const name = html('span', { class: 'legend-name', dir: 'auto' });
  const telling = html('span', { class: 'legend-parts' });
  const others = html('span', { class: 'legend-parts legend-others' });
  // What has no room is cut off with a sign, last what tells the runs apart; the tooltip has all of it.
  const run = html('span', { class: 'legend-run' }, name, telling, others);
  const rate = createRate();
  const loss = html('span', { class: 'legend-loss' });
  const status = html('span', { class: 'legend-status' });
  const button = html('button', { type: 'button' }, swatch.element, run, rate.element, loss, status);
  let index = -1;
  let isOutside = false;
  let drawn: RunView | null = null;
  button.addEventListener('click', () => app.select(index));
  return {
    element: html('li', {}, button),
    get isOutside() {
      return isOutside;
    },
    draw(view, { state }) {
      const isNew = view !== drawn;
      if (isNew) {
        drawn = view;
        ({ index } = view);
        swatch.show(view.look);
        const { naming } = view;
        setText(name, naming.name);
        const [first, rest] = [naming.parts.slice(0, naming.telling), naming.parts.slice(naming.telling)];
        setText(telling, partsText(first) + (first.length > 0 && rest.length > 0 ? ',' : ''));
        setText(others, partsText(rest));
        setAttribute(button, 'title', text.select(naming.full));
        rate.name(view);
      }
      if (!view.isAverage && (isNew || isScheduled(view)))
        rate.show(rateText(view, state.playhead.step, state.scene.steps) ?? '');
      const reading = runReading(view, state.playhead.step, state.scene.domain);
      setText(loss, lossText(reading.loss));
      setText(status, ends.status(reading.end, reading.outsideSince));
      isOutside = reading.outsideSince !== null;
      setAttribute(button, 'aria-pressed', String(index === state.selected && !view.isAverage));
    },
  };
}

/** Parts after what stands before them. */
function partsText(parts: readonly string[]): string {
  return parts.length > 0 ? ` ${parts.join(', ')}` : '';
}

/** The learning rate of a row: what it is, and as a text of its own what changes from step to step. */
function createRate() {
  const value = document.createTextNode('');
  const element = html('span', { class: 'legend-lr' });
  return {
    element,
    name(view: RunView): void {
      const scheduled = isScheduled(view) && !view.isAverage;
      element.classList.toggle('is-scheduled', scheduled);
      const now = scheduled ? [html('span', { class: 'legend-now' }, `${text.now} `)] : [];
      const rated = typeof view.setting.values['lr'] === 'number' && !view.isAverage;
      element.replaceChildren(...(rated ? [`${text.lr} `, ...now, value] : []));
    },
    show(rate: string): void {
      setText(value, rate);
    },
  };
}

function summaryOf({ state, derived }: Frame): string {
  const { step } = state.playhead;
  const parts = drawnRuns(derived, state.palette).map((view) => {
    const reading = runReading(view, step, state.scene.domain);
    return text.run(view.label, lossText(reading.loss), ends.status(reading.end, reading.outsideSince));
  });
  return text.summary(String(step), String(state.scene.steps), parts);
}
