import { languages } from '../text/language.ts';
import { plainSymbol, symbolOf } from '../core/expression/symbols.ts';
import { optimizerById, TYPED_ID } from '../core/optimizers/registry.ts';
import { type EmbedPanel, embedPanels, panelNow } from '../core/scene/panels.ts';
import { limits } from '../core/scene/limits.ts';
import { embed as text } from '../text/en/embed.ts';
import { side } from '../text/en/side.ts';
import type { Problem } from './api.ts';
import { type OptionName, optionNames } from './attributes.ts';

/** What an embed shows and lets one do: the query of its address, `?embed&show=stage,map&knobs=adam.lr`. */

export const embedParts = ['stage', 'model', ...embedPanels, 'legend', 'transport', 'controls'] as const;
export const themes = ['auto', 'light', 'dark', 'host'] as const;
export const interactions = ['all', 'camera', 'start', 'none'] as const;
export const backgrounds = ['own', 'none'] as const;
export const arrowKeepers = ['embed', 'host'] as const;

export type EmbedPart = (typeof embedParts)[number];

const isPanel = (part: EmbedPart): part is EmbedPanel => embedPanels.some((id) => id === part);
/** What a part is called, over it and where it is chosen. */
export const partName = (part: EmbedPart): string =>
  isPanel(part) ? side[part].part : text.dialog.parts[part];
export type Interaction = (typeof interactions)[number];

/** A slider under the stage: the start, the arrows' magnifier, a parameter of the formula, or a hyperparameter of the `nth` optimizer (from 1) of a rule. */
export type Knob =
  | 'start'
  | 'magnify'
  | { readonly parameter: string }
  | { readonly rule: string; readonly nth: number; readonly key: string };

export interface EmbedOptions {
  readonly show: readonly EmbedPart[];
  readonly knobs: readonly Knob[];
  readonly theme: (typeof themes)[number];
  readonly autoplay: boolean;
  /** Steps per second; null for the scene's own. */
  readonly speed: number | null;
  /** Whether it plays again and again, and which steps; null for the scene's own wish. */
  readonly loop: boolean | readonly [from: number, to: number] | null;
  readonly interact: Interaction;
  /** Who gets the arrow keys while the frame has the focus. */
  readonly arrows: (typeof arrowKeepers)[number];
  readonly background: (typeof backgrounds)[number];
  /** `auto`: the first that the reader reads and the page speaks. */
  readonly lang: string;
}

export const defaultOptions: EmbedOptions = {
  show: ['stage', 'legend', 'transport'],
  knobs: [],
  theme: 'auto',
  autoplay: false,
  speed: null,
  loop: null,
  interact: 'all',
  arrows: 'embed',
  background: 'own',
  lang: 'auto',
};

interface OptionRow<T> {
  /** What its text must be, in words. */
  readonly form: string;
  readonly meaning: string;
  /** Undefined when the text is none. */
  read(text: string, report: (message: string) => void): T | undefined;
  print(value: T): string;
}

function choice<const T extends string>(values: readonly T[], meaning: string): OptionRow<T> {
  return {
    form: values.join('|'),
    meaning,
    read: (given) => values.find((value) => value === given),
    print: (value) => value,
  };
}

const yes = ['', '1', 'true'];

