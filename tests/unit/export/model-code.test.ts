import { beforeAll, describe, expect, test } from 'vitest';
import { namesOf } from '../../../src/app/run-names.ts';
import { modelById } from '../../../src/core/models/registry.ts';
import { ruleOf } from '../../../src/core/optimizers/registry.ts';
import { limitEvaluations } from '../../../src/core/run/limit.ts';
import { averageOf } from '../../../src/core/run/average.ts';
import { recordRun } from '../../../src/core/run/record.ts';
import { modelOf, openModels } from '../../../src/core/scene/models.ts';
import { recordOptionsOf } from '../../../src/core/scene/record-options.ts';
import { readFragment } from '../../../src/core/scene/url.ts';
import { type ModelSource, modelScript } from '../../../src/export/code/model-script.ts';
import { scriptLabels } from '../../../src/export/code/optimizers.ts';
import type { ExportRun } from '../../../src/export/source.ts';
import { runScripts } from '../../reference/scripts.ts';
import { findPython } from '../../tools/find-python.ts';

const python = findPython('numpy');
let outputs: ReturnType<typeof runScripts> = new Map();

beforeAll(() => {
  openModels();
  if (python) {
    outputs = runScripts(
      python.program,
      links.map((link) => [link, modelScript(sourceOf(link))!]),
    );
  }
}, 120_000);

/** Models that are written out in Python, with optimizers of every kind that the script knows. */
const links = [
  'model=robot-arm&opt=sgd&opt=momentum&opt=rmsprop&opt=adam&opt=armijo&opt=lbfgs&steps=25',
  'model=robot-arm,joints:3,moments:5&opt=sgd(schedule:cosine)&opt=adam&steps=12',
  'model=robot-arm&opt=torch-lbfgs(lineSearchFn:on)&opt=sgd(average:tail,averageFrom:3)&steps=12',
  'model=delivery&opt=sgd&opt=momentum&opt=adam&opt=armijo&steps=25',
  'model=delivery,waypoints:4&opt=sgd&opt=rmsprop&steps=12',
  'model=delivery,task:depot&opt=sgd(schedule:inverse)&opt=adam(average:exponential)&steps=25',
  'model=recovery,measured:5&opt=sgd&opt=adam&steps=15',
  'model=recovery,treatment,measured:5&opt=sgd&opt=rmsprop&steps=10',
  'model=posterior,likelihood:line,deviation:12&opt=sgld(lr:0.2)&opt=adam&noise=0.3&steps=30',
  'model=posterior,priorB:5&opt=sgd&opt=adam&opt=lbfgs&steps=30',
  // What asks for second derivatives, and for values alone.
  'model=robot-arm&opt=newton(damping:5)&opt=sophiah&opt=nelder-mead&steps=12',
  'model=robot-arm,joints:3,moments:4&opt=newton(damping:1)&opt=nelder-mead&steps=4',
  'model=delivery,waypoints:3&opt=newton(damping:20)&opt=sophiah(lr:1)&opt=nelder-mead&steps=8',
  'model=delivery,task:depot&opt=newton(damping:0.5)&opt=nelder-mead&steps=20',
  'model=recovery,treatment,measured:5&opt=newton(damping:1)&opt=nelder-mead&steps=8',
  'model=posterior&opt=newton&opt=sophiah&opt=nelder-mead&steps=20',
  'model=recovery,treatment,measured:5&opt=newton(damping:1)&opt=nelder-mead&budget=evaluations&steps=24',
  // Noise of every kind, of an even and of an odd number of parameters.
  'model=robot-arm&opt=sgd&opt=adam&opt=sam&opt=newton(damping:2)&noise=0.1&seed=7&steps=12',
  'model=recovery,treatment,measured:5&opt=sgd&opt=adam&noise=0.05&noiseKind=heavy&steps=10',
  'model=delivery,waypoints:3&opt=sgd&opt=rmsprop&noise=0.2&noiseScaling=proportional&steps=10',
  'model=posterior&opt=adam&noise=0.2&noiseKind=heavy&noiseScaling=proportional&steps=10',
  'model=memory,facts:3&opt=newton(damping:0.1)&opt=nelder-mead&steps=6',
  'model=low-rank,rank:1&opt=newton(damping:20)&opt=muon&noise=0.1&steps=5',
  'model=memory&opt=sgd&opt=muon&opt=shampoo(eps:0.1,schedule:cosine)&steps=12',
  'model=memory,askew:false,objective:squared error,facts:4&opt=adam&opt=soap(eps:0.01,frequency:4)&steps=12',
  'model=deep-linear,depth:2,size:3&opt=sgd&opt=muon(nesterov:false,nsSteps:2,weightDecay:0.1)&steps=8',
  'model=low-rank,rank:1,balance:3&opt=muon&opt=soap(eps:0.1)&steps=12',
  'model=two-players&opt=sgd&opt=momentum&opt=adam(lr:0.05)&opt=sam&noise=0.1&steps=20',
  'model=two-players,min:sigmoid[x*y]+max[x@y],moves:alternating&opt=sgd&opt=adamw&noise=0.1&steps=9',
  'model=two-players,min:x^2+x*y,max:x*y-exp[y],drawn:second&opt=sgd&opt=adam&steps=9',
];

