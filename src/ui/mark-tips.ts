/** Tooltips of the marks on a stage or a map: what is pointed at, tapped, or reached with the keyboard. */
import '../styles/marks.css';
import { marks as text } from '../text/en/marks.ts';
import { html } from './dom.ts';
import { memo } from '../app/memo.ts';
import { criticalMarks, type SceneMark } from './critical-marks.ts';
import { lateCode } from './late-code.ts';
import type * as Scene from './scene-marks.ts';
import type { AppView, Derived, Frame, State } from '../app/state.ts';

/** Where a place of the domain is seen, in CSS pixels of the container; null where it is not. */
export type PixelOf = (x: number, y: number) => readonly [px: number, py: number] | null;

/** What names all the marks of a frame: it is loaded when somebody points. */
const late = lateCode(async (): Promise<typeof Scene> => import('./scene-marks.ts'));

/** How near to a mark's middle, and to a line, in CSS pixels. */
const REACH = { mouse: { mark: 10, line: 4 }, touch: { mark: 22, line: 8 } };

/**
 * @param container what lies over it moves with it; pointers are followed in it
 * @param listed what the marks of minima and the like are on, where they are also a list for the keyboard and for
 *   screen readers
 */
export function createMarkTips(container: HTMLElement, pixelOf: PixelOf, listed?: 'map' | 'curve'): AppView {
  const tip = createTip(container);
  let last: Frame | null = null;
  /** What the shown tip belongs to: it goes when that has moved. */
  let shown: State | null = null;

  const show = (at: readonly [number, number], sentence: string) => {
    tip.show(at, sentence);
    shown = last?.state ?? null;
  };
  /** Where the pointer is while the code that names what lies there is on its way. */
  let waiting: PointerEvent | null = null;
  const hide = () => {
    tip.hide();
    shown = null;
    waiting = null;
  };
  const list = listed && createMarkList(container, listed, pixelOf, show, hide);

  let isAsked = false;
  const load = async () => {
    if (isAsked) return;
    isAsked = true;
    try {
      await late.load();
      if (waiting) point(waiting);
    } catch {
      // No network, and not kept: asked for again when a pointer comes again.
    }
  };
  /** Found anew where anything is another than when they were found, its members one by one. */
  const marksOf = memo(({ sceneMarks, sceneTracks }: typeof Scene, ..._of: readonly unknown[]) => ({
    marks: last ? sceneMarks(last) : [],
    tracks: last ? sceneTracks(last) : [],
  }));
  const point = (event: PointerEvent) => {
    if (!last || last.state.playhead.playing || event.buttons > (event.pointerType === 'touch' ? 1 : 0)) {
      hide();
      return;
    }
    if (!late.now) {
      waiting = event;
      void load();
      return;
    }
    const { left, top } = container.getBoundingClientRect();
    const [px, py] = [event.clientX - left, event.clientY - top];
    // A pointer at another place changes no mark.
    const { hover: _, ...state } = last.state;
    const { marks, tracks } = marksOf(late.now, last.derived, ...Object.values(state));
    const reach = event.pointerType === 'touch' ? REACH.touch : REACH.mouse;
    const mark = nearestMark(marks, pixelOf, px, py, reach.mark);
    const track = mark ? null : tracks.find((each) => isOn(each, pixelOf, px, py, reach.line));
    if (mark) show(pixelOf(...mark.at) ?? [px, py], mark.sentence);
    else if (track) show([px, py], track.sentence);
    else hide();
  };
  const ending = new AbortController();
  const { signal } = ending;
  container.addEventListener('pointermove', (event) => event.pointerType !== 'touch' && point(event), {
    signal,
  });
  container.addEventListener(
    'pointerdown',
    (event) => (event.pointerType === 'touch' ? point(event) : hide()),
    {
      signal,
    },
  );
  container.addEventListener(
    'pointerleave',
    () => {
      hide();
      isAsked = false;
    },
    { signal },
  );
  container.addEventListener('wheel', hide, { signal, passive: true });
  document.addEventListener('keydown', (event) => event.key === 'Escape' && hide(), { signal });

  return {
    draw(frame) {
      last = frame;
      list?.draw(frame);
      if (shown && !isAlike(shown, frame.state)) hide();
    },
    dispose() {
      ending.abort();
      hide();
      tip.element.remove();
      list?.element.remove();
    },
  };
}

