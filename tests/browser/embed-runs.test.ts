import { expect, inject, test } from 'vitest';
import { losses, optimizers, recordRun } from '../../src/core/index.ts';
import { limits } from '../../src/core/scene/limits.ts';
import { recordOptionsOf } from '../../src/core/scene/record-options.ts';
import { restoreScene } from '../../src/core/scene/restore.ts';
import { openArticle } from './support/article.ts';

const STEPS = 25;
/** All rules, by as many as a scene holds. */
const parts = Array.from({ length: Math.ceil(optimizers.length / limits.optimizers) }, (_, i) =>
  optimizers.slice(i * limits.optimizers, (i + 1) * limits.optimizers),
);

/** The element in the article, as its scripts use it. */
type Embed = HTMLElement & Record<string, (params: object) => Promise<unknown>>;
declare const embed: Embed;

interface Asked {
  readonly positions: number[];
  readonly losses: number[];
  readonly divergedAt: number | null;
}

test('getRun by message equals recordRun in Node to the bit, every surface with every optimizer', async () => {
  const scenes = losses.flatMap(({ id: loss }) =>
    parts.map((some) => ({
      version: 1,
      loss,
      steps: STEPS,
      optimizers: some.map(({ id }) => ({ id })),
    })),
  );
  const article = await openArticle(
    'article',
    `<script src="${inject('pageUrl')}embed.js" defer></script><fall-line show="transport"></fall-line>`,
  );
  const given = await article.page.evaluate(async (documents) => {
    /** Asks again in the next frame when the embed has served as many messages as it does in a second. */
    const ask = async <T>(method: string, params: object): Promise<T> => {
      for (;;) {
        try {
          return (await embed[method]!(params)) as T;
        } catch (error) {
          if (!(error instanceof Error) || error.name !== 'too-many') throw error;
          await new Promise((resolve) => requestAnimationFrame(resolve));
        }
      }
    };
    const runs: Asked[][] = [];
    for (const scene of documents) {
      const { problems } = await ask<{ problems: unknown[] }>('setScene', { scene });
      if (problems.length > 0) throw new Error(JSON.stringify(problems));
      const own: Asked[] = [];
      for (const optimizer of scene.optimizers.keys()) {
        const run = await ask<{ positions: Float64Array; losses: Float64Array; divergedAt: number | null }>(
          'getRun',
          { optimizer },
        );
        own.push({ positions: [...run.positions], losses: [...run.losses], divergedAt: run.divergedAt });
      }
      runs.push(own);
    }
    return runs;
  }, scenes);

  let compared = 0;
  for (const [i, document] of scenes.entries()) {
    const { scene } = restoreScene(document);
    const { loss } = losses.find(({ id }) => id === scene.loss)!;
    for (const [k, setting] of scene.optimizers.entries()) {
      const run = recordRun({ ...recordOptionsOf(scene, setting), loss });
      const name = `${scene.loss}, ${setting.id}`;
      expect(given[i]?.[k]?.positions, name).toEqual([...run.positions]);
      expect(given[i]?.[k]?.losses, name).toEqual([...run.losses]);
      expect(given[i]?.[k]?.divergedAt, name).toBe(run.divergedAt);
      compared += 1;
    }
  }
  expect(compared).toBe(losses.length * optimizers.length);
  await article.close();
});
