import { describe, expect, test } from 'vitest';
import { createModel, recordRun, sliceOf, topCurvatures } from '../../../../src/core/index.ts';
import { factorOf, type Game, restOf, turningAt } from '../../../../src/core/models/players-loss.ts';
import { optimizers } from '../../../../src/core/optimizers/registry.ts';
import { anatomyOf } from '../../../../src/core/run/anatomy.ts';
import { resolveOptimizer } from '../../../../src/core/optimizers/registry.ts';
import '../../../../src/app/all-rules.ts';
import { differences } from '../differences.ts';
import { normals } from '../normals.ts';

type Options = Readonly<Record<string, string>>;
const gameOf = (options: Options = {}) => createModel('two-players', options).loss as Game;

function runOf(options: Options, optimizer: { id: string; [key: string]: unknown }, steps: number) {
  const loss = gameOf(options);
  return recordRun({ loss, start: [1.5, 1], optimizer: optimizer as { id: string }, steps });
}

describe('x against y on xy', () => {
  test('plain steps at once spiral out: each turns by atan(lr) and is sqrt(1 + lr²) as far', () => {
    const lr = 0.1;
    const { positions } = runOf({}, { id: 'sgd', lr }, 300);
    const [far, angle] = [Math.hypot(1.5, 1), Math.atan2(1, 1.5)];
    for (let k = 0; k <= 300; k++) {
      const radius = far * (1 + lr * lr) ** (k / 2);
      const around = angle + k * Math.atan(lr);
      expect(Math.abs(positions[2 * k]! - radius * Math.cos(around))).toBeLessThan(1e-12 * radius * (k + 1));
      expect(Math.abs(positions[2 * k + 1]! - radius * Math.sin(around))).toBeLessThan(
        1e-12 * radius * (k + 1),
      );
    }
  });

  test('in turns they stay on the ellipse x² + y² - lr xy for ever', () => {
    const lr = 0.1;
    const { positions } = runOf({ moves: 'alternating' }, { id: 'sgd', lr }, 2000);
    const kept = 1.5 ** 2 + 1 - lr * 1.5;
    const all = Array.from({ length: 2001 }, (_, k) => [positions[2 * k]!, positions[2 * k + 1]!] as const);
    for (const [x, y] of all) expect(Math.abs(x * x + y * y - lr * x * y - kept)).toBeLessThan(1e-11);
    // The second one saw where the first had gone.
    expect(all[1]).toEqual([1.5 - lr * 1, 1 + lr * (1.5 - lr * 1)]);
    const circled = all.filter(([x, y], k) => k > 0 && y > 0 && x > 0 && all[k - 1]![1] <= 0);
    expect(circled.length).toBeGreaterThan(20);
  });

  test('its field has a curl of 2 and no divergence; that of a gradient has none', () => {
    for (let k = 0; k < 20; k++) {
      expect(turningAt(gameOf(), normals(2, k, 'place'))).toEqual({ divergence: -0, curl: 2 });
      // f = -g: both go down one hill.
      const hill = gameOf({ min: 'x^2*y + sin(x)', max: '-(x^2*y + sin(x))' });
      expect(turningAt(hill, normals(2, k, 'place')).curl).toBe(0);
    }
  });
});

describe('momentum of a bowl is a game, of position x and velocity y', () => {
  // x' = y, y' = -x - y/5: what is gone along of min -xy over x, max -xy - y²/10 over y.
  const ball = { min: '-x*y', max: '-x*y - y^2/10' };

  test('its curl is not 0, and its divergence is the friction', () => {
    const { divergence, curl } = turningAt(gameOf(ball), [0.3, -2]);
    expect(divergence).toBeCloseTo(-0.2, 15);
    expect(curl).toBe(-2);
  });

  test('its steps are Euler’s of the oscillator', () => {
    const h = 0.05;
    const { positions } = runOf(ball, { id: 'sgd', lr: h }, 100);
    let [x, v] = [1.5, 1];
    for (let k = 0; k < 100; k++) [x, v] = [x + h * v, v + h * (-x - v / 5)];
    expect(positions[200]).toBeCloseTo(x, 12);
    expect(positions[201]).toBeCloseTo(v, 12);
  });
});

