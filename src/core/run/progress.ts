/**
 * How far a recording has come. A class, for an object with getters of its own has a shape of its own, which holds what they
 * hold until the next whole collection of garbage: of short runs that took half of the time.
 */
export class RecordingProgress {
  readonly #steps: () => number;
  readonly #isDone: () => boolean;
  readonly #known: () => number;

  constructor(steps: () => number, isDone: () => boolean, known: () => number) {
    this.#steps = steps;
    this.#isDone = isDone;
    this.#known = known;
  }

  get steps(): number {
    return this.#steps();
  }

  get isDone(): boolean {
    return this.#isDone();
  }

  get known(): number {
    return this.#known();
  }
}
