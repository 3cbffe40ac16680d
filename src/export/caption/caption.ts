/** What is to be said of a figure for somebody else to make it again. */
import { parseExpression } from '../../core/expression/parse.ts';
import { toTex } from '../../core/expression/tex.ts';
import { scheduleEntry } from '../../core/run/schedule.ts';
import { exporting } from '../../text/en/export.ts';
import type { ExportContext } from '../context.ts';
import type { ExportRun } from '../source.ts';
import { latex } from './latex.ts';
import { type Notation, plain } from './notation.ts';

const text = exporting.caption;

export type CaptionSource = Pick<ExportContext, 'scene' | 'playhead' | 'runs' | 'link'> & {
  readonly derived: Pick<ExportContext['derived'], 'entry'>;
  readonly drawings: Pick<ExportContext['drawings'], 'settings'>;
};

/** One paragraph of plain text. */
export function plainCaption(source: CaptionSource): string {
  const { scene } = source;
  return caption(source, plain, `f(x, y) = ${scene.formula.replaceAll('-', '\u2212')}`);
}

/** The same for LaTeX: formulas as such, everything else escaped. */
export function latexCaption(source: CaptionSource): string {
  const tex = toTex(parseExpression(source.scene.formula));
  return `${text.needs}\n${caption(source, latex, `$f(x, y) = ${tex}$`)}\n`;
}

function caption(source: CaptionSource, notation: Notation, formula: string): string {
  const { scene, playhead, runs, link, derived } = source;
  const { number, words } = notation;
  const names = runs.map((run) => runText(run, source, notation));
  const listed =
    names.length < 2
      ? (names[0] ?? text.noRuns)
      : `${names.slice(0, -1).join(', ')}${text.and}${names.at(-1)}`;
  const on = derived.entry
    ? text.on(listed, words(derived.entry.name), formula)
    : text.onFormula(listed, formula);
  const noise =
    scene.noise === 0
      ? text.noNoise
      : text.noise(
          words(text.noiseKinds[scene.noiseKind]),
          number(scene.noise),
          scene.noiseScaling === 'proportional',
          number(scene.seed),
        );
  const length = (scene.budget === 'evaluations' ? text.evaluations : text.steps)(number(scene.steps));
  return [
    `${[on, text.from(notation.point(scene.start)), length, noise].join(', ')}.`,
    text.shown(number(playhead.step)),
    `${text.made(notation.link(link))}${notation.full}`,
  ].join(' ');
}

function runText(
  { label, setting, entry }: ExportRun,
  { drawings }: CaptionSource,
  notation: Notation,
): string {
  const { words, setting: printed } = notation;
  const acting = drawings.settings(entry, setting.values).map(({ symbol, value }) => {
    const row = entry.hyperparameters.find((each) => each.symbol === symbol);
    return value === true ? words(row?.label ?? symbol) : printed(symbol, row?.tex ?? symbol, Number(value));
  });
  const { kind, ...parameters } = setting.schedule;
  const schedule = scheduleEntry(kind);
  const rows = schedule.parameters.map(({ key, label }) => {
    const value = parameters[key];
    return `${words(label.toLowerCase())} ${typeof value === 'number' ? notation.number(value) : words(String(value))}`;
  });
  const scheduled =
    kind === 'constant' ? [] : [text.schedule(words(schedule.name.toLowerCase()), rows.join(', '))];
  return text.run(words(label), [...acting, ...scheduled].join(', '));
}
