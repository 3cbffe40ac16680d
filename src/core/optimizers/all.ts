import { adabelief } from './adabelief.ts';
import { adadelta } from './adadelta.ts';
import { adafactor } from './adafactor.ts';
import { adamax } from './adamax.ts';
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
import { muon } from './muon.ts';
import { nadam } from './nadam.ts';
import { nelderMead } from './nelder-mead.ts';
import { newton } from './newton.ts';
import { prodigy } from './prodigy.ts';
import { qhadam } from './qhadam.ts';
import { qhm } from './qhm.ts';
import { radam } from './radam.ts';
import { rprop } from './rprop.ts';
import { sam } from './sam.ts';
import { scheduleFreeAdamw, scheduleFreeSgd } from './schedule-free.ts';
import { sgld } from './sgld.ts';
import { signsgd, signum } from './signum.ts';
import { shampoo } from './shampoo.ts';
import { soap } from './soap.ts';
import { sophia } from './sophia.ts';
import { sps } from './sps.ts';
import { stableAdamw } from './stableadamw.ts';
import { torchLbfgs } from './torch-lbfgs.ts';
import { yogi } from './yogi.ts';
import { register } from './registry.ts';
import './typed/reading.ts';

/**
 * Every rule there is: importing this registers those that most scenes do without, and what reads those that are typed. What is called without a page has them
 * from the start; the page loads them when a document may name one.
 */
register([
  adadelta,
  nadam,
  radam,
  adamax,
  rprop,
  qhm,
  qhadam,
  lion,
  armijo,
  conjugateGradient,
  lbfgs,
  newton,
  nelderMead,
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
  signsgd,
  signum,
  asgd,
  scheduleFreeSgd,
  scheduleFreeAdamw,
  lookaheadSgd,
  lookaheadAdam,
  sam,
  sophia,
  sps,
  dog,
  dadaptSgd,
  dadaptAdam,
  prodigy,
  muon,
  shampoo,
  soap,
  torchLbfgs,
  sgld,
]);

export { optimizers } from './registry.ts';
