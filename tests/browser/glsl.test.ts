import { expect, test } from 'vitest';
import { compileFormula, type FormulaGraph, formulaGraph } from '../../src/core/expression/compile.ts';
import { functions } from '../../src/core/expression/functions.ts';
import { glslSource } from '../../src/core/expression/glsl-functions.ts';
import { printGlsl } from '../../src/core/expression/glsl.ts';
import { Graph, type NodeId, reachable } from '../../src/core/expression/graph.ts';
import { operate } from '../../src/core/expression/operations.ts';
import { losses } from '../../src/core/losses/catalog.ts';
import type { Loss } from '../../src/core/math/loss.ts';
import { pow } from '../../src/core/math/exponential.ts';
import { programOf } from '../../src/core/optimizers/program.ts';
import { numbersOf } from '../../src/core/optimizers/read-rule.ts';
import { defaultValues, optimizers } from '../../src/core/optimizers/registry.ts';
import { startState } from '../../src/core/optimizers/state.ts';
import { printStep } from '../../src/core/optimizers/step-glsl.ts';
import { canUnroll, unroll } from '../../src/core/optimizers/unroll.ts';
import { sharedBrowser } from './support/browser.ts';
import { normals } from '../unit/core/normals.ts';
import { formulaOf, kinds } from '../unit/core/optimizers/kinds.ts';

/**
 * What is printed as GLSL and computed by WebGL2 is what the interpreter's operations give, as closely as floats can: at
 * most a few times as far off as when each operation is off by the units in the last place that it may be.
 */

/** A float's distance to the next, of 1. */
const UNIT = 2 ** -23;
/** What may be 0 in floats, and what may be infinite. */
const [TINY, HUGE] = [1e-37, 1e38];
const SAMPLES = 8;
const FACTOR = 4;

/** Says how an operation that is off by so many units at most comes out. */
type Rough = (value: number, units: number) => number;

interface Case {
  readonly name: string;
  /** Functions, and statements that make `y` of `x`. */
  readonly functions: string;
  readonly body: string;
  readonly inputs: number;
  readonly outputs: number;
  readonly points: readonly (readonly number[])[];
  readonly evaluate: (point: readonly number[], rough: Rough) => number[];
}

function unitsOf(op: string, value: number): number {
  switch (op) {
    case 'add':
    case 'sub':
    case 'mul':
      return 1;
    case 'div':
      return 3;
    case 'whole':
      return 3 + Math.abs(value);
    case 'call':
      return 4;
    default:
      return 0;
  }
}

/** The nodes' values in doubles, made rough. */
function valuesOf(
  graph: Graph,
  roots: readonly NodeId[],
  variable: (index: number) => number,
  rough: Rough,
): number[] {
  const values: number[] = [];
  for (const id of reachable(graph, roots)) {
    const { op, name, args, value } = graph.node(id);
    const [a = 0, b = 0, c = 0] = args.map((arg) => values[arg]!);
    if (op === 'variable') values[id] = variable(value);
    else if (op === 'constant') values[id] = rough(value, Math.fround(value) === value ? 0 : 1);
    else values[id] = rough(operate(op, name, value, a, b, c), unitsOf(op, value));
  }
  return roots.map((root) => values[root]!);
}

/** Nodes of a graph over x and y; a variable is taken as it is up to a size, from there on as rough as floats are. */
function graphCase(
  name: string,
  graph: Graph,
  roots: readonly NodeId[],
  points: Case['points'],
  exactTo = Infinity,
): Case {
  const used = new Set<string>();
  const names = { variable: (index: number) => `x[${index}]`, prefix: 'n', used };
  const { statements, results } = printGlsl(graph, roots, names);
  return {
    name,
    functions: glslSource(used),
    body: [...statements, ...results.map((result, k) => `y[${k}] = ${result};`)].join('\n'),
    inputs: 2,
    outputs: roots.length,
    points,
    evaluate(point, rough) {
      const given = point.map((x) => (Math.abs(x) > exactTo ? rough(x, 1) : x));
      return valuesOf(graph, roots, (index) => given[index]!, rough);
    },
  };
}