describe('a game of two formulas', () => {
  const options = { min: 'x^2/2 + sin(x*y)', max: 'x*y^2 - exp(y/3)' };

  test('its derivatives agree with differences of either formula', () => {
    const [game, other] = [gameOf(options), gameOf({ ...options, drawn: 'second' })];
    for (let k = 0; k < 100; k++) {
      const [p, d] = [normals(2, k, 'point'), normals(2, k, 'direction')];
      const by = (of: (q: Float64Array) => number, axis: number) =>
        differences((q) => Float64Array.of(of(q)), p, Float64Array.of(1 - axis, axis), 1e-3, 1)[0]!;
      const [fx, gy] = [by((q) => game.value(q), 0), by((q) => other.value(q), 1)];
      const [x, y] = game.gradient(p);
      expect(Math.abs(x! - fx) + Math.abs(y! + gy)).toBeLessThan(1e-8 * Math.max(1, Math.abs(gy)));
      const bend = differences((q) => game.gradient(q).slice(), p, d, 1e-3);
      game.hessianVector(p, d).forEach((value, i) => {
        expect(Math.abs(value - bend[i]!)).toBeLessThan(1e-7 * Math.max(1, ...bend.map(Math.abs)));
      });
      const [xx, xy, yx, yy] = game.hessian(p);
      expect(turningAt(game, p)).toEqual({ divergence: -(xx! + yy!), curl: xy! - yx! });
    }
  });

  test('seen on a turned plane it has the same divergence and curl', () => {
    const game = gameOf(options);
    const [c, s] = [Math.cos(0.7), Math.sin(0.7)];
    const slice = sliceOf(game, { origin: [0.2, -0.4], u: [c, s], v: [-s, c] });
    const [xx, xy, yx, yy] = slice.hessian([0, 0]);
    const whole = turningAt(game, [0.2, -0.4]);
    expect(-(xx! + yy!)).toBeCloseTo(whole.divergence, 12);
    expect(xy! - yx!).toBeCloseTo(whole.curl, 12);
  });
});

describe('where both rest, and what plain steps do there', () => {
  test.each([
    [{}, 0.1, Math.sqrt(1.01)],
    [{ moves: 'alternating' }, 0.1, 1],
    [{ min: 'x^2/2 + x*y', max: 'x*y - y^2/2' }, 0.5, Math.hypot(0.5, 0.5)],
    [{ min: 'x^2', max: '-3*y^2' }, 0.1, 0.8],
  ] as const)('%j at %d: a factor of %d', (options, lr, factor) => {
    const game = gameOf(options);
    const rest = restOf(game, [1.5, 1])!;
    expect(Math.hypot(...rest)).toBeLessThan(1e-12);
    expect(factorOf(game, rest, lr)).toBeCloseTo(factor, 12);
  });

  test('it is what a run does', () => {
    const options = { min: 'x^2/20 + x*y + x', max: 'x*y - y^4/9', moves: 'alternating' };
    const game = gameOf(options);
    const rest = restOf(game, [1.5, 1])!;
    expect(Math.hypot(...game.gradient(rest))).toBeLessThan(1e-12);
    const { positions } = runOf(options, { id: 'sgd', lr: 0.1 }, 260);
    const far = (k: number) => Math.hypot(positions[2 * k]! - rest[0], positions[2 * k + 1]! - rest[1]);
    expect(far(260)).toBeGreaterThan(1e-12);
    expect(Math.abs((far(260) / far(60)) ** (1 / 200) - factorOf(game, rest, 0.1))).toBeLessThan(2e-3);
  });

  test('there is none where somebody is pushed everywhere', () => {
    expect(restOf(gameOf({ min: 'x', max: 'y' }), [1, 1])).toBeNull();
    expect(restOf(gameOf({ min: 'exp(x)', max: '-y^2' }), [1, 1])?.[0] ?? -50).toBeLessThan(-20);
  });
});

/** Adam of one number, by the paper. */
function adam(lr: number) {
  let [m, v, t] = [0, 0, 0];
  return (x: number, g: number) => {
    t += 1;
    m = 0.9 * m + 0.1 * g;
    v = 0.999 * v + 0.001 * g * g;
    return x - (lr * (m / (1 - 0.9 ** t))) / (Math.sqrt(v / (1 - 0.999 ** t)) + 1e-8);
  };
}

