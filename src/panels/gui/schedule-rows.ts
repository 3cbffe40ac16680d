import type { GUI } from 'lil-gui';
import type { App } from '../../app/app.ts';
import {
  constantSchedule,
  newSchedule,
  type Schedule,
  type ScheduleKind,
  scheduleEntry,
  type ScheduleParameter,
  schedules,
} from '../../core/run/schedule.ts';
import { rules as text } from '../../text/en/rules.ts';
import { sliderScale } from '../typed-number.ts';
import { ChoiceRow } from './choice-row.ts';
import { NumberRow } from './number-row.ts';
import type { Row } from './row.ts';

/** The schedule of one optimizer's learning rate: its kind, and under it that kind's parameters. */
export function addScheduleRows(folder: GUI, app: App, index: number): Row {
  const schedule = (): Schedule => app.state.scene.optimizers[index]?.schedule ?? constantSchedule;
  const write = (next: Schedule, group?: string) =>
    app.setOptimizer(index, (setting) => ({ ...setting, schedule: next }), group);

  const kind = new ChoiceRow(
    folder,
    {
      label: text.schedule,
      meaning: text.scheduleMeaning,
      read: () => schedule().kind,
      write(value) {
        const entry = schedules.find((row) => row.kind === value);
        if (entry && entry.kind !== schedule().kind) write(newSchedule(entry.kind));
      },
      initial: () => constantSchedule.kind,
    },
    schedules.map((entry) => ({ value: entry.kind, label: entry.name })),
  );

  const addParameter = (parameter: ScheduleParameter): NumberRow => {
    const { key, label, symbol, meaning, min, max, scale, hardMin, hardMax, whole } = parameter;
    const slider = sliderScale(min, max, scale);
    return new NumberRow(folder, {
      label,
      symbol,
      meaning,
      read: () => Number(schedule()[key] ?? parameter.default),
      write: (value, group) => write({ ...schedule(), [key]: value }, group),
      initial: () => parameter.default,
      hardMin,
      hardMax,
      whole,
      // A count is typed: the slider of logarithms stops between whole numbers.
      ...(!whole && { slider: () => slider }),
      live: true,
    });
  };

  let shown: ScheduleKind = constantSchedule.kind;
  let parameters: NumberRow[] = [];
  return {
    refresh() {
      kind.refresh();
      const now = schedule().kind;
      if (now !== shown) {
        shown = now;
        for (const row of parameters) row.destroy();
        parameters = scheduleEntry(now).parameters.map(addParameter);
        // Under what they are of; the folder has put them at its end.
        kind.domElement.after(...parameters.map((row) => row.domElement));
      }
      for (const row of parameters) row.refresh();
    },
  };
}
