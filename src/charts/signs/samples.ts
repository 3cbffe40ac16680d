/** A small drawing of every sign, made by the very functions that draw the map. */
import type { Pen } from '../../ui/pen.ts';
import type { ShownMark } from '../../app/shown-marks.ts';
import type { Look, Palette, RunView } from '../../app/state.ts';
import { compileFormula } from '../../core/expression/compile.ts';
import { tint } from '../../ui/tints.ts';
import { normalStream } from '../../core/math/random.ts';
import { quadraticAt } from '../../core/math/quadratic.ts';
import { optimizerById } from '../../core/optimizers/registry.ts';
import type { UpdatePart } from '../../core/optimizers/types.ts';
import { recordRun } from '../../core/run/record.ts';
import { newOptimizer } from '../../core/scene/defaults.ts';
import type { CriticalKind } from '../../core/math/critical.ts';
import type { signs as text } from '../../text/en/signs.ts';
import { drawCurvatureRegions } from '../overlays/curvature-regions.ts';
import { drawStart } from '../map/ring.ts';
import { drawStepMarks } from '../map/arrows.ts';
import { drawCriticalPoints } from '../map/critical.ts';
import { drawEigenvectors } from '../overlays/eigenvectors.overlay.ts';
import { drawGradientField } from '../overlays/field.overlay.ts';
import { drawFlow } from '../overlays/flow.overlay.ts';
import { drawNewtonPoint } from '../overlays/taylor.overlay.ts';
import { drawGuess } from '../overlays/guess.ts';
import { drawPaths, pixelPath } from '../map/paths.ts';
import { drawCloud, drawSimplex } from '../overlays/step-data.ts';
import { projection } from '../map/projection.ts';

export type SignId = keyof typeof text.legend.signs;

/** The size of a drawing, in figure pixels. */
export const SIGN_SIZE = { width: 56, height: 32 } as const;

/** A domain of which a unit is a pixel, its origin in the middle. */
const place = projection(
  [-SIGN_SIZE.width / 2, SIGN_SIZE.width / 2, -SIGN_SIZE.height / 2, SIGN_SIZE.height / 2],
  SIGN_SIZE.width,
  SIGN_SIZE.height,
);

/** The signs by where they belong, in the order of the legend. */
export const signGroups: Readonly<Record<keyof typeof text.legend.groups, readonly SignId[]>> = {
  surface: ['minimum', 'saddle', 'maximum', 'degenerate'],
  runs: ['start', 'travelled', 'toCome', 'outside', 'ended', 'simplex', 'guess'],
  step: ['step', 'goesOn', 'landing', 'plain', 'cloud'],
  ground: ['flow', 'newton', 'eigenvectors', 'field', 'saddleShaped', 'domed'],
};

/** Draws a sign on a tint of the surface. */
export function drawSign(pen: Pen, sign: SignId, palette: Palette, look: Look): void {
  pen.fillStyle = `rgb(${tint(0.55, palette).map(Math.round).join(' ')})`;
  pen.beginPath();
  pen.rect(0, 0, SIGN_SIZE.width, SIGN_SIZE.height);
  pen.fill();
  samples[sign](pen, palette, look);
}

type Sample = (pen: Pen, palette: Palette, look: Look) => void;

const critical =
  (kind: CriticalKind): Sample =>
  (pen, palette) =>
    drawCriticalPoints(pen, [{ at: [0, 0], kind }], place, palette);

/** A run of gradient descent over the drawing, up to a step. */
const path =
  (
    formula: string,
    lr: number,
    start: [number, number],
    steps: number,
    step: number,
    future: boolean,
  ): Sample =>
  (pen, palette, look) => {
    const setting = newOptimizer('sgd', null, { lr });
    const entry = optimizerById(setting.id);
    if (!entry) return;
    const run = recordRun({
      loss: compileFormula(formula),
      optimizer: { ...setting.values, id: setting.id },
      start,
      steps,
    });
    const view: RunView = {
      index: 0,
      setting,
      entry,
      label: '',
      naming: { name: '', parts: [], telling: 0, rate: null, label: '', full: '' },
      run,
      look,
      leftAt: null,
    };
    drawPaths(pen, [{ view, path: pixelPath(run, place, 2) }], place, { palette, step, future, selected: 0 });
  };

