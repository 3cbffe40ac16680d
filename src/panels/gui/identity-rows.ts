import type { GUI } from 'lil-gui';
import type { App } from '../../app/app.ts';
import { ruleOf } from '../../core/optimizers/registry.ts';
import { cleanName, MAX_NAME } from '../../core/scene/clean-name.ts';
import { colorNames } from '../../core/scene/scene.ts';
import { rules as text } from '../../text/en/rules.ts';
import { ChoiceRow } from './choice-row.ts';
import type { Row } from './row.ts';
import { TextRow } from './text-row.ts';

/** What one optimizer's run is called, and its colour. */
export function addIdentityRows(folder: GUI, app: App, index: number): Row {
  const setting = () => app.state.scene.optimizers[index];
  const name = new TextRow(
    folder,
    {
      label: text.name,
      meaning: text.nameMeaning,
      placeholder: () => {
        const own = setting();
        return (own && ruleOf(own)?.name) ?? '';
      },
      read: () => setting()?.name ?? '',
      write(typed, group) {
        const clean = cleanName(typed);
        if (clean !== setting()?.name) app.setOptimizer(index, (now) => ({ ...now, name: clean }), group);
      },
      initial: () => '',
    },
    MAX_NAME,
  );
  const color = new ChoiceRow(
    folder,
    {
      label: text.color,
      meaning: text.colorMeaning,
      read: () => setting()?.color ?? '',
      write(value) {
        const chosen = colorNames.find((known) => known === value) ?? null;
        if (chosen !== setting()?.color) app.setOptimizer(index, (now) => ({ ...now, color: chosen }));
      },
      initial: () => '',
    },
    [
      { value: '', label: text.ruleColor },
      ...colorNames.map((value) => ({ value, label: text.colors[value] })),
    ],
  );
  return {
    refresh() {
      name.refresh();
      color.refresh();
    },
  };
}
