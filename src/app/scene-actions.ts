import { suggestAgain } from '../core/scene/follow.ts';
import { isDomain, isPlace } from '../core/scene/limits.ts';
import { withParameterValue } from '../core/scene/parameters.ts';
import type { App } from './app.ts';
import { onEntry, placed } from './scene-edits.ts';
import type { State } from './state.ts';
import type { Typing } from './typing.ts';

/** What an App does to the loss, to where it is looked at and begun, and to the view of it. */
type SceneActions = Pick<
  App,
  'setLoss' | 'typeFormula' | 'setFormula' | 'setParameter' | 'setDomain' | 'setStart' | 'suggest' | 'setView'
>;

export function createSceneActions(state: () => State, edit: App['edit'], typing: Typing): SceneActions {
  return {
    setLoss(id) {
      const there = onEntry(state().scene, id);
      if (there === state().scene) return;
      typing.drop();
      edit(() => there);
    },
    typeFormula: typing.type,
    setFormula: typing.take,
    setParameter: (name, value, group) =>
      edit((scene) => withParameterValue(scene, name, value) ?? scene, group),
    setDomain(domain) {
      if (isDomain(domain)) edit((scene) => placed(scene, 'domain', domain), 'domain');
    },
    setStart(start, group) {
      // A model begins at its initial weights.
      if (!state().scene.model && start.every(isPlace)) edit((scene) => placed(scene, 'start', start), group);
    },
    suggest(what) {
      edit((scene) => suggestAgain(scene, what));
    },
    setView(change, group) {
      edit((scene) => ({ ...scene, view: { ...scene.view, ...change } }), group);
    },
  };
}
