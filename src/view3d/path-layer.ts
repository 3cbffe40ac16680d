import { Group } from 'three';
import type { RunView } from '../app/state.ts';
import type { Palette } from '../app/state.ts';
import type { Surface } from '../core/geometry/types.ts';
import type { Run } from '../core/run/types.ts';
import { palettes, rgb } from './palette.ts';
import { createRibbon, type Ribbon } from './ribbons.ts';
import type { SharedUniforms } from './uniforms.ts';

/** The paths of all runs; only what has changed is traced again. */
export interface PathLayer {
  readonly object: Group;
  /** The ribbon of the run at this place of the list. */
  ribbon(place: number): Ribbon | undefined;
  sync(runs: readonly RunView[], surface: Surface, palette: Palette, selected: number): void;
  setScale(...scale: Scale): void;
  setStep(step: number, future: boolean): void;
  dispose(): void;
}

/** See `Ribbon.setScale`. */
type Scale = Parameters<Ribbon['setScale']>;

interface Entry {
  readonly ribbon: Ribbon;
  run: Run | null;
  surface: Surface | null;
}

export function createPathLayer(shared: SharedUniforms): PathLayer {
  const object = new Group();
  const entries: Entry[] = [];
  let scale: Scale = [1, 1, false];

  const remove = (place: number) => {
    const [entry] = entries.splice(place, 1);
    if (!entry) return;
    object.remove(entry.ribbon.object);
    entry.ribbon.dispose();
  };

  return {
    object,
    ribbon: (place) => entries[place]?.ribbon,
    sync(runs, surface, palette, selected) {
      while (entries.length > runs.length) remove(entries.length - 1);
      runs.forEach((view, place) => {
        if (entries[place] && entries[place].ribbon.dash !== view.look.dash) remove(place);
        if (!entries[place] || entries[place].ribbon.dash !== view.look.dash) {
          const ribbon = createRibbon(shared, place, view.look.dash);
          ribbon.setScale(...scale);
          object.add(ribbon.object);
          entries.splice(place, 0, { ribbon, run: null, surface: null });
        }
        const entry = entries[place]!;
        if (entry.run !== view.run || entry.surface !== surface) {
          entry.ribbon.setRun(view.run, surface);
          entry.run = view.run;
          entry.surface = surface;
        }
        const isSelected = view.index === selected;
        const { halo, haloWidth } = palettes[palette];
        entry.ribbon.setStyle({
          color: rgb(view.look.color),
          halo,
          haloWidth,
          selected: isSelected,
          order: isSelected ? runs.length + place : place,
        });
      });
      while (entries.length > runs.length) remove(entries.length - 1);
    },
    setScale(...given) {
      scale = given;
      for (const { ribbon } of entries) ribbon.setScale(...scale);
    },
    setStep(step, future) {
      shared.currentStep.value = step;
      for (const { ribbon } of entries) ribbon.setStep(step, future);
    },
    dispose() {
      while (entries.length > 0) remove(0);
    },
  };
}
