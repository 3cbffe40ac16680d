/** The legend of all signs on map and stage, with what is known of this surface, and of what hands can do. */
import type { App } from '../../app/app.ts';
import { html, setText } from '../../ui/dom.ts';
import { iconButton } from '../../ui/icon-button.ts';
import { markedPoints } from '../../app/critical.ts';
import { sayPlace } from '../../ui/critical-marks.ts';
import type { Derived, Look, Palette } from '../../app/state.ts';
import type { Scene } from '../../core/scene/scene.ts';
import type { CriticalKind } from '../../core/math/critical.ts';
import { runs } from '../../styles/palette.ts';
import '../../styles/marks.css';
import { signs as text } from '../../text/en/signs.ts';
import { drawSign, SIGN_SIZE, type SignId, signGroups } from './samples.ts';

const words = text.legend;

/** Where no run says how runs look. */
const plainLook: Look = { color: runs.blue[0], dash: 0, marker: 'circle' };

/** Opens the legend over the page; it is gone when it is closed. */
export function openSigns(root: HTMLElement, app: App): void {
  const { derived, state } = app;
  const known = html('p', { class: 'signs-here', role: 'status' }, here(derived));
  const look = derived.runs[0]?.look ?? plainLook;
  const close = iconButton('close', words.close, () => dialog.close());
  const heading = html('h2', { id: 'signs-heading' }, words.heading);
  const groups = Object.entries(signGroups).map(([name, signs]) =>
    html(
      'section',
      { class: 'signs-group' },
      html('h3', {}, words.groups[name as keyof typeof signGroups]),
      html('ul', {}, ...signs.map((sign) => row(sign, state.palette, look))),
    ),
  );
  const dialog = html(
    'dialog',
    { class: 'help signs', 'aria-labelledby': heading.id },
    html('header', {}, heading, close),
    known,
    html('div', { class: 'signs-columns' }, ...groups),
    html(
      'div',
      { class: 'signs-gestures' },
      html('h3', {}, words.gestures),
      html(
        'div',
        { class: 'signs-columns' },
        ...text.gestures.filter(({ of }) => isThere(of, state.scene)).map(gestureList),
      ),
    ),
  );
  dialog.addEventListener('click', (event) => {
    // A click beside the sheet falls on the dialog itself.
    if (event.target === dialog) dialog.close();
  });
  // A search may end while it is open.
  const unmount = app.mount({
    draw: (frame) => setText(known, here(frame.derived)),
    dispose() {},
  });
  dialog.addEventListener('close', () => {
    unmount();
    dialog.remove();
  });
  root.append(dialog);
  dialog.showModal();
}

function row(sign: SignId, palette: Palette, look: Look): HTMLElement {
  const canvas = html('canvas', { 'aria-hidden': 'true' });
  const ratio = 2 * Math.max(1, Math.round(window.devicePixelRatio || 1));
  canvas.width = SIGN_SIZE.width * ratio;
  canvas.height = SIGN_SIZE.height * ratio;
  const pen = canvas.getContext('2d');
  if (pen) {
    pen.scale(ratio, ratio);
    drawSign(pen, sign, palette, look);
  }
  return html('li', {}, canvas, html('span', {}, words.signs[sign]));
}

/** Whether what hands act on is there: a curve has the place of stage and map, maps side by side that of the stage. */
export function isThere(of: (typeof text.gestures)[number]['of'], { curve, view }: Scene): boolean {
  if (of === 'stage') return !curve && view.layout === 'one';
  return of === 'chart' || (of === 'curve') === curve;
}

function gestureList({ place, rows }: (typeof text.gestures)[number]): HTMLElement {
  return html(
    'section',
    { class: 'signs-group' },
    html('h3', {}, place),
    html(
      'dl',
      {},
      ...rows.map(([gesture, effect]) => html('div', {}, html('dt', {}, gesture), html('dd', {}, effect))),
    ),
  );
}

const kinds: readonly CriticalKind[] = ['minimum', 'saddle', 'maximum', 'degenerate'];

/** What is known of the surface that is shown, in sentences. */
export function here({ critical, loss }: Pick<Derived, 'critical' | 'loss'>): string {
  const { points, continua, complete, searched, tooMany } = critical;
  const counted = kinds.flatMap((kind) => {
    const count = points.filter((point) => point.kind === kind).length;
    return count > 0 ? [words.counts[kind](count)] : [];
  });
  const isEmpty = counted.length === 0 && continua.length === 0;
  const sentences: string[] = [];
  if (counted.length > 0) sentences.push(`${words.here}: ${counted.join(', ')}.`);
  for (const { shape, kind, at, value } of continua) {
    sentences.push(words.continua[shape][kind](sayPlace(loss, at, value)));
  }
  if (!searched) sentences.push(words.searching);
  else if (isEmpty) sentences.push(complete ? words.noneThere : words.none);
  else if (tooMany) sentences.push(words.tooMany);
  if (searched && !isEmpty && !tooMany) sentences.push(complete ? words.complete : words.incomplete);
  if (markedPoints(critical).length < points.length) sentences.push(words.hidden);
  return sentences.join(' ');
}
