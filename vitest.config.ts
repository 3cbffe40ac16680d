import { defineConfig } from 'vitest/config';
import { WORKERS } from './tests/browser/support/flags.ts';
import LongestFirst from './tests/tools/longest-first.ts';
import { pseudoLanguage } from './tests/tools/pseudo-language.ts';
import { withDigits } from './tests/tools/with-digits.ts';

/** Tests know all rules and all words, read links and have the loops of long runs, as what is called without a page does. */
const WHOLE_ENGINE = 'tests/tools/whole-engine.ts';

/** Files share a worker, and with it what they import: reading it anew for each takes as long as most tests. */
const shared = {
  maxWorkers: '100%',
  isolate: false,
  setupFiles: WHOLE_ENGINE,
  // Ends what hangs; how long a test takes is no matter of a busy machine.
  testTimeout: 60_000,
} as const;

export default defineConfig({
  test: {
    reporters: ['default', './tests/tools/closing-line.ts'],
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        // What is alike is one project: each reads and translates all of the source for itself.
        test: {
          name: 'unit',
          include: ['tests/{unit,reference,fuzz}/**/*.test.ts'],
          ...shared,
          // Some fuzz takes long.
          testTimeout: 300_000,
        },
      },
      {
        plugins: [withDigits()],
        test: {
          name: 'dom',
          include: ['tests/dom/**/*.test.ts'],
          environment: 'happy-dom',
          environmentOptions: { happyDOM: { url: 'https://host.example/article.html' } },
          ...shared,
          setupFiles: [WHOLE_ENGINE, 'tests/dom/support/setup.ts'],
        },
      },
      {
        plugins: [withDigits(), pseudoLanguage()],
        test: {
          name: 'words',
          include: ['tests/words/**/*.test.ts'],
          environment: 'happy-dom',
          ...shared,
          setupFiles: [WHOLE_ENGINE, 'tests/dom/support/setup.ts'],
        },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: ['tests/browser/support/global-setup.ts'],
          ...shared,
          setupFiles: [WHOLE_ENGINE, 'tests/browser/support/setup.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          // Software rendering keeps a core busy: as many files at once as there are browsers, after the quick tests.
          maxWorkers: WORKERS,
          expect: { poll: { timeout: 30_000 } },
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