/** A formula and its first derivatives. */
function formulaCase(name: string, text: string, points: Case['points']): Case {
  const { graph, value, partials } = graphOf(text);
  return graphCase(name, graph, [value, ...partials], points);
}

const graphOf = (text: string): FormulaGraph => formulaGraph(compileFormula(text))!;

/** So many points of a rectangle. */
function pointsIn([x0, x1, y0, y1]: readonly number[], count: number, name: string): number[][] {
  const share = (draw: number) => Array.from(normals(count, draw, name), (z) => 0.5 + 0.5 * Math.sin(9 * z));
  const [across, up] = [share(0), share(1)];
  return across.map((u, k) => [x0! + u * (x1! - x0!), y0! + up[k]! * (y1! - y0!)].map(Math.fround));
}

/** Arguments of every size, of both signs, with the places at which something changes. */
const SIZES = [
  0, 1e-30, 1e-8, 1e-3, 0.1, 0.3, 0.4142, 0.5, 0.62, 0.7, 0.99, 1, 1.01, 1.41, 1.5, 2, 2.5, 3, 5,
];
const LARGE = [7.5, 10, 13, 15.75, 30, 60, 87, 100, 1000, 8000, 1e5, 1e6];
const arguments_ = [...SIZES, ...LARGE].flatMap((x) => [x, -x]).map(Math.fround);

/** From here on sines are those of a number that is another float's. */
const LARGEST_ANGLE = 30_000;

/** All functions of one argument, and all of two. */
const functionCases = ([1, 2] as const).map((arity) => {
  const graph = new Graph();
  const [x, y] = [graph.variable(0), graph.variable(1)];
  const rows = [...functions.values()].filter((row) => row.arity === arity);
  const roots = rows.map(({ name }) => (arity === 1 ? graph.call(name, x) : graph.call(name, x, y)));
  const seconds = arity === 1 ? [0] : [0, 0.3, -0.7, 1, 1.5, -2, 3, 7.25, 20, -33];
  const points = arguments_.flatMap((first) => seconds.map((second) => [first, Math.fround(second)]));
  return graphCase(`functions of ${arity}`, graph, roots, points, LARGEST_ANGLE);
});

/** Shapes that the catalog's have not: powers of every kind, conditions, exceptions of derivatives. */
const formulas = [
  'x^y',
  'abs(x)^1.5 + y^-3',
  'x^16 - y^7',
  '2^x*3^-y',
  '(x^2 + 1)^y',
  'max(x, y)*min(x, 2y)',
  'max(0, x)^2 + relu(y - x)',
  'abs(x - y) + sign(x)*y',
  'floor(3x) + ceil(2y) + x*y',
  'sqrt(x^2 + y^2)',
  'cbrt(x)*cbrt(y^2)',
  'exp(-x^2/2)/(1 + exp(3y))',
  'log(1 + x^2 + 3y^2)',
  'log10(x^2 + 1) - log2(y^2 + 2)',
  'sin(10x)*cos(7y) + tan(x/3)',
  'sin(100x*y)',
  'asin(x/3) + acos(y/3)',
  'atan(5x - y)*atan2(y, x)',
  'sinh(x) + cosh(y)*tanh(x y)',
  'sigmoid(3x)*softplus(-2y)',
  'softplus(8x) + softplus(-8x)',
  'erf(x) - erf(3y)',
  'normcdf(x - 2y)*x + normcdf(-5 - x)',
  'e^(x y)/(x^2 + 0.1)',
  '1/(x - y)',
  '1e6x^2 + 1e-6y^2',
  'x^0.5 + y^(1/3)',
  'max(min(x, 1), -1)^3 + y',
  'sqrt(max(0, x)) + sqrt(max(0, y - 1))',
  '0.1x + 0.2y + 0.3',
  'pi*x - e*y',
  'x^2^y',
  'log(1e30x^2 + 1) + cbrt(1e20y) + atan(1e10x)',
];

