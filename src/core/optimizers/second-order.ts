import { lbfgs } from './lbfgs.ts';
import { newton } from './newton.ts';
import { register } from './registry.ts';

/** Newton's method and its stand-in, with which a lesson begins that knows no other late rule; `all.ts` has the rest. */
register([lbfgs, newton], 10);
