import type { Backend, Evaluator, GridSampler } from './evaluator.ts';
import { functions } from './functions.ts';
import { type Graph, type NodeId, reachable } from './graph.ts';
import { functionRow } from './operations.ts';
import * as wasm from './wasm-bytes.ts';
import { straightLine } from './wasm-code.ts';

/**
 * The graph as WebAssembly, assembled byte by byte: no code is made from text, so a page whose policy forbids
 * eval runs it ('wasm-unsafe-eval' is enough). Each evaluator is a module of its own, compiled when first asked
 * for: typing a formula compiles its value, not its Hessian.
 *
 * A module exports `evaluate(x, y)`, which stores all roots but the first from address 0, and
 * `row(x0, dx, first, count, y)`, which stores the first root at x0 + (first + k) dx for k = 0 .. count - 1.
 */
export function webAssembly(graph: Graph): Backend {
  return {
    name: 'wasm',
    evaluator: (roots) => evaluator(graph, roots),
    sampler: (root) => sampler(graph, root),
  };
}

type Evaluate = (x: number, y: number) => number;
type Row = (x0: number, dx: number, first: number, count: number, y: number) => void;

/**
 * One page of memory serves every module: a result is read before the next call can overwrite it. Browsers
 * reserve gigabytes of addresses for each memory, so a memory per formula would run out while typing.
 */
const PAGE_DOUBLES = 8192;
let shared: { readonly memory: WebAssembly.Memory; readonly doubles: Float64Array } | undefined;

function sharedMemory(): { readonly memory: WebAssembly.Memory; readonly doubles: Float64Array } {
  if (shared === undefined) {
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 1 });
    shared = { memory, doubles: new Float64Array(memory.buffer) };
  }
  return shared;
}

function evaluator(graph: Graph, roots: readonly NodeId[]): Evaluator {
  return {
    call: instantiate(graph, roots, (name) => functionRow(name).evaluate).evaluate,
    rest: sharedMemory().doubles,
  };
}

function sampler(graph: Graph, root: NodeId): GridSampler {
  // A grid is looked at and never run on: the last places do not matter, and speed does.
  const { row } = instantiate(graph, [root], (name) => functionRow(name).quick ?? functionRow(name).evaluate);
  const { doubles } = sharedMemory();
  return (x0, dx, nx, y0, dy, ny, out) => {
    for (let j = 0; j < ny; j++) {
      for (let first = 0; first < nx; first += PAGE_DOUBLES) {
        const count = Math.min(PAGE_DOUBLES, nx - first);
        row(x0, dx, first, count, y0 + j * dy);
        out.set(doubles.subarray(0, count), j * nx + first);
      }
    }
  };
}

function instantiate(
  graph: Graph,
  roots: readonly NodeId[],
  valueOf: (name: string) => (a: number, b: number) => number,
): { evaluate: Evaluate; row: Row } {
  const imported = importedFunctions(graph, roots);
  const host: Record<string, WebAssembly.ImportValue> = { memory: sharedMemory().memory };
  for (const name of imported) host[name] = valueOf(name);
  const module = new WebAssembly.Module(assemble(graph, roots, imported));
  const { exports } = new WebAssembly.Instance(module, { host });
  // The bytes above give these two exports these types.
  return { evaluate: exports['evaluate'] as Evaluate, row: exports['row'] as Row };
}

/** The functions that a module for these nodes calls and WebAssembly has no instruction for. */
export function importedFunctions(graph: Graph, roots: readonly NodeId[]): string[] {
  const names = new Set<string>();
  for (const id of reachable(graph, roots)) {
    const { op, name } = graph.node(id);
    if (op === 'call' && name !== 'sign' && functions.get(name)?.opcode === undefined) names.add(name);
  }
  return [...names];
}

export const MAGIC_AND_VERSION = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const EVALUATE_TYPE = 0;
const ROW_TYPE = 1;
const UNARY_TYPE = 2;

function assemble(
  graph: Graph,
  roots: readonly NodeId[],
  imported: readonly string[],
): Uint8Array<ArrayBuffer> {
  const { F64, I32 } = wasm;
  const { code, locals } = straightLine(graph, roots, (name) => imported.indexOf(name));
  const evaluate = imported.length;
  return new Uint8Array([
    ...MAGIC_AND_VERSION,
    ...wasm.section(
      1,
      wasm.vector([
        wasm.functionType([F64, F64], [F64]),
        wasm.functionType([F64, F64, I32, I32, F64], []),
        wasm.functionType([F64], [F64]),
        wasm.functionType([F64, F64], [F64]),
      ]),
    ),
    ...wasm.section(
      2,
      wasm.vector([...imported.map((name) => importFunction(name, UNARY_TYPE)), IMPORT_MEMORY]),
    ),
    ...wasm.section(3, wasm.vector([[EVALUATE_TYPE], [ROW_TYPE]])),
    ...wasm.section(
      7,
      wasm.vector([
        [...wasm.text('evaluate'), 0, ...wasm.unsigned(evaluate)],
        [...wasm.text('row'), 0, ...wasm.unsigned(evaluate + 1)],
      ]),
    ),
    ...wasm.section(10, wasm.vector([wasm.body(locals, code), rowBody(evaluate)])),
  ]);
}

/** @param unary the number of the type of functions of one; that of two comes behind it */
export function importFunction(name: string, unary: number): number[] {
  const type = functionRow(name).arity === 1 ? unary : unary + 1;
  return [...wasm.text('host'), ...wasm.text(name), 0, type];
}

/** A memory of exactly one page. */
const IMPORT_MEMORY = [...wasm.text('host'), ...wasm.text('memory'), 2, 1, 1, 1];

/** for (k = 0; k < count; k++) memory[k] = evaluate(x0 + (first + k) * dx, y) */
function rowBody(evaluate: number): number[] {
  const { OP } = wasm;
  const [x0, dx, first, count, y, k] = [0, 1, 2, 3, 4, 5] as const;
  const get = (local: number) => [OP.localGet, local];
  const address = [...get(k), OP.i32Const, 3, OP.i32ShiftLeft];
  const column = [...get(first), ...get(k), OP.i32Add, OP.f64FromI32];
  const x = [...get(x0), ...column, ...get(dx), OP.f64Multiply, OP.f64Add];
  const store = [...address, ...x, ...get(y), OP.call, ...wasm.unsigned(evaluate), OP.f64Store, 3, 0];
  const next = [...get(k), OP.i32Const, 1, OP.i32Add, OP.localSet, k];
  const leave = [...get(k), ...get(count), OP.i32GreaterOrEqual, OP.branchIf, 1];
  const loop = [OP.loop, OP.emptyBlock, ...leave, ...store, ...next, OP.branch, 0, OP.end];
  return wasm.body([[1, wasm.I32]], [OP.block, OP.emptyBlock, ...loop, OP.end]);
}
