import { roundDown, type ArrowFactors, type StepMark, type StepMarks } from '../../core/run/arrows.ts';
import { type Anatomy, anatomyOf } from '../../core/run/anatomy.ts';
import { inRounds } from '../../core/run/rounds.ts';
import type { Domain } from '../../core/losses/types.ts';
import { minibatches } from '../../core/models/minibatches.ts';
import type { Model } from '../../core/models/types.ts';
import { choiceOf, resolveOptimizer } from '../../core/optimizers/registry.ts';
import type { Plane } from '../../core/plane/plane.ts';
import { dot } from '../../core/math/solve.ts';
import { createSeeker } from '../../core/run/seek.ts';
import { modelOf } from '../../core/scene/models.ts';
import type { Growth } from './growth.ts';
import { remakingOf, samplerOf } from './remade.ts';
import type { SeenRun } from './seen-run.ts';

/** The update that leaves a step of a model's run: its arrows on the plane, and all of it, taken apart. */

/** An arrow's foot on the plane, and the share of its length, of its square, that is off it; NaN of what has no length. */
interface OnPlane {
  readonly x: number;
  readonly y: number;
  readonly off: number;
}

function onPlane({ u, v }: Plane, vector: Float64Array): OnPlane {
  const [x, y] = [dot(vector, u), dot(vector, v)];
  return { x, y, off: Math.max(0, 1 - (x * x + y * y) / dot(vector, vector)) };
}

/** A row of the data beside the gradient that an update is given. */
export interface RowGradient {
  readonly row: number;
  /** How long its own gradient is, and how much of that is off the plane. */
  readonly length: number;
  readonly off: number;
  /** Rows of the step's minibatch, or all; whether it is one of them. */
  readonly batch: number;
  readonly isInBatch: boolean;
  /** The part of the batch's gradient that is its own, along that gradient; negative where it pulls the other way. */
  readonly share: number;
}

/** What of an update is drawn and said. */
export interface SeenStep {
  readonly marks: StepMarks;
  readonly factors: ArrowFactors;
  /** Shares off the plane, of squared lengths. */
  readonly off: { readonly step: number; readonly gradient: number };
  readonly row: RowGradient | null;
}

/** The longest arrow of a run is at most this share of the rectangle; a longer step is drawn as long as it is. */
const LONGEST = 0.25;
const PLAIN = 0.08;
/** Steps at which the gradient is measured. */
const PLACES = 4;

/** One factor for all steps of a run, and one for gradients. */
export function factorsOn(
  growth: Growth,
  seen: SeenRun,
  plane: Plane,
  [x0, x1, y0, y1]: Domain,
): ArrowFactors {
  const share = (x: number, y: number) => Math.hypot(x / (x1 - x0), y / (y1 - y0));
  const { positions, steps } = seen;
  let [step, slope] = [0, 0];
  for (let k = 0; k < steps; k++) {
    const length = share(
      positions[2 * k + 2]! - positions[2 * k]!,
      positions[2 * k + 3]! - positions[2 * k + 1]!,
    );
    if (length <= 1) step = Math.max(step, length);
  }
  const model = modelOf(growth.request.model);
  const sample = samplerOf(growth.request, model);
  const gradient = new Float64Array(growth.dimension);
  for (let i = 0; i < PLACES; i++) {
    const k = Math.round((i * steps) / PLACES);
    sample.gradient(k, growth.at(k).slice(), gradient);
    const { x, y } = onPlane(plane, gradient);
    if (Number.isFinite(x + y)) slope = Math.max(slope, share(x, y));
  }
  return {
    step: step < PLAIN ? roundDown(LONGEST / step) : 1,
    gradient: roundDown(LONGEST / slope),
  };
}

const arrow = (key: string, part: StepMark['part'], unit: StepMark['unit'], at: OnPlane): StepMark[] =>
  Number.isFinite(at.x + at.y)
    ? [
        {
          key,
          part,
          stage: Number(part === 'step'),
          shape: 'arrow',
          unit,
          x: at.x,
          y: at.y,
          follows: false,
          broken: key === 'row',
          formula: null,
        },
      ]
    : [];

