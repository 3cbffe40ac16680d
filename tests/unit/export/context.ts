import { createApp, type RootApp } from '../../../src/app/create-app.ts';
import { drawChartFigure, figureQuantities, figureQuantity } from '../../../src/charts/figures/chart.ts';
import { drawFilmLegend, filmLegendSize } from '../../../src/charts/figures/film-legend.ts';
import { drawSettingsFigure } from '../../../src/charts/settings/figure.ts';
import { drawStartsFigure } from '../../../src/charts/starts/figure.ts';
import { figureInk } from '../../../src/charts/figures/ink.ts';
import { drawLegendFigure } from '../../../src/charts/figures/legend.ts';
import { drawCurveFigure } from '../../../src/charts/curve/figure.ts';
import { drawMapFigure } from '../../../src/charts/figures/map.ts';
import { readFragment } from '../../../src/core/scene/url.ts';
import type { ExportContext } from '../../../src/export/context.ts';
import { manualClock } from '../app/manual-clock.ts';

/** What is exported of the scene of a link; without a stage, which needs a browser. */
export function contextOf(fragment: string): ExportContext {
  const { scene, playhead, problems } = readFragment(fragment);
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join(' '));
  return contextIn(createApp({ scene, playhead, clock: manualClock(), systemTheme: 'light' }), fragment);
}

/** What is exported of an app as it is. */
export function contextIn(
  { state, derived }: Pick<RootApp, 'state' | 'derived'>,
  fragment = '',
): ExportContext {
  const { scene, playhead } = state;
  return {
    scene,
    playhead,
    state,
    derived,
    ...(derived.model && { model: derived.model }),
    loss: derived.loss,
    runs: derived.runs,
    link: `https://example.org/#${fragment}`,
    title: derived.entry?.name ?? 'Own formula',
    makeStage: () => null,
    stageSize: { width: 600, height: 400 },
    drawings: {
      map: drawMapFigure,
      curve: drawCurveFigure,
      chart: drawChartFigure,
      legend: drawLegendFigure,
      filmLegend: drawFilmLegend,
      filmLegendSize,
      starts: drawStartsFigure,
      settings: drawSettingsFigure,
      quantities: figureQuantities,
      quantity: figureQuantity,
      ink: figureInk,
    },
  };
}
