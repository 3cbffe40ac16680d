import '../core/optimizers/all.ts';
import { normalStream } from '../core/math/random.ts';
import { choiceOf } from '../core/optimizers/registry.ts';
import { type Raced, runsOf, tunedRace } from '../core/run/tuned.ts';
import { lossIn } from '../core/scene/compiled.ts';
import type { JobProgress, RaceRequest } from './protocol.ts';

/** Tunes optimizers, and lets them race. */
export function* raceJob(request: RaceRequest): Generator<JobProgress, readonly Raced[]> {
  const { formula, curve, start, spread, racers: given, ...ground } = request;
  const racers = given.map(({ optimizer, ...rest }) => ({
    ...rest,
    optimizer: choiceOf(optimizer, optimizer.values),
  }));
  const options = {
    ...ground,
    loss: lossIn({ formula, curve }),
    racers,
    // The trials begin at the start itself.
    start(seed: number) {
      if (seed === ground.seed) return start;
      const away = new Float64Array(start.length);
      normalStream(seed, 'starts of a race')(0, away);
      return start.map((x, i) => x + spread[i]! * away[i]!);
    },
  };
  const total = runsOf(options);
  const parts = tunedRace(options);
  let part = parts.next();
  for (; !part.done; part = parts.next()) yield { done: part.value, total };
  return part.value;
}
