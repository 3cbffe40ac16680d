import type { CriticalSet } from '../core/losses/critical/types.ts';
import type { SwarmLook } from '../core/geometry/swarm-picture.ts';
import type { Domain } from '../core/losses/types.ts';
import type { Noise } from '../core/math/noise.ts';
import type { RuleName } from '../core/optimizers/registry.ts';
import type { Plane } from '../core/plane/plane.ts';
import type { Average } from '../core/run/average.ts';
import type { BasinMap, BasinOptions } from '../core/run/basins.ts';
import type { Budget } from '../core/run/limit.ts';
import type { SettingMap, SettingMapOptions } from '../core/run/settings.ts';
import type { DensityOnMap } from '../core/run/swarm-density.ts';
import type { SwarmPlan } from '../core/run/swarm.ts';
import type { SweepCurve, SweepOptions } from '../core/run/sweep.ts';
import type { Raced, Racer, RaceOptions } from '../core/run/tuned.ts';
import type { RecordOptions, RunEnd } from '../core/run/types.ts';
import type { ModelSetting, OptimizerSetting } from '../core/scene/scene.ts';

/** The sweeps of several optimizers at the same learning rates. The loss travels as its formula. */
export interface SweepRequest {
  readonly formula: string;
  /** Whether it is a loss of its one variable. */
  readonly curve: boolean;
  readonly runs: readonly Omit<SweepOptions, 'loss' | 'rates'>[];
  readonly rates: readonly number[];
}

/** The samples of a surface, `n` a side, row by row. The loss travels as its formula. */
export interface GridRequest {
  readonly formula: string;
  readonly domain: Domain;
  readonly n: number;
}

/** What the palette of an animated picture is made from. */
export interface GifPaletteRequest {
  /** RGBA of some of its frames, all of one size. */
  readonly samples: readonly Uint8ClampedArray<ArrayBuffer>[];
  /** At most so many colours: 2 to 255. */
  readonly colors: number;
}

export interface GifFrameRequest {
  /** RGBA, row by row from the top. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
  /** Hundredths of a second. */
  readonly delay: number;
}

/** Where minima, saddles and maxima are looked for. */
export interface CriticalRequest {
  readonly formula: string;
  readonly domain: Domain;
}

/** One optimizer's run on a model, from its initial weights. */
export interface TrainRequest {
  readonly model: ModelSetting;
  /** The rule by its name or its text, with its values. */
  readonly optimizer: RuleName & Pick<OptimizerSetting, 'values'>;
  readonly options: Omit<RecordOptions, 'loss' | 'start' | 'optimizer'> & { readonly seed: number };
  readonly budget: Budget;
  /** Positions are kept at every so many steps: see `createRecorder`. */
  readonly keepEvery: number;
  /** What the run is called when it is wanted on a plane. */
  readonly run: number;
  /** On which it is projected at first. */
  readonly on: TrackRequest['on'] | null;
}

/** A run that is recorded is wanted on a plane. Planes have numbers in the order in which they are wanted. */
export interface TrackRequest {
  readonly run: number;
  readonly on: { readonly plane: Plane; readonly number: number };
}

/** Rows of a run on the plane of that number: x and y of the foot, how far off, the share of the way that lies along it. */
export interface TrackPart {
  readonly number: number;
  readonly rows: Float64Array<ArrayBuffer>;
}

/** The average of a run that is recorded to its end, as far as `steps`. */
export interface AverageRequest extends TrackRequest {
  readonly model: ModelSetting;
  readonly average: Average;
  readonly steps: number;
}

/** Its rows on the plane, as in a `TrackPart`, and its own losses. */
export interface AveragePart {
  readonly rows: Float64Array<ArrayBuffer>;
  readonly losses: Float64Array<ArrayBuffer>;
}

