import { type NodeId, reachable } from '../expression/graph.ts';
import { functionRow } from '../expression/operations.ts';
import { importedFunctions, importFunction, MAGIC_AND_VERSION } from '../expression/wasm.ts';
import * as wasm from '../expression/wasm-bytes.ts';
import { assignLocals, Emitter } from '../expression/wasm-code.ts';
import type { Layout } from './layout.ts';
import type { Pass } from './passes.ts';
import type { Program } from './program.ts';

/**
 * A program as WebAssembly, in place: each pass is a function that computes what belongs to the step once, goes through
 * the components, and leaves its results in the memory that it was given (see layout.ts).
 */
export function compileProgram(program: Program, passes: readonly Pass[], layout: Layout): CompiledProgram {
  if (wide && layout.dimension >= WORTH_WIDENING) {
    try {
      return moduleOf(program, passes, layout, wide);
    } catch {
      // An engine without instructions on vectors.
    }
  }
  return moduleOf(program, passes, layout, null);
}

/** Fewer components are over before a loop on two at a time has begun. */
const WORTH_WIDENING = 4;

/** The loop of a pass on two components at a time: its code from component 0 on, and how many vectors it declares. */
export type WideLoop = (loop: {
  readonly program: Program;
  readonly layout: Layout;
  readonly roots: Roots;
  readonly order: readonly NodeId[];
  /** The first local that is free. */
  readonly first: number;
  /** The local of the component's address. */
  readonly address: number;
  /** Pushes a node of the step. */
  readonly load: (id: NodeId) => void;
  readonly code: number[];
}) => number | null;

/** Null until the code of such loops is there: without it the numbers are the same. */
let wide: WideLoop | null = null;

export function registerWide(loop: WideLoop): void {
  wide = loop;
}

function moduleOf(
  program: Program,
  passes: readonly Pass[],
  layout: Layout,
  wider: WideLoop | null,
): CompiledProgram {
  const bodies = passes.map((pass) => rootsOf(program, pass, layout));
  const imported = importedFunctions(
    program.graph,
    bodies.flatMap(({ nodes }) => nodes),
  );
  const importOf = (name: string) => imported.indexOf(name);
  const codes = bodies.map((body) => passBody(program, layout, body, importOf, wider));
  const types = [
    wasm.functionType([], []),
    wasm.functionType([wasm.F64], [wasm.F64]),
    wasm.functionType([wasm.F64, wasm.F64], [wasm.F64]),
  ];
  const names = passes.map((_, k) => wasm.text(`pass${k}`));
  const bytes = new Uint8Array([
    ...MAGIC_AND_VERSION,
    ...wasm.section(1, wasm.vector(types)),
    ...wasm.section(2, wasm.vector([...imported.map((name) => importFunction(name, 1)), IMPORT_MEMORY])),
    ...wasm.section(3, wasm.vector(passes.map(() => [0]))),
    ...wasm.section(
      7,
      wasm.vector(names.map((name, k) => [...name, 0, ...wasm.unsigned(imported.length + k)])),
    ),
    ...wasm.section(10, wasm.vector(codes)),
  ]);
  return { module: new WebAssembly.Module(bytes), imported, count: passes.length };
}

export interface CompiledProgram {
  readonly module: WebAssembly.Module;
  readonly imported: readonly string[];
  readonly count: number;
}

/** The passes over a memory. */
export function instantiateProgram(
  { module, imported, count }: CompiledProgram,
  memory: WebAssembly.Memory,
): (() => void)[] {
  const host: Record<string, WebAssembly.ImportValue> = { memory };
  for (const name of imported) host[name] = functionRow(name).evaluate;
  const { exports } = new WebAssembly.Instance(module, { host });
  // The bytes above give these exports this type.
  return Array.from({ length: count }, (_, k) => exports[`pass${k}`] as () => void);
}

/** A memory of a page or more. */
const IMPORT_MEMORY = [...wasm.text('host'), ...wasm.text('memory'), 2, 0, 1];

/** What a pass leaves behind: numbers at places, vectors from places on, and reductions. */
export interface Roots {
  readonly numbers: readonly { readonly node: NodeId; readonly place: number }[];
  readonly vectors: readonly { readonly node: NodeId; readonly place: number }[];
  readonly reduced: readonly { readonly index: number; readonly node: NodeId; readonly place: number }[];
  readonly nodes: readonly NodeId[];
}

