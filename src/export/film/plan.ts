import type { Camera } from '../../core/scene/scene.ts';

/** What a film is of, and how it runs. */
export interface FilmSettings {
  /** The first and the last step, both shown. */
  readonly from: number;
  readonly to: number;
  readonly stepsPerSecond: number;
  readonly framesPerSecond: number;
  /** Seconds that the first and the last picture stand still. */
  readonly hold: number;
  /** Degrees by which the camera turns about the vertical from the first frame to the last; 0 leaves it. */
  readonly turn: number;
}

export interface FilmFrame {
  readonly step: number;
  readonly camera: Camera;
  /** Microseconds since the film's beginning. */
  readonly timestamp: number;
  /** Microseconds until the next frame. */
  readonly duration: number;
}

/** Every frame of a film in order: there is no other clock. */
export interface FilmPlan {
  readonly frames: readonly FilmFrame[];
  readonly framesPerSecond: number;
  /** The whole film's. */
  readonly seconds: number;
}

const MICROSECONDS = 1e6;

/** How many frames the plan of these settings has. */
export function frameCount({ from, to, stepsPerSecond, framesPerSecond, hold }: FilmSettings): number {
  const held = Math.round(hold * framesPerSecond);
  // The last step is seen in a frame of its own, however short it stands.
  return held + Math.ceil((Math.abs(to - from) * framesPerSecond) / stepsPerSecond) + Math.max(1, held);
}

/**
 * Frames at a constant rate. Like the page's player, a step is shown from its time on until the next one's, so that
 * what is fast skips steps and what is slow repeats them. The camera sets out and arrives gently.
 *
 * @param camera of the first frame
 */
export function planFilm(settings: FilmSettings, camera: Camera): FilmPlan {
  const { stepsPerSecond, framesPerSecond, hold, turn } = settings;
  const from = Math.min(settings.from, settings.to);
  const to = Math.max(settings.from, settings.to);
  const held = Math.round(hold * framesPerSecond);
  const count = frameCount(settings);
  const timeOf = (index: number) => Math.round((index * MICROSECONDS) / framesPerSecond);
  const frames = Array.from({ length: count }, (_, index): FilmFrame => {
    // One division, so that a step that falls on a frame is never lost to rounding.
    const passed = Math.floor(((index - held) * stepsPerSecond) / framesPerSecond);
    const timestamp = timeOf(index);
    return {
      step: Math.max(from, Math.min(to, from + passed)),
      camera: turned(camera, turn, count > 1 ? index / (count - 1) : 0),
      timestamp,
      duration: timeOf(index + 1) - timestamp,
    };
  });
  return { frames, framesPerSecond, seconds: count / framesPerSecond };
}

/** How many steps a film shows, and of how many: what is fast skips some. */
export function shownSteps({ frames }: FilmPlan): { readonly shown: number; readonly of: number } {
  const shown = new Set(frames.map(({ step }) => step)).size;
  return { shown, of: (frames.at(-1)?.step ?? 0) - (frames[0]?.step ?? 0) + 1 };
}

/** Frames that show the same as the one before lengthen it: for a format whose frames last as long as they like. */
export function joinEqual(frames: readonly FilmFrame[]): FilmFrame[] {
  const joined: FilmFrame[] = [];
  for (const frame of frames) {
    const last = joined.at(-1);
    if (last && last.step === frame.step && last.camera === frame.camera)
      joined[joined.length - 1] = { ...last, duration: last.duration + frame.duration };
    else joined.push(frame);
  }
  return joined;
}

/** @param share of the film that has passed, 0 to 1 */
function turned(camera: Camera, degrees: number, share: number): Camera {
  if (degrees === 0) return camera;
  const eased = share * share * (3 - 2 * share);
  return { ...camera, azimuth: camera.azimuth + (degrees * Math.PI * eased) / 180 };
}

/** A side of a video in pixels: codecs that halve their colours take even ones alone. */
export function even(side: number): number {
  return Math.max(2, 2 * Math.round(side / 2));
}