const arrow = (
  part: UpdatePart,
  from: readonly [number, number],
  to: readonly [number, number],
  follows: boolean,
): ShownMark => ({
  mark: {
    key: part,
    part,
    stage: 0,
    shape: 'arrow',
    unit: 'step',
    x: 0,
    y: 0,
    follows,
    broken: false,
    formula: null,
  },
  from,
  to,
  goesOn: false,
  lit: false,
  faded: false,
});

/** A mark at a place, far from the ball. */
const ring = (part: UpdatePart, broken: boolean): ShownMark => {
  const { mark, ...rest } = arrow(part, [-99, 0], [0, 0], false);
  return { ...rest, mark: { ...mark, shape: 'point', broken } };
};

/** Marks about a ball that is left out. */
function drawStep(pen: Pen, palette: Palette, from: readonly [number, number], marks: ShownMark[]): void {
  const scale = { step: 1, gradient: 1, magnify: 0, units: [] };
  drawStepMarks(pen, { from, marks, scale }, place, palette);
}

const curved = '(x - 19)^2/40 + (y + 8)^2/14';

const samples: Readonly<Record<SignId, Sample>> = {
  minimum: critical('minimum'),
  saddle: critical('saddle'),
  maximum: critical('maximum'),
  degenerate: critical('degenerate'),
  start: (pen, palette) => drawStart(pen, place, [0, 0], palette),
  guess: (pen, palette) => drawGuess(pen, place.toPixel(0, 0), palette),
  travelled: path(curved, 4, [-23, 11], 7, 7, false),
  toCome: path(curved, 4, [-23, 11], 7, 1, true),
  outside: path('-x - 0.4*y', 17, [-22, -9], 3, 3, false),
  // One step on the logarithm has no value.
  ended: path('log(x + 20) + 0*y', 900, [4, 0], 3, 3, false),
  simplex: (pen, palette, look) =>
    drawSimplex(pen, Float64Array.of(-16, -9, 15, -4, -3, 10), look.color, place, palette),
  step: (pen, palette) => {
    const [from, middle, to] = [
      [-25, 8],
      [12, 11],
      [23, -12],
    ] as const;
    drawStep(pen, palette, from, [
      arrow('velocity', from, middle, true),
      arrow('gradient', middle, to, true),
      arrow('step', from, to, false),
    ]);
  },
  goesOn: (pen, palette) => {
    const from = [-24, -7] as const;
    const [gradient, step] = (['gradient', 'step'] as const).map((part) => arrow(part, from, [28, 6], false));
    drawStep(pen, palette, from, [
      { ...gradient!, to: [13, 16], goesOn: true },
      { ...step!, goesOn: true },
    ]);
  },
  landing: (pen, palette) => drawStep(pen, palette, [-99, 0], [ring('position', false)]),
  plain: (pen, palette) => drawStep(pen, palette, [-99, 0], [ring('gradient', true)]),
  newton: (pen, palette) =>
    drawNewtonPoint(pen, quadraticAt(compileFormula('(x - 14)^2 + 2*(y + 6)^2'), -14, 6), place, palette),
  eigenvectors: (pen, palette) =>
    drawEigenvectors(pen, quadraticAt(compileFormula('x^2 + x*y - 2*y^2'), 0, 0), place, palette),
  cloud(pen, palette) {
    const draws = new Float64Array(80);
    normalStream(1)(0, draws);
    drawCloud(pen, { tips: draws.map((draw) => 6 * draw) }, place, palette);
  },
  flow(pen, palette) {
    const along = Array.from({ length: 40 }, (_, k) => Math.exp(-k / 8));
    drawFlow(
      pen,
      {
        positions: Float64Array.from(along.flatMap((s) => [22 - 44 * s, 24 * s ** 3 - 12])),
        ended: 'arrived',
        precision: 0,
        box: place.domain,
      },
      place,
      palette,
    );
  },
  field(pen, palette) {
    // A map of a usual size, of which a part is seen.
    const side = 260;
    const wide = projection([-4, 4, -4, 4], side, side);
    pen.save();
    pen.translate(SIGN_SIZE.width / 2 - side / 3, SIGN_SIZE.height / 2 - side / 3);
    drawGradientField(pen, compileFormula('x^2 + 2*y^2'), wide, palette);
    pen.restore();
  },
  saddleShaped: (pen, palette) => drawCurvatureRegions(pen, compileFormula('x*y'), place, palette),
  domed: (pen, palette) => drawCurvatureRegions(pen, compileFormula('-x^2 - y^2'), place, palette),
};
