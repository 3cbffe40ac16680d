import '../../styles/settings.css';
import type { App } from '../../app/app.ts';
import type { Frame } from '../../app/state.ts';
import { swarmOf } from '../../app/swarm/asked.ts';
import { type SwarmFailure, swarmReport } from '../../app/swarm/report.ts';
import { formatNumber } from '../../core/math/format.ts';
import { swarmColours, swarmsOnMap, swarmStarts } from '../../core/run/swarm-looks.ts';
import type { SwarmView } from '../../core/scene/scene.ts';
import { newSwarm } from '../../core/scene/swarm.ts';
import { swarm as text } from '../../text/en/swarm.ts';
import { languageNow } from '../../text/spoken.ts';
import { html, setText } from '../../ui/dom.ts';
import type { MountPanel } from '../../ui/panel.ts';

const counts = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].map((thousands) => 1000 * thousands);
const spreads = [1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 1e-3, 1e-4];

/** The swarm: asked for by a button, and from then on in the scene. */
export const mount: MountPanel = ({ body, note }, { reader: app }) => {
  const open = html('button', { type: 'button', class: 'quiet-button' }, text.open);
  const close = html('button', { type: 'button', class: 'quiet-button' }, text.close);
  open.addEventListener('click', () => app.setView({ swarm: newSwarm }));
  close.addEventListener('click', () => app.setView({ swarm: null }));
  note.append(open, close);
  const remark = html('p', { class: 'sweep-remark' });
  const rows = createRows(app);
  const facts = html('p', { class: 'sweep-remark', role: 'status' });
  const content = html('div', { class: 'settings' }, rows.element, facts);
  body.append(remark, content);
  return [
    {
      draw(frame) {
        const { state, derived } = frame;
        const { swarm } = state.scene.view;
        const hasNone = derived.model !== undefined || derived.loss.dimension !== 2;
        open.hidden = swarm !== null || hasNone;
        close.hidden = swarm === null;
        remark.hidden = swarm !== null && !hasNone;
        setText(remark, hasNone ? text.noModel : text.invitation);
        content.hidden = swarm === null || hasNone;
        if (!swarm || hasNone) return;
        rows.show(swarm);
        setText(facts, factsOf(frame).join(' '));
      },
      dispose() {
        open.remove();
        close.remove();
        body.replaceChildren();
      },
    },
  ];
};

function factsOf(frame: Frame): string[] {
  const { playhead, scene } = frame.state;
  const asked = swarmOf(frame);
  const report = asked && swarmReport(asked);
  if (!asked || !report) return [text.unseen];
  if (report.failure) return [failureText(report.failure)];
  const facts: string[] = [text.single, ...(scene.noise > 0 ? [text.noise] : [])];
  const { step, check } = report;
  if (step < 0) return [...facts, text.starting];
  if (report.isMoving && !playhead.playing) {
    const wanted = Math.min(playhead.step, asked.steps);
    facts.push(report.hasEnds ? text.moving(String(step), String(wanted)) : text.ending);
  }
  if (check) {
    const { particles, most, median } = check;
    facts.push(text.check(String(step), String(particles), formatNumber(most, 2), formatNumber(median, 2)));
  }
  return facts;
}

function failureText(failure: SwarmFailure): string {
  return typeof failure === 'string' ? text.failures[failure] : text.failures.driver(failure.driver);
}

interface Rows {
  readonly element: HTMLElement;
  show(swarm: SwarmView): void;
}

function createRows(app: App): Rows {
  let now = newSwarm;
  const set = (change: Partial<SwarmView>) => app.setView({ swarm: { ...now, ...change } });
  const starts = createChoice(
    text.starts,
    swarmStarts.map((one) => [one, text.startsKinds[one]] as const),
    (chosen) => set({ starts: chosen }),
  );
  const number = (value: number) => [value, value.toLocaleString(languageNow())] as const;
  const count = createChoice(text.count, counts.map(number), (chosen) => set({ count: chosen }));
  const spread = createChoice(
    text.spread,
    spreads.map((value) => [value, formatNumber(value, 1)] as const),
    (chosen) => set({ spread: chosen }),
  );
  const colour = createChoice(
    text.colour,
    swarmColours.map((one) => [one, text.colours[one]] as const),
    (chosen) => set({ colour: chosen }),
  );
  const map = createChoice(
    text.map,
    swarmsOnMap.map((one) => [one, text.maps[one]] as const),
    (chosen) => set({ map: chosen }),
  );
  const meaning = html('p', { class: 'sweep-remark' });
  map.element.title = text.mapMeaning;
  starts.element.title = spread.element.title = text.startsMeaning;
  return {
    element: html(
      'div',
      { class: 'settings-tools' },
      starts.element,
      spread.element,
      count.element,
      colour.element,
      map.element,
      meaning,
    ),
    show(swarm) {
      now = swarm;
      starts.show(swarm.starts);
      spread.show(swarm.spread);
      count.show(swarm.count);
      colour.show(swarm.colour);
      map.show(swarm.map);
      setText(meaning, text.meanings[swarm.colour]);
    },
  };
}

/** A menu of values; one that a link has set and the menu has not stands in it, too. */
function createChoice<T extends string | number>(
  name: string,
  offered: readonly (readonly [value: T, label: string])[],
  set: (value: T) => void,
) {
  const values = offered.map(([value]) => value);
  const option = (value: T, label: string) => html('option', { value: String(value) }, label);
  const own = option(values[0]!, '');
  const select = html(
    'select',
    { class: 'chart-select', 'aria-label': name },
    ...offered.map(([value, label]) => option(value, label)),
  );
  select.addEventListener('change', () => {
    const chosen = values.find((value) => String(value) === select.value);
    if (chosen !== undefined) set(chosen);
  });
  return {
    element: html(
      'div',
      { class: 'settings-row' },
      html('span', { class: 'settings-name is-wide', 'aria-hidden': 'true' }, name),
      html('span', { class: 'chart-choice' }, select),
    ),
    show(value: T) {
      if (values.includes(value)) own.remove();
      else {
        own.value = String(value);
        setText(own, String(value));
        select.append(own);
      }
      if (select.value !== String(value)) select.value = String(value);
    },
  };
}
