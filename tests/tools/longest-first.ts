import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take longest, longest first: one that begins last keeps one core waiting for it alone. */
const longest = [
  'browser/models',
  'browser/explain',
  'browser/talks',
  'browser/film',
  'browser/pictures',
  'browser/embed-many',
  'browser/firefox',
  'browser/present',
  'browser/single',
  'browser/offline',
  'browser/link',
  'browser/export',
  'browser/print',
  'browser/use',
  'browser/kept-relief',
  'browser/embed',
  'browser/embed-guest',
  'browser/accessibility',
  'browser/legend',
  'browser/talk',
  'browser/gives-back',
  'browser/marks',
  'browser/arrows',
  'browser/curve',
  'browser/ask',
  'browser/suggest',
  'fuzz/scene',
  'fuzz/scene-links',
  'fuzz/maps',
  'fuzz/curvature',
  'package/package',
  'fuzz/rules',
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
