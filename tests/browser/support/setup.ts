import { afterEach, beforeEach } from 'vitest';
import { begin, end } from './report.ts';

/** Setup of every browser test: one that fails says what its pages showed. */
beforeEach(({ task }) => begin(task));
afterEach(end);
