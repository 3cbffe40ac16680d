import type { AppView, Frame } from '../app/state.ts';

/**
 * A view whose code is loaded when a frame first needs it. It is disposed of while none does.
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
  let last: Frame | null = null;
  const fetch = async () => {
    loading = true;
    try {
      const loaded = await load();
      if (last && isNeeded(last)) {
        view = loaded;
        view.draw(last);
      } else {
        loaded.dispose();
      }
    } catch {
      failed();
    }
    loading = false;
  };
  const drop = () => {
    view?.dispose();
    view = null;
  };
  return {
    draw(frame) {
      last = frame;
      if (!isNeeded(frame)) drop();
      else if (view) view.draw(frame);
      else if (!loading) void fetch();
    },
    dispose() {
      last = null;
      drop();
    },
  };
}
