/** The script of the worker that samples surfaces. */
import { gridJob } from './grid-job.ts';
import type { Answer, Order, Port } from './protocol.ts';
import { serve } from './serve.ts';

const page: Port<Order, Answer> = {
  post: (answer, transfer) => postMessage(answer, { transfer: transfer ?? [] }),
  listen: (receive) => addEventListener('message', (event: MessageEvent<Order>) => receive(event.data)),
};

serve(page, { grid: gridJob });
