import { shownView } from '../app/shown-view.ts';
import type { RootApp } from '../app/create-app.ts';
import type { AppView } from '../app/state.ts';
import { type EmbedPanel, embedPanels } from '../core/scene/panels.ts';
import { embed as text } from '../text/en/embed.ts';
import { html } from '../ui/dom.ts';
import type { Slot, SlotSection } from '../ui/panel.ts';
import type { EmbedLayout } from './layout.ts';
import type { EmbedOptions, EmbedPart } from './options.ts';
import type { Pieces } from './pieces.ts';

const sideParts = ['model', ...embedPanels, 'controls'] as const;
type SidePart = (typeof sideParts)[number];

/** What stands beside and under the stage of an embed. */
export interface EmbedParts {
  /** Legend and transport. */
  readonly views: readonly AppView[];
  readonly sections: readonly (SlotSection & { readonly part: SidePart })[];
  readonly knobs: HTMLElement;
}

/** Puts the parts that an embed shows into their places; the code of some comes later, and is mounted then. */
export function fillEmbed({
  app,
  options,
  pieces,
  layout: { main, side, ground },
  mountPanel,
  measure,
}: {
  readonly app: RootApp;
  readonly options: EmbedOptions;
  readonly pieces: Pieces;
  readonly layout: EmbedLayout;
  mountPanel(id: EmbedPanel, slot: Slot): Promise<readonly AppView[]>;
  /** Something has come that may have changed the height. */
  measure(): void;
}): EmbedParts {
  const shows = (part: EmbedPart) => options.show.includes(part);
  const views: AppView[] = [];
  if (shows('legend')) {
    const legend = pieces.legend(app);
    ground.append(legend.element);
    views.push(legend);
  }
  if (shows('transport')) {
    const transport = pieces.transport(app);
    main.append(transport.element);
    views.push(transport);
  }
  const sections = sideParts.filter(shows).map((part) => ({ part, ...pieces.section(part) }));
  for (const { part, section } of sections) {
    section.hidden = false;
    if (part === 'model') section.classList.toggle('is-still', !['all', 'start'].includes(options.interact));
    side.append(section);
  }
  const fillSections = async () => {
    const makers = await pieces.panels();
    for (const { part, slot } of sections) {
      // Filled by what shows models.
      if (part === 'model') continue;
      const made = part === 'controls' ? [makers.controls(slot.body, app)] : await mountPanel(part, slot);
      for (const view of made) app.mount(shownView(slot.body, app, view));
    }
    // What comes into a folded part changes no size that is watched.
    measure();
  };
  if (sections.length > 0) void fillSections();
  const knobs = html('section', { class: 'embed-knobs', 'aria-label': text.landmarks.knobs });
  if (options.knobs.length > 0) {
    main.append(knobs);
    void pieces.knobs(knobs, app, options.knobs).then((view) => {
      view.draw({ state: app.state, derived: app.derived });
      app.mount(view);
      measure();
    });
  }
  return { views, sections, knobs };
}
