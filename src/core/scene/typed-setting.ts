import { defaultValues, readTypedRule, TYPED_ID } from '../optimizers/registry.ts';
import { constantSchedule } from '../run/schedule.ts';
import { tidied } from './rule-text.ts';
import type { OptimizerSetting } from './scene.ts';

/**
 * A setting with another rule, that of a text: values stay where the text before declared the same number, and where no
 * text was before; the others take what the text declares. Null where the text is no rule.
 *
 * @param earlier the text before, of a rule of the registry too
 */
export function withRuleText(
  setting: OptimizerSetting,
  text: string,
  earlier = setting.rule,
): OptimizerSetting | null {
  const rule = tidied(text);
  const { entry } = readTypedRule(rule);
  if (!entry) return null;
  const before = earlier === undefined ? null : readTypedRule(earlier).entry;
  const declared = before ? defaultValues(before) : null;
  const values = Object.fromEntries(
    Object.entries(defaultValues(entry)).map(([key, standard]) => {
      const isKept = declared === null || declared[key] === standard;
      const value = setting.values[key];
      return [key, isKept && typeof value === 'number' ? value : standard];
    }),
  );
  return { ...setting, id: TYPED_ID, rule, values, suggested: [] };
}

/** A setting of the rule that a text says, at the values that it declares; null where it is none. */
export function typedSetting(text: string): OptimizerSetting | null {
  const bare = {
    id: TYPED_ID,
    on: true,
    values: {},
    suggested: [],
    schedule: constantSchedule,
    name: '',
    color: null,
  };
  return withRuleText(bare, text);
}
