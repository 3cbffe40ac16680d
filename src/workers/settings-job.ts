import '../core/optimizers/all.ts';
import { choiceOf } from '../core/optimizers/registry.ts';
import { type SettingMap, settingRows } from '../core/run/settings.ts';
import { lossIn } from '../core/scene/compiled.ts';
import type { Progress, SettingsRequest } from './protocol.ts';

/** Takes the settings of some rows of a map to the ends of their runs. */
export function* settingsJob({
  formula,
  curve,
  optimizer,
  ...options
}: SettingsRequest): Generator<Progress, SettingMap> {
  const rows = settingRows({
    ...options,
    loss: lossIn({ formula, curve }),
    optimizer: choiceOf(optimizer, optimizer.values),
  });
  let row = rows.next();
  for (; !row.done; row = rows.next()) yield { done: row.value, total: options.height };
  return row.value;
}
