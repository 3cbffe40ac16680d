import { PASS, type SwarmProgram } from '../../core/run/swarm-glsl.ts';
import { createSampler } from './sample.ts';

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

/** Particles whose starts are written at once. */
const FILL = 8192;
/** Updates of particles between two pictures at first, and how many of them at most and at least. */
const [FIRST, MOST, LEAST] = [500_000, 64_000_000, 50_000];
/**
 * Milliseconds until they are seen to be done, below which there may be more of them and above which there are too many.
 * That is looked for in a frame, and quick processors are two frames behind.
 */
const [BRIEF, LONG] = [40, 60];

export function createSwarmEngine(gl: WebGL2RenderingContext, options: EngineOptions): SwarmEngine {
  const { program, count, steps } = options;
  const { size } = program;
  const bytes = 4 * size * count;
  const room = (length: number) => {
    const buffer = gl.createBuffer();
    gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
    gl.bufferData(gl.ARRAY_BUFFER, length, gl.DYNAMIC_COPY);
    return buffer;
  };
  const [starts, even, odd] = [room(bytes), room(bytes), room(bytes)];
  const buffers = [starts, even, odd];
  const arrays = buffers.map((buffer) => inputsOf(gl, buffer, size));
  const feedback = gl.createTransformFeedback();
  const mover = compile(gl, program.text, program.outputs);
  const keeper = options.wantsEnds ? compile(gl, keepEnds, ['end']) : null;
  let ends: WebGLBuffer | null = null;
  let places: ReturnType<typeof placesOf> | null = null;
  const rates = new Float32Array(PASS);
  const keys = new Uint32Array(PASS);
  const powers = new Float32Array(PASS * Math.max(1, program.powers.length));
  const scratch = new Float32Array(size * Math.min(FILL, count));
  const sampler = createSampler(gl, size);
  let filled = 0;
  let step = -1;
  /** Of the buffers, that of the present step. */
  let at = 0;
  let failure: string | null = null;
  let amount = FIRST;
  let fence: { readonly sync: WebGLSync; readonly since: number; readonly work: number } | null = null;

  /** Three holds what is bound for what it bound itself. */
  const aside = (work: () => void) => {
    const [own, array] = [gl.getParameter(gl.CURRENT_PROGRAM), gl.getParameter(gl.VERTEX_ARRAY_BINDING)];
    // One that has no size yet draws nothing, not even into buffers.
    const frame = gl.getParameter(gl.FRAMEBUFFER_BINDING);
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
    work();
    gl.bindFramebuffer(gl.FRAMEBUFFER, frame);
    gl.bindBuffer(gl.ARRAY_BUFFER, null);
    gl.useProgram(own);
    gl.bindVertexArray(array);
  };

  const fill = () => {
    const to = Math.min(count, filled + FILL);
    options.fill(filled, to, scratch);
    gl.bindBuffer(gl.ARRAY_BUFFER, starts);
    gl.bufferSubData(gl.ARRAY_BUFFER, 4 * size * filled, scratch, 0, size * (to - filled));
    gl.bindBuffer(gl.ARRAY_BUFFER, null);
    filled = to;
    if (filled === count) step = 0;
  };

  const caught = (into: WebGLBuffer, run: WebGLProgram, prepare: () => void) => {
    aside(() => {
      gl.useProgram(run);
      gl.bindVertexArray(arrays[at]!);
      prepare();
      gl.bindTransformFeedback(gl.TRANSFORM_FEEDBACK, feedback);
      gl.bindBufferBase(gl.TRANSFORM_FEEDBACK_BUFFER, 0, into);
      gl.enable(gl.RASTERIZER_DISCARD);
      gl.beginTransformFeedback(gl.POINTS);
      gl.drawArrays(gl.POINTS, 0, count);
      gl.endTransformFeedback();
      gl.disable(gl.RASTERIZER_DISCARD);
      gl.bindBufferBase(gl.TRANSFORM_FEEDBACK_BUFFER, 0, null);
      gl.bindTransformFeedback(gl.TRANSFORM_FEEDBACK, null);
    });
  };

  const advance = (updates: number) => {
    const into = at === 1 ? 2 : 1;
    for (let i = 0; i < updates; i++) {
      rates[i] = options.rate(step + i + 1);
      keys[i] = options.key(step + i);
      options.powers(step + i + 1, powers, i * program.powers.length);
    }
    caught(buffers[into]!, mover.program, () => {
      places ??= placesOf(gl, mover.program);
      gl.uniform1i(places.first, step);
      gl.uniform1i(places.count, updates);
      gl.uniform1fv(places.rates, rates);
      gl.uniform1uiv(places.keys, keys);
      gl.uniform1fv(places.powers, powers);
      gl.uniform1f(places.deviation, options.deviation);
      gl.uniform1fv(places.given, options.hyperparameters);
    });
    at = into;
    step += updates;
  };

  /** Whether the work of the picture before is done, from how long which took it is known what the next may be. */
  const isFree = (): boolean => {
    if (!fence) return true;
    const took = performance.now() - fence.since;
    if (gl.getSyncParameter(fence.sync, gl.SYNC_STATUS) === gl.UNSIGNALED && !gl.isContextLost()) {
      return false;
    }
    if (took > LONG) amount = Math.max(LEAST, amount / 2);
    else if (took < BRIEF && fence.work > amount / 2) amount = Math.min(MOST, amount * 1.5);
    gl.deleteSync(fence.sync);
    fence = null;
    return true;
  };

  const moveTo = (wanted: number) => {
    if (!isFree()) return;
    if (wanted < step) [step, at] = [0, 0];
    const least = Math.min(steps, wanted) - step;
    const updates = Math.min(least, Math.max(1, Math.floor(amount / count)), 8 * PASS);
    for (let left = updates; left > 0; left -= PASS) advance(Math.min(PASS, left));
    if (updates <= 0) return;
    const sync = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    gl.flush();
    if (sync) fence = { sync, since: performance.now(), work: updates * count };
  };

  const keep = () => {
    const fault = keeper!.fault();
    if (fault !== null) {
      failure = fault;
      return;
    }
    const into = room(8 * count);
    gl.bindBuffer(gl.ARRAY_BUFFER, null);
    caught(into, keeper!.program, () => {});
    ends = into;
    [step, at] = [0, 0];
  };

  return {
    get buffer() {
      return buffers[at]!;
    },
    get step() {
      return step;
    },
    get ends() {
      return ends;
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
      if (keeper && !ends) {
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
      if (keeper && !ends) {
        to(steps);
        keep();
      }
      to(Math.min(wanted, steps));
    },
    sample: (particles) => sampler.sample(particles, step, buffers[at]!),
    dispose() {
      sampler.drop();
      if (fence) gl.deleteSync(fence.sync);
      for (const buffer of [...buffers, ends]) gl.deleteBuffer(buffer);
      for (const array of arrays) gl.deleteVertexArray(array);
      gl.deleteTransformFeedback(feedback);
      mover.dispose();
      keeper?.dispose();
    },
  };
}

/** Where a particle is, and nothing else of it. */
const keepEnds = `#version 300 es
precision highp float;
layout(location = 0) in vec4 k0;
out vec2 end;
void main() {
  end = k0.xy;
  gl_Position = vec4(0.0);
}
`;

const fragment = `#version 300 es
precision highp float;
out vec4 color;
void main() {
  color = vec4(1.0);
}
`;

/** The floats of a buffer as inputs of four each. */
function inputsOf(gl: WebGL2RenderingContext, buffer: WebGLBuffer, size: number): WebGLVertexArrayObject {
  const before = gl.getParameter(gl.VERTEX_ARRAY_BINDING);
  const array = gl.createVertexArray();
  gl.bindVertexArray(array);
  gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
  for (let k = 0; 4 * k < size; k++) {
    gl.enableVertexAttribArray(k);
    gl.vertexAttribPointer(k, 4, gl.FLOAT, false, 4 * size, 16 * k);
  }
  gl.bindVertexArray(before);
  gl.bindBuffer(gl.ARRAY_BUFFER, null);
  return array;
}

function placesOf(gl: WebGL2RenderingContext, program: WebGLProgram) {
  const place = (name: string) => gl.getUniformLocation(program, name);
  return {
    first: place('first'),
    count: place('count'),
    rates: place('rates'),
    keys: place('keys'),
    deviation: place('deviation'),
    powers: place('powers'),
    given: place('given'),
  };
}

/** Begins to compile a vertex shader whose outputs are caught: drivers that can do so go on beside the page. */
function compile(gl: WebGL2RenderingContext, text: string, outputs: readonly string[]) {
  const beside = gl.getExtension('KHR_parallel_shader_compile');
  const program = gl.createProgram();
  const shaders = [gl.createShader(gl.VERTEX_SHADER)!, gl.createShader(gl.FRAGMENT_SHADER)!];
  for (const [k, shader] of shaders.entries()) {
    gl.shaderSource(shader, k === 0 ? text : fragment);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.transformFeedbackVaryings(program, [...outputs], gl.INTERLEAVED_ATTRIBS);
  gl.linkProgram(program);
  let fault: string | null | undefined;
  return {
    program,
    isDone: () => !beside || Boolean(gl.getProgramParameter(program, beside.COMPLETION_STATUS_KHR)),
    fault() {
      if (fault !== undefined) return fault;
      const isLinked = Boolean(gl.getProgramParameter(program, gl.LINK_STATUS));
      const log = () => gl.getProgramInfoLog(program) || gl.getShaderInfoLog(shaders[0]!) || '?';
      fault = isLinked || gl.isContextLost() ? null : log();
      return fault;
    },
    dispose() {
      for (const shader of shaders) gl.deleteShader(shader);
      gl.deleteProgram(program);
    },
  };
}