/** A scene with its runs, as far as a script needs them. */
function sourceOf(link: string): ModelSource {
  const { scene, problems } = readFragment(`${link}&v=2`);
  expect(problems).toEqual([]);
  const model = modelOf(scene.model!);
  const runs = scene.optimizers.map((setting, index): ExportRun => {
    const naming = namesOf(scene.optimizers)[index]!;
    const start = model.initial(scene.seed);
    const whole = recordRun({ ...recordOptionsOf(scene, setting), loss: model.loss, start });
    const run = scene.budget === 'evaluations' ? limitEvaluations(whole, scene.steps) : whole;
    return {
      index,
      setting,
      entry: ruleOf(setting)!,
      label: naming.label,
      naming,
      run,
      distances: new Float64Array(0),
    };
  });
  return { scene, runs, link, model: { model, entry: modelById(model.id)! } };
}

describe.each(links)('%s', (link) => {
  test('is a script of what is on the page', () => {
    const script = modelScript(sourceOf(link))!;
    expect(script).toContain('def f(theta):');
    expect(script).toContain('import numpy as np');
    expect(script.split('\n').filter((line) => line.length > 110)).toEqual([]);
  });

  test.skipIf(!python)(
    `prints the page’s losses and parameters${python ? '' : ', left out: no Python with NumPy was found'}`,
    () => {
      const source = sourceOf(link);
      const { out, errors } = outputs.get(link)!;
      expect(errors).toBe('');
      const rows = out.trimEnd().split('\n').slice(1);
      const { dimension } = source.model!.model.loss;
      const labels = scriptLabels(source.runs);
      const series = source.runs.flatMap(({ run, setting: { average } }, i) => {
        const own = { run, of: labels[i]! };
        if (!average) return [own];
        return [own, { run: averageOf(run, source.model!.model.loss, average), of: `${own.of}, averaged` }];
      });
      for (const { run, of } of series) {
        const printed = rows.map((row) => row.split('\t')).filter(([label]) => label === of);
        expect(printed).toHaveLength(run.steps + 1);
        printed.forEach(([, step, ...numbers], k) => {
          expect(step).toBe(String(k));
          const exact = [...run.positions.subarray(k * dimension, (k + 1) * dimension), run.losses[k]!];
          numbers.forEach((number, j) =>
            expect(Math.abs(Number(number) - exact[j]!)).toBeLessThan(
              1e-8 * Math.max(1, Math.abs(exact[j]!)),
            ),
          );
        });
      }
    },
  );
});

test('there is none of what is not written out in Python', () => {
  const link = 'model=xor&opt=sgd&steps=3';
  expect(modelScript(sourceOf(link))).toBeNull();
});
