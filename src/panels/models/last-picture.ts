import type { Frame, ModelView, RunView } from '../../app/state.ts';

/** Rows of runs of which a first picture is taken while they grow. */
const FEW = 64;

/** Where a run is at the step: its parameters and the numbers that are said of it. */
type Place = readonly unknown[];

function placesOf(runs: readonly RunView[], view: ModelView, step: number): readonly Place[] {
  return runs.map(({ index, label, look, run, distances }): Place => {
    const row = Math.min(step, run.steps);
    const { buffer, byteOffset } = view.at(index, step) ?? {};
    return [index, label, look, buffer, byteOffset, run.losses[row], distances?.[row]];
  });
}

function isSamePlaces(a: readonly Place[], b: readonly Place[]): boolean {
  return (
    a.length === b.length && a.every((place, k) => place.every((value, i) => Object.is(value, b[k]![i])))
  );
}

const rowsOf = (runs: readonly RunView[]) => Math.min(...runs.map(({ run }) => run.steps + 1));

/** Whether no run grows towards the step. */
function isThere(runs: readonly RunView[], step: number): boolean {
  return runs.every(({ run }) => run.steps >= step || run.divergedAt !== null);
}

/** What was drawn last, by which it is known whether it has to be drawn again. */
export function createLastPicture() {
  let last: { frame: Frame; places: readonly Place[]; rows: number } | null = null;
  const shows = ({ state, derived }: Frame, model: ModelView): boolean => {
    if (!last) return false;
    const before = last.frame;
    const isOfSame =
      before.derived.model?.model === model.model &&
      before.derived.model.seen === model.seen &&
      before.state.selected === state.selected &&
      before.state.palette === state.palette &&
      before.state.picked === state.picked &&
      before.state.stage === state.stage &&
      before.state.playhead.playing === state.playhead.playing &&
      before.state.playhead.step === state.playhead.step;
    if (!isOfSame) return false;
    // A picture of a step that is not there yet is taken now and then: it costs more than all else that is drawn meanwhile.
    if (model.progress && !isThere(derived.runs, state.playhead.step))
      return rowsOf(derived.runs) < 2 * last.rows;
    return (
      isSamePlaces(last.places, placesOf(derived.runs, model, state.playhead.step)) &&
      (before.derived.model.progress === null) === (model.progress === null) &&
      (before.derived.model.losses === null) === (model.losses === null)
    );
  };

  return {
    /** Whether it shows a frame as it would be drawn now. */
    shows,
    took(frame: Frame, model: ModelView): void {
      const { state, derived } = frame;
      const rows = model.progress ? rowsOf(derived.runs) : 0;
      const places = placesOf(derived.runs, model, state.playhead.step);
      last = { frame, places, rows: Math.max(FEW, rows) };
    },
    forget(): void {
      last = null;
    },
  };
}
