import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';

/** The page as it is when it opens: rules that most scenes do without are not loaded. */
beforeEach(() => void vi.resetModules());
afterAll(() => void vi.resetModules());

const opened = async (fragment: string) => {
  await import('../../../src/text/en/first.ts');
  const registry = await import('../../../src/core/optimizers/registry.ts');
  const { readAddress } = await import('../../../src/app/address.ts');
  const before = registry.optimizers.length;
  const { scene, problems } = await readAddress({
    read: () => fragment,
    replace() {},
    listen: () => () => {},
  });
  const { optimizers } = scene;
  return {
    before,
    after: registry.optimizers.length,
    problems,
    ids: optimizers.map(({ id }) => id),
    optimizers,
  };
};

describe('an address', () => {
  test.each([
    ['', ['sgd', 'momentum', 'rmsprop', 'adam']],
    ['#loss=beale&opt=adam,lr:0.1&opt=nesterov', ['adam', 'nesterov']],
    ['#loss=beale&opt=adamw&opt=adagrad', ['adamw', 'adagrad']],
  ])('%s waits for no rule', async (fragment, ids) => {
    const { before, after, ...rest } = await opened(fragment);
    expect(rest).toMatchObject({ ids, problems: [] });
    expect([before, after]).toEqual([7, 7]);
  });

  test.each([
    ['#loss=beale&opt=yogi,lr:0.1', ['yogi']],
    ['#loss=beale&opt=adam&opt=Schedule-Free SGD,momentum:0.5', ['adam', 'schedulefree-sgd']],
    ['#loss=beale&opt=lbfgs(lr:1)&opt=nelder-mead', ['lbfgs', 'nelder-mead']],
    ['#loss=beale&opt=prodigy%2Cd0:0.01', ['prodigy']],
  ])('%s has the rules it names, with their values', async (fragment, ids) => {
    const { before, after, ...rest } = await opened(fragment);
    expect(rest).toMatchObject({ ids, problems: [] });
    expect(before).toBe(7);
    expect(after).toBeGreaterThan(40);
  });

  test('its values are those that it sets', async () => {
    const { optimizers } = await opened('#loss=beale&opt=adan,beta3:0.5,noProx');
    expect(optimizers[0]?.values).toMatchObject({ beta3: 0.5, noProx: true });
  });

  test('a name that is spelled wrong is answered with one of all of them', async () => {
    const { problems } = await opened('#loss=beale&opt=adabeleif');
    expect(problems[0]?.message).toMatch(/adabelief/);
  });

  test.each([
    '../../../src/core/talk/restore.ts',
    '../../../src/core/index.ts',
    '../../../src/workers/sweep-job.ts',
  ])('%s knows all rules', async (path) => {
    const registry = await import('../../../src/core/optimizers/registry.ts');
    expect(registry.optimizers).toHaveLength(7);
    await import(path);
    expect(registry.optimizers.length).toBeGreaterThan(40);
  });
});
