import { spoken } from '../spoken.ts';

/** Words of the stage. */
export const stage = {
  label: (surface: string) => `Loss surface in 3D: ${surface}`,
  customSurface: 'your formula',
  f: 'f',
  /** What stands at an axis of heights that is not linear. */
  heightScales: { linear: '', log: 'log', rank: 'rank' },
  heights: (scale: string) => `heights: ${scale}`,
  different: (x: string, y: string) => `${x} and ${y} at different scales`,
  axes: (
    x: string,
    y: string,
    x0: string,
    x1: string,
    y0: string,
    y1: string,
    low: string,
    high: string,
    scale: string,
  ) => `Axes: ${x} from ${x0} to ${x1}, ${y} from ${y0} to ${y1}, f from ${low} to ${high}${scale}.`,
  axesScale: (scale: string) => ` on a scale by ${scale}`,
  axesDifferent: (x: string, y: string) => `${x} and ${y} have different scales.`,
  help: 'Drag to turn, Alt and arrow keys turn it, plus and minus zoom, 0 resets the view. Double-click sets the start.',
  roleDescription: '3D view',
  noWebGL:
    'This browser gives the page no WebGL 2, so the surface cannot be drawn in 3D. Everything else works.',
} as const;

spoken({ stage });
