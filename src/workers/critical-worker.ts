/** The script of the worker that looks for minima, saddles and maxima. */
import { criticalJob } from './critical-job.ts';
import type { Answer, Order, Port } from './protocol.ts';
import { serve } from './serve.ts';

const page: Port<Order, Answer> = {
  post: (answer) => postMessage(answer),
  listen: (receive) => addEventListener('message', (event: MessageEvent<Order>) => receive(event.data)),
};

serve(page, { critical: criticalJob });
