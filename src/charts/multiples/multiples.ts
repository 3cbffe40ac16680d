import type { App } from '../../app/app.ts';
import { showsOverlay } from '../../app/asking.ts';
import { runsBeside } from '../../app/drawn-runs.ts';
import type { AppView, Frame, Palette } from '../../app/state.ts';
import type { Surface } from '../../core/geometry/types.ts';
import { compare } from '../../text/en/compare.ts';
import { html, setText } from '../../ui/dom.ts';
import { drawGround, paintTints, traceContours } from '../map/ground.ts';
import { memo } from '../../app/memo.ts';
import { sceneLine } from '../../app/run-names.ts';
import { lazyView } from '../../ui/lazy-view.ts';
import type { StartsBeside } from '../starts/beside.ts';
import { createMultiple, type Multiple } from './multiple.ts';
import { gridFor } from './grid.ts';
import '../../styles/multiples.css';

const text = compare.multiples;

/**
 * Each optimizer on a map of its own, in place of the stage. They show one domain, so that zooming or moving one
 * moves all, and the ground is painted once for all.
 *
 * @param stage the element whose place the maps take
 */
export function createMultiples(stage: HTMLElement, app: App): AppView {
  const grid = html('div', { class: 'multiples-grid' });
  const remark = html('p', { class: 'multiples-remark' });
  const element = html('section', { class: 'multiples', 'aria-label': text.label }, grid, remark);
  stage.hidden = true;
  stage.parentElement?.setAttribute('data-layout', 'multiples');
  stage.after(element);
  let cells: Multiple[] = [];
  /** Width over height of a domain that is drawn at one scale. */
  let aspect: number | undefined;
  const observer = new ResizeObserver(() => {
    layOut();
    app.invalidate();
  });
  observer.observe(grid);

  const layOut = () => {
    const columns = gridFor(cells.length, grid.clientWidth, grid.clientHeight, aspect);
    grid.style.gridTemplateColumns = `repeat(${columns}, minmax(0, 1fr))`;
  };
  const starts = lateStarts(app, (made) => remark.before(made.element));
  const tintsOf = memo(paintTints);
  const contoursOf = memo(traceContours);
  const groundOf = memo(
    (surface: Surface, palette: Palette, width: number, height: number, ratio: number) => {
      const canvas = document.createElement('canvas');
      canvas.width = Math.max(1, Math.round(width * ratio));
      canvas.height = Math.max(1, Math.round(height * ratio));
      const context = canvas.getContext('2d');
      if (!context) return canvas;
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      drawGround(context, surface, tintsOf(surface, palette), contoursOf(surface), {
        palette,
        width,
        height,
        labels: false,
        font: getComputedStyle(element).fontFamily,
      });
      return canvas;
    },
  );
  const showRemark = memo((shown: number, all: number, acting: string) => {
    const count = all === 0 ? text.empty : all > shown ? text.more(String(shown), String(all)) : '';
    setText(remark, [acting, count].filter((part) => part !== '').join('. '));
    remark.hidden = remark.textContent === '';
  });

  return {
    draw(frame: Frame) {
      const { runs, surface } = frame.derived;
      starts.draw(frame);
      const shown = runsBeside(runs, frame.state.selected);
      if (cells.length !== shown.length) {
        while (cells.length < shown.length) {
          const cell = createMultiple(app);
          cells.push(cell);
          grid.append(cell.element);
        }
        for (const extra of cells.splice(shown.length)) extra.dispose();
        layOut();
      }
      showRemark(shown.length, runs.length, sceneLine(frame.state.scene));
      const proportion = surface.equal ? surface.sides[0] / surface.sides[1] : undefined;
      if (proportion !== aspect) {
        aspect = proportion;
        layOut();
      }
      for (const { size, drawAxes } of cells) {
        drawAxes(frame);
        size.setScale(frame.state.figure.scale);
      }
      const first = cells[0]?.size;
      if (!first || first.width === 0 || first.height === 0) return;
      const ground = groundOf(surface, frame.state.palette, first.width, first.height, first.ratio);
      cells.forEach((cell, i) => {
        const view = shown[i];
        if (view) cell.draw(frame, view, ground, starts.now());
      });
    },
    dispose() {
      observer.disconnect();
      starts.dispose();
      for (const cell of cells) cell.dispose();
      cells = [];
      element.remove();
      stage.parentElement?.removeAttribute('data-layout');
      stage.hidden = false;
    },
  };
}

/** Maps of starts, whose code comes when they are wanted. @param put puts what is said of them into its place */
function lateStarts(app: App, put: (made: StartsBeside) => void) {
  let now: StartsBeside | null = null;
  const view = lazyView(
    ({ state, derived }) => showsOverlay(state, 'starts') && !derived.model,
    async () => {
      const made = (await import('../starts/view.ts')).createStartsBeside(app);
      return {
        draw(frame) {
          if (now !== made) put(made);
          now = made;
          made.draw(frame);
        },
        dispose() {
          now = null;
          made.dispose();
        },
      };
    },
    () => {},
  );
  return { ...view, now: () => now };
}
