import type { Object3D, WebGLRenderer } from 'three';
import type { Frame } from '../../app/state.ts';
import { hasSimplex } from '../../core/optimizers/simplex.ts';
import { lateCode } from '../../ui/late-code.ts';
import type { SharedUniforms } from '../uniforms.ts';
import type { createLayers, Layers } from './layers.ts';
import type { Colouring } from './stage-overlay.ts';

/** The place on a stage of what few scenes have: its code is loaded when a scene has some of it. */
export interface OverlayHost {
  /** Whether the last frame has some of it. */
  readonly active: boolean;
  /** With which the relief of the last frame is drawn; null for its own tints. */
  readonly colouring: Colouring | null;
  /** Takes over what has changed; true when the picture has to be drawn for it. */
  update(frame: Frame): boolean;
  /** Settles when the code that the last frame needs has come; rejects when it cannot be had. */
  settled(): Promise<void>;
  dispose(): void;
}

const late = lateCode(async (): Promise<typeof createLayers> => (await import('./layers.ts')).createLayers);

/** Loads the code ahead, for pictures that cannot wait for it. */
export async function loadOverlays(): Promise<void> {
  await late.load();
}

/**
 * @param refresh called when the code has come, for a frame to be drawn with it
 * @param again asks for a frame because work is left
 */
export function createOverlayHost(
  shared: SharedUniforms,
  renderer: WebGLRenderer,
  scene: Object3D,
  refresh: () => void,
  again: () => void,
): OverlayHost {
  let layers: Layers | null = null;
  /** Null while nothing was asked for. */
  let loading: Promise<void> | null = null;
  let disposed = false;
  let active = false;

  const add = (made: Layers) => {
    layers = made;
    scene.add(made.object);
    return made;
  };
  const load = async () => {
    // After the frame that asks for it, which does without: it may be the page's first.
    await new Promise((resolve) => setTimeout(resolve));
    const create = await late.load();
    if (disposed || layers) return;
    add(create(shared, renderer, again));
    refresh();
  };

  return {
    get active() {
      return active;
    },
    get colouring() {
      return (active && layers?.colouring) || null;
    },
    update(frame) {
      active = isWanted(frame);
      if (layers) return layers.update(frame);
      if (late.now && active) return add(late.now(shared, renderer, again)).update(frame);
      if (!loading && active) {
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
      layers?.dispose();
    },
  };
}

function isWanted({ state: { scene, asked, selected }, derived: { runs, model } }: Frame): boolean {
  const { overlays, swarm } = scene.view;
  return (
    model !== undefined ||
    Object.values(overlays).includes(true) ||
    swarm !== null ||
    // Other draws of a step are seen of one that is explained.
    (scene.noise > 0 && selected >= 0) ||
    asked.guess !== null ||
    runs.some(({ entry }) => hasSimplex(entry))
  );
}
