import { giveDigits, hasDigits } from '../../core/models/digits-data.ts';
import type { ModelSetting, Scene } from '../../core/scene/scene.ts';
import type { WorkerClient } from '../../workers/client.ts';

/** Data of models that comes apart from their code. */

/** As it came, for workers. */
let packed: Uint8Array | null = null;

const isOf = ({ id }: ModelSetting): boolean => id === 'digits';

/** Whether the model can be made. */
export function hasData(model: ModelSetting): boolean {
  return !isOf(model) || hasDigits();
}

/** Fetches what the model can not be made without. Rejects where it cannot be had. */
export async function fetchData(model: ModelSetting): Promise<void> {
  if (hasData(model)) return;
  const { default: text } = await import('virtual:digits');
  packed = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  giveDigits(packed);
}

/**
 * Fetches the data of a scene's model, once at a time.
 *
 * @param missed hears that it could not be had
 */
export function createDataFetcher(
  arrived: () => void,
  missed: () => void,
): (scene: Scene, model: ModelSetting) => void {
  /** The scene for whose model data was asked for last: where it could not be had, the next scene asks again. */
  let fetchedFor: Scene | null = null;
  let isFetching = false;
  const fetchFor = async (scene: Scene, model: ModelSetting) => {
    isFetching = true;
    fetchedFor = scene;
    try {
      await fetchData(model);
      arrived();
    } catch {
      missed();
    }
    isFetching = false;
  };
  return (scene, model) => {
    if (!isFetching && fetchedFor !== scene) void fetchFor(scene, model);
  };
}

/** Workers that are given a model's data before the first job on it. */
export function withData(connect: () => WorkerClient): () => WorkerClient {
  return () => {
    const worker = connect();
    let hasDigitsToo = false;
    return {
      ...worker,
      start(job, request, progress) {
        if (!hasDigitsToo && packed && 'model' in request && request.model && isOf(request.model)) {
          hasDigitsToo = true;
          // A worker that fails at this fails at the job itself, which says so.
          worker.start('digits', { packed }, () => {}).result.catch(() => {});
        }
        return worker.start(job, request, progress);
      },
    };
  };
}
