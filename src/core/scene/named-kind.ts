import { itemOf, parseNamed, printNamed } from './call.ts';
import { isRecord, type Kind, member, quote, reportUnknown } from './kinds.ts';
import { matching } from './match-name.ts';
import { sceneSentences } from './scene-sentences.ts';

const NONE = ['none'] as const;

/**
 * What has a name and values, or is none: `swarm=gaussian,spread:0.1`. In a link stands what is not as in `plain`.
 *
 * @param head the member that is the name, one of `names`
 * @param parts the kinds of the other members, by their keys
 */
export function named<T extends object>(
  head: keyof T & string,
  names: readonly string[],
  form: () => string,
  plain: T,
  parts: Readonly<Record<string, Kind<unknown>>>,
): Kind<T | null> {
  const keys = Object.keys(parts);
  const textOf = (of: T, key: string) => parts[key]!.print(member(of, key))[0]!;
  return {
    get form() {
      return form();
    },
    parse(texts) {
      const text = texts.at(-1) ?? '';
      const call = parseNamed(text);
      if (!call) return text;
      if (matching(call.name, NONE)) return null;
      const items = call.items.map(([key, value]) => {
        const known = matching(key, keys);
        return known === undefined || value === null
          ? [known ?? key, itemOf(value)]
          : [known, parts[known]!.parse([value])];
      });
      return { ...Object.fromEntries(items), [head]: call.name };
    },
    print(value) {
      if (value === null) return ['none'];
      const set = keys.filter((key) => textOf(value, key) !== textOf(plain, key));
      return [
        printNamed(
          String(value[head]),
          set.map((key) => [key, textOf(value, key)]),
        ),
      ];
    },
    restore(given, fallback, at) {
      if (given === null) return null;
      const name = matching(member(given, head), names);
      if (name === undefined || !isRecord(given)) {
        const found = isRecord(given) ? given[head] : given;
        at.report(at.where, sceneSentences.say('mustBe', at.name, form(), quote(found)));
        return fallback;
      }
      reportUnknown(given, [head, ...keys], at);
      const values = keys.map((key) => {
        const own = member(given, key);
        const standard = member(plain, key);
        const inside = {
          ...at,
          name: sceneSentences.say('of', key, at.name),
          where: `${at.where}.${key}`,
        };
        return [key, own === undefined ? standard : parts[key]!.restore(own, standard, inside)];
      });
      return { ...plain, ...Object.fromEntries(values), [head]: name };
    },
  };
}