/** The box with a sentence, beside a place of the container and within it. */
function createTip(container: HTMLElement) {
  const element = html('div', { class: 'mark-tip', role: 'tooltip', hidden: '' });
  container.append(element);
  return {
    element,
    show(at: readonly [number, number], sentence: string) {
      element.textContent = sentence;
      element.hidden = false;
      const room = container.getBoundingClientRect();
      const { width, height } = element.getBoundingClientRect();
      const left = Math.max(2, Math.min(room.width - width - 2, at[0] - width / 2));
      const top = at[1] - height - 14 > 0 ? at[1] - height - 14 : at[1] + 14;
      element.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
    },
    hide() {
      element.hidden = true;
    },
  };
}

/** The marks of minima and the like as a list for the keyboard and for screen readers. */
function createMarkList(
  container: HTMLElement,
  listed: 'map' | 'curve',
  pixelOf: PixelOf,
  show: (at: readonly [number, number], sentence: string) => void,
  hide: () => void,
) {
  const element = html('ul', { class: 'mark-list', 'aria-label': text.list[listed] });
  container.append(element);
  let last: Frame | null = null;
  const lay = memo((critical: Derived['critical'], isShown: boolean) => {
    const frame = last;
    const marks = frame && isShown && critical ? criticalMarks(frame) : [];
    const items = marks.map(({ sentence }, i) =>
      html('li', { tabindex: i === 0 ? '0' : '-1', 'data-own-keys': 'ArrowUp ArrowDown Home End' }, sentence),
    );
    items.forEach((item, i) => {
      item.addEventListener('focus', () => {
        const mark = marks[i];
        const at = mark && pixelOf(...mark.at);
        if (mark && at) show(at, mark.sentence);
      });
      item.addEventListener('blur', hide);
      item.addEventListener('keydown', (event) => {
        const to = { ArrowDown: i + 1, ArrowUp: i - 1, Home: 0, End: items.length - 1 }[event.key];
        const next = to === undefined ? undefined : items[to];
        if (to === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        if (!next) return;
        item.tabIndex = -1;
        next.tabIndex = 0;
        next.focus();
      });
    });
    element.replaceChildren(...items);
    element.hidden = items.length === 0;
  });
  return {
    element,
    draw(frame: Frame) {
      last = frame;
      lay(frame.derived.critical, frame.state.scene.view.minima);
    },
  };
}

/** Whether two states have their marks at the same places. */
function isAlike(a: State, b: State): boolean {
  return a.scene === b.scene && a.playhead === b.playhead && a.selected === b.selected;
}

function nearestMark(
  marks: readonly SceneMark[],
  pixelOf: PixelOf,
  px: number,
  py: number,
  reach: number,
): SceneMark | null {
  let nearest: SceneMark | null = null;
  let least = reach;
  for (const mark of marks) {
    const at = pixelOf(...mark.at);
    const distance = at ? Math.hypot(at[0] - px, at[1] - py) : Number.POSITIVE_INFINITY;
    // Of marks at one place the first, which lies on top.
    if (distance < least - 1 || (!nearest && distance <= least)) [least, nearest] = [distance, mark];
  }
  return nearest;
}

/** Whether a pixel lies on a line or at a place of a cloud. */
function isOn(
  { points, joined }: Scene.SceneTrack,
  pixelOf: PixelOf,
  px: number,
  py: number,
  reach: number,
): boolean {
  let before: readonly [number, number] | null = null;
  for (let i = 0; i + 1 < points.length; i += 2) {
    const at = pixelOf(points[i]!, points[i + 1]!);
    if (at && distanceToSegment(joined && before ? before : at, at, px, py) <= reach) return true;
    before = at;
  }
  return false;
}

function distanceToSegment(
  [ax, ay]: readonly [number, number],
  [bx, by]: readonly [number, number],
  px: number,
  py: number,
): number {
  const [dx, dy] = [bx - ax, by - ay];
  const share = Math.max(0, Math.min(1, ((px - ax) * dx + (py - ay) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(ax + share * dx - px, ay + share * dy - py);
}
