import type { Look, MarkerShape } from '../app/state.ts';
import { setAttribute, svg } from './dom.ts';

/** Pen patterns of `Look.dash`: solid, dashed, dotted, dash-dot. */
const dashes = ['none', '5 3', '1.5 3', '6 3 1.5 3'] as const;

/** Markers about (20, 7), of equal visual weight. */
const markers: Readonly<Record<MarkerShape, string>> = {
  circle: 'M20 2.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9z',
  square: 'M16 3h8v8h-8z',
  triangle: 'M20 2l5 9h-10z',
  diamond: 'M20 1.5 25 7l-5 5.5-5-5.5z',
};

export interface Swatch {
  readonly element: SVGSVGElement;
  show(look: Look): void;
}

/** A sample of a run's line with the marker at its end, as on the stage. */
export function createSwatch(): Swatch {
  const thread = svg('path', { d: 'M1 7h17', class: 'swatch-thread' });
  const line = svg('path', { d: 'M1 7h17', class: 'swatch-line' });
  const marker = svg('path', { class: 'swatch-marker' });
  const element = svg(
    'svg',
    { viewBox: '0 0 27 14', class: 'swatch', 'aria-hidden': 'true' },
    thread,
    line,
    marker,
  );
  return {
    element,
    show(look) {
      setAttribute(thread, 'stroke', look.color);
      setAttribute(line, 'stroke', look.color);
      setAttribute(line, 'stroke-dasharray', dashes[look.dash] ?? 'none');
      setAttribute(marker, 'fill', look.color);
      setAttribute(marker, 'd', markers[look.marker]);
    },
  };
}
