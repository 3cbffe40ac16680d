import { glslCall, glslNumber } from './glsl-functions.ts';
import { type Graph, type NodeId, reachable } from './graph.ts';
import { isConditionOperation } from './operations.ts';

/**
 * Nodes of a graph as statements of GLSL ES 3.00, which compute what the interpreter does, in its order, in floats. What
 * is not a number, and what is beyond the floats, is so only as far as the driver keeps to it: the language asks for
 * neither.
 */
export interface GlslCode {
  /** Each node that is neither a number nor a variable, by a name of its own. */
  readonly statements: readonly string[];
  /** The value of each root. */
  readonly results: readonly string[];
}

export interface GlslNames {
  /** A variable by its index. */
  variable(index: number): string;
  /** What names of nodes begin with. */
  readonly prefix: string;
  /** The functions that are called: see `glslSource`. */
  readonly used: Set<string>;
}

const BINARY: Readonly<Record<string, string>> = {
  add: '+',
  sub: '-',
  mul: '*',
  div: '/',
  greater: '>',
  atLeast: '>=',
  equal: '==',
  either: '||',
  both: '&&',
};

export function printGlsl(
  graph: Graph,
  roots: readonly NodeId[],
  { variable, prefix, used }: GlslNames,
): GlslCode {
  const statements: string[] = [];

  const number = (id: NodeId): string => {
    const { op, value } = graph.node(id);
    if (op === 'constant') return glslNumber(value);
    if (op === 'variable') return variable(value);
    return isConditionOperation(op) ? `float(${prefix}${id})` : `${prefix}${id}`;
  };
  const condition = (id: NodeId): string => {
    const { op } = graph.node(id);
    return isConditionOperation(op) ? `${prefix}${id}` : `(${number(id)} != 0.0)`;
  };

  const valueOf = (id: NodeId): string => {
    const { op, name, args } = graph.node(id);
    const [a = id, b = id, c = id] = args;
    switch (op) {
      case 'neg':
        return `-${number(a)}`;
      case 'call':
        return glslCall(name, args.map(number), used);
      case 'where':
        return `${condition(a)} ? ${number(b)} : ${number(c)}`;
      case 'masked':
        return `${condition(a)} ? ${number(b)} : 0.0`;
      case 'zeroPowerZero':
        return `${number(a)} == 0.0 && ${number(b)} == 0.0`;
      case 'zeroPowerPositive':
        return `${number(a)} == 0.0 && ${number(b)} >= 0.0`;
      case 'not':
        return `!${condition(a)}`;
      case 'either':
      case 'both':
        return `${condition(a)} ${BINARY[op]!} ${condition(b)}`;
      default:
        return `${number(a)} ${BINARY[op]!} ${number(b)}`;
    }
  };

  for (const id of reachable(graph, roots)) {
    const { op, args, value } = graph.node(id);
    if (op === 'constant' || op === 'variable') continue;
    const name = `${prefix}${id}`;
    if (op === 'whole') statements.push(...wholePower(name, number(args[0]!), value));
    else statements.push(`${isConditionOperation(op) ? 'bool' : 'float'} ${name} = ${valueOf(id)};`);
  }
  return { statements, results: roots.map(number) };
}

/** The multiplications of `wholePower` in operations.ts, in its order. */
function wholePower(name: string, base: string, exponent: number): string[] {
  const size = Math.abs(exponent);
  const statements = [`float ${name} = ${base};`];
  for (let bit = 30 - Math.clz32(size); bit >= 0; bit--) {
    statements.push(`${name} *= ${name};`);
    if ((size >> bit) & 1) statements.push(`${name} *= ${base};`);
  }
  if (exponent < 0) statements.push(`${name} = 1.0 / ${name};`);
  return statements;
}
