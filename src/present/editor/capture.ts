import type { App } from '../../app/app.ts';
import { namesOf } from '../../app/run-names.ts';
import { entryOf } from '../../core/scene/defaults.ts';
import type { ModelId } from '../../core/scene/model-door.ts';
import { readFragment, writeFragment } from '../../core/scene/url.ts';
import { besideFor, newScene, type TalkScene } from '../../core/talk/talk.ts';
import { panels } from '../../text/en/panels.ts';
import { talk as text } from '../../text/en/talk.ts';

/** What the page shows, as a scene of a talk. */
export function capture({ state }: App, title: string, id: string): TalkScene {
  const { scene, playhead, stage } = state;
  const opened = stage !== null;
  return {
    ...newScene,
    id,
    title,
    scene: writeFragment(scene, playhead),
    enter: { kind: playhead.playing ? 'play' : 'still' },
    next: opened ? 'stages' : 'scene',
    beside: opened ? ['map', 'step'] : besideFor(scene),
  };
}

/** An id that no other tab gives at the same time. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return Array.from(bytes, (byte) => byte.toString(36)).join('');
}

/** Loads a scene of a talk into the page, paused at its step. */
export function loadScene(app: App, { scene }: TalkScene): void {
  const restored = readFragment(scene);
  app.load(restored.scene, restored.playhead);
}

const summaries = new Map<string, string>();

/** What a scene shows, in a few words: "Himmelblau · SGD, Adam · step 12". */
export function summary({ scene: fragment }: TalkScene): string {
  let words = summaries.get(fragment);
  if (words === undefined) {
    const { scene, playhead } = readFragment(fragment);
    const rules = namesOf(scene.optimizers)
      .filter((_, i) => scene.optimizers[i]?.on)
      .map(({ label }) => label);
    const step = playhead.step === 0 ? null : String(playhead.step);
    const { model, loss } = scene;
    const name = model ? panels.controls.models[model.id as ModelId] : entryOf(loss)?.name;
    words = text.shows(name ?? text.ownFormula, rules, step);
    summaries.set(fragment, words);
  }
  return words;
}
