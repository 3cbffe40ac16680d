/** What reads rules that are typed, with its words. */
import '../text/en/typed-rules.ts';
import '../core/optimizers/typed/reading.ts';
