import { rules as text } from '../../text/en/rules.ts';
import type { ExportRun } from '../source.ts';
import { scriptLabels } from './optimizers.ts';
import { pythonFloat, pythonString, remark } from './python.ts';

/** The averages of runs in a script: each as a run of its own behind all others, as in core/run/average.ts. */
export function averageLines(runs: readonly ExportRun[]): readonly string[] {
  const labels = scriptLabels(runs);
  return runs.flatMap(({ setting: { average } }, i) => {
    if (!average) return [];
    const { kind, decay, from } = average;
    const label = labels[i] ?? '';
    const run = `runs[${pythonString(label)}]`;
    const share =
      kind === 'exponential'
        ? pythonFloat(decay)
        : `0.0 if t <= ${from} else (t - ${from})/(t - ${from} + 1)`;
    return [
      `${run}, again = itertools.tee(${run})`,
      `runs[${pythonString(remark(text.averageOf(label)))}] = averaged(again, lambda t: ${share})`,
    ];
  });
}

export function averagedFunction(runs: readonly ExportRun[]): readonly (readonly string[])[] {
  if (!runs.some(({ setting }) => setting.average)) return [];
  return [
    [
      'def averaged(positions, share):',
      '    """The average of positions, of which `share` is kept at a step."""',
      '    average = START',
      '    for t, theta in enumerate(positions, 1):',
      '        average = share(t)*average + (1 - share(t))*theta',
      '        yield average',
    ],
  ];
}
