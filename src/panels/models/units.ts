import type { App } from '../../app/app.ts';
import type { Frame, ModelView, Palette } from '../../app/state.ts';
import { memo } from '../../app/memo.ts';
import { formatNumber } from '../../core/math/format.ts';
import { singularValues } from '../../core/math/matrix.ts';
import { modelOf } from '../../core/scene/models.ts';
import type { ModelSetting } from '../../core/scene/scene.ts';
import { models } from '../../text/en/models.ts';
import { html, setAttribute, setText } from '../../ui/dom.ts';
import { contourInk, tint } from '../../ui/tints.ts';
import { begin } from './canvas.ts';
import { withOption } from './with-option.ts';

const text = models.picture.units;
const [WIDTH, HEIGHT, LEVELS, TILT] = [44, 38, 7, -0.35] as const;

/** The condition below which a landscape is called a bowl. */
const ROUND = 30;

/** The condition of a linear model's squared error, which is the same everywhere: its largest curvature by its least. */
export function conditionOf(setting: ModelSetting): number {
  const { loss } = modelOf(setting);
  const curvatures = singularValues(
    loss.hessian(new Float64Array(loss.dimension)),
    loss.dimension,
    loss.dimension,
  );
  return curvatures[0]! / curvatures.at(-1)!;
}

/** Contours on the plane of the most and the least curvature: ellipses, as long as the root of their ratio. */
function drawContours(context: CanvasRenderingContext2D, condition: number, palette: Palette): void {
  const { color, heavy } = contourInk[palette];
  const fill = (share: number) => `rgb(${tint(share, palette).map(Math.round).join()})`;
  begin(context, WIDTH, HEIGHT);
  context.fillStyle = fill(1);
  context.fillRect(0, 0, WIDTH, HEIGHT);
  context.strokeStyle = `rgba(${color.join()},${heavy})`;
  context.lineWidth = 0.7;
  for (let k = LEVELS; k > 0; k--) {
    const short = ((k - 0.5) / LEVELS) * 0.62 * HEIGHT;
    context.beginPath();
    // Beyond some thousands of pixels canvases draw nothing at all.
    context.ellipse(
      WIDTH / 2,
      HEIGHT / 2,
      Math.min(1e4, short * Math.sqrt(condition)),
      short,
      TILT,
      0,
      2 * Math.PI,
    );
    context.fillStyle = fill((k - 1) / LEVELS);
    context.fill();
    context.stroke();
  }
}

/** The same model with its columns as they are and standardized, side by side to choose from: two landscapes. */
export function createUnits(app: App) {
  const choices = [false, true].map((isOn) => {
    const canvas = html('canvas', { 'aria-hidden': 'true' });
    const [condition, kind] = [html('span', {}), html('span', {})];
    const name = html('b', {}, isOn ? text.standardized : text.asTheyAre);
    const button = html('button', { type: 'button' }, canvas, html('span', {}, name, condition, kind));
    button.addEventListener('click', () => app.edit((scene) => withOption(scene, 'standardize', isOn)));
    const of = memo((setting: ModelSetting) =>
      conditionOf({ ...setting, options: { ...setting.options, standardize: isOn } }),
    );
    const draw = memo((ratio: number, palette: Palette) => {
      const context = canvas.getContext('2d');
      if (context) drawContours(context, ratio, palette);
      setText(condition, text.condition(formatNumber(ratio, 3)));
      setText(kind, ratio < ROUND ? text.bowl : text.ravine);
    });
    return { isOn, button, of, draw };
  });
  const element = html(
    'div',
    { class: 'model-units', role: 'group', 'aria-label': text.heading, hidden: true },
    ...choices.map(({ button }) => button),
  );
  return {
    element,
    show({ state }: Frame, { entry, model }: ModelView) {
      const setting = state.scene.model;
      // Of the next model there may be nothing yet.
      const isShown =
        setting?.id === entry.id && entry.picture === 'fit' && model.options['fit'] === 'squares';
      element.hidden = !isShown;
      if (!isShown) return;
      for (const { isOn, button, of, draw } of choices) {
        draw(of(setting), state.palette);
        setAttribute(button, 'aria-pressed', String((model.options['standardize'] === true) === isOn));
      }
    },
  };
}
