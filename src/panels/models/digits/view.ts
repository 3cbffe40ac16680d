import type { App } from '../../../app/app.ts';
import type { RunView } from '../../../app/state.ts';
import { html } from '../../../ui/dom.ts';
import { pageInk, watchWidth } from '../canvas.ts';
import type { OwnView } from '../own-views.ts';
import { createAccuracy } from './accuracy.ts';
import { createConfusion } from './confusion.ts';
import { createPad } from './pad.ts';
import { createRead } from './read.ts';
import { createWeights } from './weights.ts';
import '../../../styles/digits.css';

/** The picture of the model of digits: what the selected run reads at the step, what its units look for, and a pad. */
export function createDigitsView(_app: App, choose: (parameter: number) => void): OwnView {
  let last: Parameters<OwnView['show']> | null = null;
  const again = () => {
    if (last) show(...last);
  };
  const pad = createPad();
  const read = createRead(pad.put);
  const weights = createWeights(again, choose);
  const confusion = createConfusion();
  const accuracy = createAccuracy();
  const element = html(
    'div',
    { class: 'digits' },
    read.element,
    weights.element,
    pad.element,
    accuracy.element,
    confusion.element,
  );
  /** Until there is a run these have nothing to show, and no name. */
  const ofRun = [read, weights, confusion].map((part) => part.element);
  for (const part of ofRun) part.hidden = true;
  const width = watchWidth(element, () => {
    pad.resize();
    again();
  });

  const show: OwnView['show'] = (frame, view, selected) => {
    last = [frame, view, selected];
    const { state, derived } = frame;
    const { model } = view;
    const { step } = state.playhead;
    const ink = pageInk(element, state.palette);
    /** Where it was not tested while it was recorded. */
    const shareNow = (run: RunView) => {
      const parameters = view.at(run.index, step);
      return parameters && model.test ? model.accuracy(parameters, model.test) : Number.NaN;
    };
    accuracy.show(
      derived.runs.map((run) => {
        const right = view.right(run.index);
        // While it is recorded what was tested last tells enough.
        const row = Math.min(step, run.run.steps);
        const tested = (view.progress ? right.findLast(Number.isFinite) : right[row]) ?? Number.NaN;
        return { view: run, right, now: Number.isNaN(tested) ? shareNow(run) : tested };
      }),
      step,
      state.scene.steps,
      width.now,
      ink,
      selected,
    );
    const parameters = selected ? view.at(selected.index, step) : null;
    const start = selected ? view.at(selected.index, 0) : null;
    pad.show(parameters && selected ? { model, parameters, name: selected.label } : null, ink.ink);
    const isThere = parameters !== null && start !== null && model.test !== null;
    for (const part of ofRun) part.hidden = !isThere;
    if (!isThere) return;
    const outputs = model.outputs(parameters, model.test.inputs);
    read.show(model.test, outputs, ink.ink);
    confusion.show(model.test.targets, outputs);
    const units = model.parameters[0]!.shape[0]!;
    const isOutput = model.parameters.length === 2;
    weights.show(parameters, start, units, isOutput, ink);
  };
  return {
    element,
    show,
    dispose: width.dispose,
  };
}
