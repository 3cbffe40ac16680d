import { Camera as ThreeCamera, Color, Scene as ThreeScene, SRGBColorSpace, WebGLRenderer } from 'three';
import type { ShownMarks } from '../app/shown-marks.ts';
import type { Frame, State } from '../app/state.ts';
import type { Sides } from '../core/geometry/sides.ts';
import type { Palette } from '../core/geometry/tints.ts';
import { createArrowLayer } from './arrow-layer.ts';
import type { Lens } from './lens.ts';
import { createMorph } from './morph.ts';
import { createMarkLayer, type MarkLayer } from './mark-layer.ts';
import { createOverlayHost } from './overlays/host.ts';
import { palettes } from './palette.ts';
import { createPathLayer, type PathLayer } from './path-layer.ts';
import { createSkirt } from './skirt.ts';
import { createSurfaceMesh } from './surface-mesh.ts';
import { createUniforms, setLens } from './uniforms.ts';

/**
 * All that lives in one WebGL context: made when there is one, thrown away with it, made again from the same
 * frame when it comes back.
 */
export interface Picture {
  readonly paths: PathLayer;
  readonly marks: MarkLayer;
  /** Of the block, as of the last update. */
  readonly sides: Sides;
  setSize(width: number, height: number, pixelRatio: number): void;
  /**
   * Takes over what has changed since the last frame; true when the picture has to be drawn for it.
   *
   * @param share how far the surface has become the frame's from the one before, see `Glide`
   */
  update(frame: Frame, share: number): boolean;
  render(
    frame: Frame,
    lens: Lens,
    pixelRatio: number,
    hover: State['hover'],
    arrows: ShownMarks | null,
  ): void;
  /** Settles when the code that the last frame needs has come; rejects when it cannot be had. */
  settled(): Promise<void>;
  dispose(): void;
}

/** @param refresh asks for a frame in which `render` is called: something has come that none was asked for */
export function createPicture(
  canvas: HTMLCanvasElement,
  context: WebGL2RenderingContext,
  refresh: () => void,
  transparent: boolean,
): Picture {
  const renderer = new WebGLRenderer({ canvas, context, stencil: true });
  renderer.debug.checkShaderErrors = import.meta.env.DEV;

  const shared = createUniforms();
  const surfaceMesh = createSurfaceMesh(shared);
  const skirt = createSkirt(shared);
  const morph = createMorph(shared);
  const paths = createPathLayer(shared);
  const marks = createMarkLayer(shared);
  const arrows = createArrowLayer();
  const scene = new ThreeScene();
  scene.matrixWorldAutoUpdate = false;
  scene.add(skirt.object, surfaceMesh.object, paths.object, arrows.object, marks.object);
  const overlays = createOverlayHost(shared, scene, refresh);
  // The programs read the lens's matrix; three only needs some camera to walk the scene with.
  const camera = new ThreeCamera();
  const ground = new Color();
  let last: Frame | null = null;

  const setPalette = (palette: Palette) => {
    surfaceMesh.setPalette(palette);
    skirt.setPalette(palette);
    renderer.setClearColor(ground.setRGB(...palettes[palette].ground, SRGBColorSpace), transparent ? 0 : 1);
  };

  return {
    paths,
    marks,
    get sides() {
      return morph.sides;
    },
    setSize(width, height, pixelRatio) {
      renderer.setPixelRatio(pixelRatio);
      renderer.setSize(width, height, false);
    },
    update(frame, share) {
      const { state, derived } = frame;
      const { state: stateBefore, derived: derivedBefore } = last ?? {};
      last = frame;
      const newSurface = derivedBefore?.surface !== derived.surface;
      const newPalette = stateBefore?.palette !== state.palette;
      const newRuns = derivedBefore?.runs !== derived.runs || stateBefore?.selected !== state.selected;
      if (newSurface) {
        if (derivedBefore && share < 1) morph.begin(derivedBefore.surface, derived.surface);
        surfaceMesh.setSurface(derived.surface);
        skirt.setGrid(derived.surface.grid.nx, derived.surface.grid.ny);
      }
      if (newPalette) setPalette(state.palette);
      if (newSurface || newPalette || newRuns) {
        paths.sync(derived.runs, derived.surface, state.palette, state.selected);
      }
      const newOverlays = overlays.update(frame);
      const morphed = morph.advance(share, derived.surface);
      return (
        newOverlays ||
        morphed ||
        newSurface ||
        newPalette ||
        newRuns ||
        stateBefore?.figure !== state.figure ||
        derivedBefore?.critical !== derived.critical ||
        stateBefore?.playhead.step !== state.playhead.step ||
        stateBefore.scene.view !== state.scene.view ||
        stateBefore.scene.start !== state.scene.start
      );
    },
    render(frame, lens, pixelRatio, hover, shownArrows) {
      const { playhead, scene: document, figure, palette } = frame.state;
      setLens(shared, lens, pixelRatio, figure.scale);
      paths.setScale(lens.pixelsPerUnit / lens.depth / figure.scale, pixelRatio * figure.scale);
      paths.setStep(playhead.step, document.view.future);
      marks.update(frame, paths, lens, hover);
      arrows.update(shownArrows, frame.derived.surface, lens, palette, figure.scale);
      if (shared.presence.value < 1) arrows.object.visible = false;
      renderer.render(scene, camera);
    },
    settled: overlays.settled,
    dispose() {
      for (const layer of [surfaceMesh, skirt, morph, paths, marks, arrows, overlays]) layer.dispose();
      renderer.dispose();
    },
  };
}
