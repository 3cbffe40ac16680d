import type { WorkerClient } from '../../workers/client.ts';
import type { App } from '../app.ts';
import type { MapSource } from '../maps/source.ts';
import { createStartsSource } from './source.ts';

/** Views of one app that show maps of starts have one source of them, and with it the same workers. */
const shared = new Map<App['invalidate'], { readonly source: MapSource; users: number }>();

/** @returns the source, which is another's as well: it ends with the last of them */
export function shareStarts(app: Pick<App, 'invalidate'>, connect: () => WorkerClient): MapSource {
  const { invalidate } = app;
  const own = shared.get(invalidate) ?? { source: createStartsSource(app, connect), users: 0 };
  shared.set(invalidate, own);
  own.users++;
  const { source } = own;
  let isUsed = true;
  return {
    get progress() {
      return source.progress;
    },
    draw: source.draw,
    cancel: source.cancel,
    refine: source.refine,
    setSeen: source.setSeen,
    dispose() {
      if (!isUsed) return;
      isUsed = false;
      if (--own.users > 0) return;
      shared.delete(invalidate);
      source.dispose();
    },
  };
}
