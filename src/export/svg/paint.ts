/** A colour as every program takes it: #rrggbb and an opacity beside it. */
export interface Paint {
  readonly color: string;
  readonly opacity: number;
}

/**
 * Reads `#rrggbb`, `rgb(r g b)`, `rgb(r g b / a)` and the same with commas: what map and charts paint with.
 *
 * @throws RangeError for another colour, so that none is drawn wrong
 */
export function readPaint(css: CanvasRenderingContext2D['fillStyle']): Paint {
  if (typeof css !== 'string') throw new RangeError('Only plain colours can be drawn.');
  if (/^#[\da-f]{6}$/i.test(css)) return { color: css.toLowerCase(), opacity: 1 };
  const parts =
    /^rgba?\(([^)]*)\)$/
      .exec(css)?.[1]
      ?.split(/[\s,/]+/)
      .map(Number) ?? [];
  const [red, green, blue, opacity = 1] = parts;
  if (red === undefined || green === undefined || blue === undefined || !parts.every(Number.isFinite))
    throw new RangeError(`No colour that can be drawn: "${css}".`);
  const color = [red, green, blue].map((part) => Math.round(part).toString(16).padStart(2, '0')).join('');
  return { color: `#${color}`, opacity };
}
