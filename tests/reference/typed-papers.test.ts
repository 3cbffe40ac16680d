import { expect, test } from 'vitest';
import { compileFormula } from '../../src/core/expression/compile.ts';
import { compileRule } from '../../src/core/optimizers/typed/compile.ts';
import { recordRun } from '../../src/core/run/record.ts';
import '../../src/core/optimizers/all.ts';

/**
 * Published rules as one types them from their papers: each makes the run of the one in the registry, whose numbers are held
 * to the authors' code by modern.test.ts and trajectories.test.ts. Of several the registry's convention is the code's, which
 * is then typed, with the paper's letters.
 */
const papers: readonly (readonly [id: string, values: Record<string, number | boolean>, text: string])[] = [
  [
    'adagrad', // J. Duchi et al. 2011
    { lr: 0.3 },
    'η = 0.3\ng = gradient\nG = G + g²\nθ = θ - η g/(sqrt(G) + 1e-10)',
  ],
  [
    'nesterov', // I. Sutskever et al. 2013, as PyTorch has it
    { lr: 0.0005, momentum: 0.9 },
    'lr = 0.0005\nmu = 0.9\nb = mu*b + gradient\ntheta = theta - lr*(gradient + mu*b)',
  ],
  [
    'adamax', // D. Kingma, J. Ba 2015, section 7
    { lr: 0.02, eps: 1e-8 },
    `alpha = 0.02
beta1 = 0.9
beta2 = 0.999
m = beta1*m + (1 - beta1)*gradient
u = max(beta2*u, abs(gradient) + 1e-8)
theta = theta - alpha/(1 - beta1^t)*m/u`,
  ],
  [
    'lion', // X. Chen et al. 2023
    { lr: 0.01, beta1: 0.9, beta2: 0.99 },
    `lr = 0.01
c = 0.9*m + 0.1*gradient
theta = theta - lr*sign(c)
m = 0.99*m + 0.01*gradient`,
  ],
  [
    'adabelief', // J. Zhuang et al. 2020
    { lr: 0.02, eps: 1e-16, rectify: false },
    `lr = 0.02; beta1 = 0.9; beta2 = 0.999; eps = 1e-16
m = beta1*m + (1 - beta1)*gradient
s = beta2*s + (1 - beta2)*(gradient - m)^2 + eps
theta = theta - lr*(m/(1 - beta1^t))/(sqrt(s/(1 - beta2^t)) + eps)`,
  ],
  [
    'adan', // X. Xie et al. 2022
    { lr: 0.02, beta1: 0.98, beta2: 0.92, beta3: 0.99, eps: 1e-8, weightDecay: 0.02 },
    `lr = 0.02; beta1 = 0.98; beta2 = 0.92; beta3 = 0.99; λ = 0.02
change = where(t == 1, 0, gradient - before)
m = beta1*m + (1 - beta1)*gradient
v = beta2*v + (1 - beta2)*change
n = beta3*n + (1 - beta3)*(gradient + beta2*change)^2
eta = lr/(sqrt(n/(1 - beta3^t)) + 1e-8)
theta = (theta - eta*(m/(1 - beta1^t) + beta2*v/(1 - beta2^t)))/(1 + lambda*lr)
before = gradient`,
  ],
  [
    'adopt', // S. Taniguchi et al. 2024
    { lr: 0.02, beta1: 0.9, beta2: 0.9999, eps: 1e-6, clip: false },
    `lr = 0.02; beta1 = 0.9; beta2 = 0.9999; eps = 1e-6
m = where(t == 1, 0, beta1*m + (1 - beta1)*gradient/max(sqrt(v), eps))
theta = theta - lr*m
v = where(t == 1, gradient^2, beta2*v + (1 - beta2)*gradient^2)`,
  ],
  [
    'laprop', // L. Ziyin et al. 2020
    { lr: 0.02, beta1: 0.9, beta2: 0.999, eps: 1e-15 },
    `lr = 0.02; mu = 0.9; nu = 0.999
n = nu*n + (1 - nu)*gradient^2
m = mu*m + (1 - mu)*lr*gradient/(sqrt(n/(1 - nu^t)) + 1e-15)
theta = theta - m/(1 - mu^t)`,
  ],
  [
    'dog', // M. Ivgi et al. 2023
    { lr: 1, repsRel: 0.01, eps: 1e-8 },
    `start(0) = theta
r = where(t == 1, 0.01*(1 + norm(theta)), max(r, norm(theta - start)))
G = where(t == 1, dot(gradient, gradient) + 1e-8, G + dot(gradient, gradient))
theta = theta - r/sqrt(G)*gradient`,
  ],
  [
    'sophiah', // H. Liu et al. 2023, in the letters of the code
    { lr: 2, beta1: 0.96, beta2: 0.99, p: 0.01, eps: 1e-12, hessianEvery: 10 },
    `lr = 2; rho = 0.01
m = 0.96*m + 0.04*gradient
h = where(mod(t, 10) == 1, 0.99*h + 0.01*hessianDiagonal(theta), h)
theta = theta - lr*max(-rho, min(rho, m/max(h, 1e-12)))`,
  ],
  [
    'schedulefree-sgd', // A. Defazio et al. 2024
    { lr: 0.001, momentum: 0.9 },
    `gamma = 0.001; beta = 0.9
z(0) = theta
y = (1 - beta)*z + beta*theta
z = z - gamma*grad(y)
theta = (1 - 1/t)*theta + z/t`,
  ],
  [
    'signum', // J. Bernstein et al. 2018
    { lr: 0.01, momentum: 0.9 },
    'lr = 0.01\nm = 0.9*m + 0.1*gradient\ntheta = theta - lr*sign(m)',
  ],
  [
    'qhm', // J. Ma, D. Yarats 2018
    { lr: 0.001, momentum: 0.9, nu: 0.7 },
    'alpha = 0.001; beta = 0.9; nu = 0.7\ng = beta*g + (1 - beta)*gradient\ntheta = theta - alpha*((1 - nu)*gradient + nu*g)',
  ],
  [
    'radam', // L. Liu et al. 2019, with PyTorch's threshold
    { lr: 0.0005 },
    `lr = 0.0005; beta1 = 0.9; beta2 = 0.999
m = beta1*m + (1 - beta1)*gradient
v = beta2*v + (1 - beta2)*gradient^2
far = 2/(1 - beta2) - 1
rho = far - 2 t beta2^t/(1 - beta2^t)
r = sqrt(max(0, (rho - 4)(rho - 2)far/((far - 4)(far - 2)rho)))
step = where(rho > 5, r*sqrt(1 - beta2^t)/(sqrt(v) + 1e-8), 1)
theta = theta - lr*step*m/(1 - beta1^t)`,
  ],
  [
    'rprop', // M. Riedmiller, H. Braun 1993, without going back
    { lr: 0.01 },
    `size(0) = 0.01 + 0*theta
turn = sign(before*gradient)
size = min(50, max(1e-6, where(turn > 0, 1.2, where(turn < 0, 0.5, 1))*size))
before = where(turn < 0, 0, gradient)
theta = theta - size*sign(before)`,
  ],
];

