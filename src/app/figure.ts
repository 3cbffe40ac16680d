import type { FigureStyle, Palette, State } from './state.ts';

/** As a reader in front of the screen sees it. */
export const plainFigure: FigureStyle = { scale: 1, contrast: false };

/** A theme with the colours in which a figure is drawn. */
export function coloured(
  theme: State['theme'],
  { contrast }: FigureStyle,
): { theme: State['theme']; palette: Palette } {
  return { theme, palette: contrast ? `projector ${theme}` : theme };
}

/** What changes with a figure; null where it is the same, or of no sensible scale. */
export function refigured({ figure, theme }: State, change: Partial<FigureStyle>): Partial<State> | null {
  const next = { ...figure, ...change };
  if (!(next.scale >= 0.25 && next.scale <= 8)) return null;
  if (next.scale === figure.scale && next.contrast === figure.contrast) return null;
  return { figure: next, ...coloured(theme, next) };
}
