import { type Descent, best, goTo, left, TRIES } from '../../core/lesson/blind.ts';
import { formatNumber } from '../../core/math/format.ts';
import { blind as text } from '../../text/en/blind.ts';
import { html, setText } from '../../ui/dom.ts';
import { sceneLink } from '../addresses.ts';
import { createBlindPicture, type OtherWay } from './picture.ts';

/** A rival's way, once it is shown. */
export interface Rival extends OtherWay {
  readonly name: string;
  readonly losses: ArrayLike<number>;
}

export interface BlindPieces {
  /** What the hill is called on the page, and in a line that is shared. */
  readonly says: string;
  readonly name: string;
  /** The optimizers' ways, recorded when the fog lifts; with the scene that opens them. */
  readonly rivals: () => { readonly ways: readonly Rival[]; readonly fragment: string };
  /** Boxes for two numbers as people write them, with a sentence on what is none. */
  readonly boxes: (
    labels: readonly string[],
    typed: (values: readonly number[] | null) => void,
  ) => { readonly boxes: readonly HTMLInputElement[]; readonly wrong: HTMLElement };
  readonly copy: (line: string) => Promise<boolean>;
  readonly link: string;
  /** The query of another hill. */
  readonly another: string;
  readonly theme: () => 'light' | 'dark';
}

/** A step of the mark by an arrow key, in units of the domain; with Shift ten. */
const STEP = 0.1;
const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

const placeText = (at: readonly number[]) => `(${at.map((value) => formatNumber(value)).join(', ')})`;

/** Who came lower, with a line to share. */
function resultOf(
  descent: Descent,
  rivals: ReturnType<BlindPieces['rivals']>,
  pieces: BlindPieces,
): HTMLElement[] {
  const own = best(descent.looks.map(({ loss }) => loss));
  const all = [
    { name: text.you, loss: own.loss },
    ...rivals.ways.map(({ name, losses }) => ({ name, loss: best(Array.from(losses)).loss })),
  ].toSorted((a, b) => a.loss - b.loss);
  const line = text.share(
    pieces.name,
    String(descent.looks.length - 1),
    String(descent.hill.budget),
    all.map(({ name, loss }) => `${name} ${formatNumber(loss)}`).join(', '),
    pieces.link,
  );
  const copy = html('button', { type: 'button', class: 'ask-button is-main' }, text.copy);
  const said = html('output', {});
  copy.addEventListener('click', () => {
    void pieces.copy(line).then((copied) => setText(said, copied ? text.copied : text.notCopied));
  });
  const swatch = (name: string) => {
    const way = rivals.ways.find((each) => each.name === name);
    const sign = html('i', { 'aria-hidden': 'true' });
    sign.style.background = way?.color ?? 'currentColor';
    return sign;
  };
  return [
    html('p', {}, html('b', {}, text.end(formatNumber(own.loss), String(own.at)))),
    html(
      'ol',
      {},
      ...all.map(({ name, loss }) =>
        html('li', {}, swatch(name), `${name} `, html('b', {}, formatNumber(loss))),
      ),
    ),
    html(
      'p',
      { class: 'contents-note' },
      text.cost(String(TRIES.length), String(TRIES.length * descent.hill.budget)),
    ),
    html('p', { class: 'blind-line' }, line),
    html('p', {}, copy, ' ', said),
    html(
      'p',
      {},
      html('a', { href: sceneLink(rivals.fragment) }, text.open),
      ' · ',
      html('a', { href: pieces.another }, text.another),
    ),
  ];
}

