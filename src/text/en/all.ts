/** All that core may be given to say. */
import './first.ts';
import './curve-rows.ts';
import './scene-faults.ts';
import './late-rules.ts';
import './lesson-faults.ts';
import './talk-faults.ts';
import './model-rows.ts';
