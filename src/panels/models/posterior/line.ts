import type { App } from '../../../app/app.ts';
import { memo } from '../../../app/memo.ts';
import { formatNumber } from '../../../core/math/format.ts';
import type { ChainFacts } from '../../../core/math/chains.ts';
import { centred } from '../../../core/models/line-posterior.ts';
import { laplaceAt, topOf } from '../../../core/models/posterior-loss.ts';
import type { Model } from '../../../core/models/types.ts';
import { choiceOf } from '../../../core/optimizers/registry.ts';
import { type Chains, MOST_CHAIN_STEPS, runChains } from '../../../core/run/chains.ts';
import type { OptimizerSetting, Scene } from '../../../core/scene/scene.ts';
import { posteriorLine as text } from '../../../text/en/posterior-line.ts';
import { languageNow } from '../../../text/spoken.ts';
import { createOwnCharts } from '../own-charts.ts';
import type { OwnView } from '../own-views.ts';
import { bandsOfDraws, drawLineBands, drawLinePlane, type LineShown } from './line-draw.ts';

const [TALL, LOW] = [210, 180] as const;
/** R-hat up to which chains agree (Vehtari et al. 2021, https://doi.org/10.1214/20-BA1221). */
const AGREED = 1.01;

/** The picture of the posterior of a line: the bands of what a rule that draws has sampled, and its samples beside the posterior. */
export function createLineView(app: App): OwnView {
  const wholeOf = memo((model: Model) => ({
    ...centred(model.train),
    exact: laplaceAt(model.loss, topOf(model.loss)),
  }));
  const chainsOf = memo(chainsFor);
  return createOwnCharts(app, [text.bands, text.plane], ([bands, plane], seen) => {
    const { model, data, runs, own, selected, ink, width, drag } = seen;
    const whole = wholeOf(model);
    const { exact } = whole;
    if (!exact) return;
    const draws = selected?.entry.rule.lines.some(({ part }) => part === 'noise') === true;
    const { noise, noiseKind, noiseScaling, steps, seed } = app.state.scene;
    const chains =
      selected && draws
        ? chainsOf(model, selected.setting, noise, noiseKind, noiseScaling, steps, seed)
        : null;
    const temperature = Number(selected?.setting.values['temperature'] ?? 1);
    bands!.says(chains ? text.bandsOf(own?.label ?? '') : text.bandsAlone(draws));
    plane!.says(
      chains ? chainWords(chains, Math.min(steps, MOST_CHAIN_STEPS), temperature) : text.planeAlone,
    );
    if (width === 0 || !bands!.context || !plane!.context) return;
    const sampled = chains ? bandsOfDraws(chains, whole) : null;
    const shown: LineShown = { whole, exact, chains, bands: sampled, runs, ink };
    const strip = drawLineBands(bands!.context, { width, height: TALL }, shown, data.columns);
    drag.show({
      count: whole.points.length,
      row: () => null,
      at: (row) => [strip.x(whole.x + whole.points[row]!.x), strip.y(whole.y + whole.points[row]!.y)],
      put: (row, _x, at) => ({ ...data, values: data.values.with(2 * row + 1, strip.valueAt(at)) }),
    });
    drawLinePlane(plane!.context, { width, height: LOW }, shown);
  });
}

function chainsFor(
  { loss, initial }: Model,
  setting: OptimizerSetting,
  noise: number,
  noiseKind: Scene['noiseKind'],
  noiseScaling: Scene['noiseScaling'],
  steps: number,
  seed: number,
): Chains | null {
  const { schedule, values } = setting;
  const optimizer = choiceOf(setting, values);
  return runChains({ loss, optimizer, schedule, noise, noiseKind, noiseScaling, steps, seed }, initial);
}

function chainWords({ facts }: Chains, steps: number, temperature: number): string {
  const [a, b] = facts as [ChainFacts | null, ChainFacts | null];
  if (!a || !b) return text.tooShort;
  const whole = (value: number) => Math.round(value).toLocaleString(languageNow());
  const sizes = text.sizes(whole(a.size), whole(b.size), whole(a.draws), steps.toLocaleString(languageNow()));
  const worst = Math.max(a.rHat, b.rHat);
  return [
    text.samples,
    sizes,
    text.rHat(a.rHat.toFixed(3), b.rHat.toFixed(3), worst <= AGREED),
    ...(temperature === 1 ? [] : [text.otherTemperature(formatNumber(temperature, 2))]),
  ].join(' ');
}
