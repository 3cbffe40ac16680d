import { exportContext } from './export-context.ts';
import { whyNotYet } from '../app/models/plane-words.ts';
import { captionExporter } from '../export/caption/exporter.ts';
import { codeExporters } from '../export/code/exporters.ts';
import { dataExporters } from '../export/data/exporters.ts';
import { openExportDialog } from '../export/dialog/dialog.ts';
import { filmExporters } from '../export/film/exporters.ts';
import { pictureExporters } from '../export/picture/exporters.ts';
import { mapExporters } from '../export/maps/exporters.ts';
import type { Exporter } from '../export/exporter.ts';
import type { ExportKind, PagePieces } from './late-tools.ts';
import '../text/en/scene-faults.ts';

/** Opens the dialog that makes pictures, films, data and code of the scene, with one of these chosen. */
export function openExport({ app, root, shell, printing }: PagePieces, kind: ExportKind): void {
  const why = whyNotYet(app);
  if (why !== null) {
    shell.notify(why);
    return;
  }
  app.pause();
  const { clientWidth: width, clientHeight: height } = shell.stage;
  const context = exportContext(app, { width, height });
  const exporters = {
    picture: pictureExporters(context),
    film: filmExporters(context),
    data: [...dataExporters(context), ...mapExporters(context)],
    code: [...codeExporters(context), captionExporter(context)],
  } satisfies Record<ExportKind, readonly Exporter[]>;
  openExportDialog(root, Object.values(exporters).flat(), exporters[kind][0], printing.printPage);
}
