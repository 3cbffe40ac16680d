import type { App } from '../../app/app.ts';
import type { Frame, ModelView, RunView } from '../../app/state.ts';
import type { ModelPicture } from '../../core/models/types.ts';

/** A model's picture of elements of its own, in the place of the canvas that the others share. */
export interface OwnView {
  readonly element: HTMLElement;
  show(frame: Frame, view: ModelView, selected: RunView | undefined): void;
  dispose(): void;
}

/** How each of them is made, with what shows the equations of one parameter; its code is loaded when it is first wanted. */
export const ownViews: Readonly<
  Partial<Record<ModelPicture, () => Promise<(app: App, choose: (parameter: number) => void) => OwnView>>>
> = {
  digits: async () => (await import('./digits/view.ts')).createDigitsView,
  prices: async () => (await import('./prices/view.ts')).createPricesView,
  risk: async () => (await import('./risk/view.ts')).createRiskView,
  map: async () => (await import('./map/view.ts')).createMapView,
  recovery: async () => (await import('./recovery/view.ts')).createRecoveryView,
  posterior: async () => (await import('./posterior/view.ts')).createPosteriorView,
  matrices: async () => (await import('./matrices/view.ts')).createMatricesView,
  players: async () => (await import('./players/view.ts')).createPlayersView,
  arm: async () => (await import('./arm/view.ts')).createArmView,
};
