import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take longest, longest first: one that begins last keeps one core waiting for it alone. */
const longest = [
  'browser/models',
  'browser/talks',
  'browser/explain',
  'browser/course',
  'browser/embed-many',
  'browser/model-journeys',
  'browser/firefox',
  'browser/glsl',
  'browser/film',
  'browser/single',
  'browser/export',
  'browser/accessibility',
  'browser/pictures',
  'browser/present',
  'browser/embed-guest',
  'browser/embed',
  'browser/use',
  'browser/gives-back',
  'browser/link',
  'browser/offline',
  'browser/print',
  'browser/kept-relief',
  'browser/settings',
  'browser/cases',
  'browser/talk',
  'browser/curve',
  'browser/ask-hands',
  'browser/ask',
  'browser/legend',
  'browser/lessons',
  'browser/marks',
  'browser/suggest',
  'browser/own-rule',
  'fuzz/scene',
  'fuzz/scene-links',
  'fuzz/curvature',
  'fuzz/rules',
  'fuzz/maps',
  'package/package',
  'fuzz/critical',
  'fuzz/python',
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
