import { Group, type WebGLRenderer } from 'three';
import { type AskedSwarm, swarmOf } from '../../app/swarm/asked.ts';
import {
  isSwarmDrawn,
  reportSwarm,
  type SwarmFailure,
  type SwarmReport,
  swarmReport,
  tellSwarmDrawn,
} from '../../app/swarm/report.ts';
import type { Frame, Palette } from '../../app/state.ts';
import { formulaGraph } from '../../core/expression/compile.ts';
import { Powers } from '../../core/math/powers.ts';
import type { Surface } from '../../core/geometry/types.ts';
import { programOf } from '../../core/optimizers/program.ts';
import { settledValue } from '../../core/optimizers/settled.ts';
import { numbersOf } from '../../core/optimizers/read-rule.ts';
import { startState, stateSize } from '../../core/optimizers/state.ts';
import { stepKey, writeStarts } from '../../core/run/swarm.ts';
import { type SwarmProgram, swarmProgram } from '../../core/run/swarm-glsl.ts';
import type { SwarmColour } from '../../core/run/swarm-looks.ts';
import type { SwarmView } from '../../core/scene/scene.ts';
import type { Layer } from '../overlays/layers.ts';
import type { SharedUniforms } from '../uniforms.ts';
import { createSwarmCheck, type SwarmCheckWork } from './check.ts';
import { createDots } from './dots.ts';
import { createSwarmEngine, type SwarmEngine } from './engine.ts';

/** Bytes of the graphics processor's memory that a swarm may take. */
const MOST_BYTES = 320e6;

interface Made {
  readonly program: SwarmProgram;
  readonly engine: SwarmEngine;
  readonly check: SwarmCheckWork;
}

/** The swarm of a scene on the stage; it follows the playhead. */
export function createSwarmLayer(shared: SharedUniforms, renderer: WebGLRenderer, again: () => void): Layer {
  const gl = renderer.getContext() as WebGL2RenderingContext;
  const data = (gl.canvas as HTMLCanvasElement).dataset;
  // A canvas that keeps its picture is that of a figure, which is drawn once.
  const isStill = gl.getContextAttributes()?.preserveDrawingBuffer === true;
  const dots = createDots(shared);
  const object = new Group();
  object.add(dots.object);
  object.visible = false;
  let last: AskedSwarm | null = null;
  let asks: SwarmView | null = null;
  let made: Made | null = null;
  let seen: { surface: Surface; palette: Palette; colour: SwarmColour; critical: unknown } | null = null;

  const drop = () => {
    dots.forget();
    made?.engine.dispose();
    made = null;
    seen = null;
    delete data['swarm'];
    delete data['swarmCheck'];
  };
  const report = (asked: AskedSwarm, now: SwarmReport) => {
    if (isSameReport(swarmReport(asked), now)) return;
    reportSwarm(asked, now);
    // Beside the number of pictures, for those who measure.
    data['swarm'] = String(now.step);
    if (now.check) data['swarmCheck'] = `${now.check.median} ${now.check.most}`;
    else delete data['swarmCheck'];
    // Who shows it may have been drawn before.
    again();
  };
  const refuse = (asked: AskedSwarm, failure: SwarmFailure) =>
    report(asked, { step: -1, isMoving: false, hasEnds: false, check: null, failure });

  const follow = (frame: Frame): boolean => {
    const asked = swarmOf(frame);
    const wasOn = object.visible;
    if (asked !== last) {
      drop();
      last = asked;
      const result = asked && makeOf(gl, asked);
      if (typeof result === 'string') refuse(asked!, result);
      else made = result;
    }
    object.visible = false;
    if (!asked || !made) return wasOn;
    const { engine, program, check } = made;
    const before = engine.step;
    const { playhead, scene, palette } = frame.state;
    if (isStill) engine.rush(playhead.step);
    const isLeft = engine.work(playhead.step);
    if (engine.failure !== null) {
      refuse(asked, { driver: engine.failure });
      drop();
      return wasOn;
    }
    const hasEnds = !asked.wantsEnds || engine.ends !== null;
    // While it is run to its ends it is nowhere that the playhead is.
    object.visible = engine.step >= 0 && hasEnds;
    const isChecking = !isLeft && !playhead.playing && check.work(engine);
    if (isLeft || isChecking) again();
    const told = isLeft ? null : check.at(engine.step);
    report(asked, { step: engine.step, isMoving: isLeft, hasEnds, check: told, failure: null });
    if (!object.visible) return wasOn;
    dots.hold(engine.buffer, program.size, program.speed, asked.plan.count, engine.ends);
    const { surface, critical } = frame.derived;
    const { colour } = scene.view.swarm!;
    const isSame =
      seen?.surface === surface &&
      seen.palette === palette &&
      seen.colour === colour &&
      seen.critical === critical;
    if (!isSame) {
      seen = { surface, palette, colour, critical };
      dots.show(frame, colour);
    }
    return !isSame || !wasOn || engine.step !== before;
  };

  return {
    object,
    update(frame) {
      const changed = follow(frame);
      const { swarm } = frame.state.scene.view;
      if (asks !== swarm) tellSwarmDrawn(asks, false);
      asks = swarm;
      // Who says that it is there may have been drawn before.
      if (isSwarmDrawn(swarm) !== object.visible) again();
      tellSwarmDrawn(swarm, object.visible);
      return changed;
    },
    dispose() {
      tellSwarmDrawn(asks, false);
      drop();
      dots.dispose();
    },
  };
}

