/** Words of the stage. */
export const stage = {
  label: (surface: string) => `Loss surface in 3D: ${surface}`,
  customSurface: 'your formula',
  help: 'Drag to turn, Alt and arrow keys turn it, plus and minus zoom, 0 resets the view. Double-click sets the start.',
  roleDescription: '3D view',
  noWebGL:
    'This browser gives the page no WebGL 2, so the surface cannot be drawn in 3D. Everything else works.',
} as const;
