import type { App } from '../../app/app.ts';
import { domainOfPaths } from '../../app/fit.ts';
import { createMarkTips } from '../../ui/mark-tips.ts';
import type { AppView, State } from '../../app/state.ts';
import type { Domain } from '../../core/losses/types.ts';
import type { Loss } from '../../core/math/loss.ts';
import type { Scene } from '../../core/scene/scene.ts';
import { createCalmMarks } from '../calm-marks.ts';
import { stackCanvases } from '../canvas.ts';
import { describeMap } from '../describe.ts';
import { html, setAttribute } from '../../ui/dom.ts';
import { createMapLayers } from './layers.ts';
import { createMapPanel } from './map-panel.ts';
import { createReadout } from './readout.ts';
import { createStartHandle } from './start.ts';
import { createMapTools } from './tools.ts';
import { describeArrows } from './arrow-scale.ts';
import { memo } from '../../app/memo.ts';
import { listenToGround, zoomedAt } from './hands.ts';
import { type MapProjection, projection } from './projection.ts';
import { createMapSheets } from './sheets.ts';

/** The legend of signs comes when it is asked for; without it the map is as it was. */
async function explainSigns(app: App): Promise<void> {
  try {
    const { openSigns } = await import('../signs/dialog.ts');
    openSigns(document.body, app);
  } catch {
    // No network, and not kept: the button can be pressed again.
  }
}

/**
 * The loss seen from above: the stage's tints and contour lines, all paths, the start to drag.
 * What points (the start, the place under the pointer) is an element.
 *
 * @param head where the layers, zoom and home buttons go; by default above the map
 */
export function createMap(container: HTMLElement, app: App, head: HTMLElement = container): AppView {
  const picture = html('div', { class: 'map-picture', role: 'img' });
  const panel = createMapPanel(app);
  panel.plot.append(picture);
  const readout = createReadout();
  const pointer = createPointer(readout);
  const tools = createMapTools({
    home: () => app.setDomain(home),
    fit: () => show(domainOfPaths(app)),
    zoom: (factor) => show(zoomedAt(app, place, factor, [place.width / 2, place.height / 2])),
    setLayer: (key, on) => app.setView({ map: { ...app.state.scene.view.map, [key]: on } }),
    setEqual: (equal) => app.setView({ scales: equal ? 'equal' : 'fill' }),
    setOverlay: (id, on) => app.setView({ overlays: { ...app.state.scene.view.overlays, [id]: on } }),
    explain: () => void explainSigns(app),
  });
  container.classList.add('map');
  head.append(tools.element);
  container.append(panel.element, readout.element);
  const canvases = stackCanvases(picture, 4, app);
  picture.append(pointer.element);
  const start = createStartHandle(panel.plot, (at, group) => app.setStart(at, group), app.hover);
  const tips = createMarkTips(
    panel.plot,
    (x, y) => {
      const [px, py] = place.toPixel(x, y);
      return [px * place.scale, py * place.scale];
    },
    'map',
  );

  let place = projection([0, 1, 0, 1], 1, 1);
  /** The domain to come back to: the catalog's, or for a formula of one's own the last one not set here. */
  let home: Domain = place.domain;
  let setHere: Domain | null = null;

  const show = (domain: Domain) => {
    setHere = domain;
    app.setDomain(domain);
  };
  const stopListening = listenToGround(
    picture,
    app,
    () => place,
    show,
    () => start.nextGroup(),
  );

  const placeOf = memo(projection);
  const arrowsOf = createCalmMarks(app);
  const layers = createMapLayers(app.invalidate);
  const drawSheets = createMapSheets(container, canvases);

  const showStart = memo(([x, y]: Scene['start'], at: MapProjection, loss: Loss) =>
    // Of one variable it lies on the axis, as its runs do.
    start.show(at, [x, loss.dimension === 1 ? 0 : y], loss),
  );
  const describe = memo(describeMap);

  return {
    draw(frame) {
      const { state, derived } = frame;
      const { view, domain, start: origin } = state.scene;
      if (derived.entry) home = derived.entry.domain;
      else if (domain !== setHere) home = domain;
      tools.show(
        domain.every((bound, i) => bound === home[i]),
        view.map,
        view.overlays,
        derived.surface.equal,
      );
      panel.draw(frame);
      canvases.setScale(state.figure.scale);
      if (canvases.width === 0 || canvases.height === 0) return;
      place = placeOf(derived.surface.grid.domain, canvases.width, canvases.height, canvases.scale);
      const arrows = arrowsOf(frame);
      drawSheets(frame, place, layers.of(frame), arrows);
      tips.draw(frame);
      showStart(origin, place, derived.loss);
      pointer.show(state.hover, origin, place, derived.loss);
      // Nobody listens to thirty descriptions a second.
      if (!state.playhead.playing) {
        const label = describe(derived, state.playhead.step, state.scene.steps);
        setAttribute(picture, 'aria-label', label + (arrows ? describeArrows(arrows, place) : ''));
      }
    },
    dispose() {
      stopListening();
      layers.dispose();
      start.dispose();
      tips.dispose();
      tools.dispose();
      canvases.dispose();
      panel.dispose();
      readout.element.remove();
      container.classList.remove('map');
    },
  };
}

/** The place that is pointed at, with what the loss is there. */
function createPointer(readout: ReturnType<typeof createReadout>) {
  const element = html('div', { class: 'map-pointer' });
  const show = memo((hover: State['hover'], origin: Scene['start'], at: MapProjection, loss: Loss) => {
    // Over the start's ring it would be one ring too many.
    element.hidden = hover === null || hover === origin;
    if (hover) {
      const [x, y] = at.toPixel(...hover);
      element.style.transform = `translate(${x * at.scale}px, ${y * at.scale}px)`;
    }
    readout.show(loss, hover);
  });
  return { element, show };
}