describe('rules', () => {
  test.each(['simultaneous', 'alternating'] as const)('Adam, %s: each player has their own', (moves) => {
    const { positions } = runOf({ min: 'x^2/9 + x*y', max: 'x*y', moves }, { id: 'adam', lr: 0.05 }, 80);
    const [first, second] = [adam(0.05), adam(0.05)];
    let [x, y] = [1.5, 1];
    for (let k = 1; k <= 80; k++) {
      const next = first(x, (2 * x) / 9 + y);
      y = second(y, -(moves === 'simultaneous' ? x : next));
      x = next;
      expect(Math.abs(positions[2 * k]! - x) + Math.abs(positions[2 * k + 1]! - y)).toBeLessThan(1e-11);
    }
  });

  test('the numbers of a step in turns are those that it was made of', () => {
    const [loss, steps] = [gameOf({ moves: 'alternating' }), 9];
    const optimizer = { id: 'momentum', lr: 0.1 };
    const run = recordRun({ loss, start: [1.5, 1], optimizer, steps });
    const { entry, values } = resolveOptimizer(optimizer);
    for (let k = 0; k < steps; k++) {
      const [x, y, next] = [run.positions[2 * k]!, run.positions[2 * k + 1]!, run.positions[2 * k + 2]!];
      expect([...(run.updateFrom(k)['gradient'] as Float64Array)]).toEqual([y, -next]);
      const { lines } = anatomyOf(entry, values, run, k, loss);
      const theta = lines.findLast(({ key }) => key === 'theta')!.value as Float64Array;
      expect(theta[0]).toBeCloseTo(next, 14);
      expect(theta[1]).toBeCloseTo(run.positions[2 * k + 3]!, 14);
      expect(Number.isFinite(x)).toBe(true);
    }
  });

  test.each(optimizers.map(({ id }) => id))('%s plays, or says that it cannot', (id) => {
    for (const moves of ['simultaneous', 'alternating']) {
      const run = runOf({ moves }, { id }, 5);
      if (run.end) expect(run.end).toEqual({ step: 0, reason: 'two players' });
      else expect(run.steps).toBe(5);
    }
  });

  test.each([
    ['newton', true, true],
    ['lbfgs', true, true],
    ['muon', true, true],
    ['sps', true, true],
    ['sam', false, true],
    ['dog', false, true],
    ['adam', false, false],
    ['rmsprop', false, false],
    ['lion', false, false],
  ] as const)('%s: refused at once %s, in turns %s', (id, atOnce, inTurns) => {
    expect(runOf({}, { id }, 3).end !== null).toBe(atOnce);
    expect(runOf({ moves: 'alternating' }, { id }, 3).end !== null).toBe(inTurns);
  });
});

test('whose surface is drawn changes what is seen of a run, and not where it goes', () => {
  const options = { min: 'x^2/2 + x*y', max: 'x*y - exp(y/3)', moves: 'alternating' };
  const [first, second] = ['first', 'second'].map((drawn) =>
    runOf({ ...options, drawn }, { id: 'sgd', lr: 0.1 }, 60),
  ) as [ReturnType<typeof runOf>, ReturnType<typeof runOf>];
  expect(second.positions).toEqual(first.positions);
  for (let k = 0; k <= 60; k++) {
    const [x, y] = [first.positions[2 * k]!, first.positions[2 * k + 1]!];
    expect(first.losses[k]).toBeCloseTo(x ** 2 / 2 + x * y, 12);
    expect(second.losses[k]).toBeCloseTo(x * y - Math.exp(y / 3), 12);
  }
  const grid = new Float64Array(4);
  gameOf({ ...options, drawn: 'second' }).sampleGrid!(-1, 2, 2, -1, 2, 2, grid);
  [-1, 1].forEach((y, j) =>
    [-1, 1].forEach((x, i) => expect(grid[2 * j + i]).toBeCloseTo(x * y - Math.exp(y / 3), 12)),
  );
});

test('a place where the surface that is drawn has no value is told of that formula', () => {
  const options = { min: 'sqrt(x)', max: 'sqrt(y)' };
  const at = [1, -4];
  expect(gameOf(options).failure!(at, 'value')).toBeNull();
  expect(gameOf({ ...options, drawn: 'second' }).failure!(at, 'value')).not.toBeNull();
  expect(gameOf(options).failure!(at, 'gradient')).not.toBeNull();
  expect(gameOf({ ...options, drawn: 'second' }).failure!([-1, 4], 'gradient')).not.toBeNull();
});

test('it has no largest curvature: what its field bends by is not symmetric', () => {
  expect(topCurvatures(gameOf({ min: 'x^2 + x*y' }), [1, 1], 1)).toBeNull();
});

test('a formula that cannot be read is refused with a sentence', () => {
  expect(() => createModel('two-players', { min: 'x*' })).toThrow(
    'min must be a formula of x and y, not "x*": ',
  );
  expect(() => createModel('two-players', { max: 'a*b' })).toThrow('max must be a formula of x and y');
  expect(() => createModel('two-players', { max: true })).toThrow(
    'max must be a formula of x and y, not true.',
  );
});