/** The rows of a run that have come since the last part: positions, row-major, and their losses. */
export interface TrainPart {
  /** The step of its first row. */
  readonly from: number;
  /** Rows that have come. */
  readonly rows: number;
  /** Those that are kept. */
  readonly positions: Float64Array<ArrayBuffer>;
  /** The last of all that have come, kept or not. */
  readonly last: Float64Array<ArrayBuffer>;
  readonly track: TrackPart | null;
  /** The step of the first loss: before that of the first row where some have come that were passed over. */
  readonly lossesFrom: number;
  /** NaN where it is still to come. */
  readonly losses: Float64Array<ArrayBuffer>;
  /** The step up to which all losses are known. */
  readonly known: number;
  /** Whether all rows are there: what follows are losses. */
  readonly isLaid: boolean;
  /** The share of held-back rows that a classifier tells right, of some of the steps of the losses; else NaN. */
  readonly right: Float64Array<ArrayBuffer>;
  /** The rule's states that were kept meanwhile: see `Checkpoints.between`. */
  readonly states: Float64Array<ArrayBuffer>;
}

/** What is known of a run that has come to its end, with its last part. */
export interface Trained {
  readonly rest: TrainPart;
  readonly steps: number;
  readonly divergedAt: number | null;
  readonly end: RunEnd | null;
}

/** The data of the model of digits, as `giveDigits` takes it. */
export interface DigitsRequest {
  readonly packed: Uint8Array;
}

/** A model's loss at `n` x `n` points of a plane, row by row. */
export interface SliceRequest {
  readonly model: ModelSetting;
  readonly plane: Plane;
  readonly domain: Domain;
  readonly n: number;
}

/** A point at which a plane is wanted: of the step that is taken there, or of the largest curvatures where that is null. */
export interface PlaneRequest {
  readonly model: ModelSetting;
  readonly point: Float64Array;
  readonly step: Float64Array | null;
}

export interface PlaneAnswer {
  /** Null where the directions span none. */
  readonly plane: Plane | null;
  /** The curvatures along u and v, where it is of these. */
  readonly curvatures: readonly [u: number, v: number] | null;
  /** The step goes along the gradient, and the other direction is that of the gradient after it. */
  readonly isAlongGradient?: boolean;
}

/** Points, row-major, at which the largest curvature is wanted. */
export interface SharpnessRequest {
  readonly model: ModelSetting;
  readonly points: Float64Array;
}

/** Rows of a map of starts. The loss travels as its formula, the rule as its name or its text. */
export interface StartsRequest extends Omit<BasinOptions, 'loss' | 'optimizer'> {
  readonly formula: string;
  readonly optimizer: RuleName & Pick<OptimizerSetting, 'values'>;
}

/** Rows of a map of settings. The loss travels as its formula, the rule as its name or its text. */
export interface SettingsRequest extends Omit<SettingMapOptions, 'loss' | 'optimizer' | 'settle'> {
  /** In the place of the formula; its runs begin at its initial weights. */
  readonly model?: ModelSetting;
  /** The plane on which they begin, where an axis is of that. */
  readonly plane?: Plane;
  readonly formula: string;
  /** Whether it is a loss of its one variable. */
  readonly curve: boolean;
  readonly optimizer: RuleName & Pick<OptimizerSetting, 'values'>;
}

/** Every so many particle of a swarm, taken to a step. */
export interface SwarmRequest {
  readonly formula: string;
  readonly optimizer: RuleName & Pick<OptimizerSetting, 'values'>;
  readonly schedule: OptimizerSetting['schedule'];
  readonly steps: number;
  readonly noise: Noise;
  readonly plan: SwarmPlan;
  readonly every: number;
  readonly to: number;
  /** Whether it is to be told where each ends. */
  readonly wantsEnds: boolean;
  readonly view: SwarmMapView | null;
}

/** What a map shows of a swarm, which is made where the particles are: a picture of them, or their density. */
export type SwarmMapView = { readonly kind: 'dots'; readonly look: SwarmLook } | { readonly kind: 'density' };

export interface SwarmPart {
  /** Particles. */
  readonly rows: number;
  readonly step: number;
  /** Two numbers each. */
  readonly positions: Float32Array<ArrayBuffer>;
  /** The length of the last step; -1 once the run has ended. */
  readonly speeds: Float32Array<ArrayBuffer>;
  readonly ends: Float32Array<ArrayBuffer> | null;
  /** RGBA, row by row from the top, where it is wanted. */
  readonly picture: Uint8ClampedArray<ArrayBuffer> | null;
  /** Null where it isn't wanted, and where no particle is in the domain. */
  readonly density: DensityOnMap | null;
}

