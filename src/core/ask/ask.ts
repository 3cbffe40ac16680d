/**
 * A question that a scene asks before it shows its runs. What it asks for is computed from these runs and typed in by
 * nobody; until the reader's guess is locked, everything of later steps is hidden.
 */

/**
 * What is asked for, at or within `step` steps:
 *
 * `end` a place: where the run is · `path` the way that it takes there · `arrow` its first step · `minimum` that of the
 * surface's minima in whose basin it is · `lowest` the run with the lowest loss · `first` the run that is first at a loss of
 * `goal` or less · `diverges` the run whose loss is higher than at its start, or has none any more · `loss` the
 * run's loss · `steps` the number of steps to a loss of `goal` or less · `length` the length of the run's first step ·
 * `stable` the largest learning rate with which the run can settle in the minimum in whose basin it starts ·
 * `reach` settings with which the run comes to a loss of `goal` or less: nothing is hidden then.
 */
export const askKinds = [
  'end',
  'path',
  'arrow',
  'minimum',
  'lowest',
  'first',
  'diverges',
  'loss',
  'steps',
  'length',
  'stable',
  'reach',
] as const;

export type AskKind = (typeof askKinds)[number];

export interface Ask {
  readonly kind: AskKind;
  /** The place among the scene's optimizers of the one that it is about; of no meaning where a run is asked for. */
  readonly run: number;
  readonly step: number;
  readonly goal: number;
  /** In the author's words; '' for the usual ones. */
  readonly question: string;
  /** Whether a reader says, too, how sure the guess is. */
  readonly sure?: true;
  /** What the author has to say when the answer is seen, '' for nothing. */
  readonly explanation: string;
}

/** What a guess is of: a place, a path, an arrow, a minimum, one of the runs, a number, or nothing, where settings are sought. */
export type AnswerForm = 'place' | 'path' | 'arrow' | 'minimum' | 'run' | 'number' | 'setting';

const forms: Readonly<Record<AskKind, AnswerForm>> = {
  end: 'place',
  path: 'path',
  arrow: 'arrow',
  minimum: 'minimum',
  lowest: 'run',
  first: 'run',
  diverges: 'run',
  loss: 'number',
  steps: 'number',
  length: 'number',
  stable: 'number',
  reach: 'setting',
};

export function answerForm(kind: AskKind): AnswerForm {
  return forms[kind];
}

/** How many coordinates must be seen for a place to be guessed; left out, none. */
const seen: Partial<Record<AskKind, number>> = { end: 1, minimum: 1, stable: 1, path: 2, arrow: 2 };

/** Whether a question of a kind is asked of a scene: places are of what is seen whole, a curve or a surface. */
export function isAsked(
  kind: AskKind,
  { model, curve }: { readonly model: unknown; readonly curve: boolean },
): boolean {
  return (seen[kind] ?? 0) <= (model ? 0 : curve ? 1 : 2);
}

/** Whether a question of a kind is about one of the runs. */
export function isOfOneRun(kind: AskKind): boolean {
  return forms[kind] !== 'run';
}

/** Whether a question of a kind has a loss that is to be reached. */
export function hasGoal(kind: AskKind): boolean {
  return kind === 'first' || kind === 'steps' || kind === 'reach';
}

/** Whether a question of a kind is of one step. */
export function hasStep(kind: AskKind): boolean {
  return kind !== 'length' && kind !== 'arrow' && kind !== 'stable';
}

/** A question of runs of so many steps: no later step is asked for. */
export function withinSteps(ask: Ask, steps: number): Ask {
  return ask.step <= steps ? ask : { ...ask, step: steps };
}
