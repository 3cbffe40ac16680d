/** What a swarm's engine is made of: buffers, programs whose output is caught, and how much of it is asked for at once. */
import { browserClock } from '../../app/clock.ts';
import { PASS } from '../../core/run/swarm-glsl.ts';
import type { EngineOptions } from './engine.ts';

/** Particles whose starts are written at once. */
const FILL = 8192;
/** Updates of particles between two pictures at first, and how many of them at most and at least. */
const [FIRST, MOST, LEAST] = [500_000, 64_000_000, 50_000];
/**
 * Milliseconds until they are seen to be done, below which there may be more of them and above which there are too many.
 * That is looked for in a frame, and quick processors are two frames behind.
 */
const [BRIEF, LONG] = [40, 60];

export function floatBuffer(gl: WebGL2RenderingContext, length: number): WebGLBuffer {
  const buffer = gl.createBuffer();
  gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
  gl.bufferData(gl.ARRAY_BUFFER, length, gl.DYNAMIC_COPY);
  return buffer;
}

/** What particles keep at first, which is written in parts. */
export function createStarts(
  gl: WebGL2RenderingContext,
  { program: { size }, count, fill }: EngineOptions,
  buffer: WebGLBuffer,
) {
  const scratch = new Float32Array(size * Math.min(FILL, count));
  let filled = 0;
  return {
    buffer,
    /** Writes the next part; true with the last. */
    fill(): boolean {
      const to = Math.min(count, filled + FILL);
      fill(filled, to, scratch);
      gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
      gl.bufferSubData(gl.ARRAY_BUFFER, 4 * size * filled, scratch, 0, size * (to - filled));
      gl.bindBuffer(gl.ARRAY_BUFFER, null);
      filled = to;
      return filled === count;
    },
  };
}

/**
 * One pixel to draw on, and nothing is: on one that has no size yet programs write nothing, not even into buffers, and what
 * runs over the canvas itself takes the picture away that it shows.
 */
function createPixel(gl: WebGL2RenderingContext) {
  const [frame, pixel] = [gl.createFramebuffer(), gl.createRenderbuffer()];
  const before = [gl.getParameter(gl.FRAMEBUFFER_BINDING), gl.getParameter(gl.RENDERBUFFER_BINDING)];
  gl.bindFramebuffer(gl.FRAMEBUFFER, frame);
  gl.bindRenderbuffer(gl.RENDERBUFFER, pixel);
  gl.renderbufferStorage(gl.RENDERBUFFER, gl.RGBA8, 1, 1);
  gl.framebufferRenderbuffer(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.RENDERBUFFER, pixel);
  gl.bindFramebuffer(gl.FRAMEBUFFER, before[0]);
  gl.bindRenderbuffer(gl.RENDERBUFFER, before[1]);
  return {
    frame,
    dispose() {
      gl.deleteFramebuffer(frame);
      gl.deleteRenderbuffer(pixel);
    },
  };
}

