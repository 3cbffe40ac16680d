import { afterAll, beforeEach, expect, test, vi } from 'vitest';

/** The page as it is when it opens: rules that most scenes do without are not loaded. */
beforeEach(() => void vi.resetModules());
afterAll(() => void vi.resetModules());

const fresh = async () => {
  await import('../../../src/text/en/first.ts');
  const registry = await import('../../../src/core/optimizers/registry.ts');
  const { loadRules, loadRulesOf } = await import('../../../src/app/rules.ts');
  return { ...registry, loadRules, loadRulesOf };
};

/** The links of all paragraphs, by the late rules that they name: "lbfgs newton", or "" for none. */
async function linksByRules(): Promise<ReadonlyMap<string, readonly string[]>> {
  const { course } = await import('../../../src/lessons/course/index.ts');
  const { scenesOf } = await import('../../../src/core/lesson/lesson.ts');
  const links = new Map<string, string[]>();
  for (const { load } of course) {
    for (const link of scenesOf((await load()).parts)) {
      const named = ['custom', 'lbfgs', 'newton'].filter((id) => new RegExp(`opt=${id}\\b`).test(link));
      links.set(named.join(' '), [...(links.get(named.join(' ')) ?? []), link]);
    }
  }
  return links;
}

test('of the late rules a lesson’s paragraph loads those that it names, with their words', async () => {
  const found = await linksByRules();
  expect([...found.keys()].toSorted()).toEqual(['', 'custom', 'custom newton', 'lbfgs newton', 'newton']);
  for (const [named, links] of found) {
    vi.resetModules();
    const { optimizers, optimizerById, ruleOf, loadRulesOf } = await fresh();
    const { readFragment } = await import('../../../src/core/scene/url.ts');
    await loadRulesOf(links.slice(0, 1));
    expect([named, optimizers.length]).toEqual([named, /newton/.test(named) ? 9 : 7]);
    for (const link of links) {
      const { scene, problems } = readFragment(link);
      expect([link, problems]).toEqual([link, []]);
      for (const setting of scene.optimizers) expect(ruleOf(setting)?.name).not.toBe(setting.id);
    }
    const labels = optimizerById('newton')?.hyperparameters.map(({ label, key }) => label !== key) ?? [];
    expect(labels).not.toContain(false);
  }
});

test('a rule has its place, and so its colour, before the others have come and after', async () => {
  const { optimizers, placeOf, loadRules, loadRulesOf } = await fresh();
  const { looksOf } = await import('../../../src/app/looks.ts');
  await loadRulesOf(['opt=lbfgs&opt=newton&opt=custom,rule:theta=theta-gradient']);
  const { readFragment } = await import('../../../src/core/scene/url.ts');
  const { scene } = readFragment('loss=bowl&opt=lbfgs&opt=newton&opt=sgd');
  const looks = looksOf(scene.optimizers, 'light');
  const places = ['lbfgs', 'newton'].map(placeOf);
  await loadRules();
  expect(['lbfgs', 'newton'].map(placeOf)).toEqual(places);
  expect(looksOf(scene.optimizers, 'light')).toEqual(looks);
  expect(optimizers.map(({ id }) => placeOf(id))).toEqual([...optimizers.keys()]);
  expect(optimizers.slice(17, 19).map(({ id }) => id)).toEqual(['lbfgs', 'newton']);
});

test('behind a name that is not among the few stand all', async () => {
  const { optimizers, loadRulesOf } = await fresh();
  await loadRulesOf(['loss=bowl&opt=adam&opt=yogi']);
  expect(optimizers.length).toBeGreaterThan(40);
});