/** Published rules that the registry has not, each with its paper's loop, two components at a time. */
type Loop = (gradient: (p: readonly number[]) => readonly number[], start: readonly number[]) => number[];

const loops: readonly (readonly [name: string, text: string, loop: Loop])[] = [
  [
    'AggMo', // J. Lucas et al. 2019
    `lr = 0.0003
a = gradient
b = 0.9*b + gradient
c = 0.99*c + gradient
theta = theta - lr/3*(a + b + c)`,
    (gradient, start) => {
      const velocities = [0, 0.9, 0.99].map((beta) => ({ beta, v: [0, 0] }));
      let p = [...start];
      for (let t = 1; t <= STEPS; t++) {
        const g = gradient(p);
        for (const one of velocities) one.v = one.v.map((v, i) => one.beta * v + g[i]!);
        p = p.map((x, i) => x - (0.0003 / 3) * velocities.reduce((sum, { v }) => sum + v[i]!, 0));
      }
      return p;
    },
  ],
  [
    'Tiger', // J. Su 2023
    'lr = 0.003; lambda = 0.01\nm = 0.965*m + 0.035*gradient\ntheta = theta - lr*(sign(m) + lambda*theta)',
    (gradient, start) => {
      let [p, m] = [[...start], [0, 0]];
      for (let t = 1; t <= STEPS; t++) {
        const g = gradient(p);
        m = m.map((x, i) => 0.965 * x + 0.035 * g[i]!);
        p = p.map((x, i) => x - 0.003 * (Math.sign(m[i]!) + 0.01 * x));
      }
      return p;
    },
  ],
  [
    'AdamP', // B. Heo et al. 2021, all parameters as one
    `lr = 0.02; delta = 0.1
m = 0.9*m + 0.1*gradient
v = 0.999*v + 0.001*gradient^2
p = (m/(1 - 0.9^t))/(sqrt(v/(1 - 0.999^t)) + 1e-8)
turned = abs(dot(theta, gradient)) < delta/sqrt(2)*norm(theta)*norm(gradient)
theta = theta - lr*where(turned == 1, p - dot(p, theta)/dot(theta, theta)*theta, p)`,
    (gradient, start) => {
      let [p, m, v] = [[...start], [0, 0], [0, 0]];
      const dot = (a: readonly number[], b: readonly number[]) => a[0]! * b[0]! + a[1]! * b[1]!;
      for (let t = 1; t <= STEPS; t++) {
        const g = gradient(p);
        m = m.map((x, i) => 0.9 * x + 0.1 * g[i]!);
        v = v.map((x, i) => 0.999 * x + 0.001 * g[i]! ** 2);
        const u = m.map((x, i) => x / (1 - 0.9 ** t) / (Math.sqrt(v[i]! / (1 - 0.999 ** t)) + 1e-8));
        const w = p;
        const cosine = Math.abs(dot(w, g)) / Math.sqrt(dot(w, w) * dot(g, g));
        const along = cosine < 0.1 / Math.sqrt(2) ? dot(u, w) / dot(w, w) : 0;
        p = w.map((x, i) => x - 0.02 * (u[i]! - along * x));
      }
      return p;
    },
  ],
];

