/**
 * A lesson: paragraphs to be read beside a stage, whose scenes change as one reads. A plain, serialisable, immutable
 * document, as a scene and a talk are; it can be written by hand.
 */
export interface Lesson {
  readonly version: 1;
  /** Letters, digits and hyphens; its name in links. */
  readonly id: string;
  readonly title: string;
  /** What can be done after it that could not before: a sentence. */
  readonly teaches: string;
  /** About how long it takes, with its questions. */
  readonly minutes: number;
  readonly parts: readonly Part[];
  /** Asked again days later, in an order of their own; each is a scene that asks. */
  readonly review: readonly Review[];
  /** For further reading. */
  readonly sources: readonly Source[];
}

/** Some paragraphs, and what the stage shows while they are read. */
export interface Part {
  /** Unique within its lesson; its name in links. */
  readonly id: string;
  /**
   * Markdown with TeX between dollars. Live numbers of the scene beside it stand in braces: `{loss}`, `{x}`, `{step}`,
   * of another run than the first `{loss:2}`: see `numbers.ts`.
   */
  readonly text: string;
  /**
   * The scene and its playhead as a link's fragment, without "#". What begins with "&" is added to the last whole one
   * above it, so that a paragraph can set the step, the camera or the arrows alone; '' shows what stands above. A scene
   * with an `ask` has its question under the text; one with `ask=reach` is the lesson's challenge.
   */
  readonly scene: string;
  /** `play` plays all steps when the part comes into view; `range` from one step to another; `still` shows its step. */
  readonly enter: 'still' | 'play' | { readonly from: number; readonly to: number };
}

export interface Review {
  /** Unique within its lesson. */
  readonly id: string;
  /** A scene's fragment with an `ask`, its question and explanation in the author's words. */
  readonly scene: string;
}

export interface Source {
  readonly title: string;
  readonly url: string;
}

/** A part as it begins, but for its id and text. Files leave out what is as here. */
export const newPart: Omit<Part, 'id' | 'text'> = { scene: '', enter: 'still' };

/** What the stage shows at each part of a lesson: the fragments, with what only adds added. */
export function scenesOf(parts: readonly Part[]): readonly string[] {
  let whole = '';
  let shown = '';
  return parts.map(({ scene }) => {
    if (scene.startsWith('&')) shown = whole + scene;
    else if (scene !== '') whole = shown = scene;
    return shown;
  });
}
