import type { RootApp } from '../app/create-app.ts';
import type { AppView } from '../app/state.ts';
import { ruleOf } from '../core/optimizers/registry.ts';
import { createKnobs } from '../panels/gui/knobs.ts';
import { isRare } from '../panels/gui/optimizer-folder.ts';

/** What is turned for a challenge: of the run that it is about, its values that act by themselves. */
export function challengeKnobs(container: HTMLElement, app: RootApp): AppView {
  const { ask, optimizers } = app.state.scene;
  const setting = ask ? optimizers[ask.run] : undefined;
  if (!ask || !setting) return createKnobs(container, app, []);
  const nth = optimizers.slice(0, ask.run + 1).filter(({ id }) => id === setting.id).length;
  const entry = ruleOf(setting);
  const keys = (entry?.hyperparameters ?? [])
    .filter((row) => row.kind === 'number' && entry && !isRare(row, entry))
    .map(({ key }) => key);
  return createKnobs(
    container,
    app,
    keys.map((key) => ({ rule: setting.id, nth, key })),
  );
}
