import { languageNow } from './spoken.ts';

/**
 * What is said of a count, by the plural category that its language puts it into (Unicode's `zero`, `one`, `two`, `few`,
 * `many`, `other`). A category without a form has that of `other`. `#` stands for the count.
 */
export type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

/**
 * A count in words of the language that is spoken.
 * @param count a whole number, from 0
 * @param written the count as it is written, where that is not as usual
 */
export function counted(
  count: number,
  forms: PluralForms,
  written: string = count.toLocaleString(languageNow(), { useGrouping: 'min2' }),
): string {
  const form = forms[new Intl.PluralRules(languageNow()).select(count)] ?? forms.other;
  return form.replace('#', written);
}