/** Where a place is typed; its last button gives up. @param go to a place */
function createForm(boxes: BlindPieces['boxes'], go: (at: readonly [number, number]) => void) {
  const there = html('button', { type: 'submit', class: 'ask-button is-main' }, text.go);
  const give = html('button', { type: 'button', class: 'ask-button' }, text.give);
  const names = [text.x, text.y];
  let typed: readonly number[] | null = null;
  const take = (values: typeof typed) => {
    typed = values;
    there.disabled = !values;
  };
  const { boxes: fields, wrong } = boxes(names, take);
  const element = html(
    'form',
    { class: 'blind-form' },
    ...fields.map((field, i) => html('label', { class: 'ask-number' }, names[i]!, field)),
    there,
    give,
    wrong,
  );
  element.addEventListener('submit', (event) => {
    event.preventDefault();
    if (typed) go([typed[0]!, typed[1]!]);
  });
  return {
    element,
    give,
    show(at: readonly [number, number]) {
      for (const [i, field] of fields.entries()) field.value = formatNumber(at[i]!, 3);
      setText(wrong, '');
      take(at);
    },
  };
}

/** The game: a map in fog, what is seen where one stands, and in the end who came lower. */
export function createBlind(
  begun: Descent,
  pieces: BlindPieces,
): { readonly element: HTMLElement; draw(): void } {
  let descent = begun;
  let mark: readonly [number, number] = begun.hill.start;
  let rivals: ReturnType<BlindPieces['rivals']> | null = null;
  const canvas = html('canvas', { tabindex: 0, role: 'application', 'aria-label': text.map });
  const picture = createBlindPicture(canvas, begun.hill.domain);
  const status = html('p', { class: 'blind-here', role: 'status' });
  const form = createForm(pieces.boxes, (at) => {
    put(at);
    step();
  });
  const looks = html('ol', { class: 'blind-looks', start: 0, 'aria-label': text.looks });
  const result = html('section', {
    class: 'blind-result',
    tabindex: -1,
    hidden: true,
    'aria-label': text.rank,
  });

  const draw = () => picture.draw(descent, mark, rivals?.ways ?? null, pieces.theme());
  const put = (at: readonly [number, number]) => {
    const [x0, x1, y0, y1] = descent.hill.domain;
    mark = [Math.min(x1, Math.max(x0, at[0])), Math.min(y1, Math.max(y0, at[1]))];
    form.show(mark);
    draw();
  };
  const say = () => {
    const { at, loss, gradient } = descent.looks.at(-1)!;
    const [look, of] = [descent.looks.length - 1, descent.hill.budget].map(String);
    const says = rivals ? text.last : text.here;
    setText(status, says(look!, of!, placeText(at), formatNumber(loss), placeText(gradient)));
  };
  const show = () => {
    const { at, loss } = descent.looks.at(-1)!;
    say();
    looks.append(html('li', {}, text.row(placeText(at), formatNumber(loss))));
    put(at);
  };
  const lift = () => {
    rivals ??= pieces.rivals();
    say();
    form.element.hidden = true;
    result.replaceChildren(...resultOf(descent, rivals, pieces));
    result.hidden = false;
    result.focus();
    draw();
  };
  const step = () => {
    if (rivals) return;
    const before = descent;
    descent = goTo(descent, mark);
    if (descent === before) return;
    show();
    if (left(descent) === 0) lift();
  };
  canvas.addEventListener('click', ({ offsetX, offsetY }) => {
    if (rivals) return;
    put(picture.placeAt(offsetX, offsetY));
    step();
  });
  canvas.addEventListener('keydown', (event) => {
    const by = arrows[event.key];
    if (rivals || (!by && event.key !== 'Enter')) return;
    event.preventDefault();
    if (!by) {
      step();
      return;
    }
    const size = event.shiftKey ? 10 * STEP : STEP;
    put([mark[0] + size * by[0], mark[1] + size * by[1]]);
    setText(status, text.mark(placeText(mark)));
  });
  form.give.addEventListener('click', lift);
  const element = html(
    'main',
    { class: 'contents blind' },
    html('h1', {}, text.name),
    html('p', { class: 'contents-says' }, text.says(begun.hill.budget)),
    html('p', { class: 'contents-says' }, pieces.says),
    html('div', { class: 'blind-table' }, canvas, html('div', {}, status, form.element, result, looks)),
  );
  return {
    element,
    draw() {
      if (looks.childElementCount === 0) show();
      draw();
    },
  };
}
