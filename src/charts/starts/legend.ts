import type { StartsMap } from '../../app/starts/kept.ts';
import type { MapProgress } from '../../app/maps/source.ts';
import type { Palette } from '../../app/state.ts';
import { starts as text } from '../../text/en/starts.ts';
import { html, setText, svg } from '../../ui/dom.ts';
import { memo } from '../../app/memo.ts';
import { createMapWork } from '../maps/work.ts';
import { createEndList, startsScale } from './end-list.ts';
import { endRows } from './words.ts';

export interface StartsLegend {
  readonly element: HTMLElement;
  show(starts: StartsMap | null, progress: MapProgress, palette: Palette, name: string | null): void;
}

/** What colours and patterns mean, with shares, steps and the boundary's dimension; how far the map is. */
export function createStartsLegend(acts: { cancel(): void; refine(): void }): StartsLegend {
  const title = html('h3', { class: 'starts-title', dir: 'auto' });
  const size = html('span', { class: 'starts-size' });
  const list = createEndList();
  const more = html('p', { class: 'starts-more' });
  const scale = html('p', { class: 'starts-scale' });
  const boundary = html('div', { class: 'starts-boundary' });
  const work = createMapWork(acts);
  const element = html(
    'div',
    { class: 'starts-legend' },
    title,
    list.element,
    more,
    scale,
    boundary,
    work.element,
  );

  const showMap = memo((starts: StartsMap | null, palette: Palette) => {
    list.show(starts ? [starts] : [], palette, true);
    for (const part of [scale, boundary]) part.hidden = starts === null;
    if (!starts) {
      more.hidden = true;
      return;
    }
    const { more: others } = endRows(starts);
    more.hidden = others === null;
    setText(more, others ?? '');
    setText(scale, startsScale(starts));
    showBoundary(boundary, starts);
    setText(size, text.size(String(starts.map.width)));
  });

  return {
    element,
    show(starts, progress, palette, name) {
      setText(title, name === null ? text.none.optimizer : text.title(name));
      if (name !== null) title.append(' ', size);
      size.hidden = starts === null;
      showMap(starts, palette);
      work.show(progress);
    },
  };
}

/** Sides of the small plot of the fit. */
const [WIDE, HIGH] = [72, 40] as const;

/** The dimension in words, and how well boxes of all sizes lie on the line. */
function showBoundary(element: HTMLElement, { boundary }: StartsMap): void {
  element.hidden = boundary === null;
  if (!boundary) return;
  const { dimension, error, sizes, counts } = boundary;
  const [xs, ys] = [sizes.map(Math.log), counts.map(Math.log)];
  const [x0, x1] = [xs[0]!, xs.at(-1)!];
  const [my, mx] = [ys, xs].map((list) => list.reduce((sum, value) => sum + value, 0) / list.length) as [
    number,
    number,
  ];
  const low = Math.min(...ys);
  const high = Math.max(...ys, low + 1);
  const place = (x: number, y: number) =>
    [4 + ((x - x0) / (x1 - x0)) * (WIDE - 8), HIGH - 4 - ((y - low) / (high - low)) * (HIGH - 8)] as const;
  const line = [x0, x1].map((x) =>
    place(x, my - dimension * (x - mx))
      .map((at) => at.toFixed(1))
      .join(' '),
  );
  const meaning = text.boundaryMeaning(String(sizes[0]), String(sizes.at(-1)));
  const words = text.boundary(dimension.toFixed(2), error < 0.005 ? error.toPrecision(1) : error.toFixed(2));
  element.title = meaning;
  element.replaceChildren(
    svg(
      'svg',
      { viewBox: `0 0 ${WIDE} ${HIGH}`, 'aria-hidden': 'true', class: 'starts-fit' },
      svg('path', { d: `M${line.join('L')}` }),
      ...xs.map((x, k) => {
        const [cx, cy] = place(x, ys[k]!);
        return svg('circle', { cx: cx.toFixed(1), cy: cy.toFixed(1), r: '2' });
      }),
    ),
    html('span', {}, words, html('small', {}, meaning)),
  );
}
