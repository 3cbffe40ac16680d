import { recordFused } from './fused.ts';
import { registerLoops } from './record.ts';

/**
 * Importing this has long runs recorded by loops of their own. What is called without a page has them from the start;
 * the page loads them with the first long run.
 */
registerLoops(recordFused);
