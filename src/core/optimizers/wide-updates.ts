import { OP, signed, unsigned } from '../expression/wasm-bytes.ts';
import { canWiden, WideEmitter } from '../expression/wasm-wide.ts';
import { REDUCE, registerWide, type WideLoop } from './program-wasm.ts';

/**
 * Importing this has updates of many parameters go through two components at a time. What is called without a page has it
 * from the start; on the page the worker that trains models.
 */
const wideLoop: WideLoop = ({ program, layout, roots, order, first, address, load, code }) => {
  const { graph, isVector } = program;
  if (!canWiden({ graph, order, isVector })) return null;
  const { vectors, reduced } = roots;
  const nodes = [...vectors, ...reduced].map(({ node }) => node);
  const emitter = new WideEmitter({ graph, order, isVector, roots: nodes, first, load, code });
  const here = [OP.localGet, ...unsigned(address)];
  emitter.spread();
  code.push(OP.loop, OP.emptyBlock);
  for (const id of order) {
    const { op, value } = graph.node(id);
    if (isVector(id) && op === 'variable') emitter.read(id, here, layout.variables[value]!);
  }
  for (const id of order) if (isVector(id)) emitter.keep(id);
  reduced.forEach(({ index, node }, k) => emitter.reduce(node, k, REDUCE[program.reduced[index]!.operation]));
  for (const { node, place } of vectors) emitter.store(node, here, place);
  const whole = layout.dimension - (layout.dimension % 2);
  code.push(...here, OP.i32Const, 16, OP.i32Add, OP.localTee, ...unsigned(address));
  code.push(OP.i32Const, ...signed(8 * whole), OP.i32Less, OP.branchIf, 0, OP.end);
  return emitter.locals;
};

registerWide(wideLoop);
