import type { App } from '../app/app.ts';
import { symbolText } from '../core/expression/symbols.ts';
import { parametersIn } from '../core/scene/parameters.ts';
import { ruleOf } from '../core/optimizers/registry.ts';
import { arrows } from '../text/en/arrows.ts';
import { embed } from '../text/en/embed.ts';
import { panels } from '../text/en/panels.ts';
import { html } from '../ui/dom.ts';
import {
  arrowKeepers,
  type EmbedOptions,
  interactions,
  type Knob,
  partName,
  embedParts,
  printKnob,
  themes,
} from './options.ts';
import { type SnippetKind, snippetKinds } from './snippets.ts';

const text = embed.dialog;

/** Widths of an article's column to try, in CSS pixels. */
const widths = [280, 360, 480, 640, 760, 960] as const;
export const FIRST_WIDTH = 640;
const speeds = [2, 5, 10, 20, 60] as const;

interface Chosen {
  readonly options: () => EmbedOptions;
  readonly change: (part: Partial<EmbedOptions>) => void;
  readonly setWidth: (width: number) => void;
  readonly setKind: (kind: SnippetKind) => void;
}

/** What can be chosen of an embed: what it shows, how it looks and plays, its width, and what is copied. */
export function createEmbedChoices(
  app: App,
  { options, change, setWidth, setKind }: Chosen,
): readonly HTMLElement[] {
  const { speed: speedNow } = app.state.playhead;
  const offered = app.state.scene.model ? embedParts : embedParts.filter((part) => part !== 'model');
  const shown = offered.map((part) =>
    tick(partName(part), options().show.includes(part), (on) =>
      change({ show: embedParts.filter((each) => (each === part ? on : options().show.includes(each))) }),
    ),
  );
  const knobs = knobsOf(app).map(({ knob, label }) =>
    tick(label, false, (on) => {
      const others = options().knobs.filter((each) => printKnob(each) !== printKnob(knob));
      change({ knobs: on ? [...others, knob] : others });
    }),
  );
  return [
    group(text.show, shown),
    group(text.knobs, knobs),
    choose(
      text.theme,
      themes,
      (value) => text.themes[value],
      options().theme,
      (theme) => change({ theme }),
    ),
    choose(
      text.interact,
      interactions,
      (value) => text.interacts[value],
      options().interact,
      (interact) => change({ interact }),
    ),
    choose(
      text.arrows,
      arrowKeepers,
      (value) => text.arrowKeepers[value],
      options().arrows,
      (arrows) => change({ arrows }),
    ),
    choose(
      text.speed,
      speeds,
      (value) => text.stepsPerSecond(value),
      20,
      (speed) => change({ speed: speed === speedNow ? null : speed }),
    ),
    group(null, [
      tick(text.autoplay, false, (autoplay) => change({ autoplay })),
      tick(text.loop, false, (loop) => change({ loop: loop || null })),
    ]),
    choose(text.width, widths, (value) => text.pixels(String(value)), FIRST_WIDTH, setWidth),
    choose(text.kind, snippetKinds, (value) => text.kinds[value], snippetKinds[0], setKind),
  ];
}

/** Every number that a reader could be given: the start, and the hyperparameters of the scene's optimizers. */
function knobsOf(app: App): { knob: Knob; label: string }[] {
  const counts = new Map<string, number>();
  const own = app.state.scene.optimizers.flatMap((setting) => {
    const { id } = setting;
    const nth = (counts.get(id) ?? 0) + 1;
    counts.set(id, nth);
    const entry = ruleOf(setting);
    const named = setting.name || (entry?.name ?? id);
    const name = nth > 1 && setting.name === '' ? `${named} ${nth}` : named;
    return (entry?.hyperparameters ?? []).map(({ key, label }) => ({
      knob: { rule: id, nth, key },
      label: `${name}: ${panels.legend.within(label)}`,
    }));
  });
  const parameters = parametersIn(app.state.scene).map(({ name }) => ({
    knob: { parameter: name },
    label: symbolText(name),
  }));
  return [
    ...parameters,
    { knob: 'start', label: text.start },
    { knob: 'magnify', label: arrows.magnify },
    ...own,
  ];
}

function tick(label: string, checked: boolean, changed: (on: boolean) => void): HTMLElement {
  const box = html('input', { type: 'checkbox' });
  box.checked = checked;
  box.addEventListener('change', () => changed(box.checked));
  return html('label', {}, box, label);
}

function group(name: string | null, members: readonly HTMLElement[]): HTMLElement {
  const legend = name === null ? [] : [html('legend', {}, name)];
  return html('fieldset', {}, ...legend, html('div', { class: 'embed-ticks' }, ...members));
}

function choose<T extends string | number>(
  name: string,
  values: readonly T[],
  label: (value: T) => string,
  now: T,
  changed: (value: T) => void,
): HTMLElement {
  const select = html('select', {}, ...values.map((value) => html('option', { value }, label(value))));
  select.value = String(now);
  select.addEventListener('change', () => {
    const value = values.find((each) => String(each) === select.value);
    if (value !== undefined) changed(value);
  });
  return html('label', { class: 'embed-choice' }, name, select);
}
