import { type FlowLine, flowLineOf } from '../../app/curvature.ts';
import { tracePath } from '../../core/geometry/path.ts';
import { palettes, rgb } from '../palette.ts';
import type { SharedUniforms } from '../uniforms.ts';
import { createLine } from './line.ts';
import type { StageOverlay } from './stage-overlay.ts';

const colors = {
  light: rgb('#14181a'),
  dark: rgb('#f6f4ee'),
  'projector light': rgb('#000000'),
  'projector dark': rgb('#ffffff'),
} as const;

export function createOverlay(shared: SharedUniforms): StageOverlay<FlowLine> {
  const flow = createLine(shared, 1, 12);
  return {
    parts: [flow],
    shows: ({ state, derived }) => flowLineOf(derived, state.scene.start),
    setPalette(palette) {
      const { halo, haloWidth } = palettes[palette];
      flow.setColor(colors[palette], halo, haloWidth);
    },
    lay({ positions }, surface) {
      flow.path.count = 0;
      tracePath({ positions, dimension: 2, steps: positions.length / 2 - 1 }, surface, flow.path);
      flow.touch();
    },
  };
}
