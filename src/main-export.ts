import { publicLink } from './app/public-address.ts';
import { drawChartFigure, figureQuantities, figureQuantity } from './charts/figure-chart.ts';
import { drawFilmLegend, filmLegendSize } from './charts/film-legend.ts';
import { figureInk } from './charts/figure-ink.ts';
import { drawLegendFigure } from './charts/figure-legend.ts';
import { drawMapFigure } from './charts/figure-map.ts';
import { writeFragment } from './core/scene/url.ts';
import { captionExporter } from './export/caption/exporter.ts';
import { codeExporters } from './export/code/exporters.ts';
import type { ExportContext } from './export/context.ts';
import { dataExporters } from './export/data/exporters.ts';
import { openExportDialog } from './export/dialog/dialog.ts';
import { filmExporters } from './export/film/exporters.ts';
import { pictureExporters } from './export/picture/exporters.ts';
import type { PagePieces } from './late-tools.ts';
import { sceneTitle } from './panels/title.ts';
import { createStage } from './view3d/stage.ts';

/** Opens the dialog that makes pictures, films, data and code of the scene. */
export function openExport({ app, root, shell }: PagePieces): void {
  app.pause();
  const { state, derived } = app;
  const { scene, playhead } = state;
  const fragment = writeFragment(scene, playhead);
  const context: ExportContext = {
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
    stageSize: { width: shell.stage.clientWidth, height: shell.stage.clientHeight },
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
  openExportDialog(root, [
    ...pictureExporters(context),
    ...filmExporters(context),
    ...dataExporters(context),
    ...codeExporters(context),
    captionExporter(context),
  ]);
}