function makeOf(
  gl: WebGL2RenderingContext,
  { plan, rule, steps, wantsEnds }: AskedSwarm,
): Made | Exclude<SwarmFailure, object> {
  const { entry, values, noise, seed, loss } = rule;
  const formula = formulaGraph(loss);
  if (!formula) return 'formula';
  if (entry.rule.search) return 'searches';
  const rulesProgram = programOf(entry, values);
  const program = swarmProgram(rulesProgram, formula, noise);
  if (typeof program === 'string') return program;
  if (12 * program.size * plan.count > MOST_BYTES) return 'memory';
  const numbers = numbersOf(entry, values);
  const { size, places } = program;
  const raised = program.powers.map(({ base }) => new Powers(settledValue(rulesProgram, base, numbers)));
  let pairs = new Float32Array(0);
  const start = new Float64Array(2);
  const state = new Float64Array(stateSize(entry.rule, 2));
  const hasStarts = entry.rule.starts !== undefined;
  const engine = createSwarmEngine(gl, {
    program,
    count: plan.count,
    steps,
    wantsEnds,
    hyperparameters: Float32Array.from([
      ...program.hyperparameters.map((key) => numbers.get(key)!),
      0,
    ]).subarray(0, Math.max(1, program.hyperparameters.length)),
    deviation: noise.deviation,
    rate: rule.rate,
    key: (step) => stepKey(seed, step),
    powers(t, out, at) {
      for (let k = 0; k < raised.length; k++) out[at + k] = raised[k]!.at(t - program.powers[k]!.back);
    },
    fill(from, to, out) {
      if (pairs.length < 2 * (to - from)) pairs = new Float32Array(2 * (to - from));
      writeStarts(plan, from, to, pairs);
      out.fill(0);
      for (let k = 0; k < to - from; k++) {
        out[k * size] = pairs[2 * k]!;
        out[k * size + 1] = pairs[2 * k + 1]!;
        if (!hasStarts) continue;
        start[0] = pairs[2 * k]!;
        start[1] = pairs[2 * k + 1]!;
        startState(entry, values, start, state);
        for (let i = 2; i < places.length; i++) out[k * size + i] = state[places[i]! - 2]!;
      }
    },
  });
  return { program, engine, check: createSwarmCheck(plan, rule, program) };
}

function isSameReport(before: SwarmReport | null | undefined, now: SwarmReport): boolean {
  return (
    before?.step === now.step &&
    before.isMoving === now.isMoving &&
    before.hasEnds === now.hasEnds &&
    before.check === now.check &&
    before.failure === now.failure
  );
}
