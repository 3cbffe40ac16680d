/** Composition root of an embed. */
// A host may name any rule, and is answered at once.
import '../app/all-rules.ts';
import { mountEmbed } from '../embed/mount.ts';
import { partName } from '../embed/options.ts';
import type { ParentLink } from '../embed/parent-link.ts';
import { listenToKeys } from '../panels/keys.ts';
import { createLegend } from '../panels/legend.ts';
import { createTransport } from '../panels/transport.ts';
import '../styles/embed.css';
import { createSlot } from '../ui/panel.ts';
import { createStage, type Stage } from '../view3d/stage.ts';
import '../text/en/scene-faults.ts';

export function startEmbed(root: HTMLElement, link: ParentLink): void {
  let stage: Stage | null = null;
  mountEmbed(root, link, {
    stage: (container, app, transparent) => {
      stage = createStage(container, app, { keep: true, transparent });
      return stage;
    },
    ask: async (app, movesStart, more) => (await import('./ask.ts')).createCard(app, movesStart, [], more),
    curve: () => import('../charts/curve/curve.ts'),
    legend: createLegend,
    transport: createTransport,
    panels: async () => (await import('./embed-panels.ts')).embedPanelMakers,
    async knobs(container, app, knobs) {
      const { createKnobs } = await import('../panels/gui/knobs.ts');
      return createKnobs(container, app, knobs);
    },
    models: (app, page, picture) =>
      void import('./models.ts').then(({ showModels }) =>
        showModels(app, page, null, console.warn, picture()),
      ),
    async marks(container, app) {
      const { createEmbedMarks } = await import('./embed-marks.ts');
      return createEmbedMarks(container, app, (x, y) => stage?.pixelOf(x, y) ?? null);
    },
    section: (part) => createSlot(part, partName(part)),
    keys: (app, host) => void listenToKeys(app, null, host),
  });
}
