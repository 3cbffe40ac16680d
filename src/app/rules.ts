import { optimizerById, TYPED_ID } from '../core/optimizers/registry.ts';

/** Loads the rules that most scenes do without. Rejects where they cannot be loaded; they are asked for again then. */
export async function loadRules(): Promise<void> {
  await import('./all-rules.ts');
}

const secondOrder = () => import('./second-order-rules.ts');
/** Those that come by themselves, which is sooner; behind any other name stand all. */
const few = new Map<string, () => Promise<unknown>>([
  ['newton', secondOrder],
  ['lbfgs', secondOrder],
  [TYPED_ID, () => import('./typed-rules.ts')],
]);

/** Loads the rules that links name, of the late ones no more than it must. Rejects as `loadRules` does. */
export async function loadRulesOf(links: readonly string[]): Promise<void> {
  const named = links.flatMap((link) => [...link.matchAll(/(?:^|&)opt=([\w-]+)/g)].map(([, id = '']) => id));
  const late = [...new Set(named)].filter((id) => !optimizerById(id));
  await Promise.all(late.map((id) => (few.get(id) ?? loadRules)()));
}