function rowGradientOf(
  { request }: Growth,
  model: Model,
  plane: Plane,
  theta: Float64Array,
  whole: Float64Array,
  step: number,
  row: number,
): { readonly said: RowGradient; readonly at: OnPlane } | null {
  const rows = model.train.targets.length;
  if (!model.loss.rowGradient || row >= rows) return null;
  const own = new Float64Array(theta.length);
  model.loss.rowGradient(row, theta, own);
  const at = onPlane(plane, own);
  const size = Number(model.options['batchSize'] ?? 0);
  const isWhole = !model.loss.minibatches;
  const list = isWhole ? null : minibatches(rows, size, request.options.seed)(step);
  const batch = list?.length ?? rows;
  const isInBatch = list?.includes(row) ?? true;
  const share = isInBatch ? dot(own, whole) / (batch * dot(whole, whole)) : 0;
  return { said: { row, length: Math.sqrt(dot(own, own)), off: at.off, batch, isInBatch, share }, at };
}

/** What the rule calls its step, by which arrow and equation light up together. */
function stepLineOf({ request: { optimizer } }: Growth): string {
  const { entry } = resolveOptimizer(choiceOf(optimizer, optimizer.values));
  return entry.rule.lines.find(({ part }) => part === 'step')?.key ?? 'update';
}

/** Null at the end of a run, which no update leaves. */
export function seenStep(
  growth: Growth,
  seen: SeenRun,
  plane: Plane,
  factors: ArrowFactors,
  step: number,
  row: number | null,
): SeenStep | null {
  if (step >= seen.steps || growth.rows < step + 2) return null;
  const model = modelOf(growth.request.model);
  const theta = growth.at(step).slice();
  const next = growth.at(step + 1);
  const gradient = new Float64Array(theta.length);
  const sample = samplerOf(growth.request, model);
  sample.gradient(step, theta, gradient);
  if (model.loss.turns === 'alternating') {
    // The second player was given the slope where the first had gone.
    const between = new Float64Array(theta.length);
    sample.gradient(step, Float64Array.of(next[0]!, theta[1]!), between);
    gradient[1] = between[1]!;
  }
  const moved = onPlane(
    plane,
    theta.map((x, i) => next[i]! - x),
  );
  const slope = onPlane(plane, gradient);
  const own = row === null ? null : rowGradientOf(growth, model, plane, theta, gradient, step, row);
  return {
    marks: {
      from: [seen.positions[2 * step]!, seen.positions[2 * step + 1]!],
      marks: [
        ...arrow('gradient:uphill', 'gradient', 'gradient', slope),
        ...arrow(stepLineOf(growth), 'step', 'step', moved),
        ...(own ? arrow('row', 'gradient', 'gradient', own.at) : []),
      ],
    },
    factors,
    off: { step: moved.off, gradient: slope.off },
    row: own?.said ?? null,
  };
}

/** The update that leaves a step, taken apart, each of its rounds a stage: replayed from the last state of the rule that was kept. */
export function wholeStep(growth: Growth, step: number): Anatomy | null {
  if (step >= growth.rows) return null;
  const { dimension, losses, checkpoints, divergedAt, at } = growth;
  const remaking = remakingOf(growth.request);
  const { entry, values, loss } = remaking;
  const recorded = { steps: growth.rows - 1, dimension, positions: none, at, losses, divergedAt };
  const seeker = createSeeker({ ...recorded, ...remaking, checkpoints, counts: null });
  const anatomy = inRounds(anatomyOf(entry, values, { ...seeker, ...recorded }, step, loss));
  return loss.turns ? ofPlayers(anatomy) : anatomy;
}

/** Of two players a step is given each one's own slope, which is the gradient of nothing. */
function ofPlayers(anatomy: Anatomy): Anatomy {
  const tex = '\\left(\\tfrac{\\partial f}{\\partial x},\\; -\\tfrac{\\partial g}{\\partial y}\\right)';
  const own = (lines: Anatomy['lines']) =>
    lines.map((line) =>
      line.id === 'gradient' ? { ...line, found: { reads: ['theta'], tex: () => tex } } : line,
    );
  const stages = anatomy.stages.map((stage) => ({ ...stage, lines: own(stage.lines) }));
  return { ...anatomy, lines: own(anatomy.lines), stages };
}

const none = new Float64Array(0);
