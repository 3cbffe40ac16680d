/** What is to be said of a figure for somebody else to make it again. */
import { batchSizeOf } from '../../core/models/batch-size.ts';
import { optimizerOfMap } from '../../app/maps/optimizer.ts';
import { endBy, isScheduled, rateFrom } from '../../app/reading.ts';
import { readFormula } from '../../core/expression/formula.ts';
import { symbolTex, symbolText } from '../../core/expression/symbols.ts';
import { toTex } from '../../core/expression/tex.ts';
import { actingSettings } from '../../core/optimizers/acting.ts';
import type { Average } from '../../core/run/average.ts';
import { scheduleEntry } from '../../core/run/schedule.ts';
import { lossIn } from '../../core/scene/compiled.ts';
import { ends } from '../../text/en/ends.ts';
import { exporting } from '../../text/en/export.ts';
import { panels } from '../../text/en/panels.ts';
import { setOptions } from '../../app/models/set-options.ts';
import { planeWords } from '../../app/models/plane-words.ts';
import type { ModelView } from '../../app/state.ts';
import type { ExportContext } from '../context.ts';
import type { ExportRun } from '../source.ts';
import { latex } from './latex.ts';
import { type Notation, plain } from './notation.ts';

const text = exporting.caption;

export type CaptionSource = Pick<ExportContext, 'scene' | 'playhead' | 'runs' | 'link'> & {
  readonly derived: Pick<ExportContext['derived'], 'entry' | 'model'>;
  /** Where it is left out, the last optimizer is selected. */
  readonly state?: Pick<ExportContext['state'], 'selected'>;
};

/** One paragraph of plain text. */
export function plainCaption(source: CaptionSource): string {
  if (source.derived.model) return modelCaption(source, source.derived.model, plain);
  const { formula } = source.scene;
  const { values, definitionsEnd } = readFormula(formula);
  const variables = namesOf(source.scene);
  const given = [...values].map(([name, value]) => `, ${symbolText(name)} = ${value}`);
  const text = `f(${variables.map(symbolText).join(', ')}) = ${formula.slice(definitionsEnd)}${given.join('')}`;
  return caption(source, plain, text.replaceAll('-', '\u2212'));
}

/** The same for LaTeX: formulas as such, everything else escaped. */
export function latexCaption(source: CaptionSource): string {
  if (source.derived.model) return `${text.needs}\n${modelCaption(source, source.derived.model, latex)}\n`;
  const { tree, values } = readFormula(source.scene.formula);
  const variables = namesOf(source.scene);
  const nameOf = (name: string) => symbolTex(name) ?? name;
  const given = [...values].map(([name, value]) => `, $${nameOf(name)} = ${value}$`);
  const formula = `$f(${variables.map(nameOf).join(', ')}) = ${toTex(tree)}$${given.join('')}`;
  return `${text.needs}\n${caption(source, latex, formula)}\n`;
}

/** What the formula is a function of. */
function namesOf(scene: CaptionSource['scene']): readonly string[] {
  return lossIn(scene).variables;
}

function caption(source: CaptionSource, notation: Notation, formula: string): string {
  const { runs, link, derived } = source;
  const { words } = notation;
  const listed = list(runs.map((run) => runText(run, notation))) ?? text.noRuns;
  const on = derived.entry
    ? text.on(listed, words(derived.entry.name), formula)
    : text.onFormula(listed, formula);
  return [
    `${[on, ...conditions(source, notation)].join(', ')}.`,
    ...startsText(source, notation),
    shownText(source, notation),
    ...endTexts(source, notation),
    `${text.made(notation.link(link))}${notation.full}`,
  ].join(' ');
}

/** What the ground's colours mean, where these are of a map of starts. */
function startsText({ scene, runs, state }: CaptionSource, { words }: Notation): string[] {
  if (!scene.view.overlays.starts || scene.curve) return [];
  const selected = optimizerOfMap({ scene, selected: state?.selected ?? scene.optimizers.length - 1 });
  const run = runs.find(({ index }) => index === selected);
  return run ? [text.starts(words(run.label))] : [];
}

/** The model with what is set of it, the plane on which it is seen, and how far off that every run is. */
function modelCaption(source: CaptionSource, model: ModelView, notation: Notation): string {
  const { scene, runs, playhead } = source;
  const { words, number } = notation;
  const labels = new Map(runs.map(({ index, label }) => [index, label]));
  const plane = model.seen ? planeWords(model.seen, (index) => labels.get(index) ?? '') : '';
  const off = runs.map(({ label, run, distances }) =>
    text.offPlane(
      words(label),
      number(Number((distances?.[Math.min(playhead.step, run.steps)] ?? 0).toPrecision(3))),
    ),
  );
  const seen = words(text.seenOn(plane));
  return [caption(source, notation, words(modelInCaption(scene, model))), `${seen} ${off.join(', ')}.`].join(
    ' ',
  );
}

