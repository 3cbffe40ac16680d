/** What the runs of a scene are called: by what tells each from the others, and from its rule as it comes. */
import { formatNumber } from '../core/math/format.ts';
import { takesPart } from '../core/optimizers/acting.ts';
import { isSameRule, ruleOf } from '../core/optimizers/registry.ts';
import { scheduleEntry } from '../core/run/schedule.ts';
import type { OptimizerSetting, Scene } from '../core/scene/scene.ts';
import { panels } from '../text/en/panels.ts';
import { memo } from './memo.ts';

const text = panels.legend;

export interface RunNaming {
  /** Its own name or its rule's; numbered where nothing else tells two runs apart. */
  readonly name: string;
  /**
   * What is said after the name, the most telling first: in what it differs from the other runs of its rule, then
   * from the rule's defaults. The learning rate, which is said of every run, is not among them.
   */
  readonly parts: readonly string[];
  /** How many of the parts, from the first, it takes to tell it from the other runs: what is cut off last. */
  readonly telling: number;
  /** The learning rate that is set, as a number alone; null for a rule without one. */
  readonly rate: string | null;
  /** The name with as many of the parts, and the rate, as tell it from every other run. */
  readonly label: string;
  /** All of it in words, every digit. */
  readonly full: string;
}

/** Whether the label already has the learning rate in it, as what tells the run from another or in a name of its own. */
export function labelSaysRate({ label, rate }: Pick<RunNaming, 'label' | 'rate'>): boolean {
  return rate !== null && ` ${label} `.includes(` ${text.part(text.lr, rate)} `);
}

/** One thing that can be said of a run. */
interface Said {
  readonly short: string;
  readonly long: string;
  /** Whether another run of the rule has something else. */
  readonly differs: boolean;
}

const RATE = 'lr';
const SCHEDULE = 'schedule';
const DRAWN = 'drawn';

/** The names of all optimizers of a scene, by index, of those that are off too: switching one on renames none. */
export const namesOf = memo(makeNames);

function makeNames(optimizers: Scene['optimizers']): readonly RunNaming[] {
  const said = new Map(optimizers.map((setting) => [setting, sayings(setting, optimizers)]));
  const names = optimizers.map((setting) => {
    const siblings = optimizers.filter((each) => isSameRule(each, setting));
    const of = (each: OptimizerSetting, key: string) => said.get(each)?.get(key);
    const widest = (key: string) => Math.max(...siblings.map((each) => of(each, key)?.short.length ?? 0));
    const own = [...(said.get(setting) ?? [])];
    const kinds = (key: string) => new Set(siblings.map((each) => of(each, key)?.short)).size;
    // What tells most apart first, then the shortest; in every row the same order.
    const telling = own
      .filter(([, { differs }]) => differs)
      .toSorted(([a], [b]) => kinds(b) - kinds(a) || widest(a) - widest(b))
      .map(([key]) => key);
    const shorts = (of_: readonly string[]) => of_.flatMap((key) => of(setting, key)?.short ?? []);
    const lr = setting.values[RATE];
    const name = setting.name || (ruleOf(setting)?.name ?? setting.id);
    const alike = (each: OptimizerSetting, key: string) => of(each, key)?.short === of(setting, key)?.short;
    // Those that nothing tells from this one are told by their number.
    let others = siblings.filter(
      (each) => each.name === setting.name && !telling.every((key) => alike(each, key)),
    );
    // One thing where one is enough.
    const enough = telling.find((key) => !others.some((each) => alike(each, key)));
    const needed: string[] = [];
    for (const key of enough === undefined ? telling : [enough]) {
      if (others.length === 0) break;
      const left = others.filter((each) => alike(each, key));
      if (left.length < others.length) needed.push(key);
      others = left;
    }
    const keys = [...new Set([...needed, ...telling, ...own.map(([key]) => key)])];
    return {
      name,
      told: shorts(needed),
      telling: needed.filter((key) => key !== RATE).length,
      parts: shorts(keys.filter((key) => key !== RATE)),
      rate: typeof lr === 'number' ? shortest(lr, valuesOf(optimizers, RATE)) : null,
      long: keys.flatMap((key) => of(setting, key)?.long ?? []),
    };
  });
  const labels = names.map(({ name, told }) => [name, ...told].join(' '));
  const taken = new Set<string>();
  return names.map(({ name, told, telling, parts, rate, long }, i): RunNaming => {
    let numbered = name;
    let label = labels[i] ?? name;
    for (let n = 2; taken.has(label); n++) {
      numbered = `${name} ${n}`;
      const next = [numbered, ...told].join(' ');
      if (!labels.includes(next)) label = next;
    }
    taken.add(label);
    return { name: numbered, parts, telling, rate, label, full: [numbered, ...long].join(', ') };
  });
}

