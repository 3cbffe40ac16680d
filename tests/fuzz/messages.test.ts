import fc from 'fast-check';
import { expect, test } from 'vitest';
import { servedApp } from '../unit/embed/served-app.ts';
import { anyMessage } from './hostile-messages.ts';

const SEED = 20_260_411;
const MESSAGES = 10_000;

test(`10,000 messages, seed ${SEED}: never an exception, and always a whole scene that still runs`, () => {
  const { app, clock, dispatch } = servedApp();
  const prototype = Object.getOwnPropertyNames(Object.prototype).join();
  let served = 0;
  let sent = 0;
  fc.assert(
    fc.property(anyMessage, (given) => {
      const answer = dispatch(given);
      if (answer && !(answer instanceof Promise)) {
        served += 'result' in answer ? 1 : 0;
        const error = 'error' in answer ? answer.error : null;
        if (error) expect(error.code).not.toBe('failed');
        // An answer can be sent: everything in it can be cloned.
        structuredClone(answer);
      }
      sent += 1;
      // A scene of many steps would make the fuzzer slow and finds nothing more.
      if (app.state.scene.steps > 500) app.edit((scene) => ({ ...scene, steps: 50 }));
      const { step, speed } = app.state.playhead;
      expect(Number.isInteger(step) && step >= 0 && step <= app.state.scene.steps && speed > 0).toBe(true);
      clock.tick(16);
    }),
    { seed: SEED, numRuns: MESSAGES, endOnFailure: true },
  );
  expect(sent).toBe(MESSAGES);
  expect(served).toBeGreaterThan(MESSAGES / 10);
  expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(prototype);
  expect(app.derived.surface.grid.values.length).toBe(17 * 17);
});
