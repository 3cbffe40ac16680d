import { Group, type Object3D } from 'three';
import { showsOverlay } from '../../app/asking.ts';
import type { Frame, Palette } from '../../app/state.ts';
import type { Surface } from '../../core/geometry/types.ts';
import { type OverlayId, overlayIds } from '../../core/scene/overlays.ts';
import type { Ground } from '../surface-mesh.ts';
import type { SharedUniforms } from '../uniforms.ts';

/** What colours the relief itself: another one each time when that looks otherwise. */
export interface Colouring {
  /** Null for its own tints. */
  readonly ground: Ground | null;
  /** Whether no finer one is on its way. */
  isLast(): boolean;
}

/** An overlay as it lies on the stage: what a file `ID.overlay.ts` makes. */
export interface StageOverlay<Shown = unknown> {
  readonly parts: readonly { readonly object?: Object3D; dispose(): void }[];
  /** With which it colours the relief, instead of lying on it. */
  readonly colouring?: Colouring | null;
  /** What it shows, beside surface and palette, by which a change is known. */
  shows(frame: Frame): Shown;
  setPalette(palette: Palette): void;
  /** Lays it on the surface anew. */
  lay(shown: Shown, surface: Surface, palette: Palette): void;
}

/** @param again asks for a frame: something has to be looked at once more */
type Create = (shared: SharedUniforms, again: () => void) => StageOverlay;

const files = import.meta.glob<{ createOverlay: Create }>('./*.overlay.ts', { eager: true });

/** All overlays of the scene, on the stage. */
export interface OverlayLayer {
  readonly object: Group;
  /** With which the relief is drawn; null for its own tints. */
  readonly colouring: Colouring | null;
  /** Takes over what has changed; true when the picture has to be drawn for it. */
  update(frame: Frame): boolean;
  dispose(): void;
}

export function createOverlayLayer(shared: SharedUniforms, again: () => void): OverlayLayer {
  const object = new Group();
  const made = overlayIds.flatMap((id) => {
    const create = files[`./${id}.overlay.ts`]?.createOverlay;
    return create ? [switched(id, create(shared, again))] : [];
  });
  object.add(...made.map((overlay) => overlay.object));
  return {
    object,
    get colouring() {
      return made.find((overlay) => overlay.colouring)?.colouring ?? null;
    },
    // Each takes over what has changed; none may be skipped because another wants a picture already.
    update: (frame) => made.map((overlay) => overlay.update(frame)).includes(true),
    dispose() {
      for (const overlay of made) overlay.dispose();
    },
  };
}

/** Draws an overlay while it is on, and anew when what it shows has changed. */
function switched(id: OverlayId, overlay: StageOverlay): OverlayLayer {
  const object = new Group();
  for (const part of overlay.parts) if (part.object) object.add(part.object);
  object.visible = false;
  let last: { readonly surface: Surface; readonly palette: Palette; readonly shown: unknown } | null = null;
  return {
    object,
    get colouring() {
      return (object.visible && overlay.colouring) || null;
    },
    update(frame) {
      const { state, derived } = frame;
      const wasOn = object.visible;
      object.visible = showsOverlay(state, id);
      if (!object.visible) return wasOn;
      const { surface } = derived;
      const { palette } = state;
      const shown = overlay.shows(frame);
      const before = last;
      last = { surface, palette, shown };
      if (before?.palette !== palette) overlay.setPalette(palette);
      const isSame = before?.surface === surface && before.palette === palette && before.shown === shown;
      if (!isSame) overlay.lay(shown, surface, palette);
      return !isSame || !wasOn;
    },
    dispose() {
      for (const part of overlay.parts) part.dispose();
    },
  };
}

/** Whether a place, in shares of the domain, lies in it. */
export function isInside(u: number, v: number): boolean {
  return u >= 0 && u <= 1 && v >= 0 && v <= 1;
}
