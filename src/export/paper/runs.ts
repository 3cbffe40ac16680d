import { html } from '../../ui/dom.ts';
import { drawnRuns } from '../../app/drawn-runs.ts';
import { lossText, runReading } from '../../app/reading.ts';
import { createSwatch } from '../../ui/swatch.ts';
import type { Frame, RunView } from '../../app/state.ts';
import { symbolText } from '../../core/expression/symbols.ts';
import { formatNumber } from '../../core/math/format.ts';
import { offPlane } from '../../app/models/plane-words.ts';
import { placeAt } from '../../core/run/place.ts';
import { models } from '../../text/en/models.ts';
import { ends } from '../../text/en/ends.ts';
import { print } from '../../text/en/print.ts';
import { settingsOf } from '../caption/caption.ts';

const text = print.runs;

/** What each line is: its sample, its name, every setting that acted, and where the run is at the step; each average in its own. */
export function runsOnPaper({ derived, state }: Frame): HTMLElement {
  const { step } = state.playhead;
  const [x, y] = derived.surface.variables;
  const head = html(
    'tr',
    {},
    html('th', { scope: 'col', colspan: 2 }, text.name),
    html('th', { scope: 'col' }, text.settings),
    html('th', { scope: 'col' }, y === '' ? symbolText(x) : text.position(symbolText(x), symbolText(y))),
    ...(derived.model ? [html('th', { scope: 'col' }, models.picture.offPlane)] : []),
    html('th', { scope: 'col' }, text.loss),
  );
  const rows = drawnRuns(derived, state.palette).map((view) => {
    const { loss, end, outsideSince } = runReading(view, step, state.scene.domain);
    const status = ends.status(end, outsideSince);
    const off = derived.model ? [offPlane({ derived, state }, view)] : [];
    const cells = [
      view.isAverage ? view.naming.parts.join(', ') : settingsOf(view),
      placeOf(view, step),
      ...off,
      lossText(loss),
    ].map((words) => html('td', {}, words));
    if (status !== '') cells.at(-1)?.append(html('br'), status);
    return html(
      'tr',
      {},
      html('td', {}, sampleOf(view)),
      html('th', { scope: 'row' }, view.naming.name),
      ...cells,
    );
  });
  return html('table', { class: 'paper-runs' }, html('thead', {}, head), html('tbody', {}, ...rows));
}

/** The sample of its line alone, as a legend has it. */
export function sampleOf({ look }: Pick<RunView, 'look'>): SVGSVGElement {
  const swatch = createSwatch();
  swatch.show(look);
  return swatch.element;
}

function placeOf({ run }: RunView, step: number): string {
  const [x, y] = placeAt(run, Math.min(step, run.steps)).map((coordinate) => formatNumber(coordinate));
  return run.dimension === 1 ? x! : text.position(x!, y!);
}
