import { swarmColours, swarmsOnMap, swarmStarts } from '../run/swarm-looks.ts';
import { itemOf, parseNamed, printNamed } from './call.ts';
import { choice, isRecord, type Kind, member, number, quote, reportUnknown } from './kinds.ts';
import { limits } from './limits.ts';
import { matching } from './match-name.ts';
import { printNumber } from './number-list.ts';
import type { SwarmView } from './scene.ts';
import { sceneSentences } from './scene-sentences.ts';
import { plainSwarm } from './swarm.ts';

const NONE = ['none'] as const;

const [min, max] = limits.swarm;
const parts = {
  count: number({ min, max, whole: true }),
  spread: number({ min: 1e-6, max: 1 }),
  colour: choice(swarmColours),
  map: choice(swarmsOnMap),
} as const;
const keys = ['count', 'spread', 'colour', 'map'] as const;

/** The swarm in links: `swarm=grid`, `swarm=gaussian,count:65536,spread:0.1,colour:speed`. */
export const swarm: Kind<SwarmView | null> = {
  get form() {
    return sceneSentences.say('swarm', swarmStarts);
  },
  parse(texts) {
    const text = texts.at(-1) ?? '';
    const call = parseNamed(text);
    if (!call) return text;
    if (matching(call.name, NONE)) return null;
    const items = call.items.map(([key, value]) => [matching(key, keys) ?? key, itemOf(value)] as const);
    return { ...Object.fromEntries(items), starts: call.name };
  },
  print(value) {
    if (value === null) return ['none'];
    const set = keys.filter((key) => value[key] !== plainSwarm[key]);
    const say = (one: number | string) => (typeof one === 'number' ? printNumber(one) : one);
    return [
      printNamed(
        value.starts,
        set.map((key) => [key, say(value[key])]),
      ),
    ];
  },
  restore(given, fallback, at) {
    if (given === null) return null;
    const starts = matching(member(given, 'starts'), swarmStarts);
    if (starts === undefined || !isRecord(given)) {
      const found = isRecord(given) ? given['starts'] : given;
      at.report(at.where, sceneSentences.say('mustBe', at.name, swarm.form, quote(found)));
      return fallback;
    }
    reportUnknown(given, ['starts', ...keys], at);
    const part = <K extends keyof typeof parts>(key: K, kind: Kind<SwarmView[K]>): SwarmView[K] => {
      const own = member(given, key);
      const inside = {
        ...at,
        name: sceneSentences.say('of', key, at.name),
        where: `${at.where}.${key}`,
      };
      return own === undefined ? plainSwarm[key] : kind.restore(own, plainSwarm[key], inside);
    };
    return {
      starts,
      count: part('count', parts.count),
      spread: part('spread', parts.spread),
      colour: part('colour', parts.colour),
      map: part('map', parts.map),
    };
  },
};
