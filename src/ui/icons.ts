import { svg } from './dom.ts';

/** Icons on a 20 x 20 grid, filled with the current colour; those in `lines` are drawn with a pen instead. */
const filled = {
  toStart: 'M4 4h2v12H4zM16 4.4v11.2L7 10z',
  stepBack: 'M13.5 4h2v12h-2zM12 4.4v11.2L3.5 10z',
  play: 'M6 3.6v12.8L16.5 10z',
  pause: 'M5.5 4H9v12H5.5zM11 4h3.5v12H11z',
  stepForward: 'M4.5 4h2v12h-2zM8 4.4v11.2L16.5 10z',
  toEnd: 'M14 4h2v12h-2zM4 4.4v11.2L13 10z',
} as const;

const lines = {
  loop: 'M4 9.5V8.5a3 3 0 0 1 3-3h8.5M13 3l2.5 2.5L13 8M16 10.5v1a3 3 0 0 1-3 3H4.5M7 17l-2.5-2.5L7 12',
  undo: 'M4 8h8a4 4 0 0 1 0 8H8M7 4.5 3.5 8 7 11.5',
  redo: 'M16 8H8a4 4 0 0 0 0 8h4M13 4.5 16.5 8 13 11.5',
  reset: 'M5 5.5V9h3.5M5.3 9a5.5 5.5 0 1 1 .6 4',
  sun: 'M10 6.5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 0 0 0-7M10 1.8v2M10 16.2v2M1.8 10h2M16.2 10h2M4.2 4.2l1.4 1.4M14.4 14.4l1.4 1.4M4.2 15.8l1.4-1.4M14.4 5.6l1.4-1.4',
  moon: 'M16.5 12A7 7 0 0 1 8 3.5A7 7 0 1 0 16.5 12',
  panelLeft: 'M3.5 4h13v12h-13zM8 4v12',
  panelRight: 'M3.5 4h13v12h-13zM12 4v12',
  copy: 'M7.5 7.5h8.5v8.5H7.5zM4 12.5V4h8.5',
  save: 'M10 3v9.5M6 9l4 4 4-4M4 16.5h12',
  open: 'M3 15.5v-11h5l1.5 2H16v2.5M3 15.5l2.2-6.5H18l-2.2 6.5z',
  link: 'M8.5 11.5a3 3 0 0 0 4.3.2l2.7-2.7a3 3 0 0 0-4.3-4.3L10 5.9M11.5 8.5a3 3 0 0 0-4.3-.2L4.5 11a3 3 0 0 0 4.3 4.3l1.2-1.2',
  embed: 'M6.5 5.5 2.5 10l4 4.5M13.5 5.5l4 4.5-4 4.5M11.2 4.5 8.8 15.5',
  gallery: 'M3 3.5h6v5.5H3zM11 3.5h6v5.5h-6zM3 11h6v5.5H3zM11 11h6v5.5h-6z',
  lessons: 'M10 5.5Q7 3.5 3 4v11q4-.5 7 1.5 3-2 7-1.5V4q-4-.5-7 1.5v11',
  addScene: 'M3 4.5h14v11H3zM10 7.5v5M7.5 10h5',
  talk: 'M3.5 5.5h9M3.5 10h9M3.5 14.5h5.5M15 12.5v5M12.5 15h5',
  present: 'M2.5 3.5h15M4 3.5v9h12v-9M10 12.5v2.5M6.5 17.5 10 15l3.5 2.5',
  share: 'M13 5.5 7 9M7 11l6 3.5M15 2.5a2 2 0 1 0 .01 0M5 8a2 2 0 1 0 .01 0M15 13.5a2 2 0 1 0 .01 0',
  print: 'M6 7.5V3h8v4.5M6 14H3.5V7.5h13V14H14M6 11.5h8V17H6z',
  picture: 'M3 4h14v12H3zM3 13.5l4-4 3.5 3.5 2.5-2.5 4 4M12.5 7.2v.1',
  film: 'M3 4h14v12H3zM8 7.2v5.6l4.8-2.8z',
  data: 'M3 4h14v12H3zM3 8h14M3 12h14M8 4v12',
  code: 'M7.5 6 3.5 10l4 4M12.5 6l4 4-4 4',
  qrCode:
    'M3.5 3.5h5v5h-5zM11.5 3.5h5v5h-5zM3.5 11.5h5v5h-5zM11.5 11.5h2v2M16.5 11.5v2M11.5 16.5h2M16.5 16.5v-1',
  more: 'M4 5.5h12M4 10h12M4 14.5h12',
  close: 'M5 5l10 10M15 5 5 15',
  help: 'M7 7.2a3 3 0 1 1 4.4 2.6c-.9.5-1.4 1-1.4 2.2M10 15v.6',
} as const;

export type IconName = keyof typeof filled | keyof typeof lines;

/** An icon that says nothing by itself: the button around it carries the name. */
export function icon(name: IconName): SVGSVGElement {
  const path =
    name in filled
      ? svg('path', { d: filled[name as keyof typeof filled], fill: 'currentColor' })
      : svg('path', { d: lines[name as keyof typeof lines], class: 'icon-line' });
  return svg('svg', { viewBox: '0 0 20 20', class: 'icon', 'aria-hidden': 'true', focusable: 'false' }, path);
}

/** The mark: contour lines and, across them, the fall line. */
export function mark(): SVGSVGElement {
  const ring = (rx: number, ry: number) => svg('ellipse', { cx: 13, cy: 13, rx, ry });
  return svg(
    'svg',
    { viewBox: '0 0 26 24', class: 'mark', 'aria-hidden': 'true', focusable: 'false' },
    svg('g', { class: 'mark-contours' }, ring(11.5, 9), ring(7.6, 5.8), ring(3.8, 2.8)),
    svg('path', { class: 'mark-line', d: 'M3.5 3C6 6 8 6.5 9.5 9.2S11.5 12.5 13 13' }),
  );
}
