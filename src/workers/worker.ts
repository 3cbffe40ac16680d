/** The script of every worker: all that is done in the background. */
import { averageJob } from './average-job.ts';
import { criticalJob } from './critical-job.ts';
import { digitsJob } from './digits-job.ts';
import { createGifJobs } from './gif-jobs.ts';
import { gridJob } from './grid-job.ts';
import type { Reply, Order, Port } from './protocol.ts';
import { type JobTable, serve } from './serve.ts';
import { planeJob, sharpnessJob } from './plane-job.ts';
import { raceJob } from './race-job.ts';
import { settingsJob } from './settings-job.ts';
import { sliceJob } from './slice-job.ts';
import { startsJob } from './starts-job.ts';
import { swarmJob } from './swarm-job.ts';
import { sweepJob } from './sweep-job.ts';
import { forgetJob, trackJob } from './track-job.ts';
import { trainJob } from './train-job.ts';

const page: Port<Order, Reply> = {
  post: (answer, transfer = []) => postMessage(answer, { transfer }),
  listen: (receive) => addEventListener('message', (event: MessageEvent<Order>) => receive(event.data)),
};
const jobs: JobTable = {
  sweep: sweepJob,
  critical: criticalJob,
  grid: gridJob,
  train: trainJob,
  track: trackJob,
  average: averageJob,
  forget: forgetJob,
  slice: sliceJob,
  starts: startsJob,
  settings: settingsJob,
  swarm: swarmJob,
  race: raceJob,
  digits: digitsJob,
  plane: planeJob,
  sharpness: sharpnessJob,
  ...createGifJobs(),
};

serve(page, jobs);