interface Ground {
  readonly name: string;
  readonly loss: Loss;
  readonly start: readonly number[];
}

/** The losses of the other printers' test, for one parameter and for two in turns, which the next rule has the other way round. */
function groundsOf(turn: number): readonly Ground[] {
  return [
    { name: 'rosenbrock', loss: rosenbrock, start: [-0.5, 1.25] },
    ...kinds.map((kind, k): Ground => {
      const n = (turn + k) % 2 === 0 ? 1 : 2;
      return { name: kind.name, loss: formulaOf(kind, n), start: [1.25, -0.5].slice(0, n) };
    }),
  ];
}

/** What a rule draws: floats hold them. */
const DRAWS = [0.625, -1.375] as const;

const rosenbrock = compileFormula('(1 - x)^2 + 100(y - x^2)^2');

/** Steps of a rule on a loss of n coordinates, one after another from a start. */
function stepCase(id: string, { name, loss, start }: Ground): Case | null {
  const entry = optimizers.find((one) => one.id === id)!;
  const values = defaultValues(entry);
  const program = programOf(entry, values);
  if (!canUnroll(program)) return null;
  const formula = formulaGraph(loss)!;
  const n = loss.dimension;
  const numbers = numbersOf(entry, values);
  const used = new Set<string>();
  const step = printStep(program, formula, 'stepped', used)!;
  const { graph, inputs, value, stores } = unroll(program, formula, n, null);
  const { kept, hyperparameters } = step;
  const [t, rate, first] = [kept, kept + 1, kept + 2];
  const evaluate = (point: readonly number[], rough: Rough): number[] => {
    const hyperparameter = (key: string) => point[first + hyperparameters.indexOf(key)]!;
    const variable = (index: number): number => {
      const input = inputs[index]!;
      if (input.kind === 'kept') return point[input.place]!;
      if (input.kind === 't') return point[t]!;
      if (input.kind === 'rate') return point[rate]!;
      if (input.kind === 'hyperparameter') return hyperparameter(input.key);
      if (input.kind === 'normal') return DRAWS[input.component]!;
      if (input.kind !== 'power') throw new TypeError(input.kind);
      const ofBase = (k: number) => {
        const one = program.variables[k]!;
        return hyperparameter(one.kind === 'hyperparameter' ? one.key : '');
      };
      const [base] = valuesOf(program.graph, [input.base], ofBase, rough);
      return rough(pow(base!, point[t]! - input.back), 4);
    };
    const roots = [value, ...stores.map(({ node }) => node)];
    // A variable that is made rough is so once.
    const once: number[] = [];
    const [loss, ...after] = valuesOf(graph, roots, (index) => (once[index] ??= variable(index)), rough);
    const out = point.slice(0, kept);
    stores.forEach(({ place }, k) => (out[place] = after[k]!));
    return [...out, loss!];
  };
  const state = new Float64Array(kept - n);
  startState(entry, values, Float64Array.from(start), state);
  let now = [...start, ...state];
  const points = Array.from({ length: 8 }, (_, k) => {
    const given = hyperparameters.map((key) => numbers.get(key)!);
    const point = [...now, k + 1, Number(values['lr'] ?? 0) / 10, ...given].map(Math.fround);
    now = evaluate(point, (x) => x).slice(0, kept);
    return point;
  });
  const size = points[0]!.length;
  return {
    name: `${id} on ${name} of ${n}`,
    functions: `${glslSource(used)}\n${step.text}`,
    body: `float kept[${kept}]; float h[${Math.max(1, hyperparameters.length)}];
      for (int k = 0; k < ${kept}; k++) kept[k] = x[k];
      for (int k = ${first}; k < ${size}; k++) h[k - ${first}] = x[k];
      ${
        step.draws
          ? `float drawn[${n}]; ${DRAWS.slice(0, n)
              .map((draw, k) => `drawn[${k}] = ${draw};`)
              .join(' ')}`
          : ''
      }
      y[${kept}] = stepped(kept, x[${t}], x[${rate}], h${step.draws ? ', drawn' : ''});
      for (int k = 0; k < ${kept}; k++) y[k] = kept[k];`,
    inputs: size,
    outputs: kept + 1,
    points,
    evaluate,
  };
}

