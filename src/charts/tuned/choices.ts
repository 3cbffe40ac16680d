import type { TunedRace } from '../../app/tuned/race.ts';
import { racersOf, RATE_ALONE, secondOf, secondsOf } from '../../app/tuned/request.ts';
import type { Frame } from '../../app/state.ts';
import { tuned as text } from '../../text/en/tuned.ts';
import { html } from '../../ui/dom.ts';

const TRIALS = [16, 64, 256] as const;
const SEARCHES = ['random', 'grid'] as const;
/** Shares of the sides. */
const SPREADS = [0, 0.01, 0.05, 0.2] as const;

/** How a race is tuned, and of each optimizer what beside its rate. */
export function createRaceChoices(race: TunedRace, changed: () => void) {
  const choose = (change: Partial<TunedRace['choice']>) => {
    race.choice = { ...race.choice, ...change };
    changed();
  };
  const { trials, search, spread } = race.choice;
  const common = html(
    'div',
    { class: 'tuned-choices' },
    select(text.trials, TRIALS, String, trials, (value) => choose({ trials: value })),
    select(
      text.search,
      SEARCHES,
      (kind) => text.kinds[kind],
      search,
      (value) => choose({ search: value }),
    ),
    select(
      text.spread,
      SPREADS,
      (share) => text.share(String(100 * share)),
      spread,
      (value) => choose({ spread: value }),
    ),
  );
  const seconds = html('div', { class: 'tuned-choices' });
  let offered = '';
  return {
    element: html('div', {}, common, seconds),
    show({ state: { scene }, derived: { runs } }: Frame): void {
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
          return select(
            text.second(label),
            [RATE_ALONE, ...names.keys()],
            (own) => names.get(own) ?? text.none,
            secondOf(setting, race.choice.second.get(index)),
            (own) => choose({ second: new Map([...race.choice.second, [index, own]]) }),
          );
        }),
      );
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
