import type { FormulaGraph } from '../expression/compile.ts';
import { glslCall, glslSource } from '../expression/glsl-functions.ts';
import type { Noise } from '../math/noise.ts';
import type { Program } from '../optimizers/program.ts';
import { type GlslStep, printStep } from '../optimizers/step-glsl.ts';
import { RULE_LANE } from './swarm.ts';

/** Updates that one pass over the particles makes at most. */
export const PASS = 16;
/** Of four floats each: what every device gives a vertex, less one that a driver may want. */
const MOST_VECTORS = 15;
/** From this size on a number is taken for one that floats cannot hold. */
const HUGE = '3.0e38';

/** The update of a particle as a vertex shader of WebGL 2, whose outputs are caught. */
export interface SwarmProgram {
  readonly text: string;
  /** The outputs, in their order, of four floats each. */
  readonly outputs: readonly string[];
  /** What a particle has a float for of its position, 0 and 1, and of the packed state behind it. */
  readonly places: readonly number[];
  /** Where its speed stands, the length of its last step; -1 once its run has ended. */
  readonly speed: number;
  /** Floats of a particle in its buffer, a multiple of four. */
  readonly size: number;
  readonly hyperparameters: readonly string[];
  readonly powers: GlslStep['powers'];
}

/** Why a rule has no swarm. */
export type SwarmRefusal = 'searches' | 'state';

/**
 * Inputs `k0`, `k1` ... at locations 0, 1 ... are what the outputs were. Uniforms: `first`, the updates that were made
 * before; `count`, to be made now; `rates`, their learning rates; `keys`, what `stepKey` says of each; `powers`, of
 * each all that are given; `deviation` of the noise; `given`, the hyperparameters.
 */
export function swarmProgram(
  program: Program,
  formula: FormulaGraph,
  noise: Noise,
): SwarmProgram | SwarmRefusal {
  const used = new Set<string>();
  const isNoisy = noise.deviation > 0;
  const step = printStep(program, formula, 'stepped', used, {
    noise: isNoisy ? noise.scaling : null,
    givenPowers: true,
  });
  if (!step) return 'searches';
  const { kept, places, hyperparameters, powers, draws: isDrawing } = step;
  const shared = Math.max(1, powers.length);
  const own = places.length;
  const vectors = Math.ceil((own + 1) / 4);
  if (vectors > MOST_VECTORS) return 'state';
  const draws = isNoisy || isDrawing ? drawsOf(isNoisy ? noise.kind : 'gaussian', used) : '';
  const given = `${isNoisy ? ', drawn(keys[i], uint(gl_VertexID)), deviation' : ''}${isDrawing ? ', normals' : ''}`;
  const each = Array.from({ length: vectors }, (_, k) => k);
  const part = (k: number) => `${Math.floor(k / 4)}.${'xyzw'[k % 4]}`;
  const text = `#version 300 es
precision highp float;
precision highp int;
${each.map((k) => `layout(location = ${k}) in vec4 k${k};\nout vec4 o${k};`).join('\n')}
uniform int first;
uniform int count;
uniform float rates[${PASS}];
uniform uint keys[${PASS}];
uniform float deviation;
uniform float powers[${PASS * shared}];
uniform float given[${Math.max(1, hyperparameters.length)}];
${glslSource(used)}
${draws}
${step.text}
bool isLost(float x) {
  return !(abs(x) < ${HUGE});
}
void main() {
  float kept[${kept}];
  ${places.map((place, k) => `kept[${place}] = k${part(k)};`).join('\n  ')}
  float speed = k${part(own)};
  for (int i = 0; i < count && speed >= 0.0; i++) {
    vec2 before = vec2(kept[0], kept[1]);
    float raised[${shared}];
    for (int k = 0; k < ${shared}; k++) raised[k] = powers[i * ${shared} + k];
    ${
      isDrawing
        ? `vec2 own = pair(keys[i], uint(gl_VertexID), ${RULE_LANE}u);
    float normals[2] = float[2](own.x, own.y);`
        : ''
    }
    float loss = stepped(kept, float(first + i + 1), rates[i], given, raised${given});
    vec2 way = vec2(kept[0], kept[1]) - before;
    speed = isLost(loss) || isLost(kept[0]) || isLost(kept[1]) ? -1.0 : length(way);
    if (speed < 0.0) {
      kept[0] = before.x;
      kept[1] = before.y;
    }
  }
  ${each.map((k) => `o${k} = vec4(0.0);`).join('\n  ')}
  ${places.map((place, k) => `o${part(k)} = kept[${place}];`).join('\n  ')}
  o${part(own)} = speed;
  gl_Position = vec4(0.0);
}
`;
  return {
    text,
    outputs: each.map((k) => `o${k}`),
    places,
    speed: own,
    size: 4 * vectors,
    hyperparameters,
    powers,
  };
}

/** `swarmDraws` of a particle, in floats. */
function drawsOf(kind: Noise['kind'], used: Set<string>): string {
  const radius = `sqrt(-2.0 * ${glslCall('log', ['(float(first_ >> 8u) + 1.0) * SHARE'], used)})`;
  const [across, up] = [glslCall('cos', ['angle'], used), glslCall('sin', ['angle'], used)];
  const pair = `const float SHARE = 1.0 / 16777216.0;
uint mixed(uint x) {
  uint state = x * 747796405u + 2891336453u;
  uint word = ((state >> ((state >> 28u) + 4u)) ^ state) * 277803737u;
  return (word >> 22u) ^ word;
}
vec2 pair(uint key, uint particle, uint lane) {
  uint first_ = mixed(particle ^ mixed(key + lane));
  float angle = 6.283185307 * (float(mixed(first_) >> 8u) * SHARE);
  return ${radius} * vec2(${across}, ${up});
}`;
  if (kind === 'gaussian') {
    return `${pair}
float[2] drawn(uint key, uint particle) {
  vec2 two = pair(key, particle, 0u);
  return float[2](two.x, two.y);
}`;
  }
  return `${pair}
float heavy(uint key, uint particle, uint lane) {
  vec2 a = pair(key, particle, lane);
  vec2 b = pair(key, particle, lane + 1u);
  return a.x / sqrt(a.y * a.y + b.x * b.x + b.y * b.y);
}
float[2] drawn(uint key, uint particle) {
  return float[2](heavy(key, particle, 0u), heavy(key, particle, 2u));
}`;
}
