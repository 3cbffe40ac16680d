import '../core/optimizers/all.ts';
import '../core/optimizers/wide-updates.ts';
import { choiceOf } from '../core/optimizers/registry.ts';
import { settleOn } from '../core/scene/settle-model.ts';
import { type SettingMap, settingRows } from '../core/run/settings.ts';
import { lossIn } from '../core/scene/compiled.ts';
import { modelOf } from '../core/scene/models.ts';
import type { JobProgress, SettingsRequest } from './protocol.ts';

/** Takes the settings of some rows of a map to the ends of their runs. */
export function* settingsJob({
  formula,
  curve,
  optimizer: { values, ...rule },
  model,
  plane,
  ...options
}: SettingsRequest): Generator<JobProgress, SettingMap> {
  const optimizer = choiceOf(rule, values);
  const loss = model ? modelOf(model).loss : lossIn({ formula, curve });
  const ground = { ...options, loss, optimizer };
  const rows = settingRows({ ...ground, ...(model && { settle: settleOn(model, ground, plane) }) });
  let row = rows.next();
  for (; !row.done; row = rows.next()) yield { done: row.value, total: options.height };
  return row.value;
}
