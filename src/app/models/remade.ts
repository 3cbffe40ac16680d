import type { Model } from '../../core/models/types.ts';
import { choiceOf, resolveOptimizer } from '../../core/optimizers/registry.ts';
import { createSampler } from '../../core/run/sample.ts';
import { constantSchedule, scheduledRate } from '../../core/run/schedule.ts';
import type { Recording } from '../../core/run/seek.ts';
import { modelOf } from '../../core/scene/models.ts';
import type { TrainRequest } from '../../workers/protocol.ts';

/** What is to be recorded: all that a run depends on. */
export type WantedRun = Omit<TrainRequest, 'run' | 'on'>;

export function samplerOf({ options }: WantedRun, { loss }: Model): Recording['sample'] {
  const { noise = 0, noiseKind = 'gaussian', noiseScaling = 'constant', seed } = options;
  return createSampler(loss, { deviation: noise, kind: noiseKind, scaling: noiseScaling }, seed);
}

/** What is needed to make updates of a run again. */
export function remakingOf(
  request: WantedRun,
): Pick<Recording, 'entry' | 'values' | 'rate' | 'loss' | 'sample'> {
  const { optimizer, options } = request;
  const { entry, values } = resolveOptimizer(choiceOf(optimizer, optimizer.values));
  const model = modelOf(request.model);
  return {
    entry,
    values,
    rate: scheduledRate(options.schedule ?? constantSchedule, Number(values['lr']), options.steps),
    loss: model.loss,
    sample: samplerOf(request, model),
  };
}
