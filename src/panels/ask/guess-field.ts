import type { App } from '../../app/app.ts';
import { namedRuns } from '../../app/asked-runs.ts';
import type { Frame } from '../../app/state.ts';
import { answerForm } from '../../core/ask/ask.ts';
import { symbolText } from '../../core/expression/symbols.ts';
import { formatShort } from '../../core/math/format.ts';
import { ask as text } from '../../text/en/ask.ts';
import { html } from '../../ui/dom.ts';
import { placeText } from './answer-text.ts';
import { dragArrow, drawPath } from './draw-field.ts';
import { createHands, createHandCounts } from './hands.ts';
import { type GuessField, numberBoxes } from './number-boxes.ts';

let fields = 0;

/**
 * The field for the question of a frame; it lasts as long as question and runs do.
 *
 * @param minima those that may be chosen from
 * @param points whether a place can be pointed at, and not typed alone
 */
export function createGuessField(
  app: App,
  frame: Frame,
  minima: readonly (readonly number[])[],
  points: boolean,
): GuessField {
  const { ask } = frame.state.scene;
  const { loss, surface } = frame.derived;
  switch (ask ? answerForm(ask.kind) : 'setting') {
    case 'run':
      return chooseRun(app, namedRuns(frame));
    case 'number':
      return typeNumber(app);
    case 'place':
      return typePlace(app, surface.variables, loss.dimension === 1, points);
    case 'path':
      return drawPath(app);
    case 'arrow':
      return dragArrow(app, surface.variables);
    case 'minimum':
      return chooseMinimum(app, minima, loss.dimension);
    case 'setting':
      return { element: html('div', {}), hint: '', show() {} };
  }
}

function typeNumber(app: App): GuessField {
  const { boxes, wrong, show } = numberBoxes([text.guess], (values) =>
    app.guess(values && { form: 'number', value: values[0]! }),
  );
  const room = createHandCounts(text.hands.number);
  return {
    element: html(
      'div',
      {},
      html('label', { class: 'ask-number' }, text.guess, ...boxes),
      wrong,
      room.element,
    ),
    hands: room.hands,
    hint: text.hint.number,
    show: (guess) => show(guess?.form === 'number' ? [guess.value] : null, String),
  };
}

function typePlace(
  app: App,
  variables: readonly [string, string],
  isCurve: boolean,
  points: boolean,
): GuessField {
  const names = (isCurve ? variables.slice(0, 1) : variables).map(symbolText);
  const { boxes, wrong, show } = numberBoxes(names, (values) => {
    if (!values) return app.guess(null);
    const [x, y = app.state.scene.start[1]] = values;
    app.guess({ form: 'place', at: [x!, y] });
  });
  const room = createHandCounts(text.hands.place);
  return {
    element: html(
      'div',
      { class: 'ask-place', role: 'group', 'aria-label': text.guess },
      ...boxes.map((box, i) => html('label', { class: 'ask-number' }, names[i]!, box)),
      wrong,
      room.element,
    ),
    hands: room.hands,
    hint: points ? text.hint.place : text.hint.typed,
    pointing: {
      draws: false,
      at: ([x, y]) => app.guess({ form: 'place', at: [x, y] }),
    },
    show: (guess) => show(guess?.form === 'place' ? guess.at : null, (value) => formatShort(value, 4)),
  };
}

function chooseRun(app: App, runs: ReturnType<typeof namedRuns>): GuessField {
  const names = [...runs.map(({ label }) => label), text.none];
  const places = [...runs.map(({ index }) => index), null];
  const hands = createHands(names);
  const { element, check } = choices(
    names,
    (i) => app.guess({ form: 'run', index: places[i]! }),
    hands.boxes,
  );
  return {
    element,
    hands,
    hint: text.hint.run,
    show: (guess) => check(guess?.form === 'run' ? places.indexOf(guess.index) : -1),
  };
}

function chooseMinimum(app: App, minima: readonly (readonly number[])[], dimension: number): GuessField {
  const names = [...minima.map((at) => placeText(at.slice(0, dimension))), text.none];
  const places = [...minima, null];
  const choose = (i: number) => app.guess({ form: 'minimum', at: places[i]! });
  const hands = createHands(names);
  const { element, check } = choices(names, choose, hands.boxes);
  const apart = (at: readonly number[], place: readonly [number, number]) =>
    Math.hypot(...place.slice(0, dimension).map((value, i) => value - at[i]!));
  return {
    element,
    hands,
    hint: text.hint.minimum,
    pointing: {
      draws: false,
      at(place) {
        const distances = minima.map((at) => apart(at, place));
        if (minima.length > 0) choose(distances.indexOf(Math.min(...distances)));
      },
    },
    show: (guess) => check(guess?.form === 'minimum' ? places.findIndex((at) => isSameAs(at, guess.at)) : -1),
  };
}

function isSameAs(a: readonly number[] | null, b: readonly number[] | null): boolean {
  return a === b || (a !== null && b !== null && a.every((value, i) => value === b[i]));
}

/**
 * One of several, by radio buttons.
 *
 * @param beside what stands beside each of them
 */
export function choices(
  names: readonly string[],
  choose: (i: number) => void,
  beside: readonly HTMLElement[] = [],
  legend: string = text.guess,
) {
  const name = `guess-${++fields}`;
  const radios = names.map((_, i) => {
    const radio = html('input', { type: 'radio', name });
    radio.addEventListener('change', () => choose(i));
    return radio;
  });
  const rows = radios.map((radio, i) =>
    html(
      'div',
      { class: 'ask-option' },
      html('label', { class: 'ask-choice' }, radio, names[i]!),
      ...(beside[i] ? [beside[i]] : []),
    ),
  );
  return {
    element: html(
      'fieldset',
      // In a talk they would lead to the next scene.
      { class: 'ask-choices', 'data-own-keys': 'ArrowUp ArrowDown' },
      html('legend', { class: legend === text.guess ? 'visually-hidden' : 'ask-legend' }, legend),
      ...rows,
    ),
    /** @param chosen -1 for none */
    check(chosen: number) {
      for (const [i, radio] of radios.entries()) radio.checked = i === chosen;
    },
  };
}
