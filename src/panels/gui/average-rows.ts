import type { GUI } from 'lil-gui';
import type { App } from '../../app/app.ts';
import { type Average, averageKinds, standardAverage } from '../../core/run/average.ts';
import { limits } from '../../core/scene/limits.ts';
import { average as text } from '../../text/en/average.ts';
import { sliderScale } from '../typed-number.ts';
import { ChoiceRow } from './choice-row.ts';
import { NumberRow } from './number-row.ts';
import type { Row } from './row.ts';

/** The average that is drawn beside one optimizer's run: its kind, and under it what that kind reads. */
export function addAverageRows(folder: GUI, app: App, index: number): Row {
  const average = (): Average | undefined => app.state.scene.optimizers[index]?.average;
  const write = (next: Average | undefined, group?: string) =>
    app.setOptimizer(
      index,
      (setting) => {
        const { average: before, ...rest } = setting;
        if (next) return { ...rest, average: next };
        return before ? rest : setting;
      },
      group,
    );

  const kind = new ChoiceRow(
    folder,
    {
      label: text.average,
      meaning: text.averageMeaning,
      read: () => average()?.kind ?? 'none',
      write(value) {
        const chosen = averageKinds.find((one) => one === value);
        write(chosen && { ...standardAverage, ...average(), kind: chosen });
      },
      initial: () => 'none',
    },
    (['none', ...averageKinds] as const).map((value) => ({ value, label: text.averageKinds[value] })),
  );

  const scale = sliderScale(0, 1, 'linear');
  const addNumber = (isTail: boolean): NumberRow => {
    const key = isTail ? 'from' : 'decay';
    const number = new NumberRow(folder, {
      label: isTail ? text.averageFrom : text.averageDecay,
      symbol: isTail ? '' : 'β',
      meaning: isTail ? text.averageFromMeaning : text.averageDecayMeaning,
      read: () => (average() ?? standardAverage)[key],
      write: (value, group) => write({ ...(average() ?? standardAverage), [key]: value }, group),
      initial: () => standardAverage[key],
      hardMin: 0,
      hardMax: isTail ? limits.steps : 1,
      whole: isTail,
      ...(!isTail && { slider: () => scale }),
      live: true,
    });
    return number;
  };

  let shown: Average['kind'] | undefined;
  let row: NumberRow | null = null;
  return {
    refresh() {
      kind.refresh();
      const now = average()?.kind;
      if (now !== shown) {
        shown = now;
        row?.destroy();
        row = now ? addNumber(now === 'tail') : null;
      }
      row?.refresh();
    },
  };
}
