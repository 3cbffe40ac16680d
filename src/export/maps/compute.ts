import { exporting } from '../../text/en/export.ts';
import type { JobName, Jobs } from '../../workers/protocol.ts';
import { startWorker } from '../../workers/start.ts';
import type { WorkerClient } from '../../workers/client.ts';
import type { ExportContext } from '../context.ts';
import { ExportError } from '../export-error.ts';

/** What a job answers, by a worker of its own. */
export async function computed<K extends JobName>(
  context: ExportContext,
  job: K,
  request: Jobs[K]['request'],
  signal: AbortSignal,
  progress: (share: number) => void = () => {},
): Promise<NonNullable<Jobs[K]['result']>> {
  const worker = connectFor(context)();
  try {
    const running = worker.start(job, request, ({ done, total }) => progress((0.9 * done) / total));
    signal.addEventListener('abort', running.cancel, { once: true });
    const result = await running.result;
    signal.throwIfAborted();
    if (!result) throw new ExportError(exporting.errors.noPicture);
    return result;
  } finally {
    worker.stop();
  }
}

/** Workers, with the data of the scene's model. */
export function connectFor({ derived }: ExportContext): () => WorkerClient {
  return derived.model?.withData(startWorker) ?? startWorker;
}