function rootsOf(program: Program, { reduced, asked, stores }: Pass, layout: Layout): Roots {
  const { entry, variables } = program;
  const isScalar = (key: string) => entry.rule.scalars.includes(key);
  const placed = stores.map(({ key, node }) => ({ key, node, place: layout.placeOf(key) }));
  const questions = asked.map((index) => ({ ...program.asked[index]!, places: layout.asked[index]! }));
  const roots = {
    numbers: [
      ...placed.filter(({ key }) => isScalar(key)),
      ...questions.flatMap(({ holds, places }) =>
        holds === null ? [] : [{ node: holds, place: places.holds }],
      ),
    ],
    vectors: [
      ...placed.filter(({ key }) => !isScalar(key)),
      ...questions.flatMap(({ args, places }) => args.map((node, k) => ({ node, place: places.args[k]! }))),
    ],
    reduced: reduced.map((index) => {
      const variable = variables.findIndex((one) => one.kind === 'reduced' && one.index === index);
      return { index, node: program.reduced[index]!.node, place: layout.variables[variable]! };
    }),
  };
  return { ...roots, nodes: Object.values(roots).flatMap((all) => all.map(({ node }) => node)) };
}

function passBody(
  program: Program,
  layout: Layout,
  roots: Roots,
  importOf: (name: string) => number,
  wider: WideLoop | null,
): number[] {
  const { numbers, vectors, reduced, nodes } = roots;
  const { OP } = wasm;
  const { graph, isVector } = program;
  const order = reachable(graph, nodes);
  const used = order.filter((id) => graph.node(id).op === 'variable');
  // Totals, then variables, then what assignLocals gives out, then the address of the component.
  const variableLocals = new Map(used.map((id, k) => [graph.node(id).value, reduced.length + k]));
  const inLoop = new Set([...vectors, ...reduced].map(({ node }) => node));
  const hoisted = new Set([...inLoop, ...order.filter(isVector).flatMap((id) => graph.node(id).args)]);
  const plan = assignLocals(
    graph,
    nodes,
    order,
    reduced.length + used.length,
    (id) => hoisted.has(id) && !isVector(id),
  );
  const address = plan.next;
  const code: number[] = [];
  const emitter = new Emitter(graph, plan, importOf, code, (index) => variableLocals.get(index)!);
  const at = (place: number) => [3, ...wasm.unsigned(8 * place)];
  const read = (id: NodeId, from: readonly number[]) => {
    const { value } = graph.node(id);
    const local = wasm.unsigned(variableLocals.get(value)!);
    code.push(...from, OP.f64Load, ...at(layout.variables[value]!), OP.localSet, ...local);
  };
  const beginning = [OP.i32Const, 0];
  for (const id of used) if (!isVector(id)) read(id, beginning);
  for (const id of order) if (!isVector(id)) emitter.keep(id);
  let wideVectors: number | null = null;
  if (inLoop.size > 0) {
    reduced.forEach(({ index }, k) => {
      const { operation } = program.reduced[index]!;
      if (operation === 'sum') return;
      code.push(OP.f64Const);
      wasm.pushDouble(code, operation === 'max' ? -Infinity : Infinity);
      code.push(OP.localSet, ...wasm.unsigned(k));
    });
    const load = (id: NodeId) => emitter.load(id);
    wideVectors = wider?.({ program, layout, roots, order, first: address + 1, address, load, code }) ?? null;
  }
  const isWhole = wideVectors !== null && layout.dimension % 2 === 0;
  if (inLoop.size > 0 && !isWhole) {
    const here = [OP.localGet, ...wasm.unsigned(address)];
    code.push(OP.loop, OP.emptyBlock);
    for (const id of used) if (isVector(id)) read(id, here);
    for (const id of order) if (isVector(id)) emitter.keep(id);
    reduced.forEach(({ index, node }, k) => {
      code.push(OP.localGet, ...wasm.unsigned(k));
      emitter.loadNumber(node);
      code.push(REDUCE[program.reduced[index]!.operation], OP.localSet, ...wasm.unsigned(k));
    });
    for (const { node, place } of vectors) {
      code.push(...here);
      emitter.loadNumber(node);
      code.push(OP.f64Store, ...at(place));
    }
    code.push(...here, OP.i32Const, 8, OP.i32Add, OP.localTee, ...wasm.unsigned(address));
    code.push(OP.i32Const, ...wasm.signed(8 * layout.dimension), OP.i32Less, OP.branchIf, 0, OP.end);
  }
  reduced.forEach(({ place }, k) => {
    code.push(...beginning, OP.localGet, ...wasm.unsigned(k), OP.f64Store, ...at(place));
  });
  for (const { node, place } of numbers) {
    code.push(...beginning);
    emitter.loadNumber(node);
    code.push(OP.f64Store, ...at(place));
  }
  const declared = [[reduced.length + used.length, wasm.F64], ...plan.declared, [1, wasm.I32]] as const;
  return wasm.body(wideVectors === null ? declared : [...declared, [wideVectors, wasm.V128]], code);
}

export const REDUCE = { sum: wasm.OP.f64Add, max: wasm.OP.f64Max, min: wasm.OP.f64Min } as const;
