import type { RootApp } from '../app/create-app.ts';
import { publicLink } from '../app/public-address.ts';
import { drawChartFigure, figureQuantities, figureQuantity } from '../charts/figure-chart.ts';
import { drawFilmLegend, filmLegendSize } from '../charts/film-legend.ts';
import { figureInk } from '../charts/figure-ink.ts';
import { drawLegendFigure } from '../charts/figure-legend.ts';
import { drawMapFigure } from '../charts/figure-map.ts';
import { writeFragment } from '../core/scene/url.ts';
import type { ExportContext } from '../export/context.ts';
import { sceneTitle } from '../panels/title.ts';
import { createStage } from '../view3d/stage.ts';

/** What an app shows at this moment, for everything that is made of it. @param stageSize in CSS pixels */
export function exportContext(
  { state, derived }: Pick<RootApp, 'state' | 'derived'>,
  stageSize: ExportContext['stageSize'],
): ExportContext {
  const { scene, playhead } = state;
  const fragment = writeFragment(scene, playhead);
  return {
    scene,
    playhead,
    state,
    derived,
    loss: derived.loss,
    runs: derived.runs,
    get link() {
      return publicLink(fragment);
    },
    title: sceneTitle(derived.entry, scene.formula),
    makeStage: createStage,
    stageSize,
    drawings: {
      map: drawMapFigure,
      chart: drawChartFigure,
      legend: drawLegendFigure,
      filmLegend: drawFilmLegend,
      filmLegendSize,
      quantities: figureQuantities,
      quantity: figureQuantity,
      ink: figureInk,
    },
  };
}
