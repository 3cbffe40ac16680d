import { Group, type WebGLRenderer } from 'three';
import { lateCode } from '../../ui/late-code.ts';
import type { Layer } from '../overlays/layers.ts';
import type { SharedUniforms } from '../uniforms.ts';

const late = lateCode(async () => (await import('./layer.ts')).createSwarmLayer);

/** The swarm, whose code is loaded with the first one. */
export function createLateSwarm(shared: SharedUniforms, renderer: WebGLRenderer, again: () => void): Layer {
  const object = new Group();
  let layer: Layer | null = null;
  let isAsked = false;
  const load = async () => {
    try {
      await late.load();
      again();
    } catch {
      // No network, and not kept: one that is opened anew asks for it again.
    }
  };
  return {
    object,
    update(frame) {
      if (layer) return layer.update(frame);
      const isWanted = frame.state.scene.view.swarm !== null;
      if (isWanted && late.now) {
        layer = late.now(shared, renderer, again);
        object.add(layer.object);
        return layer.update(frame);
      }
      if (isWanted && !isAsked) void load();
      isAsked = isWanted;
      return false;
    },
    dispose: () => layer?.dispose(),
  };
}
