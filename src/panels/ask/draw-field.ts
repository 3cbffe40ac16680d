import type { App } from '../../app/app.ts';
import type { Frame } from '../../app/state.ts';
import { symbolText } from '../../core/expression/symbols.ts';
import { formatShort } from '../../core/math/format.ts';
import { lengthOf } from '../../core/ask/frechet.ts';
import { ask as text } from '../../text/en/ask.ts';
import { html, setText } from '../../ui/dom.ts';
import { placeText } from './answer-text.ts';
import { type GuessField, numberBoxes } from './number-boxes.ts';

/** A key moves the pen by so much of the longer side, with Shift ten times as far. */
const STRIDE = 0.01;
/** Points closer than this share of it are one, while a path is drawn. */
const APART = 0.004;
/** Points that a path has at most. */
const MOST = 1000;

const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};
const UNDO = 'Backspace';

function sideOf([x0, x1, y0, y1]: Frame['state']['scene']['domain']): number {
  return Math.max(x1 - x0, y1 - y0);
}

/** A path from the start on: drawn on stage and map, or with a pen that keys move. */
export function drawPath(app: App): GuessField {
  const pen = html('button', {
    type: 'button',
    class: 'ask-button ask-pen',
    'data-own-keys': [...Object.keys(directions), UNDO].join(' '),
    title: text.path.keys,
    'aria-description': text.path.keys,
  });
  const anew = html('button', { type: 'button', class: 'ask-button' }, text.path.anew);
  const said = html('p', { class: 'ask-drawn', role: 'status' });
  const drawn = () => {
    const { guess } = app.state.asked;
    return guess?.form === 'path' ? guess.line : [];
  };
  const penAt = (line: readonly number[]): readonly number[] =>
    line.length > 0 ? line.slice(-2) : app.state.scene.start;
  const add = (to: readonly [number, number], least: number) => {
    const line = drawn();
    const [x, y] = penAt(line);
    if (line.length >= 2 * MOST || Math.hypot(to[0] - x!, to[1] - y!) < least) return;
    app.guess({ form: 'path', line: [...line, ...to] });
  };
  pen.addEventListener('keydown', (event) => {
    const { domain } = app.state.scene;
    const line = drawn();
    if (event.key === UNDO) {
      const rest = line.slice(0, -2);
      app.guess(rest.length > 0 ? { form: 'path', line: rest } : null);
    } else {
      const direction = directions[event.key];
      if (!direction) return;
      const [x, y] = penAt(line);
      const by = STRIDE * sideOf(domain) * (event.shiftKey ? 10 : 1);
      const [x0, x1, y0, y1] = domain;
      // Not out of what is seen; from outside, not farther out.
      const within = (value: number, from: number, low: number, high: number) =>
        Math.min(Math.max(from, high), Math.max(Math.min(from, low), value));
      const to = [
        within(x! + by * direction[0], x!, x0, x1),
        within(y! + by * direction[1], y!, y0, y1),
      ] as const;
      add(to, 0);
    }
    event.preventDefault();
    event.stopPropagation();
  });
  anew.addEventListener('click', () => app.guess(null));
  return {
    element: html('div', { class: 'ask-place', role: 'group', 'aria-label': text.guess }, pen, anew, said),
    hint: text.hint.path,
    pointing: {
      draws: true,
      at: (place) => add(place, APART * sideOf(app.state.scene.domain)),
    },
    show(guess) {
      const line = guess?.form === 'path' ? guess.line : [];
      const whole = [...app.state.scene.start, ...line];
      setText(pen, text.path.pen(placeText(penAt(line))));
      anew.disabled = line.length === 0;
      setText(said, line.length === 0 ? '' : text.path.drawn(formatShort(lengthOf(whole), 3)));
    },
  };
}

/** An arrow from the start: its tip is dragged on stage and map, or its parts are typed. */
export function dragArrow(app: App, variables: readonly [string, string]): GuessField {
  const names = variables.map((name) => text.arrow.part(symbolText(name)));
  const { boxes, wrong, show } = numberBoxes(names, (values) => {
    const { start } = app.state.scene;
    app.guess(values && { form: 'arrow', line: start.map((value, i) => value + values[i]!) });
  });
  return {
    element: html(
      'div',
      { class: 'ask-place', role: 'group', 'aria-label': text.guess },
      ...boxes.map((box, i) => html('label', { class: 'ask-number' }, names[i]!, box)),
      wrong,
    ),
    hint: text.hint.arrow,
    pointing: { draws: true, at: (place) => app.guess({ form: 'arrow', line: [...place] }) },
    show(guess) {
      const { start } = app.state.scene;
      const by = guess?.form === 'arrow' ? guess.line.map((value, i) => value - start[i]!) : null;
      show(by, (value) => formatShort(value, 3));
    },
  };
}
