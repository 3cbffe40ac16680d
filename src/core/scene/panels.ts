/**
 * The panels of the page's side, a row each, in the order in which they stand. An id is in talks and in addresses of
 * embeds, for good; it is also the name of the panel's file, `ID.panel.ts`, or `ID.late-panel.ts` where its code can
 * wait until one gets there.
 */
export const panelRows = [
  { id: 'map', inTalks: true, inEmbeds: true },
  { id: 'chart', inTalks: true, inEmbeds: true },
  { id: 'step', inTalks: true, inEmbeds: true },
  { id: 'results', inTalks: true, inEmbeds: false },
  { id: 'curvature', inTalks: true, inEmbeds: false },
  { id: 'rates', inTalks: false, inEmbeds: false },
  { id: 'settings', inTalks: true, inEmbeds: true },
  { id: 'swarm', inTalks: false, inEmbeds: false },
] as const;

type Row = (typeof panelRows)[number];
export type PanelId = Row['id'];
export type TalkPanel = Extract<Row, { inTalks: true }>['id'];
export type EmbedPanel = Extract<Row, { inEmbeds: true }>['id'];

export const talkPanels: readonly TalkPanel[] = panelRows.flatMap((row) => (row.inTalks ? [row.id] : []));
export const embedPanels: readonly EmbedPanel[] = panelRows.flatMap((row) => (row.inEmbeds ? [row.id] : []));

/** What a panel was called in talks and addresses once. */
const former: ReadonlyMap<unknown, unknown> = new Map<unknown, PanelId>([['loss', 'chart']]);

/** Of what outside calls a panel, its id of today; of anything else, that. */
export const panelNow = (name: unknown): unknown => former.get(name) ?? name;