/** Has programs run over all particles, and catches what they write. */
export function createCatcher(gl: WebGL2RenderingContext, count: number) {
  const feedback = gl.createTransformFeedback();
  const pixel = createPixel(gl);
  /** Three holds what is bound for what it bound itself. */
  const aside = (work: () => void) => {
    const [own, array] = [gl.getParameter(gl.CURRENT_PROGRAM), gl.getParameter(gl.VERTEX_ARRAY_BINDING)];
    const frame = gl.getParameter(gl.FRAMEBUFFER_BINDING);
    gl.bindFramebuffer(gl.FRAMEBUFFER, pixel.frame);
    work();
    gl.bindFramebuffer(gl.FRAMEBUFFER, frame);
    gl.bindBuffer(gl.ARRAY_BUFFER, null);
    gl.useProgram(own);
    gl.bindVertexArray(array);
  };
  return {
    run(program: WebGLProgram, from: WebGLVertexArrayObject, into: WebGLBuffer, prepare: () => void) {
      aside(() => {
        gl.useProgram(program);
        gl.bindVertexArray(from);
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
    },
    dispose() {
      gl.deleteTransformFeedback(feedback);
      pixel.dispose();
    },
  };
}

/** The program that updates particles, with what it is told of each update of a pass. */
export function createMover(gl: WebGL2RenderingContext, options: EngineOptions) {
  const { program } = options;
  const compiled = compile(gl, program.text, program.outputs);
  let places: ReturnType<typeof placesOf> | null = null;
  const rates = new Float32Array(PASS);
  const keys = new Uint32Array(PASS);
  const powers = new Float32Array(PASS * Math.max(1, program.powers.length));
  let [first, count] = [0, 0];
  return {
    ...compiled,
    /** Of the updates that follow so many. */
    write(step: number, updates: number) {
      [first, count] = [step, updates];
      for (let i = 0; i < updates; i++) {
        rates[i] = options.rate(step + i + 1);
        keys[i] = options.key(step + i);
        options.powers(step + i + 1, powers, i * program.powers.length);
      }
    },
    /** To the program, which is in use. */
    send() {
      places ??= placesOf(gl, compiled.program);
      gl.uniform1i(places.first, first);
      gl.uniform1i(places.count, count);
      gl.uniform1fv(places.rates, rates);
      gl.uniform1uiv(places.keys, keys);
      gl.uniform1fv(places.powers, powers);
      gl.uniform1f(places.deviation, options.deviation);
      gl.uniform1fv(places.given, options.hyperparameters);
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

/** Keeps where all particles end, for a picture that colours them by it before any moves. */
export function createKeeper(
  gl: WebGL2RenderingContext,
  count: number,
  catcher: ReturnType<typeof createCatcher>,
) {
  const compiled = compile(gl, keepEnds, ['end']);
  let ends: WebGLBuffer | null = null;
  return {
    /** Two floats each; null before they are known. */
    get ends() {
      return ends;
    },
    /** Keeps where they are now. Returns why the driver cannot do it; null where it can. */
    keep(from: WebGLVertexArrayObject): string | null {
      const fault = compiled.fault();
      if (fault !== null) return fault;
      const into = floatBuffer(gl, 8 * count);
      gl.bindBuffer(gl.ARRAY_BUFFER, null);
      catcher.run(compiled.program, from, into, () => {});
      ends = into;
      return null;
    },
    dispose() {
      gl.deleteBuffer(ends);
      compiled.dispose();
    },
  };
}

/** How many updates of particles the graphics processor is given between two pictures. */
export function createPace(gl: WebGL2RenderingContext) {
  let amount = FIRST;
  let fence: { readonly sync: WebGLSync; readonly since: number; readonly work: number } | null = null;
  return {
    get amount() {
      return amount;
    },
    /** Whether the work of the picture before is done, from how long which took it is known what the next may be. */
    isFree(): boolean {
      if (!fence) return true;
      const took = browserClock.now() - fence.since;
      if (gl.getSyncParameter(fence.sync, gl.SYNC_STATUS) === gl.UNSIGNALED && !gl.isContextLost()) {
        return false;
      }
      if (took > LONG) amount = Math.max(LEAST, amount / 2);
      else if (took < BRIEF && fence.work > amount / 2) amount = Math.min(MOST, amount * 1.5);
      gl.deleteSync(fence.sync);
      fence = null;
      return true;
    },
    /** Some work was given to it just now. */
    begin(work: number) {
      const sync = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
      gl.flush();
      if (sync) fence = { sync, since: browserClock.now(), work };
    },
    dispose() {
      if (fence) gl.deleteSync(fence.sync);
    },
  };
}

const fragment = `#version 300 es
precision highp float;
out vec4 color;
void main() {
  color = vec4(1.0);
}
`;

/** The floats of a buffer as inputs of four each. */
export function inputsOf(
  gl: WebGL2RenderingContext,
  buffer: WebGLBuffer,
  size: number,
): WebGLVertexArrayObject {
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
