import type { ExportContext } from './context.ts';

/** What of the scene is in a file. */
export interface NamedContent {
  /** "stage", "map", "film": the last word of the name. */
  readonly what: string;
  readonly extension: string;
  /** The step, or the first and the last, that is shown; left out where all are in it. */
  readonly step?: number | readonly [number, number];
  /** Pixels that a CSS pixel has a side. */
  readonly ratio?: number;
}

/** Optimizers that a name lists; of more it says how many. */
const LISTED = 3;

/** A name that says what is in the file: `fall-line-himmelblau-adam-sgd-step-34-stage@2x.png`. */
export function fileName(
  { scene, runs }: Pick<ExportContext, 'scene' | 'runs'>,
  { what, extension, step, ratio }: NamedContent,
): string {
  const rules = [...new Set(runs.map(({ setting }) => setting.id))];
  const steps =
    step === undefined
      ? []
      : typeof step === 'number'
        ? [`step-${step}`]
        : [`steps-${step[0]}-to-${step[1]}`];
  const listed = rules.length > LISTED ? [`${rules.length}-optimizers`] : rules;
  const words = ['fall-line', scene.model?.id ?? scene.loss, ...listed, ...steps, what]
    .map(plain)
    .filter((word) => word !== '');
  return `${words.join('-')}${ratio === undefined || ratio === 1 ? '' : `@${ratio}x`}.${extension}`;
}

/** What every file system takes. */
function plain(word: string): string {
  return word
    .replaceAll(/(?<=[a-z\d])(?=[A-Z])/g, '-')
    .toLowerCase()
    .replaceAll(/[^a-z\d]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}
