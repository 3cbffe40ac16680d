import type { Plugin } from 'vite';

/** Texts of lessons and talks, whose sentences stand beside what they claim. */
const TEXTS = /\/src\/(?:lessons\/course|present\/talks)\/(?!index|writing)[\w-]+\.ts$/;
/** Functions that take a sentence and then its checks, by the place of the sentence. */
const sentenceAt: Readonly<Record<string, number>> = { so: 0, after: 1 };

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/** Checks are what tests hold a sentence to: no reader needs them, and they are a quarter of what a lesson loads. */
export function withoutChecks(): Plugin {
  return {
    name: 'without-checks',
    apply: 'build',
    transform(code, id) {
      if (!TEXTS.test(id)) return;
      return { code: cutChecks(code, this.parse(code)), map: null };
    },
  };
}

/** The text of a module without them. @param tree its syntax tree */
export function cutChecks(code: string, tree: object): string {
  const cuts: { readonly from: number; readonly to: number; readonly put: string }[] = [];
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(walk);
    if (!isNode(node)) return;
    const cut = cutOf(node);
    if (cut) cuts.push(cut);
    else Object.values(node).forEach(walk);
  };
  walk(tree);
  return cuts
    .toSorted((a, b) => b.from - a.from)
    .reduce((text, { from, to, put }) => text.slice(0, from) + put + text.slice(to), code);

  function cutOf(node: Node) {
    const {
      callee,
      arguments: given,
      key,
      value,
    } = node as unknown as Partial<Record<string, Node & { name?: string }>>;
    if (node.type === 'CallExpression') {
      const at = sentenceAt[callee?.name ?? ''];
      const sentence = at === undefined ? undefined : (given as unknown as readonly Node[])[at];
      if (!sentence) return undefined;
      const put = `${callee?.name}(${'0, '.repeat(at!)}${code.slice(sentence.start, sentence.end)})`;
      return { from: node.start, to: node.end, put };
    }
    const isClaims = node.type === 'Property' && key?.name === 'claims' && value?.type === 'ArrayExpression';
    return isClaims ? { from: value.start, to: value.end, put: '[]' } : undefined;
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}
