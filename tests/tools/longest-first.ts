import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take longest, longest first: one that begins last keeps one core waiting for it alone. */
const longest = [
  'browser/explain',
  'browser/firefox',
  'browser/models',
  'browser/pictures',
  'browser/print',
  'browser/talks',
  'browser/embed-many',
  'browser/film',
  'browser/single',
  'browser/present',
  'browser/offline',
  'browser/legend',
  'browser/embed',
  'browser/use',
  'browser/embed-guest',
  'browser/link',
  'browser/kept-relief',
  'browser/export',
  'browser/arrows',
  'browser/talk',
  'browser/suggest',
  'browser/accessibility',
  'browser/marks',
  'fuzz/scene',
  'fuzz/scene-links',
  'fuzz/maps',
];

/** Where a file stands among the longest; behind them all when it is not among them. */
function rank({ moduleId }: TestSpecification): number {
  const at = longest.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
  return at < 0 ? longest.length : at;
}

/** Begins with the files that take longest, the others in vitest's own order. */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}
