/** What a few open and everybody else should not wait for: the talk, presenting, exporting. */
import type { RootApp } from './app/create-app.ts';
import type { Problem } from './core/scene/document.ts';
import { iconButton } from './panels/header.ts';
import type { Shell } from './panels/shell.ts';
import { lateTools as text } from './text/en/late-tools.ts';
import type { Stage } from './view3d/stage.ts';

/** What the page is made of, for the code that comes later. */
export interface PagePieces {
  readonly app: RootApp;
  readonly root: HTMLElement;
  readonly shell: Shell;
  /** Null where the browser gives no WebGL 2. */
  readonly stage: Stage | null;
  /** Says what of a scene that was opened could not be taken. */
  sayProblems(problems: readonly Problem[]): void;
}

/** The buttons of the page's head that fetch what they open. */
export function createLateTools(pieces: PagePieces): readonly HTMLElement[] {
  const late = (open: () => Promise<void>) => () =>
    void open().catch(() => pieces.shell.notify(text.notLoaded));
  return [
    iconButton(
      'talk',
      text.talk,
      late(async () => (await import('./main-talk.ts')).toggleTalk(pieces)),
    ),
    iconButton(
      'present',
      text.present,
      late(async () => (await import('./main-present.ts')).present(pieces)),
    ),
    iconButton(
      'export',
      text.export,
      late(async () => (await import('./main-export.ts')).openExport(pieces)),
    ),
  ];
}