/** One row an option: it reads, writes and documents it. */
export const optionRows: { readonly [K in OptionName & keyof EmbedOptions]: OptionRow<EmbedOptions[K]> } = {
  show: {
    form: embedParts.join(','),
    meaning: text.options.show,
    read(given, report) {
      const names = split(given).map(panelNow);
      for (const name of names) {
        if (!embedParts.some((part) => part === name))
          report(text.wrongOption('show', embedParts.join(', ')));
      }
      const shown = embedParts.filter((part) => names.includes(part));
      return shown.length > 0 ? shown : undefined;
    },
    print: (value) => value.join(','),
  },
  knobs: {
    form: 'adam.lr,adam.beta1,adam:2.lr,start,magnify,a',
    meaning: text.options.knobs,
    read: (given, report) =>
      split(given).flatMap((name) => {
        const knob = readKnob(name);
        if (!knob) report(text.unknownKnob(name));
        return knob ? [knob] : [];
      }),
    print: (value) => value.map(printKnob).join(','),
  },
  theme: choice(themes, text.options.theme),
  autoplay: {
    form: '',
    meaning: text.options.autoplay,
    read: (given) => (yes.includes(given) ? true : given === '0' || given === 'false' ? false : undefined),
    print: () => '',
  },
  speed: {
    form: limits.speed.join(' to '),
    meaning: text.options.speed,
    read(given) {
      const speed = /^\d+(\.\d+)?$/.test(given) ? Number(given) : 0;
      return speed >= limits.speed[0] && speed <= limits.speed[1] ? speed : undefined;
    },
    print: String,
  },
  loop: {
    form: '20-120, or nothing',
    meaning: text.options.loop,
    read(given) {
      if (yes.includes(given)) return true;
      const match = /^(\d{1,6})-(\d{1,6})$/.exec(given);
      if (!match) return undefined;
      const [from, to] = [Number(match[1]), Number(match[2])];
      return from < to ? [from, to] : undefined;
    },
    print: (value) => (Array.isArray(value) ? value.join('-') : ''),
  },
  interact: choice(interactions, text.options.interact),
  arrows: choice(arrowKeepers, text.options.arrows),
  background: choice(backgrounds, text.options.background),
  lang: {
    // Not the list itself: a language that is added changes no documentation.
    form: "auto, or a language's tag",
    meaning: text.options.lang,
    read: (given) => ['auto', ...languages].find((tag) => tag === given),
    print: (value) => value,
  },
};

/** The options of an address. What cannot be taken costs only itself. */
export function readOptions(search: string): { options: EmbedOptions; problems: Problem[] } {
  const given = new URLSearchParams(search);
  const problems: Problem[] = [];
  const report = (where: string) => (message: string) => void problems.push({ where, message });
  const read = <K extends keyof EmbedOptions>(name: K): EmbedOptions[K] => {
    const value = given.get(name);
    if (value === null) return defaultOptions[name];
    const row: OptionRow<EmbedOptions[K]> = optionRows[name];
    const taken = row.read(value.slice(0, 2000), report(name));
    if (taken === undefined) report(name)(text.wrongOption(name, row.form));
    return taken ?? defaultOptions[name];
  };
  const options: EmbedOptions = {
    show: read('show'),
    knobs: read('knobs'),
    theme: read('theme'),
    autoplay: read('autoplay'),
    speed: read('speed'),
    loop: read('loop'),
    interact: read('interact'),
    arrows: read('arrows'),
    background: read('background'),
    lang: read('lang'),
  };
  return { options, problems };
}

/** The options as pairs of names and texts, what is a default left out. */
export function optionPairs(options: EmbedOptions): [name: keyof EmbedOptions, value: string][] {
  return optionNames.flatMap((name): [keyof EmbedOptions, string][] => {
    const [now, standard] = [printed(name, options), printed(name, defaultOptions)];
    return now === null || now === standard ? [] : [[name, now]];
  });
}

/** The query of an embed's address, without "?". */
export function writeOptions(options: EmbedOptions): string {
  const pairs = optionPairs(options).map(([name, value]) => (value === '' ? name : `${name}=${value}`));
  return ['embed', ...pairs].join('&');
}

function printed<K extends keyof EmbedOptions>(name: K, options: EmbedOptions): string | null {
  const value = options[name];
  if (value === null || value === false) return null;
  return optionRows[name].print(value);
}

function split(list: string): string[] {
  return list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function readKnob(name: string): Knob | null {
  if (name === 'start' || name === 'magnify') return name;
  if (symbolOf(name) !== null) return { parameter: plainSymbol(name) };
  const match = /^([a-z-]+)(?::([1-9]\d?))?\.([A-Za-z]\w*)$/.exec(name);
  const [, rule = '', nth = '1', key = ''] = match ?? [];
  // A typed rule has the keys that its text declares.
  const known = rule === TYPED_ID || optimizerById(rule)?.hyperparameters.some((row) => row.key === key);
  return known ? { rule, nth: Number(nth), key } : null;
}

export function printKnob(knob: Knob): string {
  if (typeof knob === 'string') return knob;
  if ('parameter' in knob) return knob.parameter;
  return `${knob.rule}${knob.nth > 1 ? `:${knob.nth}` : ''}.${knob.key}`;
}
