import '../../styles/starts.css';
import type { App } from '../../app/app.ts';
import { optimizerOfMap } from '../../app/maps/optimizer.ts';
import { startsOf } from '../../app/starts/asked.ts';
import { shownStarts } from '../../app/starts/kept.ts';
import { shareStarts } from '../../app/starts/shared.ts';
import type { AppView } from '../../app/state.ts';
import { starts as text } from '../../text/en/starts.ts';
import { html, setAttribute, setText } from '../../ui/dom.ts';
import { watchSeen } from '../../ui/seen.ts';
import type { WorkerClient } from '../../workers/client.ts';
import { startWorker } from '../../workers/start.ts';
import { createCrosshair } from './crosshair.ts';
import { createStartsLegend } from './legend.ts';
import { pointedStart } from './pointed.ts';
import { pointedStartText, spokenStarts } from './words.ts';

/**
 * Has the map of starts computed, and says under the map what it shows.
 *
 * @param body what the map is in
 */
export function createStartsView(
  body: HTMLElement,
  app: App,
  connect: () => WorkerClient = startWorker,
): AppView {
  const source = shareStarts(app, connect);
  const stopWatching = watchSeen(source.setSeen);
  const legend = createStartsLegend(source);
  let gesture = 0;
  const crosshair = createCrosshair(app.hover, (at) => app.setStart(at, `starts ${++gesture}`));
  const beside = html(
    'button',
    { type: 'button', class: 'quiet-button', title: text.besideMeaning },
    text.beside,
  );
  beside.addEventListener('click', () => {
    const { layout } = app.state.scene.view;
    app.setView({ layout: layout === 'one' ? 'multiples' : 'one' });
  });
  crosshair.element.append(beside);
  const pointed = html('p', { class: 'starts-pointed' });
  const summary = html('p', { class: 'visually-hidden', role: 'status' });
  const element = html(
    'section',
    { class: 'starts', 'aria-label': text.label },
    legend.element,
    pointed,
    crosshair.element,
    summary,
  );
  body.append(element);
  return {
    draw(frame) {
      source.draw(frame);
      const asked = startsOf(frame);
      const { palette } = frame.state;
      const now = shownStarts(frame)?.now ?? null;
      const isNone = optimizerOfMap(frame.state) < 0;
      legend.show(now, source.progress, palette, isNone ? null : (asked?.name ?? ''));
      crosshair.setMap(now);
      beside.hidden = frame.derived.runs.length < 2;
      const isBeside = frame.state.scene.view.layout === 'multiples';
      setAttribute(beside, 'aria-pressed', String(isBeside));
      element.classList.toggle('is-beside', isBeside);
      const at = pointedStart(frame);
      const sentence = at ? pointedStartText(at) : '';
      pointed.hidden = now === null;
      setText(pointed, at ? sentence : text.hint);
      crosshair.say(sentence);
      // Once it is whole: nobody listens to each size.
      const isWhole = now !== null && source.progress.side === null;
      setText(summary, isWhole ? spokenStarts(now) : '');
    },
    dispose() {
      stopWatching();
      source.dispose();
      element.remove();
    },
  };
}

// They come as one file: who has the one has most of the other.
export { createStartsBeside } from './beside.ts';
