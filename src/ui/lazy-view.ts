import type { AppView, Frame } from '../app/state.ts';

/**
 * A view whose code is loaded when a frame first needs it. It is disposed of while none does. Code that cannot be had
 * is asked for again when it is needed again, after frames that did not need it.
 *
 * @param failed called when the code cannot be loaded
 */
export function lazyView(
  isNeeded: (frame: Frame) => boolean,
  load: () => Promise<AppView>,
  failed: () => void,
): AppView {
  let view: AppView | null = null;
  let loading = false;
  let hasFailed = false;
  let last: Frame | null = null;
  const isWanted = () => last !== null && isNeeded(last);
  const fetch = async () => {
    loading = true;
    try {
      const loaded = await load();
      if (last && isWanted()) {
        view = loaded;
        view.draw(last);
      } else {
        loaded.dispose();
      }
    } catch {
      hasFailed = isWanted();
      failed();
    }
    loading = false;
  };
  const drop = () => {
    view?.dispose();
    view = null;
    hasFailed = false;
  };
  return {
    draw(frame) {
      last = frame;
      if (!isNeeded(frame)) drop();
      else if (view) view.draw(frame);
      else if (!loading && !hasFailed) void fetch();
    },
    dispose() {
      last = null;
      drop();
    },
  };
}
