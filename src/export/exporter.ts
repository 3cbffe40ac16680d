/** One kind of export: what can be chosen, what it will look like, and how it is made. */

/** What was chosen. */
export type Options = Readonly<Record<string, string | number | boolean>>;

interface FieldBase<O extends Options> {
  /** A member of the options. */
  readonly key: string;
  readonly label: string;
  /** Whether what else was chosen gives it a meaning; always when left out. */
  shown?(options: O): boolean;
}

/** One of several; their values are all texts or all numbers. */
export interface ChoiceField<O extends Options> extends FieldBase<O> {
  readonly kind: 'choice';
  readonly choices: readonly { readonly value: string | number; readonly label: string }[];
}

export interface TickField<O extends Options> extends FieldBase<O> {
  readonly kind: 'tick';
}

/** A whole number; what is typed is held within the limits. */
export interface CountField<O extends Options> extends FieldBase<O> {
  readonly kind: 'number';
  readonly min: number;
  readonly max: number;
  readonly unit?: string;
}

export type ExportField<O extends Options> = ChoiceField<O> | TickField<O> | CountField<O>;

/** What will be saved, to look at. */
export interface Preview {
  readonly element: HTMLElement;
  /** What is good to know of it: "1280 × 960 pixels", "about 2.1 MB". Shown under it. */
  readonly facts: readonly string[];
  /** Gives back what the element holds. */
  dispose?(): void;
}

export interface ExportedFile {
  readonly name: string;
  readonly blob: Blob;
}

export interface ExportJob {
  /** Ends when the user cancels, chooses something else or closes the dialog: `signal.throwIfAborted()`. */
  readonly signal: AbortSignal;
  /** How much is done, from 0 to 1. */
  progress(share: number): void;
}

/**
 * Members that take options are methods, so that exporters of different options go into one list. What fails throws an
 * `ExportError` with a sentence; an aborted signal's reason is no failure.
 */
export interface Exporter<O extends Options = Options> {
  /** Unique: "picture", "film", "numpy". */
  readonly id: string;
  /** On its tab: "Picture (PNG)". */
  readonly name: string;
  /** What is chosen at first. */
  readonly initial: O;
  readonly fields: readonly ExportField<O>[];
  /** What the first file can be copied as; not at all when left out. */
  readonly copies?: 'image' | 'text';
  /** What is good to know before anything is made; throws an `ExportError` where this browser cannot make it. */
  preview(options: O, signal: AbortSignal): Promise<Preview>;
  make(options: O, job: ExportJob): Promise<readonly ExportedFile[]>;
}
