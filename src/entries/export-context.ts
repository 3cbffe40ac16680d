import type { RootApp } from '../app/create-app.ts';
import { publicLink } from '../app/public-address.ts';
import { shownOfModels } from '../app/models/blank.ts';
import { drawCurveFigure } from '../charts/curve/figure.ts';
import { drawChartFigure, figureQuantities, figureQuantity } from '../charts/figures/chart.ts';
import { drawFilmLegend, filmLegendSize } from '../charts/figures/film-legend.ts';
import { figureInk } from '../charts/figures/ink.ts';
import { drawLegendFigure } from '../charts/figures/legend.ts';
import { drawMapFigure } from '../charts/figures/map.ts';
import { drawSettingsFigure } from '../charts/settings/figure.ts';
import { drawStartsFigure } from '../charts/starts/figure.ts';
import { shownRow } from '../app/surface-name.ts';
import { writeFragment } from '../core/scene/url.ts';
import type { ExportContext } from '../export/context.ts';
import { sceneTitle } from '../panels/title.ts';
import { createStage } from '../view3d/stage.ts';

/** What an app shows at this moment, for everything that is made of it. @param stageSize in CSS pixels */
export function exportContext(
  { state, derived }: Pick<RootApp, 'state' | 'derived'>,
  stageSize: ExportContext['stageSize'],
): ExportContext {
  const { playhead } = state;
  const fragment = writeFragment(state.scene, playhead);
  const shown = derived.model ? shownOfModels()(state) : state;
  const { scene } = shown;
  return {
    scene,
    playhead,
    state: shown,
    derived,
    ...(derived.model && { model: derived.model }),
    loss: derived.loss,
    runs: derived.runs,
    get link() {
      return publicLink(fragment);
    },
    title: sceneTitle(shownRow({ state, derived }), scene.formula, scene.curve),
    makeStage: createStage,
    stageSize,
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
