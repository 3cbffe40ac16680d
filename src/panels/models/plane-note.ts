import { html, setText } from '../../ui/dom.ts';
import { planeSentences } from '../../app/models/plane-words.ts';
import type { App } from '../../app/app.ts';
import type { AppView } from '../../app/state.ts';
import { models as text } from '../../text/en/models.ts';

/** In a corner of the stage: on which plane a model is seen, how far the selected run is from it, how far runs are. */
export function createPlaneNote(root: HTMLElement, app: App): AppView {
  const words = html('p', {});
  const computed = html('p', { class: 'plane-computed', role: 'status' });
  const title = html('b', {}, `${text.plane}: `);
  const plane = html('span', { class: 'plane-named' });
  const hangs = html('span', { class: 'plane-hangs' });
  const beside = html('span', {});
  const arrows = html('span', { class: 'plane-arrows' });
  words.append(title, plane, ' ', hangs, ' ', beside, ' ', arrows);
  const element = html('div', { class: 'plane-note' }, computed, words);
  const scrubbers = () => root.querySelectorAll<HTMLElement>('.scrubber');

  return {
    draw(frame) {
      const { model } = frame.derived;
      // What stands for a surface that is still to come is none.
      root.toggleAttribute('data-unseen', frame.state.scene.model !== null && model?.seen === null);
      if (!model || !frame.state.scene.model) {
        element.hidden = true;
        for (const scrubber of scrubbers()) scrubber.style.removeProperty('--computed');
        return;
      }
      element.hidden = false;
      // An embed without a stage says it where everything else is.
      if (!element.isConnected)
        (root.querySelector('.stage-frame') ?? root.querySelector('main') ?? root).append(element);
      title.hidden = !model.seen || model.failure !== null;
      const said = planeSentences(frame, model);
      setText(plane, said.plane);
      setText(hangs, said.hangs);
      setText(beside, said.beside);
      setText(arrows, said.arrows);
      words.toggleAttribute('data-whole', said.beside === '');
      const { steps } = frame.state.scene;
      const there = computedSteps(frame.derived.runs, app);
      const isGrowing = model.progress !== null;
      const { losses, curvatures } = model;
      const left = losses ?? curvatures;
      computed.hidden = !isGrowing && !left;
      const rest = left
        ? (losses ? text.losses : text.curvatures)(String(left.done), String(left.total))
        : '';
      setText(computed, isGrowing ? text.computed(String(there), String(steps)) : rest);
      for (const scrubber of scrubbers()) {
        if (isGrowing) scrubber.style.setProperty('--computed', (there / Math.max(1, steps)).toFixed(4));
        else scrubber.style.removeProperty('--computed');
      }
    },
    dispose() {
      root.removeAttribute('data-unseen');
      element.remove();
    },
  };
}

/** The step to which every run has come that goes on. */
function computedSteps(runs: App['derived']['runs'], app: App): number {
  const going = runs.filter(({ run }) => run.divergedAt === null).map(({ run }) => run.steps);
  return going.length > 0 ? Math.min(...going) : Math.min(app.state.scene.steps, 0);
}
