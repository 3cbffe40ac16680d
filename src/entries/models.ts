/** What a scene with a model needs: its code is fetched with the first such scene. */
import type { RootApp } from '../app/create-app.ts';
import { createModelPart } from '../app/models/model-part.ts';
import { fetchData } from '../app/models/model-data.ts';
import { openModels } from '../core/scene/models.ts';
import { createMissing } from '../panels/models/missing.ts';
import { createModelPicture } from '../panels/models/picture.ts';
import { createModelRows } from '../panels/models/model-rows.ts';
import { createPlaneNote } from '../panels/models/plane-note.ts';
import type { Shell } from '../panels/shell.ts';
import { models as text } from '../text/en/models.ts';
import type { Slot } from '../ui/panel.ts';
import { startWorker } from '../workers/start.ts';
import '../text/en/model-rows.ts';
import '../text/en/scene-faults.ts';
import '../styles/models.css';

export { fetchData };

/** Has an app make what it shows of models. Returns what, in sentences, of its scene could not be taken. */
export function connectModels(
  app: RootApp,
  say: (sentence: string) => void = console.warn,
): readonly string[] {
  openModels();
  const problems: string[] = [];
  app.useModels(createModelPart(startWorker, app.invalidate, say), (message) => problems.push(message));
  return problems;
}

/**
 * Shows models from here on, with what is said of them.
 *
 * @param shell null in an embed
 * @param say shows a sentence that concerns the whole page
 * @param picture where what the parameters do is shown; null where it is not
 */
export function showModels(
  app: RootApp,
  root: HTMLElement,
  shell: Shell | null,
  say: (sentence: string) => void,
  picture: Slot | null = shell?.slots.step ?? null,
): void {
  const problems = connectModels(app, say);
  if (problems.length > 0) say(text.restored(problems));
  app.mount(createPlaneNote(root, app));
  if (picture) app.mount(createModelPicture(picture, app, shell !== null));
  if (!shell) return;
  app.mount(createModelRows(root, app));
  const { curvature, rates } = shell.slots;
  app.mount(
    createMissing(
      root,
      [curvature, rates].map(({ body }) => body),
    ),
  );
}
