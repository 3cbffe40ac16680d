import type { App } from '../app/app.ts';
import type { Comparison } from '../app/comparison.ts';
import type { AppView } from '../app/state.ts';
import { html } from './dom.ts';

/** A section that a panel fills. It is hidden while its body is empty. */
export interface Slot {
  readonly body: HTMLElement;
  readonly title: HTMLElement;
  /** A short remark on the right of the title. */
  readonly note: HTMLElement;
}

/** A section with its slot: a heading, a note, a body. */
export interface SlotSection {
  readonly section: HTMLElement;
  readonly slot: Slot;
}

/** @param id of a panel, or of what stands as one */
export function createSlot(id: string, name: string): SlotSection {
  const title = html('h2', { id: `heading-${id}` }, name);
  const note = html('div', { class: 'slot-note' });
  const body = html('div', { class: 'slot-body' });
  const section = html(
    'section',
    { class: `slot slot-${id}`, id: `panel-${id}`, 'aria-labelledby': title.id, hidden: true },
    html('div', { class: 'slot-head' }, title, note),
    body,
  );
  return { section, slot: { body, title, note } };
}

/** What a panel is made with. */
export interface PanelPieces {
  readonly app: App;
  /** The app as a reader of an embed may change it by hand; on the page the same. */
  readonly reader: App;
  /** What the page has and an embed has not. */
  readonly page: null | {
    readonly comparison: Comparison;
    /** The chart of losses against learning rates, whose code comes with the first result. */
    readonly sweepChart: (container: HTMLElement) => Promise<AppView>;
  };
}

/** What the file of a panel exports as `mount`: its views, which fill the slot. */
export type MountPanel = (slot: Slot, pieces: PanelPieces) => readonly AppView[];

/** Panels by their ids, of the files that were found, by their names. */
export const panelsIn = (
  files: Readonly<Record<string, { readonly mount: MountPanel }>>,
): ReadonlyMap<string, MountPanel> =>
  new Map(
    Object.entries(files).map(([file, { mount }]) => [/([\w-]+)\.[\w-]+\.ts$/.exec(file)?.[1] ?? '', mount]),
  );
