import { adabelief } from './adabelief.ts';
import { adadelta } from './adadelta.ts';
import { adafactor } from './adafactor.ts';
import { adagrad } from './adagrad.ts';
import { adam } from './adam.ts';
import { adamax } from './adamax.ts';
import { adamw } from './adamw.ts';
import { adan } from './adan.ts';
import { ademamix } from './ademamix.ts';
import { adopt } from './adopt.ts';
import { armijo } from './armijo.ts';
import { asgd } from './asgd.ts';
import { cautiousAdamw, grams } from './cautious-adamw.ts';
import { conjugateGradient } from './conjugate-gradient.ts';
import { dadaptAdam, dadaptSgd } from './d-adaptation.ts';
import { dog } from './dog.ts';
import { laprop } from './laprop.ts';
import { lbfgs } from './lbfgs.ts';
import { lion } from './lion.ts';
import { lookaheadAdam, lookaheadSgd } from './lookahead.ts';
import { marsAdamw } from './mars-adamw.ts';
import { nadam } from './nadam.ts';
import { nelderMead } from './nelder-mead.ts';
import { newton } from './newton.ts';
import { prodigy } from './prodigy.ts';
import { qhadam } from './qhadam.ts';
import { qhm } from './qhm.ts';
import { radam } from './radam.ts';
import { rmsprop } from './rmsprop.ts';
import { rprop } from './rprop.ts';
import { sam } from './sam.ts';
import { scheduleFreeAdamw, scheduleFreeSgd } from './schedule-free.ts';
import { momentum, nesterov, sgd } from './sgd.ts';
import { signsgd, signum } from './signum.ts';
import { sophia } from './sophia.ts';
import { sps } from './sps.ts';
import { stableAdamw } from './stableadamw.ts';
import { yogi } from './yogi.ts';
import './all.ts';
import type { OptimizerEntry } from './types.ts';

/** The rules by idea, in the order of menus. */
export const optimizerGroups = {
  classic: [sgd, momentum, rmsprop, adam, nesterov],
  adaptive: [
    adamw,
    adagrad,
    adadelta,
    nadam,
    radam,
    adamax,
    qhadam,
    adabelief,
    yogi,
    adan,
    ademamix,
    adopt,
    laprop,
    stableAdamw,
    cautiousAdamw,
    grams,
    marsAdamw,
    adafactor,
  ],
  signs: [rprop, lion, signsgd, signum],
  averaged: [qhm, asgd, scheduleFreeSgd, scheduleFreeAdamw, lookaheadSgd, lookaheadAdam],
  parameterFree: [sps, dog, dadaptSgd, dadaptAdam, prodigy],
  curvature: [sam, sophia, newton, conjugateGradient, lbfgs],
  searching: [armijo, nelderMead],
} as const satisfies Readonly<Record<string, readonly Pick<OptimizerEntry, 'id' | 'name' | 'summary'>[]>>;

export type OptimizerGroup = keyof typeof optimizerGroups;
