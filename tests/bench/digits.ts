import { createModel } from '../../src/core/models/registry.ts';
import { minibatches } from '../../src/core/models/minibatches.ts';
import { sparseRows } from '../../src/core/models/sparse.ts';
import { optimizers } from '../../src/core/optimizers/all.ts';
import { defaultValues } from '../../src/core/optimizers/registry.ts';
import { startState } from '../../src/core/optimizers/state.ts';
import { createStepper } from '../../src/core/optimizers/stepper.ts';
import { recordRun } from '../../src/core/run/record.ts';
import { giveDigitsHere } from '../tools/digits.ts';
import { compileTraining } from './c-digits.ts';
import { trainInTfjs } from './tfjs-digits.mjs';
import type { Row } from './table.ts';

const [INPUTS, HIDDEN, OUTPUTS] = [196, 16, 10];
const STEPS = 500;
const BATCH = 32;
const LR = 0.01;
const TURNS = 6;
/** Of tfjs, which takes long: its steps take as long as each other. */
const TFJS_STEPS = 60;

/** Parameters with each matrix turned: by input in the place of by output. */
function turned(theta: Float64Array): Float64Array {
  const out = theta.slice();
  let at = 0;
  for (const [inputs, outputs] of [
    [INPUTS, HIDDEN],
    [HIDDEN, OUTPUTS],
  ] as const) {
    for (let o = 0; o < outputs; o++) {
      for (let i = 0; i < inputs; i++) out[at + i * outputs + o] = theta[at + o * inputs + i]!;
    }
    at += outputs * (inputs + 1);
  }
  return out;
}

/** The model of digits: training by minibatches and the same with the loss of all rows, against C and tfjs; points of a plane. */
export async function digitsRows(): Promise<Row[]> {
  giveDigitsHere();
  const model = createModel('digits', { batchSize: BATCH });
  const { loss, train } = model;
  const start = model.initial(1);
  const adam = optimizers.find(({ id }) => id === 'adam')!;
  const values = { ...defaultValues(adam), lr: LR };

  /** The updates alone, as a run makes them. */
  const updates = (): Float64Array => {
    const stepper = createStepper(adam, values, loss.dimension, { loss });
    const gradient = loss.minibatches!(1);
    stepper.theta.set(start);
    startState(adam, values, start, stepper.state);
    for (let k = 0; k < STEPS; k++) {
      gradient(k, stepper.theta, stepper.gradient);
      stepper.step(k + 1, LR, 0);
    }
    const end = stepper.theta.slice();
    stepper.release();
    return end;
  };
  const recorded = () => recordRun({ loss, optimizer: { id: 'adam', lr: LR }, start, steps: STEPS, seed: 1 });

  const batches = minibatches(train.targets.length, BATCH, 1);
  // Epochs end with half a batch, which C has twice: the mean is the same.
  const order = new Int32Array(STEPS * BATCH);
  for (let k = 0; k < STEPS; k++) {
    const own = batches(k);
    for (let i = 0; i < BATCH; i++) order[k * BATCH + i] = own[i % own.length]!;
  }
  const rows = sparseRows(train.inputs, INPUTS);
  const inC = compileTraining({
    begins: rows.begins,
    columns: rows.columns,
    values: rows.values,
    labels: Int32Array.from(train.targets),
    order,
    theta: turned(start),
    steps: STEPS,
    batch: BATCH,
    lr: LR,
  });

  const best = new Map<string, number>();
  const keep = (name: string, time: number) => best.set(name, Math.min(best.get(name) ?? Infinity, time));
  const timed = (name: string, act: () => unknown) => {
    const before = performance.now();
    act();
    keep(name, performance.now() - before);
  };
  const [u, v] = [start.map((x) => 0.1 - x), start.map((x) => x * x)];
  let losses: readonly [number, number] = [0, 0];
  for (let turn = 0; turn < TURNS; turn++) {
    timed('updates', updates);
    timed('recorded', recorded);
    timed('slice', () => {
      const at = model.testLoss!.alongPlane!(start, u, v);
      for (let k = 0; k < 33 * 33; k++) at((k % 33) / 33, Math.floor(k / 33) / 33);
    });
    const other = inC?.time();
    if (!other) continue;
    keep('C updates', other.plain[0]);
    keep('C recorded', other.all[0]);
    losses = [other.plain[1], other.all[1]];
  }
  inC?.dispose();
  const given = {
    inputs: train.inputs,
    labels: train.targets,
    order,
    theta: turned(start),
    batch: BATCH,
    lr: LR,
  };
  let tfjs = Infinity;
  for (let turn = 0; turn < 3; turn++) tfjs = Math.min(tfjs, (await trainInTfjs(given, TFJS_STEPS))[0]);
  const [, ended] = await trainInTfjs(given, STEPS);
  const end = loss.value(updates());
  // Otherwise it is not the same that was measured.
  if (inC && !losses.every((one) => Math.abs(one - end) < 1e-3)) {
    throw new Error(`The loops end at ${end} here and at ${losses.join(' and ')} in C.`);
  }
  // In float32, and with an epsilon in another place: about as far down.
  if (!(Math.abs(ended - end) < 0.2 * end)) throw new Error(`tfjs ends at ${ended}, and here it is ${end}.`);
  const against = (name: string, key: string, bound: 'min' | null): Row => ({
    name,
    figure: best.get(`C ${key}`)! / best.get(key)!,
    unit: 'x',
    bound,
    limit: 0.5,
  });
  return [
    {
      name: 'Digits, 196-16-10, batch 32, Adam: steps a second',
      figure: (1000 * STEPS) / best.get('updates')!,
      unit: '1/s',
      bound: null,
      limit: 0,
    },
    ...(inC
      ? [
          against('  against the same loop in C -O3', 'updates', 'min'),
          against('  with the loss of all 2,000 digits at every step, against C -O3', 'recorded', null),
        ]
      : []),
    {
      name: '  against tfjs on its CPU backend, in float32',
      figure: (tfjs / TFJS_STEPS) * (STEPS / best.get('updates')!),
      unit: 'x',
      bound: 'min',
      limit: 10,
    },
    {
      name: '  33 x 33 points of a plane, on 500 digits',
      figure: best.get('slice')!,
      unit: 'ms',
      bound: 'max',
      limit: 700,
    },
  ];
}
