/** What the gallery offers: every surface of the catalog, curves, and models, by what they teach. */
import { losses } from '../../core/losses/catalog.ts';
import { type CurveRow, curveRows } from '../../core/losses/curves.ts';
import '../../text/en/curve-rows.ts';
import type { LossEntry } from '../../core/losses/types.ts';
import { models } from '../../core/models/registry.ts';
import type { ModelEntry } from '../../core/models/types.ts';
import { onModel, onSurface } from '../../core/scene/follow.ts';
import { modelIds } from '../../core/scene/model-door.ts';
import { followers, type Scene } from '../../core/scene/scene.ts';
import { gallery as text } from '../../text/en/gallery.ts';
import { panels } from '../../text/en/panels.ts';
import '../../text/en/model-rows.ts';

export const sizes = ['one', 'two', 'many'] as const;
/** How many parameters a loss has: one, two, or as many as a model's options say. */
export type Size = (typeof sizes)[number];

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
    | { readonly size: 'many'; readonly row: ModelEntry }
  );

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
    const name = panels.controls.models[id];
    return [
      {
        size: 'many' as const,
        row,
        id,
        name,
        group: 'model' as const,
        lesson: row.lesson,
        more: `${row.name} ${row.source}`,
      },
    ];
  }),
];

/** Whether every word of what is typed is in a row: its name, what it teaches, where it comes from. */
export function isFound(row: GalleryRow, typed: string, size: Size | null): boolean {
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
export function isShown({ size, row }: GalleryRow, { loss, formula, curve, model }: Scene): boolean {
  if (size === 'many') return model?.id === row.id;
  if (model) return false;
  return size === 'one' ? curve && formula === row.formula : loss === row.id;
}

/** A scene on the loss of a row, seen and begun as that suggests; its optimizers keep what is set of them. */
export function onRow(scene: Scene, { size, row }: GalleryRow): Scene {
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
      return onModel(fresh, { id: row.id, options: {} });
  }
}
