/** What core is given to say before the page first shows anything. */
import './first-rules.ts';
import './formula-faults.ts';
import './surfaces.ts';