const losses = ['(1 - x)^2 + 100(y - x^2)^2', '(x^2 + y - 11)^2 + (x + y^2 - 7)^2', 'x^2/2 + 10 y^2 + x y/3'];
const STEPS = 150;

test.each(papers)('%s', (id, values, text) => {
  const rule = compileRule(text);
  for (const formula of losses) {
    const of = { loss: compileFormula(formula), start: [-1.2, 0.7], steps: STEPS };
    const built = recordRun({ ...of, optimizer: { id, ...values } });
    const typed = recordRun({ ...of, optimizer: { rule } });
    expect([typed.steps, built.steps]).toEqual([STEPS, STEPS]);
    typed.positions.forEach((x, i) => expect(x / built.positions[i]!).toBeCloseTo(1, 6));
    // The first steps, before roundings have grown.
    typed.positions.slice(0, 20).forEach((x, i) => expect(x).toBeCloseTo(built.positions[i]!, 12));
  }
});

test.each(loops)('%s', (_, text, loop) => {
  const rule = compileRule(text);
  for (const formula of losses) {
    const loss = compileFormula(formula);
    const typed = recordRun({ loss, start: [-1.2, 0.7], steps: STEPS, optimizer: { rule } });
    expect(typed.steps).toBe(STEPS);
    const end = loop((p) => [...loss.gradient(p)], [-1.2, 0.7]);
    end.forEach((x, i) => expect(typed.positions[2 * STEPS + i]! / x).toBeCloseTo(1, 6));
  }
});
