/** Newton's method and its stand-in, with their words. */
import '../text/en/second-order-rules.ts';
import '../core/optimizers/second-order.ts';
