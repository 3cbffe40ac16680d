import { type Ask, type AskKind, askKinds, hasGoal, hasStep, isOfOneRun } from '../ask/ask.ts';
import { itemOf, parseNamed, printNamed } from './call.ts';
import { type At, flag, isRecord, type Kind, member, number, quote, reportUnknown } from './kinds.ts';
import { limits } from './limits.ts';
import { matching, nearestName } from './match-name.ts';
import { printNumber } from './number-list.ts';
import { sceneSentences } from './scene-sentences.ts';

/**
 * A question in links:
 *
 *     ask=end,run:0,step:50   ask=lowest,step:50   ask=first,step:50,goal:0.001   ask=length,run:2
 *
 * with `sure` where a reader is asked, too, how sure the guess is; and what its author says, in keys of their own: question=…   explanation=…
 */

/** What a question asks for that says nothing else. */
const standard = { run: 0, step: 50, goal: 0.01, question: '', explanation: '' };

const items: Readonly<Record<'run' | 'step' | 'goal', Kind<number>>> = {
  run: number({ min: 0, max: limits.optimizers - 1, whole: true }),
  step: number({ min: 1, max: limits.steps, whole: true }),
  goal: number({ min: -limits.coordinate, max: limits.coordinate }),
};

/** What a kind has of them. */
const hasItem: Readonly<Record<keyof typeof items, (kind: AskKind) => boolean>> = {
  run: isOfOneRun,
  step: hasStep,
  goal: hasGoal,
};
const names = Object.keys(items) as (keyof typeof items)[];

const none = 'none';

export const ask: Kind<Ask | null> = {
  get form() {
    return sceneSentences.say('question', askKinds);
  },
  parse(texts) {
    const text = texts.at(-1) ?? '';
    if (text.trim().toLowerCase() === none) return null;
    const call = parseNamed(text);
    if (!call) return text;
    return {
      ...Object.fromEntries(call.items.map(([key, value]) => [key, itemOf(value)])),
      kind: call.name,
    };
  },
  print(value) {
    if (!value) return [none];
    const own = names.filter((name) => hasItem[name](value.kind));
    return [
      printNamed(value.kind, [
        ...own.map((name) => [name, printNumber(value[name])] as const),
        ...(value.sure ? [['sure', null] as const] : []),
      ]),
    ];
  },
  restore(given, fallback, at) {
    if (given === null) return null;
    const named = typeof given === 'string' ? given : member(given, 'kind');
    const kind = matching(named, askKinds);
    if (kind === undefined) {
      at.report(
        at.where,
        sceneSentences.say('mustBe', at.name, ask.form, quote(named), nearestName(named, askKinds)),
      );
      return fallback;
    }
    if (!isRecord(given)) return { ...standard, kind };
    reportUnknown(given, ['kind', ...names, 'sure', 'question', 'explanation'], at);
    const below = (name: string): At => ({
      ...at,
      name: sceneSentences.say('of', name, at.name),
      where: `${at.where}.${name}`,
    });
    const item = (name: keyof typeof items) => {
      const value = member(given, name);
      return value === undefined || value === null
        ? standard[name]
        : items[name].restore(value, standard[name], below(name));
    };
    const said = (name: 'question' | 'explanation') => {
      const value = member(given, name);
      return value === undefined ? '' : texts[name].restore(value, '', below(name));
    };
    return {
      kind,
      run: item('run'),
      step: item('step'),
      goal: item('goal'),
      question: said('question'),
      explanation: said('explanation'),
      ...(flag.restore(member(given, 'sure') ?? false, false, below('sure')) && { sure: true }),
    };
  },
};

/** Characters of what an author says, at most. */
export const askLimits = { question: 300, explanation: 2000 } as const;

/** What cannot be read: control characters but line ends, what turns the direction of others, halves of characters. */
const unreadable = /(?![\n\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** The end of a line, in links, which have none. */
const LINE = '\u21b5';

function words(max: number): Kind<string> {
  const kind: Kind<string> = {
    get form() {
      return sceneSentences.say('aText', max);
    },
    parse: (given) => (given.at(-1) ?? '').replaceAll(LINE, '\n'),
    print: (value) => (value === '' ? [] : [value.replaceAll('\n', LINE)]),
    restore(given, fallback, at) {
      if (typeof given === 'string' && given.length <= max)
        return given.replaceAll('\r\n', '\n').replaceAll(unreadable, '').trim();
      at.report(at.where, sceneSentences.say('mustBe', at.name, kind.form, quote(given)));
      return fallback;
    },
  };
  return kind;
}

/** What an author says of a question: text, of which nothing is markup of the page. */
export const texts = {
  question: words(askLimits.question),
  explanation: words(askLimits.explanation),
} as const;
