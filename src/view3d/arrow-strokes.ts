import { BufferAttribute, BufferGeometry, DynamicDrawUsage } from 'three';
import { emptyRectangle, takeIn } from './damage.ts';
import type { Lens } from './lens.ts';

/**
 * Strokes of constant width on the screen as plain triangles, laid out for one picture. Places are in CSS pixels,
 * with the depth of clip space; the picture's own antialiasing smooths the edges.
 */
export type Rgb = readonly [number, number, number];

/** Points of a line: x, y in CSS pixels, z in normalised device coordinates, one after another. */
export interface ScreenLine {
  readonly points: Float64Array;
  /** Points in use. */
  count: number;
}

const CAPACITY = 16_384;
const DASH = 5;

export class Strokes {
  readonly geometry = new BufferGeometry();
  /** Where they lie, in CSS pixels. */
  bounds = emptyRectangle();
  readonly #spots = new BufferAttribute(new Float32Array(CAPACITY * 3), 3);
  readonly #tints = new BufferAttribute(new Float32Array(CAPACITY * 4), 4);
  #count = 0;
  #dash = DASH;
  #toX = 1;
  #toY = 1;
  #color: Rgb = [0, 0, 0];
  #alpha = 1;

  constructor() {
    for (const attribute of [this.#spots, this.#tints]) attribute.setUsage(DynamicDrawUsage);
    this.geometry.setAttribute('spot', this.#spots);
    this.geometry.setAttribute('tint', this.#tints);
    this.geometry.setDrawRange(0, 0);
  }

  /** @param scale by what dashes are longer */
  begin(lens: Lens, scale: number): void {
    this.#dash = DASH * scale;
    this.#count = 0;
    this.bounds = emptyRectangle();
    this.#toX = 2 / lens.width;
    this.#toY = 2 / lens.height;
  }

  /** Hands the strokes over to the next picture. */
  end(): void {
    this.geometry.setDrawRange(0, this.#count);
    for (const [attribute, size] of [
      [this.#spots, 3],
      [this.#tints, 4],
    ] as const) {
      attribute.clearUpdateRanges();
      attribute.addUpdateRange(0, this.#count * size);
      attribute.needsUpdate = true;
    }
  }

  ink(color: Rgb, alpha: number): void {
    this.#color = color;
    this.#alpha = alpha;
  }

  /** A line through points; broken into dashes where asked. */
  line({ points, count }: ScreenLine, halfWidth: number, broken: boolean): void {
    let along = 0;
    for (let i = 0; i + 1 < count; i++) {
      const [ax, ay, az] = [points[3 * i]!, points[3 * i + 1]!, points[3 * i + 2]!];
      const [bx, by, bz] = [points[3 * i + 3]!, points[3 * i + 4]!, points[3 * i + 5]!];
      const length = Math.hypot(bx - ax, by - ay);
      const drawn = !broken || Math.floor(along / this.#dash) % 2 === 0;
      along += length;
      if (!drawn || length === 0) continue;
      // Neighbours share the normal at their joint, so that strips meet without a gap.
      const [mx, my] = normalAt(points, count, i);
      const [nx, ny] = normalAt(points, count, i + 1);
      const w = halfWidth;
      this.#triangle(
        ax + mx * w,
        ay + my * w,
        az,
        ax - mx * w,
        ay - my * w,
        az,
        bx + nx * w,
        by + ny * w,
        bz,
      );
      this.#triangle(
        ax - mx * w,
        ay - my * w,
        az,
        bx - nx * w,
        by - ny * w,
        bz,
        bx + nx * w,
        by + ny * w,
        bz,
      );
    }
  }

  /** The head of an arrow: its tip, the direction that it points in (of unit length), its size. */
  head(x: number, y: number, z: number, dx: number, dy: number, length: number, half: number): void {
    const [bx, by] = [x - dx * length, y - dy * length];
    this.#triangle(x, y, z, bx - dy * half, by + dx * half, z, bx + dy * half, by - dx * half, z);
  }

  /** An open head: two strokes that meet in the tip. */
  chevron(
    x: number,
    y: number,
    z: number,
    dx: number,
    dy: number,
    length: number,
    half: number,
    halfWidth: number,
  ): void {
    for (const side of [-1, 1]) {
      const [bx, by] = [x - dx * length - side * dy * half, y - dy * length + side * dx * half];
      const away = Math.hypot(bx - x, by - y) || 1;
      const [ax, ay] = [((x - bx) / away) * halfWidth, ((y - by) / away) * halfWidth];
      const [nx, ny] = [-ay, ax];
      // Longer by half their width at both ends, so that they meet in a corner.
      const [tx, ty] = [x + ax, y + ay];
      const [ex, ey] = [bx - ax, by - ay];
      this.#triangle(tx + nx, ty + ny, z, tx - nx, ty - ny, z, ex + nx, ey + ny, z);
      this.#triangle(tx - nx, ty - ny, z, ex - nx, ey - ny, z, ex + nx, ey + ny, z);
    }
  }

  /** A cross-hair, open in the middle. */
  cross(x: number, y: number, z: number, inner: number, outer: number, w: number): void {
    for (const [dx, dy] of [
      [1, 0],
      [0, 1],
      [-1, 0],
      [0, -1],
    ] as const) {
      const [ax, ay] = [x + dx * (inner - w), y + dy * (inner - w)];
      const [bx, by] = [x + dx * (outer + w), y + dy * (outer + w)];
      const [nx, ny] = [-dy * w, dx * w];
      this.#triangle(ax + nx, ay + ny, z, ax - nx, ay - ny, z, bx + nx, by + ny, z);
      this.#triangle(ax - nx, ay - ny, z, bx - nx, by - ny, z, bx + nx, by + ny, z);
    }
  }

  ring(x: number, y: number, z: number, radius: number, halfWidth: number): void {
    const inner = Math.max(0, radius - halfWidth);
    const outer = radius + halfWidth;
    const sides = 28;
    for (let k = 0; k < sides; k++) {
      const a = (2 * Math.PI * k) / sides;
      const b = (2 * Math.PI * (k + 1)) / sides;
      const [ca, sa, cb, sb] = [Math.cos(a), Math.sin(a), Math.cos(b), Math.sin(b)];
      this.#triangle(
        x + inner * ca,
        y + inner * sa,
        z,
        x + outer * ca,
        y + outer * sa,
        z,
        x + outer * cb,
        y + outer * sb,
        z,
      );
      this.#triangle(
        x + inner * ca,
        y + inner * sa,
        z,
        x + outer * cb,
        y + outer * sb,
        z,
        x + inner * cb,
        y + inner * sb,
        z,
      );
    }
  }

  dispose(): void {
    this.geometry.dispose();
  }

  #triangle(
    ax: number,
    ay: number,
    az: number,
    bx: number,
    by: number,
    bz: number,
    cx: number,
    cy: number,
    cz: number,
  ): void {
    if (this.#count + 3 > CAPACITY) return;
    this.#vertex(ax, ay, az);
    this.#vertex(bx, by, bz);
    this.#vertex(cx, cy, cz);
  }

  #vertex(x: number, y: number, z: number): void {
    const [r, g, b] = this.#color;
    takeIn(this.bounds, x, y);
    this.#spots.setXYZ(this.#count, x * this.#toX - 1, 1 - y * this.#toY, z);
    this.#tints.setXYZW(this.#count, r, g, b, this.#alpha);
    this.#count++;
  }
}

/** The unit normal of a line at one of its points, the mean direction of the segments that meet there. */
function normalAt(points: Float64Array, count: number, i: number): [number, number] {
  const before = Math.max(0, i - 1);
  const after = Math.min(count - 1, i + 1);
  const dx = points[3 * after]! - points[3 * before]!;
  const dy = points[3 * after + 1]! - points[3 * before + 1]!;
  const length = Math.hypot(dx, dy) || 1;
  return [-dy / length, dx / length];
}