/**
 * So many steps of a rule in the shader alone, as a swarm takes them: rounding upon rounding, of what a rule finds by itself,
 * too, as Prodigy does its rate.
 */
function walkCase(id: string, steps: number): Case {
  const one = stepCase(id, { name: 'rosenbrock', loss: rosenbrock, start: [-0.5, 1.25] })!;
  const kept = one.outputs - 1;
  const [first] = one.points;
  // What a step is given behind what is kept: its number, the rate, and the hyperparameters.
  const walk = (point: readonly number[], rough: Rough) => {
    let now = point.slice(0, kept);
    for (let t = 1; ; t++) {
      const after = one.evaluate([...now, t, ...point.slice(kept + 1)], rough);
      if (t === steps) return after;
      now = after.slice(0, kept);
    }
  };
  return {
    ...one,
    name: `${steps} steps of ${id}`,
    body: one.body.replace(/y\[\d+\] = stepped\(kept, x\[\d+\],/, (call) => {
      const [target] = call.split(' ');
      return `for (int t = 1; t <= ${steps}; t++) ${target} = stepped(kept, float(t),`;
    }),
    points: [-1, 0, 1].map((k) => first!.map((x, i) => (i === kept + 1 ? Math.fround(x * 4 ** k) : x))),
    evaluate: walk,
  };
}

/** Computes the cases in WebGL2: of each, its outputs point by point, or what the driver says against its program. */
async function computed(cases: readonly Case[]): Promise<(number[] | string)[]> {
  const page = await (await sharedBrowser()).newPage();
  const sent = cases.map(({ functions: own, body, inputs, outputs, points }) => ({
    source: `#version 300 es
      precision highp float;
      precision highp int;
      uniform highp sampler2D given;
      out vec4 made;
      ${own}
      void main() {
        ivec2 at = ivec2(gl_FragCoord.xy);
        float x[${inputs}];
        for (int k = 0; k < ${inputs}; k++) x[k] = texelFetch(given, ivec2(k, at.x), 0).r;
        float y[${4 * Math.ceil(outputs / 4)}];
        ${body}
        made = vec4(y[4 * at.y], y[4 * at.y + 1], y[4 * at.y + 2], y[4 * at.y + 3]);
      }`,
    inputs,
    outputs,
    points: points.flat(),
  }));
  const results = await page.evaluate((all) => {
    const gl = document.createElement('canvas').getContext('webgl2')!;
    if (!gl.getExtension('EXT_color_buffer_float')) throw new Error('no textures of floats to draw on');
    const shader = (type: number, source: string) => {
      const made = gl.createShader(type)!;
      gl.shaderSource(made, source);
      gl.compileShader(made);
      return made;
    };
    const texture = (
      format: number,
      width: number,
      height: number,
      layout: number,
      data: Float32Array | null,
    ) => {
      const made = gl.createTexture();
      gl.bindTexture(gl.TEXTURE_2D, made);
      gl.texImage2D(gl.TEXTURE_2D, 0, format, width, height, 0, layout, gl.FLOAT, data);
      for (const side of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) {
        gl.texParameteri(gl.TEXTURE_2D, side, gl.NEAREST);
      }
      return made;
    };
    const whole = shader(
      gl.VERTEX_SHADER,
      `#version 300 es
      void main() { gl_Position = vec4(gl_VertexID == 1 ? 3 : -1, gl_VertexID == 2 ? 3 : -1, 0, 1); }`,
    );
    gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
    return all.map(({ source, inputs, outputs, points }) => {
      const program = gl.createProgram();
      const own = shader(gl.FRAGMENT_SHADER, source);
      gl.attachShader(program, whole);
      gl.attachShader(program, own);
      gl.linkProgram(program);
      if (!gl.getProgramParameter(program, gl.LINK_STATUS)) {
        return `${gl.getProgramInfoLog(program) ?? ''} ${gl.getShaderInfoLog(own) ?? ''}`;
      }
      const count = points.length / inputs;
      const rows = Math.ceil(outputs / 4);
      const target = texture(gl.RGBA32F, count, rows, gl.RGBA, null);
      gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, target, 0);
      texture(gl.R32F, inputs, count, gl.RED, new Float32Array(points));
      gl.viewport(0, 0, count, rows);
      gl.useProgram(program);
      gl.drawArrays(gl.TRIANGLES, 0, 3);
      const pixels = new Float32Array(4 * count * rows);
      gl.readPixels(0, 0, count, rows, gl.RGBA, gl.FLOAT, pixels);
      return Array.from({ length: count * outputs }, (_, k) => {
        const [point, output] = [Math.floor(k / outputs), k % outputs];
        return pixels[4 * (count * Math.floor(output / 4) + point) + (output % 4)]!;
      });
    });
  }, sent);
  await page.close();
  return results;
}

