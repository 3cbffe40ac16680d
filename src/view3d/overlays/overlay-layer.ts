import { Group } from 'three';
import { createQuadraticMemo, currentPoint, flowLineOf, type FlowLine } from '../../app/curvature.ts';
import type { Frame, Palette } from '../../app/state.ts';
import { type EigenArm, eigenCross } from '../../core/geometry/eigen-cross.ts';
import { BREAK, type PathPoints, tracePath, writePoint } from '../../core/geometry/path.ts';
import { type FieldArrow, fieldSide, gradientField } from '../../core/geometry/gradient-field.ts';
import { fromDomain, heightAt } from '../../core/geometry/surface.ts';
import type { Surface } from '../../core/geometry/types.ts';
import { evaluateQuadratic, evaluateTangent, type Quadratic } from '../../core/math/quadratic.ts';
import type { Overlays } from '../../core/scene/scene.ts';
import { createMarkers } from '../markers.ts';
import { palettes, rgb } from '../palette.ts';
import type { SharedUniforms } from '../uniforms.ts';
import { createLine } from './line.ts';
import { createPatchMesh } from './patch-mesh.ts';

/** Radii in longer sides of the surface: of the tangent plane, and between which that of the Taylor surface lies. */
const TANGENT = 0.17;
const TAYLOR = [0.26, 0.6] as const;
/** Reach of the longer eigenvector. */
const ARM = 0.15;

const colors = {
  light: { tangent: rgb('#33424d'), taylor: rgb('#7b2fa0'), cross: rgb('#6b1f8f'), flow: rgb('#14181a') },
  dark: { tangent: rgb('#dfe7ec'), taylor: rgb('#d59bf0'), cross: rgb('#ecc4ff'), flow: rgb('#f6f4ee') },
  'projector light': {
    tangent: rgb('#101a22'),
    taylor: rgb('#5c0f82'),
    cross: rgb('#4a006b'),
    flow: rgb('#000000'),
  },
  'projector dark': {
    tangent: rgb('#ffffff'),
    taylor: rgb('#e3b4fa'),
    cross: rgb('#f6e0ff'),
    flow: rgb('#ffffff'),
  },
} as const;

/** Colours of the gradient field from gentle to steep, each a line of its own. */
const fieldColors = {
  light: [rgb('#7d8a86'), rgb('#3f5660'), rgb('#10222c')],
  dark: [rgb('#8fa39c'), rgb('#c3d2cc'), rgb('#ffffff')],
  'projector light': [rgb('#55635f'), rgb('#24404c'), rgb('#000000')],
  'projector dark': [rgb('#a9beb6'), rgb('#d8e6e0'), rgb('#ffffff')],
} as const;

/** Tangent plane, Taylor surface with Newton's point, eigenvectors, gradient flow and field on the stage. */
export interface OverlayLayer {
  readonly object: Group;
  /** Takes over what has changed; true when the picture has to be drawn for it. */
  update(frame: Frame): boolean;
  dispose(): void;
}

interface Shown {
  readonly overlays: Overlays;
  readonly surface: Surface;
  readonly palette: Palette;
  readonly here: Quadratic;
  readonly crossed: Quadratic;
  readonly line: FlowLine | null;
}

