import type { App } from './app.ts';
import { locked, unasked, withGuess } from './asking.ts';
import { refigured } from './figure.ts';
import type { State } from './state.ts';

/** What an App is told of who looks at it, which is in no document: what they point at, open, and answer. */
type ReaderActions = Pick<
  App,
  'select' | 'hover' | 'setStage' | 'light' | 'pick' | 'guess' | 'lock' | 'askAgain' | 'setFigure'
>;

export function createReaderActions(
  state: () => State,
  set: (change: Partial<State>) => void,
  pause: () => void,
): ReaderActions {
  const take = (change: Partial<State> | null) => {
    if (change) set(change);
  };
  return {
    select(index) {
      if (index !== state().selected) set({ selected: index });
    },
    hover(at) {
      if (at !== state().hover) set({ hover: at });
    },
    setStage(stage) {
      if (stage !== null) pause();
      if (stage !== state().stage) set({ stage });
    },
    light(key) {
      if (key !== state().lit) set({ lit: key });
    },
    pick: (row) => set({ picked: row }),
    guess: (guess) => set({ asked: withGuess(state().asked, guess) }),
    lock: () => take(locked(state())),
    askAgain: () => set({ asked: unasked }),
    setFigure: (change) => take(refigured(state(), change)),
  };
}