/** What can be said of a run, by key: what acts and is not the rule's default or not the same for all of the rule. */
function sayings(setting: OptimizerSetting, all: Scene['optimizers']): Map<string, Said> {
  const said = new Map<string, Said>();
  const entry = ruleOf(setting);
  if (!entry) return said;
  const { values } = setting;
  const siblings = all.filter((each) => isSameRule(each, setting));
  for (const { key, label, symbol, default: standard } of entry.hyperparameters) {
    const value = values[key];
    if (value === undefined) continue;
    const others = new Set(siblings.map((each) => each.values[key]));
    const differs = others.size > 1;
    if (key !== RATE && value === standard && !differs) continue;
    // A momentum of zero does not act, but says what is missing where another run has one.
    const acts = [value, ...others].some((other) =>
      takesPart(entry, other === undefined || other === value ? values : { ...values, [key]: other }, key),
    );
    if (!acts) continue;
    if (typeof value === 'boolean') {
      const words = value ? label : text.off(label);
      said.set(key, { short: words, long: words, differs });
      continue;
    }
    const number = shortest(value, valuesOf(all, key));
    said.set(key, {
      short: text.part(key === RATE ? text.lr : symbol || text.within(label), number),
      long: text.part(text.within(label), digits(value)),
      differs,
    });
  }
  if (entry.drawn) said.set(DRAWN, { ...entry.drawn, differs: false });
  if (typeof values[RATE] === 'number') {
    const words = (each: OptimizerSetting) => scheduleText(each.schedule, false);
    const differs = siblings.some((each) => words(each) !== words(setting));
    if (differs || setting.schedule.kind !== 'constant') {
      const long = text.part(text.schedule, words(setting));
      said.set(SCHEDULE, { short: scheduleText(setting.schedule, true), long, differs });
    }
  }
  return said;
}

function valuesOf(all: Scene['optimizers'], key: string): readonly number[] {
  return all.flatMap(({ values }) => {
    const value = values[key];
    return typeof value === 'number' ? [value] : [];
  });
}

/** A schedule with those of its parameters that are not the defaults: "step every 20". */
function scheduleText(schedule: OptimizerSetting['schedule'], isShort: boolean): string {
  const { name, parameters } = scheduleEntry(schedule.kind);
  const set = parameters.flatMap(({ key, symbol, label, default: standard }) => {
    const value = schedule[key];
    if (typeof value !== 'number' || value === standard) return [];
    return [text.part((isShort && symbol) || text.within(label), digits(value))];
  });
  return [text.within(name), ...set].join(' ');
}

/** A number as it is, else rounded to four digits, or to as many as tell it from the other values. */
export function shortest(value: number, others: readonly number[]): string {
  const exact = digits(value);
  if (exact.length <= 8) return exact;
  for (let significant = 4; significant < 17; significant++) {
    const rounded = formatNumber(value, significant);
    if (others.every((other) => other === value || formatNumber(other, significant) !== rounded))
      return rounded;
  }
  return exact;
}

function digits(value: number): string {
  return String(value).replaceAll('-', '\u2212').replace('+', '');
}

/** What acts on all runs of a scene alike and is nobody's own: its noise, and what its runs are as long as. */
export function sceneLine({ noise, noiseKind, noiseScaling, seed, budget, steps }: Scene): string {
  return [
    ...(noise === 0
      ? []
      : [
          text.noise(digits(noise), noiseScaling === 'proportional'),
          ...(noiseKind === 'heavy' ? [text.heavy] : []),
          text.seed(String(seed)),
        ]),
    ...(budget === 'evaluations' ? [text.evaluations(steps)] : []),
  ].join(', ');
}
