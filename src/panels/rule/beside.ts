import type { Derived } from '../../app/state.ts';
import { formatNumber } from '../../core/math/format.ts';
import { choiceOf, ruleOf } from '../../core/optimizers/registry.ts';
import { correctionsLeftOut, lengthsBeside } from '../../core/run/beside.ts';
import type { RecordOptions, Run } from '../../core/run/types.ts';
import { recordOptionsOf } from '../../core/scene/record-options.ts';
import type { OptimizerSetting, Scene } from '../../core/scene/scene.ts';
import { ruleEditor as text } from '../../text/en/rule-editor.ts';
import { html } from '../../ui/dom.ts';

const STEPS = [1, 10, 100, 1000] as const;

/**
 * What an edit has done: how long the steps of the rewritten rule are beside those that it would make as it was before, and
 * the corrections of averages that it makes no more.
 */
export function createBeside() {
  const element = html('div', { class: 'rule-beside', hidden: true });
  let drawn: readonly [Run | undefined, OptimizerSetting | null] = [undefined, null];

  return {
    element,
    /** @param origin the setting that was rewritten, null where that is not known */
    draw(scene: Scene, { runs, loss, model }: Derived, index: number, origin: OptimizerSetting | null) {
      const view = model ? undefined : runs.find((one) => one.index === index);
      const own = view?.setting;
      const other = own?.rule === undefined ? null : (origin ?? onlyOther(scene, index));
      const run = other ? view?.run : undefined;
      if (run === drawn[0] && other === drawn[1]) return;
      drawn = [run, other];
      element.replaceChildren(
        ...(run && own && other
          ? rows(run, own, ruleOf(other)?.name ?? '', { ...recordOptionsOf(scene, other), loss })
          : []),
      );
      element.hidden = element.childElementCount === 0;
    },
  };
}

/** The rule that stands beside it, where it is one of the registry and the only one. */
function onlyOther({ optimizers }: Scene, index: number): OptimizerSetting | null {
  const others = optimizers.filter(({ on }, k) => on && k !== index);
  const [other] = others;
  if (!other || others.length > 1 || other.rule !== undefined || ruleOf(other)?.rule.search) return null;
  return other;
}

function rows(run: Run, own: OptimizerSetting, name: string, other: RecordOptions): HTMLElement[] {
  const steps = STEPS.filter((step) => step <= run.steps);
  const lengths = lengthsBeside(run, other, steps.at(-1) ?? 0);
  if (steps.every((step) => Number.isNaN(lengths[step]))) return [];
  const row = (label: string, values: readonly number[]) =>
    html(
      'tr',
      {},
      html('th', { scope: 'row' }, label),
      ...values.map((value) => html('td', {}, Number.isNaN(value) ? '–' : formatNumber(value))),
    );
  const corrections = correctionsLeftOut(choiceOf(own, own.values), other.optimizer);
  const table = html(
    'table',
    {},
    html('tr', {}, html('td', {}), ...steps.map((step) => html('th', { scope: 'col' }, text.atStep(step)))),
    row(
      text.beside(name),
      steps.map((step) => lengths[step]!),
    ),
    ...corrections.map(({ key, base }) =>
      row(
        text.correction(key),
        steps.map((step) => 1 - base ** step),
      ),
    ),
  );
  return corrections.length === 0 ? [table] : [table, html('p', {}, text.whyCorrected)];
}
