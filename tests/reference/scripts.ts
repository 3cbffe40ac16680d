import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Loss, Vector } from '../../src/core/math/loss.ts';
import { averageOf } from '../../src/core/run/average.ts';
import { recordRun } from '../../src/core/run/record.ts';
import { limitEvaluations } from '../../src/core/run/limit.ts';
import type { Run } from '../../src/core/run/types.ts';
import { lossIn } from '../../src/core/scene/compiled.ts';
import { recordOptionsOf } from '../../src/core/scene/record-options.ts';
import { scriptLabels } from '../../src/export/code/optimizers.ts';
import type { ExportRun, ExportSource } from '../../src/export/source.ts';

/** Running generated scripts, and holding what they print against the engine's runs. */

const RUNNER = fileURLToPath(new URL('run_scripts.py', import.meta.url));

export interface Printed {
  readonly out: string;
  readonly errors: string;
}

/** Runs all scripts in one process of Python. Throws when that process fails. */
export function runScripts(
  program: string,
  scripts: readonly (readonly [name: string, text: string])[],
): ReadonlyMap<string, Printed> {
  const { stdout, stderr, status } = spawnSync(program, [RUNNER], {
    input: JSON.stringify(scripts),
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
    timeout: 300_000,
  });
  if (status !== 0) throw new Error(`${program} failed: ${stderr}`);
  const outputs = JSON.parse(stdout) as Record<string, [string, string]>;
  return new Map(Object.entries(outputs).map(([name, [out, errors]]) => [name, { out, errors }]));
}

export interface Comparison {
  readonly faults: readonly string[];
  /** Numbers held against the engine's, and those left out because rounding alone decides on them. */
  readonly compared: number;
  readonly left: number;
}

const TOLERANCE = 1e-9;
/** A loss that rounds this much otherwise ... */
const ROUNDING = 4e-16;
/** ... moves a step that is compared by less than this, relative to its size or 1. */
const MOVED = 1e-10;

/**
 * Positions and losses that a script printed, against the runs of its scene: within 1e-9, relative to their size or
 * 1. Steps are left out from where rounding alone decides: where the same run on a loss that is evaluated with other
 * last places is more than 1e-10 away. Chaotic runs are so, and searches that have come so close to a minimum that
 * the values they compare differ in the last place.
 */
export function compare(source: ExportSource, { out, errors }: Printed): Comparison {
  const faults: string[] = errors.includes('Traceback') ? [errors] : [];
  let [compared, left] = [0, 0];
  const rows = new Map<string, string[][]>();
  const [header, ...lines] = out.trimEnd().split('\n');
  const names = source.loss.variables!.slice(0, source.loss.dimension);
  if (header !== ['optimizer', 'step', ...names, 'loss'].join('\t')) faults.push(`the header is ${header}`);
  for (const line of lines) {
    const cells = line.split('\t');
    rows.set(cells[0]!, [...(rows.get(cells[0]!) ?? []), cells.slice(1)]);
  }
  const labels = scriptLabels(source.runs);
  const series = source.runs.flatMap((one, index) => {
    const label = labels[index]!;
    const { average } = one.setting;
    const own = { one, label, run: one.run };
    return average
      ? [own, { one, label: `${label}, averaged`, run: averageOf(one.run, source.loss, average) }]
      : [own];
  });
  for (const { one, label, run } of series) {
    const printed = rows.get(label) ?? [];
    const until = steadyUntil(source, one);
    const steady = until > run.steps;
    if (steady && printed.length !== run.steps + 1) {
      faults.push(`${label}: ${printed.length} rows instead of ${run.steps + 1}`);
    }
    if (
      steady &&
      errors.includes(`${label} ends: not finite at step ${run.divergedAt}\n`) !== (run.divergedAt !== null)
    ) {
      faults.push(`${label} diverges at ${run.divergedAt}; the script says: ${errors}`);
    }
    for (let k = 0; k <= run.steps; k++) {
      if (k >= until) {
        left += names.length + 1;
        continue;
      }
      const [step, ...numbers] = printed[k] ?? [];
      if (step !== String(k)) faults.push(`${label}: row ${k} is of step ${step}`);
      const at = k * names.length;
      const wanted = [...run.positions.subarray(at, at + names.length), run.losses[k]!];
      wanted.forEach((value, i) => {
        compared++;
        const given = readNumber(numbers[i] ?? '');
        if (!isNear(given, value, TOLERANCE))
          faults.push(`${label}, step ${k}, ${names[i] ?? 'loss'}: ${given} instead of ${value}`);
      });
    }
  }
  return { faults, compared, left };
}

/** A number as Python prints it. */
export function readNumber(text: string): number {
  return Number(text.replace('inf', 'Infinity'));
}

/** Whether two numbers agree, relative to their size or 1. */
export function isNear(a: number, b: number, tolerance: number): boolean {
  return Object.is(a, b) || Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(b));
}

/** The first step from which on rounding alone decides; beyond the last where there is none. */
function steadyUntil({ scene }: ExportSource, { run, setting }: ExportRun): number {
  const loss = lossIn(scene);
  const n = run.dimension;
  const others = [1, 2, 3].map((seed): Run => {
    const other = recordRun({ ...recordOptionsOf(scene, setting), loss: roundedOtherwise(loss, seed) });
    return scene.budget === 'evaluations' ? limitEvaluations(other, scene.steps) : other;
  });
  for (let k = 0; k <= run.steps; k++) {
    for (const other of others) {
      for (let i = n * k; i < n * (k + 1); i++) {
        if (!isNear(other.positions[i] ?? Number.NaN, run.positions[i]!, MOVED)) return k;
      }
      if (!isNear(other.losses[k] ?? Number.NaN, run.losses[k]!, MOVED)) return k;
    }
  }
  return others.some(({ divergedAt, steps }) => divergedAt !== run.divergedAt || steps !== run.steps)
    ? run.steps
    : run.steps + 1;
}

/** The loss with other last places: at points moved by a rounding, and its value moved by one. */
export function roundedOtherwise(loss: Loss, seed: number): Loss {
  let state = seed;
  const rounding = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return 1 + ROUNDING * (state / 2 ** 31 - 1);
  };
  const near = (p: Vector) => Array.from(p, (x) => x * rounding());
  return {
    dimension: loss.dimension,
    value: (p) => loss.value(near(p)) * rounding(),
    gradient: (p, out) => loss.gradient(near(p), out),
    hessian: (p, out) => loss.hessian(near(p), out),
  };
}
