import { type FlowLine, flowLineOf } from '../../app/flow-line.ts';
import { tracePath } from '../../core/geometry/path.ts';
import { palettes, rgb } from '../palette.ts';
import type { SharedUniforms } from '../uniforms.ts';
import { overlayColors } from './colors.ts';
import { createLine } from './line.ts';
import type { StageOverlay } from './stage-overlay.ts';

export function createOverlay(shared: SharedUniforms): StageOverlay<FlowLine> {
  const flow = createLine(shared, 1, 12);
  return {
    parts: [flow],
    shows: ({ state, derived }) => flowLineOf(derived, state.scene.start),
    setPalette(palette) {
      const { halo, haloWidth } = palettes[palette];
      flow.setColor(rgb(overlayColors[palette].flow), halo, haloWidth);
    },
    lay({ positions }, surface) {
      flow.path.count = 0;
      tracePath({ positions, dimension: 2, steps: positions.length / 2 - 1 }, surface, flow.path);
      flow.touch();
    },
  };
}