/** "the loss of 33 parameters (units 12)": what is set of it, and what it is a model of though nobody has set it. */
export function modelInCaption({ model: setting }: CaptionSource['scene'], view: ModelView): string {
  const { train, test, loss, options: all } = view.model;
  const formulas = view.entry.options.flatMap(({ kind, key }) =>
    kind === 'formula' ? [[key, all[key]]] : [],
  );
  const set = { ...Object.fromEntries(formulas), ...(setting && setOptions(setting, view)) };
  const own = setting?.data ? [text.ownRows(train.targets.length + (test?.targets.length ?? 0))] : [];
  const options = Object.entries(set).map(([key, value]) => `${key} ${String(value)}`);
  return text.lossOf(String(loss.dimension), [...own, ...options].join(', '));
}

/** Under what all runs went alike: from where, how far, with what noise. */
function conditions(
  { scene, derived }: Pick<CaptionSource, 'scene' | 'derived'>,
  { number, words, point }: Notation,
): readonly string[] {
  const batch = derived.model ? batchSizeOf(derived.model.model) : null;
  const drawn: string[] = [];
  if (batch !== null) drawn.push(text.batches(number(batch), number(scene.seed)));
  if (scene.noise > 0) {
    const kind = words(text.noiseKinds[scene.noiseKind]);
    const isShare = scene.noiseScaling === 'proportional';
    drawn.push(text.noise(kind, number(scene.noise), isShare, number(scene.seed)));
  }
  const length = (scene.budget === 'evaluations' ? text.evaluations : text.steps)(
    scene.steps,
    number(scene.steps),
  );
  const at = scene.curve ? number(scene.start[0]) : point(scene.start);
  const from = scene.model ? text.fromWeights(number(scene.seed)) : text.from(at);
  return [from, length, ...(drawn.length > 0 ? drawn : [text.noNoise])];
}

/** What is true of all runs alike, and the step, for a figure that lists the runs itself. */
export function commonCaption(
  source: Pick<CaptionSource, 'scene' | 'playhead' | 'runs' | 'derived'>,
): string {
  const [first = '', ...others] = conditions(source, plain);
  const all = [first.charAt(0).toUpperCase() + first.slice(1), ...others].join(', ');
  return `${all}. ${shownText(source, plain)}`;
}

/** The step, with the rates that schedules give there, as the figure's legend has them. */
function shownText(
  { scene, playhead, runs }: Pick<CaptionSource, 'scene' | 'playhead' | 'runs'>,
  { number, words }: Notation,
): string {
  const step = number(playhead.step);
  const rates = runs.flatMap((run) => {
    const rate = isScheduled(run) ? rateFrom(run, playhead.step, scene.steps) : null;
    return rate === null ? [] : [text.rateOf(number(Number(rate.toPrecision(3))), words(run.label))];
  });
  const listed = list(rates);
  return listed === null ? text.shown(step) : text.shownRates(step, listed);
}

/** What became of the runs by the step shown. */
function endTexts({ playhead, runs }: CaptionSource, { words }: Notation): string[] {
  return runs.flatMap(({ run, label }) => {
    const end = endBy(run, playhead.step);
    return end ? [text.became(words(label), words(ends.ended(end)))] : [];
  });
}

/** Some things in a sentence; null for none. */
function list(things: readonly string[]): string | null {
  if (things.length < 2) return things[0] ?? null;
  return `${things.slice(0, -1).join(', ')}${text.and}${things.at(-1)}`;
}

/** Its name with every setting that acted, what tells it from the others among these, and the average beside it. */
function runText(run: ExportRun, notation: Notation): string {
  const { average } = run.setting;
  const settings = settingsText(run, notation);
  const beside = average ? [averageText(average, notation)] : [];
  const told = [...(settings === '' ? [] : [settings]), ...beside];
  return text.run(notation.words(run.naming.name), told.join(', '));
}

function averageText({ kind, decay, from }: Average, { number }: Notation): string {
  return kind === 'tail' ? text.tail(number(from)) : text.exponential(number(decay));
}

/** Every setting of a run that acted, all digits of it. */
export function settingsOf(run: ExportRun): string {
  return settingsText(run, plain);
}

function settingsText({ setting, entry }: ExportRun, notation: Notation): string {
  const { words, setting: printed } = notation;
  const acting = actingSettings(entry, setting.values).map(({ key, symbol, label, value }) => {
    const tex = entry.hyperparameters.find((each) => each.key === key)?.tex ?? symbol;
    if (value === true) return words(label);
    // What every rule has, clipping and decay, has a sign in equations alone.
    if (symbol === '') return `${words(panels.legend.within(label))} ${notation.number(Number(value))}`;
    return printed(symbol, tex, Number(value));
  });
  const { kind, ...parameters } = setting.schedule;
  const schedule = scheduleEntry(kind);
  const rows = schedule.parameters.map(({ key, label }) => {
    const value = parameters[key];
    return `${words(panels.legend.within(label))} ${typeof value === 'number' ? notation.number(value) : words(String(value))}`;
  });
  const scheduled =
    kind === 'constant' ? [] : [text.schedule(words(panels.legend.within(schedule.name)), rows.join(', '))];
  return [...acting, ...scheduled].join(', ');
}
