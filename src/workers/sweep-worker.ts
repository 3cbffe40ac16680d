/** The script of the worker that sweeps. */
import type { Answer, Order, Port } from './protocol.ts';
import { serve } from './serve.ts';
import { sweepJob } from './sweep-job.ts';

const page: Port<Order, Answer> = {
  post: (answer) => postMessage(answer),
  listen: (receive) => addEventListener('message', (event: MessageEvent<Order>) => receive(event.data)),
};

serve(page, { sweep: sweepJob });