/** A race of tuned optimizers. The loss travels as its formula, the rules as their names or their texts. */
export interface RaceRequest extends Omit<RaceOptions, 'loss' | 'racers' | 'start'> {
  readonly formula: string;
  /** Whether it is a loss of its one variable. */
  readonly curve: boolean;
  readonly seed: number;
  readonly racers: readonly (Omit<Racer, 'optimizer'> & {
    readonly optimizer: RuleName & Pick<OptimizerSetting, 'values'>;
  })[];
  readonly start: readonly number[];
  /** Standard deviation of where races begin about it, along each variable. */
  readonly spread: readonly number[];
}

/** Every background job by its name: what it is asked, and what it answers. */
export interface Jobs {
  /** A curve an optimizer, in the order of the request. */
  readonly sweep: { readonly request: SweepRequest; readonly result: readonly SweepCurve[] };
  /** Minima, saddles and maxima of a formula, and whether these are all. */
  readonly critical: { readonly request: CriticalRequest; readonly result: CriticalSet };
  /** Answered by parts of a `TrainPart` while the run grows. */
  readonly train: { readonly request: TrainRequest; readonly result: Trained };
  /** Null of a run that is forgotten. */
  readonly track: { readonly request: TrackRequest; readonly result: TrackPart | null };
  readonly average: { readonly request: AverageRequest; readonly result: AveragePart | null };
  readonly forget: { readonly request: { readonly run: number }; readonly result: true };
  readonly digits: { readonly request: DigitsRequest; readonly result: true };
  readonly slice: { readonly request: SliceRequest; readonly result: Float64Array<ArrayBuffer> };
  readonly plane: { readonly request: PlaneRequest; readonly result: PlaneAnswer };
  readonly sharpness: { readonly request: SharpnessRequest; readonly result: Float64Array<ArrayBuffer> };
  /** What becomes of each start of the rows. */
  readonly starts: { readonly request: StartsRequest; readonly result: BasinMap };
  /** What becomes of runs with each setting of the rows. */
  readonly settings: { readonly request: SettingsRequest; readonly result: SettingMap };
  /** Null for a rule that has no swarm. */
  readonly swarm: { readonly request: SwarmRequest; readonly result: SwarmPart | null };
  /** A result an optimizer, in the order of the request. */
  readonly race: { readonly request: RaceRequest; readonly result: readonly Raced[] };
  readonly grid: { readonly request: GridRequest; readonly result: Float64Array<ArrayBuffer> };
  /** Begins an animated picture; how many colours it has. */
  readonly gifPalette: { readonly request: GifPaletteRequest; readonly result: number };
  /** The next frame as the bytes of the file that follow the last ones; the first brings the header with it. */
  readonly gifFrame: { readonly request: GifFrameRequest; readonly result: Uint8Array<ArrayBuffer> };
  /** The last bytes of the file, with a comment. */
  readonly gifEnd: {
    readonly request: { readonly comment: string };
    readonly result: Uint8Array<ArrayBuffer>;
  };
}

export type JobName = keyof Jobs;

/** Parts of a job that are done, of how many. */
export interface JobProgress {
  readonly done: number;
  readonly total: number;
  /** What of the answer has come, of a job that gives it in parts. */
  readonly part?: TrainPart;
}

/** To the worker. `id` tells the orders of one page apart; `request` is the job's own. */
export type Order =
  | {
      readonly kind: 'start';
      readonly id: number;
      readonly job: JobName;
      readonly request: Jobs[JobName]['request'];
    }
  | { readonly kind: 'cancel'; readonly id: number };

/** From the worker. An order is answered by any number of `progress`, and then by exactly one of the others. */
export type Reply =
  | ({ readonly kind: 'progress'; readonly id: number } & JobProgress)
  | { readonly kind: 'done'; readonly id: number; readonly result: Jobs[JobName]['result'] }
  | { readonly kind: 'cancelled'; readonly id: number }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };

/** One end of a line between the page and a worker. */
export interface Port<In, Out> {
  /** @param transfer buffers that go over instead of being copied */
  post(message: Out, transfer?: ArrayBuffer[]): void;
  listen(receive: (message: In) => void): void;
}
