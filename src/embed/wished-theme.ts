import type { RootApp } from '../app/create-app.ts';
import type { EmbedOptions } from './options.ts';

type Theme = 'light' | 'dark' | 'auto';

/** The theme that the address or the host has asked for, which counts before the scene's. */
export interface WishedTheme {
  /** Null leaves it to the scene. */
  readonly now: Theme | null;
  set(theme: Theme): void;
  /** Once a scene has come that says another. */
  keep(): void;
}

export function createWishedTheme(app: RootApp, { theme }: Pick<EmbedOptions, 'theme'>): WishedTheme {
  let wished: Theme | null = null;
  const keep = () => {
    if (wished !== null && app.state.scene.view.theme !== wished) app.setView({ theme: wished }, 'theme');
  };
  const set = (next: Theme) => {
    wished = next;
    keep();
  };
  if (theme === 'light' || theme === 'dark') set(theme);
  if (theme === 'host') set('auto');
  return {
    get now() {
      return wished;
    },
    set,
    keep,
  };
}
