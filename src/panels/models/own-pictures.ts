import type { App } from '../../app/app.ts';
import type { Frame, ModelView, RunView } from '../../app/state.ts';
import type { Model, ModelPicture } from '../../core/models/types.ts';
import { type OwnView, ownViews } from './own-views.ts';

/** What pictures of models' own stand in. */
interface Host {
  /** Puts one where it stands. */
  readonly after: (element: HTMLElement) => void;
  /** Shows the equations of one parameter. */
  readonly choose: (parameter: number) => void;
  /** Says that the code of one could not be fetched. */
  readonly notFetched: () => void;
  /** What was drawn last is out of date. */
  readonly forget: () => void;
}

/** The pictures of models that have one of their own, each fetched when such a model is shown. */
export function createOwnPictures(app: App, { after, choose, notFetched, forget }: Host) {
  let isDisposed = false;
  const views = new Map<ModelPicture, OwnView | 'loading'>();
  /** The picture that could not be fetched, of which model and selection: it is tried again with the next. */
  let missed: { readonly model: Model; readonly selection: number } | null = null;
  const fetchOwn = async (
    picture: ModelPicture,
    load: NonNullable<(typeof ownViews)[ModelPicture]>,
    model: Model,
    selection: number,
  ) => {
    views.set(picture, 'loading');
    missed = null;
    try {
      const create = await load();
      if (isDisposed) return;
      const made = create(app, choose);
      views.set(picture, made);
      after(made.element);
    } catch {
      views.delete(picture);
      missed = { model, selection };
    }
    forget();
    app.invalidate();
  };
  const show = (frame: Frame, view: ModelView, selected: RunView | undefined) => {
    const { picture } = view.entry;
    for (const [kind, other] of views) if (other !== 'loading') other.element.hidden = kind !== picture;
    const load = ownViews[picture];
    const known = views.get(picture);
    if (!load || known === 'loading') return;
    const { selected: selection } = frame.state;
    if (known) known.show(frame, view, selected);
    else if (missed?.model === view.model && missed.selection === selection) notFetched();
    else void fetchOwn(picture, load, view.model, selection);
  };
  return {
    show,
    dispose() {
      isDisposed = true;
      for (const view of views.values()) if (view !== 'loading') view.dispose();
    },
  };
}
