import type { App } from '../app/app.ts';
import type { Params } from './api.ts';
import type { EmbedLayout } from './layout.ts';
import type { LiveStage } from './live-stage.ts';
import type { Pieces } from './pieces.ts';

/** Longest side of a snapshot that is asked for by one side alone, in pixels. */
const MAX_SIDE = 4096;

/**
 * A canvas and those that lie on it, each in its place, drawn into one picture of a size, as a data URL. Without a
 * size: the first one's own. The picture fills the size and keeps its proportions; what hangs over is cut off on both sides alike.
 *
 * @param ground CSS colour behind it, for a JPEG cannot be transparent
 */
export function snapshotOf(
  canvases: readonly HTMLCanvasElement[],
  { width, height, type = 'image/png' }: Params<'snapshot'>,
  ground: string,
): string {
  const [first] = canvases;
  const [ownWidth, ownHeight] = [first?.width || 300, first?.height || 150];
  const picture = document.createElement('canvas');
  picture.width = Math.min(
    MAX_SIDE,
    Math.round(width ?? (height ? (height * ownWidth) / ownHeight : ownWidth)),
  );
  picture.height = Math.min(
    MAX_SIDE,
    Math.round(height ?? (width ? (width * ownHeight) / ownWidth : ownHeight)),
  );
  const context = picture.getContext('2d');
  if (context) {
    if (type === 'image/jpeg') {
      context.fillStyle = ground;
      context.fillRect(0, 0, picture.width, picture.height);
    }
    const scale = Math.max(picture.width / ownWidth, picture.height / ownHeight);
    const [w, h] = [ownWidth * scale, ownHeight * scale];
    const [left, top] = [(picture.width - w) / 2, (picture.height - h) / 2];
    const whole = first?.getBoundingClientRect();
    for (const canvas of canvases) {
      if (canvas.width === 0 || canvas.height === 0) continue;
      if (canvas === first || !whole || whole.width === 0) {
        context.drawImage(canvas, left, top, w, h);
        continue;
      }
      const own = canvas.getBoundingClientRect();
      const perPixel = w / whole.width;
      context.drawImage(
        canvas,
        left + (own.x - whole.x) * perPixel,
        top + (own.y - whole.y) * perPixel,
        own.width * perPixel,
        own.height * perPixel,
      );
    }
  }
  return picture.toDataURL(type);
}

/** The picture of an embed that a host asks for: its stage, its curve, or where it has no stage its map. */
export async function takeSnapshot(
  app: App,
  live: LiveStage | null,
  { root, stage }: EmbedLayout,
  pieces: Pick<Pieces, 'curve'>,
  params: Params<'snapshot'>,
): Promise<string> {
  const background = getComputedStyle(document.documentElement).backgroundColor;
  if (live && app.state.scene.curve) {
    const { pictureOfCurve } = await pieces.curve();
    const frame = { state: app.state, derived: app.derived };
    return snapshotOf([pictureOfCurve(frame, stage, params)], params, background);
  }
  await live?.prepare();
  const drawn = live?.picture({ state: app.state, derived: app.derived }, params);
  if (drawn) return snapshotOf([drawn], params, background);
  app.flush();
  return snapshotOf([...root.querySelectorAll<HTMLCanvasElement>('.map-box canvas')], params, background);
}
