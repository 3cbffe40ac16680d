/** Setup of every test. One file that imports these is quicker than each as a setup file: those are read anew for every test file. */
import '../../src/app/all-rules.ts';
import '../../src/app/known-models.ts';
import '../../src/app/links.ts';
import '../../src/core/run/long-runs.ts';
import '../../src/text/en/all.ts';
