import { isOpen } from '../app/asking.ts';
import type { Frame } from '../app/state.ts';
import { formatNumber } from '../core/math/format.ts';
import {
  type LiveNumber,
  liveNumber,
  liveNumberOf,
  liveNumberPattern,
  type NumberSource,
} from '../core/lesson/live-number.ts';
import { recordRun } from '../core/run/record.ts';
import { lossIn } from '../core/scene/compiled.ts';
import type { Restored } from '../core/scene/document.ts';
import { recordOptionsOf } from '../core/scene/record-options.ts';
import { lessons as text } from '../text/en/lessons.ts';
import { html, setText } from '../ui/dom.ts';

/** The numbers in a text that follow the scene beside it. */
export interface LiveNumbers {
  /** Puts elements in the place of the braces of a text. Formulas and code keep theirs. */
  take(written: Node): void;
  /** Shows them as they are in a frame of the scene. */
  draw(frame: Frame): void;
  /** Shows them as they are in a scene that is not on the stage. */
  rest(shown: Pick<Restored, 'scene' | 'playhead'>, step: number | null): void;
}

export function createLiveNumbers(): LiveNumbers {
  let numbers: readonly { readonly number: LiveNumber; readonly element: HTMLElement }[] = [];
  const show = (sources: readonly NumberSource[] | null, step: number) => {
    for (const { number, element } of numbers) {
      const source = sources?.[number.run];
      setText(element, source ? printed(number, source, step) : text.number.coming);
      element.removeAttribute('title');
    }
  };
  const hide = () => {
    for (const { element } of numbers) {
      setText(element, text.number.hidden);
      element.title = text.number.hiddenMeaning;
    }
  };
  return {
    take(written) {
      numbers = putElements(written);
    },
    draw(frame) {
      if (numbers.length === 0) return;
      if (isOpen(frame.state)) hide();
      else show(sourcesOf(frame), frame.state.playhead.step);
    },
    rest({ scene, playhead }, step) {
      if (numbers.length === 0) return;
      if (isOpen({ scene, asked: { guess: null, isLocked: false } })) hide();
      else show(recorded(scene), step ?? playhead.step);
    },
  };
}

function printed({ name }: LiveNumber, source: NumberSource, step: number): string {
  const value = liveNumber(name, source, step);
  if (value === null || Number.isNaN(value)) return text.number.none;
  return name === 'step' ? String(value) : formatNumber(value, 4);
}

function sourcesOf({ state, derived }: Frame): readonly NumberSource[] {
  const { loss, runs } = derived;
  return runs.map(({ run, setting }) => ({ run, setting, loss, steps: state.scene.steps }));
}

/** The runs of a scene, none for one that takes long: of a model, or as many evaluations for each. */
function recorded(scene: Restored['scene']): readonly NumberSource[] | null {
  if (scene.model || scene.budget === 'evaluations') return null;
  const loss = lossIn(scene);
  return scene.optimizers
    .filter(({ on }) => on)
    .map((setting) => ({
      run: recordRun({ ...recordOptionsOf(scene, setting), loss }),
      setting,
      loss,
      steps: scene.steps,
    }));
}

function putElements(written: Node): { number: LiveNumber; element: HTMLElement }[] {
  const found: { number: LiveNumber; element: HTMLElement }[] = [];
  const texts: Text[] = [];
  const walker = document.createTreeWalker(written, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (const node of texts) {
    if (node.parentElement?.closest('.tex, .tex-display, code')) continue;
    const pieces: (Node | string)[] = [];
    let end = 0;
    for (const match of node.data.matchAll(liveNumberPattern)) {
      const number = liveNumberOf(match);
      if (!number) continue;
      const element = html('span', { class: 'live-number' }, text.number.coming);
      found.push({ number, element });
      pieces.push(node.data.slice(end, match.index), element);
      end = match.index + match[0].length;
    }
    if (pieces.length > 0) node.replaceWith(...pieces, node.data.slice(end));
  }
  return found;
}
