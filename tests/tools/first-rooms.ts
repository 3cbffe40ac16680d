import { fileURLToPath } from 'node:url';

/** What is asked of the bundler's graph. */
interface Graph {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

const source = (path: string) => fileURLToPath(new URL(`../../src/${path}`, import.meta.url));
const entries = {
  main: source('main.ts'),
  page: source('entries/page.ts'),
  embed: source('entries/embed-page.ts'),
  lesson: source('entries/lesson.ts'),
};

const reached = new Map<string, ReadonlySet<string>>();

/** What comes with a module before any of it runs. */
function comesWith(root: string, graph: Graph): ReadonlySet<string> {
  const known = reached.get(root);
  if (known) return known;
  const found = new Set([root]);
  for (const id of found) for (const next of graph.getModuleInfo(id)?.importedIds ?? []) found.add(next);
  reached.set(root, found);
  return found;
}

/** The rows of controls, which the page asks for by itself. */
const rows = /panels\/(step\/math|gui\/document-gui)|ui\/typefaces|text\/en\/rules|lil-gui|set-overlay/;

/** What most of what comes later needs some of: a file of its own would be larger. */
const small =
  /core\/scene\/(quantities|clean-name)|app\/(shown-view|before-reload)|core\/math\/solve|optimizers\/symbols/;

/** Where a module belongs of what the page's every visit begins with; null for what comes later. */
function roomOf(id: string, graph: Graph): string | null {
  const isOf = (entry: keyof typeof entries) => comesWith(entries[entry], graph).has(id);
  if (small.test(id)) return 'base';
  if (rows.test(id)) return 'page';
  if (!isOf('main') && !isOf('page')) return null;
  if (/\/(three|view3d)\//.test(id)) return 'stage';
  return isOf('main') || isOf('embed') || isOf('lesson') ? 'base' : 'page';
}

/**
 * The files of what the page's every visit begins with: "base" has what embeds or lessons begin with, too, "stage" what
 * draws a surface, which a lesson on a curve does without, "page" the rest.
 */
export const firstRooms = ['base', 'stage', 'page'].map((room) => ({
  debugName: room,
  name: (id: string, graph: Graph) => (roomOf(id, graph) === room ? room : null),
}));
