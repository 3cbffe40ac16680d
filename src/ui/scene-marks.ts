/** Every mark that stage and map draw in a frame, with what it is in a sentence. */
import type { Loss } from '../core/math/loss.ts';
import { quadraticAt } from '../core/math/quadratic.ts';
import { marks as text } from '../text/en/marks.ts';
import { enlargement } from './arrow-scale.ts';
import { criticalMarks, type MarkPlace, type SceneMark, sayPlace } from './critical-marks.ts';
import { showsOverlay } from '../app/asking.ts';
import { currentPoint, lastPlaceAt } from '../app/curvature.ts';
import { guessLine } from '../app/guess-line.ts';
import { flowLineOf } from '../app/flow-line.ts';
import { shownMarks } from '../app/shown-marks.ts';
import type { Frame } from '../app/state.ts';
import { gradientCloud, simplexAt } from '../app/step-data.ts';

/** A line, or a cloud of places: what lies along it is one mark. */
export interface SceneTrack {
  /** x and y by turns. */
  readonly points: Float64Array;
  readonly joined: boolean;
  readonly sentence: string;
}

/** Beyond so many steps a path is not followed to be named: there are other ways to choose it. */
const LONGEST = 5000;

/** All marks at places, what is drawn last first: it lies on top. */
export function sceneMarks(frame: Frame): SceneMark[] {
  const { state, derived } = frame;
  const { scene, playhead } = state;
  const { loss, runs } = derived;
  const marks: SceneMark[] = [];
  const add = (at: MarkPlace, say: (at: string) => string) => {
    if (at.every(Number.isFinite)) marks.push({ at, sentence: say(sayAt(loss, at)) });
  };
  const shown = shownMarks(state, derived, 1);
  const how = shown && enlargement(shown.scale);
  for (const { mark, to, goesOn } of shown?.marks ?? []) {
    if (mark.shape !== 'point' || goesOn) continue;
    const name = mark.key === 'plain:landing' ? 'plain' : mark.part === 'point' ? 'tried' : 'landing';
    // Drawn farther away than it is: what is said is said of the place itself.
    const where = sayAt(loss, [mark.x, mark.y]);
    add(to, (at) => (how === null ? text[name](at) : text[`${name}Away`](where, how)));
  }
  for (const view of runs) {
    const step = Math.min(playhead.step, view.run.steps);
    add(lastPlaceAt(view.run, step), (at) => text.ball(view.label, String(step), at));
    const simplex = simplexAt(view, playhead.step);
    for (let i = 0; simplex && i < simplex.length; i += 2) {
      add([simplex[i]!, simplex[i + 1]!], (at) => text.vertex(view.label, at));
    }
  }
  if (showsOverlay(state, 'taylor')) {
    const { newton } = quadraticAt(loss, ...currentPoint(frame));
    if (newton) add(newton, text.newton);
  }
  const guess = guessLine(state.asked.guess, scene.start);
  if (guess) add([guess.at(-2)!, guess.at(-1)!], text.guess);
  add(scene.start, text.start);
  marks.push(...criticalMarks(frame));
  return marks;
}

/** All lines and clouds, the narrowest first. */
export function sceneTracks(frame: Frame): SceneTrack[] {
  const { state, derived } = frame;
  const tracks: SceneTrack[] = [];
  const cloud = gradientCloud(state, derived);
  if (cloud) tracks.push({ points: Float64Array.from(cloud.tips), joined: false, sentence: text.cloud });
  for (const { run, label } of derived.runs) {
    if (run.steps > LONGEST || run.dimension !== 2) continue;
    const step = Math.min(state.playhead.step, run.steps);
    const past = run.positions.subarray(0, 2 * (step + 1));
    tracks.push({ points: past, joined: true, sentence: text.travelled(label) });
    if (state.scene.view.future) {
      tracks.push({ points: run.positions.subarray(2 * step), joined: true, sentence: text.toCome(label) });
    }
  }
  const guess = guessLine(state.asked.guess, state.scene.start);
  if (guess && guess.length > 2)
    tracks.push({ points: Float64Array.from(guess), joined: true, sentence: text.guessed });
  if (showsOverlay(state, 'flow')) {
    const { positions } = flowLineOf(derived, state.scene.start);
    tracks.push({ points: positions, joined: true, sentence: text.flow });
  }
  return tracks;
}

function sayAt(loss: Loss, at: MarkPlace): string {
  return sayPlace(loss, at, loss.value(at));
}
