import { charts } from '../text/en/charts.ts';
import { html, svg } from '../app/dom.ts';

/** Which layers lie on the ground; a new object when one is switched. */
export interface Layers {
  readonly curvature: boolean;
  readonly labels: boolean;
}

export interface MapTools {
  readonly element: HTMLElement;
  readonly layers: Layers;
  /**
   * @param isHome whether the whole surface is on the map already
   * @param field whether the gradient field is drawn, on the stage as well
   */
  show(isHome: boolean, field: boolean): void;
  dispose(): void;
}

interface ToolActions {
  home(): void;
  /** More than 1 shows more of the domain. */
  zoom(factor: number): void;
  layersChanged(): void;
  setField(on: boolean): void;
}

const text = charts.map;

const zoomStep = 1.5;

/** The row above the map: the layers, zoom and the way home. */
export function createMapTools(actions: ToolActions): MapTools {
  let layers: Layers = { curvature: false, labels: false };

  const box = (input: HTMLInputElement, name: string, meaning: string) =>
    html('label', { class: 'map-layer' }, input, html('span', {}, name, html('small', {}, meaning)));
  const choice = (key: keyof Layers, name: string, meaning: string) => {
    const input = html('input', { type: 'checkbox' });
    input.addEventListener('change', () => {
      layers = { ...layers, [key]: input.checked };
      actions.layersChanged();
    });
    return box(input, name, meaning);
  };
  const fieldInput = html('input', { type: 'checkbox' });
  fieldInput.addEventListener('change', () => actions.setField(fieldInput.checked));
  const menu = html(
    'details',
    { class: 'map-layers' },
    html('summary', { class: 'chart-button' }, text.layers),
    html(
      'div',
      { class: 'map-layers-list' },
      box(fieldInput, text.field, text.fieldMeaning),
      choice('curvature', text.curvature, text.curvatureMeaning),
      choice('labels', text.labels, text.labelsMeaning),
    ),
  );
  const home = iconButton(text.home, 'M2.5 8 8 2.8 13.5 8M4 7v6h3V9.5h2V13h3V7', actions.home);
  const element = html(
    'div',
    { class: 'chart-tools' },
    menu,
    iconButton(text.zoomOut, 'M3 8h10', () => actions.zoom(zoomStep)),
    iconButton(text.zoomIn, 'M3 8h10M8 3v10', () => actions.zoom(1 / zoomStep)),
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
    get layers() {
      return layers;
    },
    show(isHome, field) {
      fieldInput.checked = field;
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

function iconButton(name: string, path: string, press: () => void): HTMLButtonElement {
  const button = html(
    'button',
    { class: 'chart-button is-icon', type: 'button', 'aria-label': name, title: name },
    svg('svg', { viewBox: '0 0 16 16', 'aria-hidden': 'true' }, svg('path', { d: path })),
  );
  button.addEventListener('click', press);
  return button;
}
