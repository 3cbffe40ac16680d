import { html } from '../../ui/dom.ts';
import { limits } from '../../core/scene/limits.ts';
import { readFragment } from '../../core/scene/url.ts';
import { rangeOf } from '../../core/talk/enter.ts';
import type { Enter, TalkScene } from '../../core/talk/talk.ts';
import { talk } from '../../text/en/talk.ts';
import { choiceField, type SceneField } from './fields.ts';

const text = talk.form;

/** What happens when the scene is entered; for some of its steps, from which to which. */
export function enterField(changed: (enter: Enter) => void): SceneField<TalkScene> {
  let scene: TalkScene | null = null;
  const step = () => html('input', { type: 'number', min: 0, max: limits.steps, step: 1 });
  const [from, to] = [step(), step()];
  const problem = html('p', { class: 'talk-problem', role: 'alert' });
  const range = html(
    'div',
    { class: 'talk-range' },
    html('label', {}, text.from, from),
    html('label', {}, text.to, to),
    problem,
  );
  const takeRange = () => {
    const enter = rangeOf(from.valueAsNumber, to.valueAsNumber);
    problem.textContent = enter ? '' : text.range;
    if (enter) changed(enter);
  };
  for (const box of [from, to]) box.addEventListener('input', takeRange);
  const kind = choiceField<Enter['kind']>(text.enter, text.enters, (chosen) => {
    if (chosen !== 'range') changed({ kind: chosen });
    else if (scene) changed({ kind: 'range', from: 0, to: readFragment(scene.scene).scene.steps });
  });
  return {
    element: html('div', { class: 'talk-enter' }, kind.element, range),
    show(shown) {
      const other = scene?.id !== shown.id;
      scene = shown;
      const { enter } = shown;
      kind.show(enter.kind);
      range.hidden = enter.kind !== 'range';
      if (enter.kind !== 'range') return;
      const typed = rangeOf(from.valueAsNumber, to.valueAsNumber);
      // Half a number is left alone while it is typed.
      if (!other && !typed && range.contains(document.activeElement)) return;
      if (from.valueAsNumber !== enter.from) from.value = String(enter.from);
      if (to.valueAsNumber !== enter.to) to.value = String(enter.to);
      problem.textContent = '';
    },
  };
}
