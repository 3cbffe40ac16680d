import { Group, type WebGLRenderer } from 'three';
import type { Frame } from '../../app/state.ts';
import { createLateSwarm } from '../swarm/late-swarm.ts';
import type { SharedUniforms } from '../uniforms.ts';
import { createDropLayer } from './drop-layer.ts';
import { createGuessLayer } from './guess-layer.ts';
import { type Colouring, createOverlayLayer } from './stage-overlay.ts';
import { createStepLayer } from './step-layer.ts';

/** What lies on the stage. */
export interface Layer {
  readonly object: Group;
  /** Takes over what has changed; true when the picture has to be drawn for it. */
  update(frame: Frame): boolean;
  dispose(): void;
}

/** All that lies there beside paths, marks and arrows: what few scenes have. */
export interface Layers extends Layer {
  /** With which the relief is drawn; null for its own tints. */
  readonly colouring: Colouring | null;
}

/** @param again asks for a frame: some of the work is left */
export function createLayers(shared: SharedUniforms, renderer: WebGLRenderer, again: () => void): Layers {
  const swarm = createLateSwarm(shared, renderer, again);
  const overlays = createOverlayLayer(shared, again);
  const onSurface = [overlays, createStepLayer(shared), createGuessLayer(shared), swarm];
  const offPlane = [createDropLayer(shared)];
  const layers = [...onSurface, ...offPlane];
  const object = new Group();
  object.add(...layers.map((layer) => layer.object));
  return {
    object,
    get colouring() {
      return overlays.object.visible ? overlays.colouring : null;
    },
    // Each takes over what has changed; none may be skipped because another wants a picture already.
    update(frame) {
      const shown: readonly Pick<Layer, 'object' | 'update'>[] = frame.derived.model ? offPlane : onSurface;
      for (const { object: own } of layers) own.visible = shown.some((layer) => layer.object === own);
      return shown.map((layer) => layer.update(frame)).includes(true);
    },
    dispose() {
      for (const layer of layers) layer.dispose();
    },
  };
}
