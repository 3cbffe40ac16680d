import type { Object3D } from 'three';
import type { Frame } from '../../app/state.ts';
import type { SharedUniforms } from '../uniforms.ts';
import type { OverlayLayer } from './overlay-layer.ts';

/** The place of the overlays on a stage: their code is loaded when the first one is switched on. */
export interface OverlayHost {
  /** Takes over what has changed; true when the picture has to be drawn for it. */
  update(frame: Frame): boolean;
  /** Settles when the code that the last frame needs has come; rejects when it cannot be had. */
  settled(): Promise<void>;
  dispose(): void;
}

/** @param loaded called when the code has come, for a frame to be drawn with it */
export function createOverlayHost(shared: SharedUniforms, scene: Object3D, loaded: () => void): OverlayHost {
  let layer: OverlayLayer | null = null;
  /** Null while nothing was asked for. */
  let loading: Promise<void> | null = null;
  let disposed = false;

  const load = async () => {
    const { createOverlayLayer } = await import('./overlay-layer.ts');
    if (disposed) return;
    layer = createOverlayLayer(shared);
    scene.add(layer.object);
    loaded();
  };

  return {
    update(frame) {
      if (layer) return layer.update(frame);
      if (!loading && Object.values(frame.state.scene.view.overlays).includes(true)) {
        loading = load();
        // Switched again, it is asked for again.
        loading.catch(() => {
          loading = null;
        });
      }
      return false;
    },
    settled: () => loading ?? Promise.resolve(),
    dispose() {
      disposed = true;
      layer?.dispose();
    },
  };
}