export function createOverlayLayer(shared: SharedUniforms): OverlayLayer {
  const tangent = createPatchMesh(shared, 5);
  const taylor = createPatchMesh(shared, 6);
  const flow = createLine(shared, 1, 12);
  const stem = createLine(shared, 0.8, 9000);
  const cross = createLine(shared, 1.7, 9002);
  const field = fieldColors.light.map((_, shade) => createLine(shared, 0.7, 6 + 2 * shade));
  const newton = createMarkers(shared);
  newton.object.renderOrder = 9004;
  const parts = [tangent, taylor, flow, stem, cross, newton, ...field];
  const object = new Group();
  object.add(...parts.map((part) => part.object));
  const quadraticHere = createQuadraticMemo();
  const quadraticCrossed = createQuadraticMemo();
  let last: Shown | null = null;

  const setPalette = (palette: Shown['palette']) => {
    const { halo, haloWidth } = palettes[palette];
    const own = colors[palette];
    tangent.setColor(own.tangent, 0.24);
    taylor.setColor(own.taylor, 0.3);
    flow.setColor(own.flow, halo, haloWidth);
    stem.setColor(own.cross, halo, haloWidth);
    cross.setColor(own.cross, halo, haloWidth);
    field.forEach((line, shade) => line.setColor(fieldColors[palette][shade]!, halo, haloWidth));
  };

  const showTangent = (q: Quadratic, surface: Surface) => {
    const [u, v] = fromDomain(surface.grid.domain, q.at[0], q.at[1]);
    tangent.object.visible = isInside(u, v) && Number.isFinite(q.gradient[0] + q.gradient[1]);
    if (tangent.object.visible) tangent.trace(surface, (x, y) => evaluateTangent(q, x, y), u, v, TANGENT);
  };

  const place = new Float64Array(3);
  const showTaylor = (q: Quadratic, surface: Surface, palette: Shown['palette']) => {
    const { domain } = surface.grid;
    const [u, v] = fromDomain(domain, q.at[0], q.at[1]);
    taylor.object.visible = isInside(u, v) && q.kind !== 'unknown';
    if (!taylor.object.visible) return;
    const [nu, nv] = q.newton ? fromDomain(domain, ...q.newton) : [Number.NaN, Number.NaN];
    const away = isInside(nu, nv)
      ? Math.hypot((nu - u) * surface.sides[0], (nv - v) * surface.sides[1]) * 1.2
      : 0;
    const reach = Math.min(TAYLOR[1], Math.max(TAYLOR[0], away));
    taylor.trace(surface, (x, y) => evaluateQuadratic(q, x, y), u, v, reach);
    if (!q.newton || !isInside(nu, nv)) return;
    // On the Taylor surface, with a stem to the loss that Newton's method would find there.
    const believed = surface.scale.height(evaluateQuadratic(q, ...q.newton));
    const found = heightAt(surface, nu, nv);
    place.set([nu, nv, believed]);
    const { cross: fill } = colors[palette];
    const { halo, haloWidth } = palettes[palette];
    newton.add(place, { shape: 'cross', radius: 7, rimWidth: 1.5 * haloWidth, fill, rim: halo }, 1);
    if (Number.isNaN(found)) return;
    writePoint(stem.path, nu, nv, believed, 0);
    writePoint(stem.path, nu, nv, found, 1);
  };

  const showFlow = (line: FlowLine, surface: Surface) =>
    tracePath(
      { positions: line.positions, dimension: 2, steps: line.positions.length / 2 - 1 },
      surface,
      flow.path,
    );

  return {
    object,
    update(frame) {
      const { state, derived } = frame;
      const { overlays } = state.scene.view;
      const { surface, loss } = derived;
      const at = currentPoint(frame);
      const now: Shown = {
        overlays,
        surface,
        palette: state.palette,
        here: quadraticHere(loss, at),
        crossed: quadraticCrossed(loss, state.hover ?? at),
        line: overlays.flow ? flowLineOf(derived, state.scene.start) : null,
      };
      const before = last;
      last = now;
      const all =
        before?.surface !== surface || before.palette !== now.palette || before.overlays !== overlays;
      const moved = all || before.here !== now.here;
      const turned = all || before.crossed !== now.crossed;
      const flown = all || before.line !== now.line;
      if (all) {
        setPalette(state.palette);
        tangent.object.visible = overlays.tangent;
        taylor.object.visible = overlays.taylor;
      }
      if (moved && overlays.tangent) showTangent(now.here, surface);
      if (moved) {
        newton.clear();
        stem.path.count = 0;
        if (overlays.taylor) showTaylor(now.here, surface, state.palette);
        stem.touch();
      }
      if (turned) {
        cross.path.count = 0;
        if (overlays.eigenvectors) {
          for (const arm of eigenCross(now.crossed, surface.grid.domain, ARM, surface.sides))
            drape(arm, surface, cross.path);
        }
        cross.touch();
      }
      if (all) {
        for (const line of field) line.path.count = 0;
        if (overlays.field) {
          for (const arrow of gradientField(loss, surface.grid.domain, fieldSide, surface.sides)) {
            const shade = Math.min(field.length - 1, Math.floor(arrow.steepness * field.length));
            drapeArrow(arrow, surface, field[shade]!.path);
          }
        }
        for (const line of field) line.touch();
      }
      if (flown) {
        flow.path.count = 0;
        if (now.line) showFlow(now.line, surface);
        flow.touch();
      }
      // What is switched off changes nothing.
      return (
        all || flown || (moved && (overlays.tangent || overlays.taylor)) || (turned && overlays.eigenvectors)
      );
    },
    dispose() {
      for (const part of parts) part.dispose();
    },
  };
}

/** Lays an arrow of the field on the surface: its shaft, then both sides of its head. */
function drapeArrow({ u, v, du, dv }: FieldArrow, surface: Surface, out: PathPoints): void {
  const stroke = (fromU: number, fromV: number, toU: number, toV: number, points: number) => {
    for (let k = 0; k <= points; k++) {
      const [a, b] = [fromU + ((toU - fromU) * k) / points, fromV + ((toV - fromV) * k) / points];
      const height = heightAt(surface, a, b);
      if (Number.isNaN(height)) writePoint(out, 0, 0, BREAK, k);
      else writePoint(out, a, b, height, k);
    }
    writePoint(out, 0, 0, BREAK, points);
  };
  const [tipU, tipV] = [u + du, v + dv];
  stroke(u - du, v - dv, tipU, tipV, 6);
  for (const side of [1, -1]) {
    stroke(tipU, tipV, tipU - 0.55 * du - side * 0.4 * dv, tipV - 0.55 * dv + side * 0.4 * du, 2);
  }
}

function isInside(u: number, v: number): boolean {
  return u >= 0 && u <= 1 && v >= 0 && v <= 1;
}

/** Points of an arm, and of each of its dashes where the surface bends down. */
const ARM_POINTS = 49;
const DASH_POINTS = 7;

/** Lays an arm on the surface: whole where it bends up along it, dashed where down. */
function drape(arm: EigenArm, surface: Surface, out: PathPoints): void {
  for (let k = 0; k < ARM_POINTS; k++) {
    const s = (2 * k) / (ARM_POINTS - 1) - 1;
    const u = arm.u + s * arm.du;
    const v = arm.v + s * arm.dv;
    const height = heightAt(surface, u, v);
    const gap = arm.curvature < 0 && k % DASH_POINTS >= DASH_POINTS - 3;
    if (Number.isNaN(height) || gap) writePoint(out, 0, 0, BREAK, k);
    else writePoint(out, u, v, height, k);
  }
  writePoint(out, 0, 0, BREAK, ARM_POINTS);
}
