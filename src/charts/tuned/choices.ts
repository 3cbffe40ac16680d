import type { App } from '../../app/app.ts';
import type { TunedRace } from '../../app/tuned/race.ts';
import { racersOf, RATE_ALONE, secondOf, secondsOf } from '../../app/tuned/request.ts';
import type { Frame } from '../../app/state.ts';
import { chosenSeconds, raceSearches, raceSpreads, raceTrials } from '../../core/scene/race.ts';
import type { RaceView, Scene } from '../../core/scene/scene.ts';
import { tuned as text } from '../../text/en/tuned.ts';
import { html } from '../../ui/dom.ts';

/** How a race is tuned, and of each optimizer what beside its rate: shown as the scene has it, and changed there. */
export function createRaceChoices(app: App, race: TunedRace) {
  const choose = (change: Partial<RaceView>) => app.setView({ race: { ...race.choice, ...change } });
  const trials = select(text.trials, raceTrials, String, (value) => choose({ trials: value }));
  const search = select(
    text.search,
    raceSearches,
    (kind) => text.kinds[kind],
    (value) => choose({ search: value }),
  );
  const spread = select(
    text.spread,
    raceSpreads,
    (share) => text.share(String(100 * share)),
    (value) => choose({ spread: value }),
  );
  const common = html('div', { class: 'tuned-choices' }, trials.element, search.element, spread.element);
  const seconds = html('div', { class: 'tuned-choices' });
  let offered = '';
  let rows: readonly { index: number; choice: ReturnType<typeof select<string>> }[] = [];
  const offer = (scene: Scene, runs: Frame['derived']['runs']) => {
    rows = racersOf(scene).flatMap(({ index, setting }) => {
      const numbers = secondsOf(setting);
      if (numbers.length === 0) return [];
      const label = runs.find((one) => one.index === index)?.label ?? setting.id;
      const names = new Map(numbers.map((row) => [row.key, row.label]));
      const choice = select(
        text.second(label),
        [RATE_ALONE, ...names.keys()],
        (own) => names.get(own) ?? text.none,
        (own) => {
          const second = scene.optimizers.map((_, i) => race.choice.second[i] ?? '').with(index, own);
          choose({ second: chosenSeconds(second) });
        },
      );
      return { index, choice };
    });
    seconds.replaceChildren(...rows.map(({ choice }) => choice.element));
  };
  return {
    element: html('div', {}, common, seconds),
    show({ state: { scene }, derived: { runs } }: Frame): void {
      const { optimizers } = scene;
      const key = JSON.stringify(optimizers.map(({ id, rule, on }) => [id, rule, on]));
      if (key !== offered) offer(scene, runs);
      offered = key;
      const { choice } = race;
      trials.show(choice.trials);
      search.show(choice.search);
      spread.show(choice.spread);
      for (const row of rows) row.choice.show(secondOf(optimizers[row.index]!, choice.second[row.index]));
    },
  };
}

/** A choice with its name before it. */
function select<T extends string | number>(
  name: string,
  values: readonly T[],
  label: (value: T) => string,
  chosen: (value: T) => void,
) {
  const input = html(
    'select',
    { class: 'chart-select', 'aria-label': name },
    ...values.map((value) => html('option', { value: String(value) }, label(value))),
  );
  input.addEventListener('change', () => {
    const value = values.find((one) => String(one) === input.value);
    if (value !== undefined) chosen(value);
  });
  return {
    element: html(
      'label',
      {},
      html('span', { 'aria-hidden': 'true' }, name),
      html('span', { class: 'chart-choice' }, input),
    ),
    show(value: T): void {
      if (input.value !== String(value)) input.value = String(value);
    },
  };
}
