import { charts } from '../../text/en/charts.ts';
import { marks } from '../../text/en/marks.ts';
import { ends } from '../../text/en/ends.ts';
import { overlays } from '../../text/en/overlays.ts';
import { html, svg } from '../../ui/dom.ts';
import { isOfField, type OverlayId, overlayIds, type Overlays } from '../../core/scene/overlays.ts';
import type { MapLayers } from '../../core/scene/scene.ts';

export interface MapTools {
  readonly element: HTMLElement;
  /**
   * @param isHome whether the whole surface is on the map already
   * @param shown what is drawn of the calculus, on the stage as well
   * @param equal whether x and y have one scale, on the stage as well
   */
  show(isHome: boolean, layers: MapLayers, shown: Overlays, equal: boolean): void;
  dispose(): void;
}

interface ToolActions {
  home(): void;
  fit(): void;
  /** More than 1 shows more of the domain. */
  zoom(factor: number): void;
  setLayer(key: keyof MapLayers, on: boolean): void;
  setOverlay(id: OverlayId, on: boolean): void;
  setEqual(on: boolean): void;
  /** Opens the legend of the signs. */
  explain(): void;
}

const text = charts.map;

const zoomStep = 1.5;

/** The row above the map: the layers, zoom and the way home. */
export function createMapTools(actions: ToolActions): MapTools {
  const box = (input: HTMLInputElement, name: string, meaning: string, of = '') =>
    html('label', { class: `map-layer ${of}` }, input, html('span', {}, name, html('small', {}, meaning)));
  const checkbox = (changed: (on: boolean) => void) => {
    const input = html('input', { type: 'checkbox' });
    input.addEventListener('change', () => changed(input.checked));
    return input;
  };
  const fields = overlayIds
    .filter((id) => isOfField(id) || id === 'starts')
    .map((id) => ({ id, input: checkbox((on) => actions.setOverlay(id, on)) }));
  const equal = checkbox(actions.setEqual);
  const curvature = checkbox((on) => actions.setLayer('curvature', on));
  const labels = checkbox((on) => actions.setLayer('labels', on));
  const menu = html(
    'details',
    { class: 'map-layers' },
    html('summary', { class: 'chart-button' }, text.layers),
    html(
      'div',
      { class: 'map-layers-list' },
      box(labels, text.labels, text.labelsMeaning),
      box(equal, text.scales, text.scalesMeaning),
      box(curvature, text.curvature, text.curvatureMeaning),
      ...fields.map(({ id, input }) =>
        // As in the controls: of a model there is neither, but of two players their field.
        box(
          input,
          overlays.kinds[id].label,
          overlays.kinds[id].meaning,
          isOfField(id) ? 'of-field' : 'of-surface',
        ),
      ),
    ),
  );
  const home = toolButton(text.home, 'M2.5 8 8 2.8 13.5 8M4 7v6h3V9.5h2V13h3V7', actions.home);
  const fit = toolButton(
    ends.fit,
    'M2.5 5.5v-3h3M10.5 2.5h3v3M13.5 10.5v3h-3M5.5 13.5h-3v-3M5 10.5l2-3 2 1.5 2.5-3.5',
    actions.fit,
  );
  const element = html(
    'div',
    { class: 'chart-tools' },
    menu,
    toolButton(
      marks.open,
      'M6 6a2 2 0 1 1 2.6 1.9Q8 8.2 8 9.2M8 11.6v.1M8 1.8a6.2 6.2 0 1 0 .01 0',
      actions.explain,
    ),
    toolButton(text.zoomOut, 'M3 8h10', () => actions.zoom(zoomStep)),
    toolButton(text.zoomIn, 'M3 8h10M8 3v10', () => actions.zoom(1 / zoomStep)),
    fit,
    home,
  );

  const closeMenu = (event: Event) => {
    if (event instanceof KeyboardEvent && event.key !== 'Escape') return;
    if (!menu.open || (event.type === 'pointerdown' && menu.contains(event.target as Node))) return;
    menu.open = false;
    if (event.type === 'keydown') menu.querySelector('summary')?.focus();
  };
  document.addEventListener('pointerdown', closeMenu);
  document.addEventListener('keydown', closeMenu);

  return {
    element,
    show(isHome, layers, shown, isEqual) {
      equal.checked = isEqual;
      for (const { id, input } of fields) input.checked = shown[id];
      curvature.checked = layers.curvature;
      labels.checked = layers.labels;
      // Not `disabled`, which would throw the focus away from who has just pressed it.
      home.setAttribute('aria-disabled', String(isHome));
    },
    dispose() {
      document.removeEventListener('pointerdown', closeMenu);
      document.removeEventListener('keydown', closeMenu);
      element.remove();
    },
  };
}

/** A button of a row of tools with its sign, a path in a box of 16 x 16. */
export function toolButton(name: string, path: string, press: () => void): HTMLButtonElement {
  const button = html(
    'button',
    { class: 'chart-button is-icon', type: 'button', 'aria-label': name, title: name },
    svg('svg', { viewBox: '0 0 16 16', 'aria-hidden': 'true' }, svg('path', { d: path })),
  );
  button.addEventListener('click', press);
  return button;
}
