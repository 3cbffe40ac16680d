import { Group, type WebGLRenderer } from 'three';
import type { Frame } from '../../app/state.ts';
import { createLateSwarm } from '../swarm/late-swarm.ts';
import type { SharedUniforms } from '../uniforms.ts';
import { createDropLayer } from './drop-layer.ts';
import { createGuessLayer } from './guess-layer.ts';
import { createOverlayLayer } from './stage-overlay.ts';
import { createStepLayer } from './step-layer.ts';

/** All that lies on the stage beside paths, marks and arrows: what few scenes have. */
export interface Layers {
  readonly object: Group;
  /** Takes over what has changed; true when the picture has to be drawn for it. */
  update(frame: Frame): boolean;
  dispose(): void;
}

/** @param again asks for a frame: some of the work is left */
export function createLayers(shared: SharedUniforms, renderer: WebGLRenderer, again: () => void): Layers {
  const swarm = createLateSwarm(shared, renderer, again);
  const onSurface = [createOverlayLayer(shared), createStepLayer(shared), createGuessLayer(shared), swarm];
  const offPlane = [createDropLayer(shared)];
  const layers = [...onSurface, ...offPlane];
  const object = new Group();
  object.add(...layers.map((layer) => layer.object));
  return {
    object,
    // Each takes over what has changed; none may be skipped because another wants a picture already.
    update(frame) {
      const shown: readonly Pick<Layers, 'object' | 'update'>[] = frame.derived.model ? offPlane : onSurface;
      for (const { object: own } of layers) own.visible = shown.some((layer) => layer.object === own);
      return shown.map((layer) => layer.update(frame)).includes(true);
    },
    dispose() {
      for (const layer of layers) layer.dispose();
    },
  };
}
