import type { App } from '../app/app.ts';
import type { RootApp } from '../app/create-app.ts';
import type { AppView, Frame } from '../app/state.ts';
import type { EmbedPanel } from '../core/scene/panels.ts';
import type { MountPanel, Slot, SlotSection } from '../ui/panel.ts';
import type { Events } from './api.ts';
import type { HostKeys } from './host-keys.ts';
import type { StageLike } from './still.ts';
import type { Knob, EmbedPart } from './options.ts';

type Made = AppView & { readonly element: HTMLElement };

/** What may stand beside the stage, whose code comes when some of it is needed. */
export interface PanelMakers {
  /** Fetches what makes a panel of the full page. */
  readonly panel: (id: EmbedPanel) => Promise<MountPanel>;
  readonly controls: (container: HTMLElement, app: App) => AppView;
}

/** What shows a curve, whose code comes with the first one. */
export interface CurvePieces {
  createCurve(stage: HTMLElement, app: App): AppView;
  /** A picture of a frame at a size in pixels, of the stage's proportions where a side is left out. */
  pictureOfCurve(
    frame: Frame,
    stage: HTMLElement,
    size: { readonly width?: number; readonly height?: number },
  ): HTMLCanvasElement;
}

/** The pieces of the full page that an embed is put together from. */
export interface Pieces {
  readonly stage: (container: HTMLElement, app: App, transparent: boolean) => StageLike | null;
  readonly legend: (app: App) => Made;
  readonly transport: (app: App) => Made;
  readonly section: (part: EmbedPart) => SlotSection;
  /** Lets the keys act while the focus is inside. */
  readonly keys: (app: App, host: HostKeys) => void;
  readonly panels: () => Promise<PanelMakers>;
  /** The card of a scene's question. */
  readonly ask: (
    app: App,
    movesStart: boolean,
    more: { readonly points: boolean; readonly told: (answer: Events['answer']) => void },
  ) => Promise<Made>;
  /** What draws a loss of one variable in the stage's place. */
  readonly curve: () => Promise<CurvePieces>;
  readonly knobs: (container: HTMLElement, app: App, knobs: readonly Knob[]) => Promise<AppView>;
  /** Has the app show models; asked for with the first scene that has one. `picture` gives the place of what the parameters do. */
  readonly models: (app: RootApp, root: HTMLElement, picture: () => Slot | null) => void;
  /** What looks for minima where they are not known, and names the marks on the stage. */
  readonly marks: (stage: HTMLElement, app: RootApp) => Promise<AppView>;
}
