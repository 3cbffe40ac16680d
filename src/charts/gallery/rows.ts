/** What the gallery offers: every surface of the catalog, curves, and models, by what they teach. */
import { losses } from '../../core/losses/catalog.ts';
import { type CurveRow, curveRows } from '../../core/losses/curves.ts';
import '../../text/en/curve-rows.ts';
import type { LossEntry } from '../../core/losses/types.ts';
import { models } from '../../core/models/registry.ts';
import type { ModelEntry, ModelOptions } from '../../core/models/types.ts';
import { onModel, onSurface } from '../../core/scene/follow.ts';
import { modelIds } from '../../core/scene/model-door.ts';
import { followers, type Scene } from '../../core/scene/scene.ts';
import { gallery as text } from '../../text/en/gallery.ts';
import { panels } from '../../text/en/panels.ts';
import '../../text/en/model-rows.ts';

export const sizes = ['one', 'two', 'many'] as const;
/** How many parameters a loss has: one, two, or as many as a model's options say. */
export type LossSize = (typeof sizes)[number];

export const lessons = [
  'bowl',
  'valley',
  'many minima',
  'saddle',
  'plateau',
  'model',
] as const satisfies readonly LossEntry['family'][];

interface Shown {
  readonly id: string;
  readonly name: string;
  readonly group: LossEntry['family'];
  readonly lesson: string;
  /** What a search finds beside name and lesson. */
  readonly more: string;
}

export type GalleryRow = Shown &
  (
    | { readonly size: 'one'; readonly row: CurveRow }
    | { readonly size: 'two'; readonly row: LossEntry }
    | { readonly size: 'many'; readonly row: ModelEntry; readonly options: ModelOptions }
  );

/** Models that are offered as several losses, by options that tell them apart. */
const variants: Readonly<Record<string, readonly { readonly id: string; readonly options: ModelOptions }[]>> =
  {
    posterior: [
      { id: 'posterior', options: { likelihood: 'dose' } },
      { id: 'posterior-line', options: { likelihood: 'line' } },
    ],
  };

/** All of them: in a group those of one variable first, then of two, then models. */
export const galleryRows: readonly GalleryRow[] = [
  ...curveRows.map((row) => ({
    size: 'one' as const,
    row,
    id: `one-${row.id}`,
    name: row.name,
    group: row.family,
    lesson: row.lesson,
    more: row.formula,
  })),
  ...losses.map((row) => ({
    size: 'two' as const,
    row,
    id: row.id,
    name: row.name,
    group: row.family,
    lesson: row.lesson,
    more: `${row.formula} ${row.source}`,
  })),
  ...modelIds.flatMap((id) => {
    const row = models.find((model) => model.id === id);
    if (!row) return [];
    return (variants[id] ?? [{ id, options: {} }]).map(({ id: own, options }) => {
      const { name, lesson } =
        own === id ? { name: panels.controls.models[id], lesson: row.lesson } : text.bayesianLine;
      const more = `${row.name} ${row.source}`;
      return { size: 'many' as const, row, options, id: own, name, group: 'model' as const, lesson, more };
    });
  }),
];

/** Whether every word of what is typed is in a row: its name, what it teaches, where it comes from. */
export function isFound(row: GalleryRow, typed: string, size: LossSize | null): boolean {
  if (size !== null && row.size !== size) return false;
  const groups = text.groups[row.group];
  const all =
    `${row.name} ${row.lesson} ${row.more} ${text.sizes[row.size]} ${groups.name} ${groups.lesson}`.toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}

/** Whether a scene is on the loss of a row. */
export function isOnLoss(of: GalleryRow, { loss, formula, curve, model }: Scene): boolean {
  const { size, row } = of;
  if (size === 'many') {
    const told = Object.entries(of.options);
    return model?.id === row.id && told.every(([key, value]) => model.options[key] === value);
  }
  if (model) return false;
  return size === 'one' ? curve && formula === row.formula : loss === row.id;
}

/** A scene on the loss of a row, seen and begun as that suggests; its optimizers keep what is set of them. */
export function onRow(scene: Scene, of: GalleryRow): Scene {
  const { size, row } = of;
  const { camera } = scene.view;
  const fresh: Scene = {
    ...scene,
    suggested: followers,
    view: { ...scene.view, camera: { ...camera, target: [0, 0] } },
  };
  switch (size) {
    case 'one':
      return onSurface(fresh, { loss: 'custom', formula: row.formula, curve: true });
    case 'two':
      return onSurface(fresh, { loss: row.id, formula: row.formula });
    case 'many':
      return onModel(fresh, { id: row.id, options: of.options });
  }
}
