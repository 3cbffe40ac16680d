import type { Plane } from '../../core/plane/plane.ts';
import type { Running, WorkerClient } from '../../workers/client.ts';
import type { TrackPart } from '../../workers/protocol.ts';
import { GrowingTrack } from './track.ts';

/** A run on the planes on which it is seen. */
export interface Tracks {
  /** That on a plane, as far as it has been projected there: where it is not, its worker is asked to. */
  on(plane: Plane): GrowingTrack;
  /** More of the one of which every part of the run brings some. */
  take(part: NonNullable<TrackPart>): void;
  /** None is asked for any longer. */
  cancel(): void;
}

/** Planes on which a run is being projected, at most. */
const MOST_ASKED = 2;

let planes = 0;
const numbers = new WeakMap<Plane, number>();

/** Planes are numbered in the order in which they are wanted. */
export function numbered(plane: Plane): { readonly plane: Plane; readonly number: number } {
  const number = numbers.get(plane) ?? ++planes;
  numbers.set(plane, number);
  return { plane, number };
}

/**
 * @param run its number in the worker
 * @param room for so many rows
 * @param first the plane on which it will be seen, as far as is known
 * @param told called when all of a track is there, or, with why, when that failed
 */
export function createTracks(
  worker: WorkerClient,
  run: number,
  room: number,
  first: Plane | null,
  told: (error?: unknown) => void,
): Tracks {
  const tracks = new WeakMap<Plane, GrowingTrack>();
  /** That of which every part brings some more. */
  let followed: { readonly number: number; readonly track: GrowingTrack } | null = null;
  let asked: readonly Running<'track'>[] = [];
  let isCancelled = false;
  const begin = (plane: Plane): GrowingTrack => {
    const track = new GrowingTrack(room);
    tracks.set(plane, track);
    return track;
  };
  if (first) followed = { number: numbered(first).number, track: begin(first) };

  /** Has all rows projected on another plane. */
  const ask = async (plane: Plane, track: GrowingTrack) => {
    const on = numbered(plane);
    const job = worker.start('track', { run, on }, () => {});
    asked = [...asked, job];
    const [oldest] = asked;
    // One plane is shown, and one comes.
    if (asked.length > MOST_ASKED) oldest?.cancel();
    let failure: unknown;
    try {
      const found: TrackPart | null = await job.result;
      if (found) {
        track.take(found);
        if (!followed || followed.number < on.number) followed = { number: on.number, track };
      } else tracks.delete(plane);
    } catch (error) {
      failure = error;
    }
    asked = asked.filter((one) => one !== job);
    told(failure);
  };

  return {
    on(plane) {
      const there = tracks.get(plane);
      if (there) return there;
      const track = begin(plane);
      if (!isCancelled) void ask(plane, track);
      return track;
    },
    take(part) {
      if (part.number === followed?.number) followed.track.take(part);
    },
    cancel() {
      isCancelled = true;
      for (const job of asked) job.cancel();
    },
  };
}
