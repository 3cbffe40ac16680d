import type { Object3D } from 'three';
import type { Frame } from '../../app/state.ts';
import type { SharedUniforms } from '../uniforms.ts';
import type { OverlayLayer } from './overlay-layer.ts';

/** The place of the overlays on a stage: their code is loaded when the first one is switched on. */
export interface OverlayHost {
  /** Takes over what has changed; true when the picture has to be drawn for it. */
  update(frame: Frame): boolean;
  dispose(): void;
}

/** @param loaded called when the code has come, for a frame to be drawn with it */
export function createOverlayHost(shared: SharedUniforms, scene: Object3D, loaded: () => void): OverlayHost {
  let layer: OverlayLayer | null = null;
  let asked = false;
  let disposed = false;

  const load = async () => {
    try {
      const { createOverlayLayer } = await import('./overlay-layer.ts');
      if (disposed) return;
      layer = createOverlayLayer(shared);
      scene.add(layer.object);
      loaded();
    } catch {
      // Switched again, it is asked for again.
      asked = false;
    }
  };

  return {
    update(frame) {
      if (layer) return layer.update(frame);
      if (!asked && Object.values(frame.state.scene.view.overlays).includes(true)) {
        asked = true;
        void load();
      }
      return false;
    },
    dispose() {
      disposed = true;
      layer?.dispose();
    },
  };
}
