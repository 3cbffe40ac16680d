/** Every rule, with its words. */
import '../text/en/late-rules.ts';
import '../core/optimizers/all.ts';
