import { PASS, type SwarmProgram } from '../../core/run/swarm-glsl.ts';
import {
  createCatcher,
  createKeeper,
  createMover,
  createPace,
  createStarts,
  inputsOf,
  floatBuffer,
} from './engine-parts.ts';
import { createParticleReader } from './sample.ts';

/**
 * A swarm in the memory of the graphics processor: each particle with all that its rule keeps, advanced by transform
 * feedback from one buffer into another, in floats. What a script does of it does not grow with the number of particles,
 * but for the starts, which it writes in parts.
 */
export interface SwarmEngine {
  /** What the particles of the present step are in, `size` floats each. */
  readonly buffer: WebGLBuffer;
  /** The updates that they have made; -1 while their starts are being written. */
  readonly step: number;
  /** Where each ends, two floats; null before that is known. */
  readonly ends: WebGLBuffer | null;
  /** Why the driver cannot do it; null where it can. */
  readonly failure: string | null;
  /** Does a part of the work towards a step, and says whether some is left. */
  work(step: number): boolean;
  /** All of that work at once, for a picture that is drawn once. */
  rush(step: number): void;
  /** Asks for the kept numbers of some particles of this step: null until they have come. */
  sample(particles: readonly number[]): Float32Array | null;
  dispose(): void;
}

export interface EngineOptions {
  readonly program: SwarmProgram;
  readonly count: number;
  readonly steps: number;
  /** Whether where each ends is to be known before any moves. */
  readonly wantsEnds: boolean;
  readonly hyperparameters: Float32Array;
  readonly deviation: number;
  rate(t: number): number;
  /** Of the noise in the update that follows so many. */
  key(step: number): number;
  /** Writes the powers that update t is given. */
  powers(t: number, out: Float32Array, at: number): void;
  /** Writes what particles `from` to `to` keep at first, `size` floats each. */
  fill(from: number, to: number, out: Float32Array): void;
}

export function createSwarmEngine(gl: WebGL2RenderingContext, options: EngineOptions): SwarmEngine {
  const { program, count, steps } = options;
  const { size } = program;
  const bytes = 4 * size * count;
  const starts = createStarts(gl, options, floatBuffer(gl, bytes));
  const buffers = [starts.buffer, floatBuffer(gl, bytes), floatBuffer(gl, bytes)];
  const arrays = buffers.map((buffer) => inputsOf(gl, buffer, size));
  const catcher = createCatcher(gl, count);
  const mover = createMover(gl, options);
  const keeper = options.wantsEnds ? createKeeper(gl, count, catcher) : null;
  const sampler = createParticleReader(gl, size);
  const pace = createPace(gl);
  let step = -1;
  /** Of the buffers, that of the present step. */
  let at = 0;
  let failure: string | null = null;

  const fill = () => {
    if (starts.fill()) step = 0;
  };

  const advance = (updates: number) => {
    const into = at === 1 ? 2 : 1;
    mover.write(step, updates);
    catcher.run(mover.program, arrays[at]!, buffers[into]!, mover.send);
    at = into;
    step += updates;
  };

  const moveTo = (wanted: number) => {
    if (!pace.isFree()) return;
    if (wanted < step) [step, at] = [0, 0];
    const least = Math.min(steps, wanted) - step;
    const updates = Math.min(least, Math.max(1, Math.floor(pace.amount / count)), 8 * PASS);
    for (let left = updates; left > 0; left -= PASS) advance(Math.min(PASS, left));
    if (updates > 0) pace.begin(updates * count);
  };

  const keep = () => {
    failure = keeper!.keep(arrays[at]!);
    if (failure === null) [step, at] = [0, 0];
  };

  return {
    get buffer() {
      return buffers[at]!;
    },
    get step() {
      return step;
    },
    get ends() {
      return keeper?.ends ?? null;
    },
    get failure() {
      return failure;
    },
    work(wanted) {
      if (failure !== null || gl.isContextLost()) return false;
      if (step < 0) {
        fill();
        return true;
      }
      if (!mover.isDone()) return true;
      failure = mover.fault();
      if (failure !== null) return false;
      if (keeper && !keeper.ends) {
        moveTo(steps);
        if (step === steps) keep();
        return true;
      }
      const goal = Math.min(wanted, steps);
      if (step !== goal) moveTo(goal);
      return step !== goal;
    },
    rush(wanted) {
      while (step < 0) fill();
      failure ??= mover.fault();
      const to = (goal: number) => {
        if (goal < step) [step, at] = [0, 0];
        while (step < goal) advance(Math.min(PASS, goal - step));
      };
      if (failure !== null || gl.isContextLost()) return;
      if (keeper && !keeper.ends) {
        to(steps);
        keep();
      }
      to(Math.min(wanted, steps));
    },
    sample: (particles) => sampler.sample(particles, step, buffers[at]!),
    dispose() {
      sampler.drop();
      pace.dispose();
      for (const buffer of buffers) gl.deleteBuffer(buffer);
      for (const array of arrays) gl.deleteVertexArray(array);
      catcher.dispose();
      mover.dispose();
      keeper?.dispose();
    },
  };
}