/** In which direction an operation is off. */
const signs = normals(2003, 0, 'signs').map(Math.sign);

/** What is further off than floats are, in words. */
function faultsOf({ name, points, outputs, evaluate }: Case, made: readonly number[] | string): string[] {
  if (typeof made === 'string') return [`${name}: ${made}`];
  return points.flatMap((point, k) => {
    const exact = evaluate(point, (value) => value);
    // What goes through numbers beyond the floats is none, and need not be anything.
    const known = evaluate(point, (value) => (Math.abs(value) > HUGE ? Number.NaN : value));
    const others = Array.from({ length: SAMPLES }, (_, sample) => {
      let at = 101 * sample;
      return evaluate(point, (value, units) => {
        const sign = signs[at++ % signs.length]!;
        if (Math.abs(value) < TINY) return sign > 0 ? value : 0;
        return value * (1 + sign * units * UNIT);
      });
    });
    return exact.flatMap((wanted, output) => {
      const found = made[k * outputs + output]!;
      const spread = Math.max(...others.map((other) => Math.abs(other[output]! - wanted)));
      const place = `${name} at ${point.join(', ')}: output ${output} is ${found} and not ${wanted}`;
      if (!Number.isFinite(wanted)) return Math.abs(found) < HUGE ? [place] : [];
      if (Number.isNaN(known[output]!)) return [];
      const allowed = FACTOR * (spread + UNIT * Math.abs(wanted)) + TINY;
      return !Number.isFinite(spread) || Math.abs(found - wanted) <= allowed
        ? []
        : [`${place}, off by ${Math.abs(found - wanted) / allowed} of what it may be`];
    });
  });
}

test('GLSL of formulas and of rules computes what the interpreter does, in floats', async () => {
  const cases = [
    ...functionCases,
    ...losses.map(({ id, formula, domain }) => formulaCase(id, formula, pointsIn(domain, 12, id))),
    ...formulas.map((text) => formulaCase(text, text, pointsIn([-2, 2, -2, 2], 12, text))),
    ...optimizers.flatMap(({ id }, i) => groundsOf(i).flatMap((ground) => stepCase(id, ground) ?? [])),
  ];
  const walks = ['prodigy', 'dadapt-adam', 'dog', 'adam'].flatMap((id) =>
    [1, 10, 100].map((steps) => walkCase(id, steps)),
  );
  const walked = new Set(cases.flatMap(({ name }) => (/^(\S+) on /.exec(name) ?? []).slice(1)));
  // All rules of lines.
  const searching = optimizers.filter(({ rule }) => rule.search).length;
  expect(walked.size).toBe(optimizers.length - searching);
  const all = [...cases, ...walks];
  const made = await computed(all);
  expect(all.flatMap((one, k) => faultsOf(one, made[k]!))).toEqual([]);
});
