import { describe, expect, it } from 'vitest';
import { latexCaption, plainCaption } from '../../../src/export/caption/caption.ts';
import { escapeLatex } from '../../../src/export/caption/latex.ts';
import { contextOf } from './context.ts';

const scene = 'loss=himmelblau&opt=adam(lr:0.22)&opt=sgd(lr:0.01)&start=-0.4,-0.75&step=34';

describe('a caption', () => {
  it('says everything that a reader needs to make the figure again', () => {
    expect(plainCaption(contextOf(scene))).toBe(
      'Adam (η 0.22, β₁ 0.9, β₂ 0.999, ε 1e−8) and SGD (η 0.01) on Himmelblau, ' +
        'f(x, y) = (x^2 + y − 11)^2 + (x + y^2 − 7)^2, from (−0.4, −0.75), 200 steps, exact gradients. ' +
        `Shown at step 34. Made with Fall Line: https://example.org/#${scene}`,
    );
  });

  it('is LaTeX that has no character of a meaning that was not meant', () => {
    expect(latexCaption(contextOf(scene))).toBe(
      '% \\url is of the package hyperref.\n' +
        'Adam ($\\eta = 0.22$, $\\beta_1 = 0.9$, $\\beta_2 = 0.999$, $\\epsilon = 10^{-8}$) and SGD ($\\eta = 0.01$) ' +
        'on Himmelblau, $f(x, y) = (x^{2} + y - 11)^{2} + (x + y^{2} - 7)^{2}$, from $(-0.4, -0.75)$, $200$ steps, ' +
        'exact gradients. Shown at step $34$. ' +
        `Made with Fall Line: \\url{https://example.org/\\#${scene}}.\n`,
    );
    expect(escapeLatex('Adam β₁ 0.5, ε 0.1, step γ 0.9')).toBe(
      'Adam $\\beta_1$ 0.5, $\\epsilon$ 0.1, step $\\gamma$ 0.9',
    );
    expect(escapeLatex('50% of $x_1 & {#} \\ ~ ^')).toBe(
      '50\\% of \\$x\\_1 \\& \\{\\#\\} \\textbackslash{} \\textasciitilde{} \\textasciicircum{}',
    );
  });

  it('names the average beside a run', () => {
    const both = contextOf(
      'f=x^2%2By^2&opt=sgd(lr:0.1,average:tail,averageFrom:20)&opt=newton(average:exponential)&start=1,1',
    );
    expect(plainCaption(both)).toMatch(
      /^SGD \(η 0\.1, with its average from step 20\) and Newton \(.*with its exponential average, 0\.95 kept\) on /,
    );
    expect(latexCaption(both)).toContain('with its exponential average, $0.95$ kept');
  });

  it('tells noise, schedules and what decides by being on', () => {
    const noisy = contextOf(
      'f=x^2%2By^2&opt=sgd(lr:0.1,momentum:0.9,nesterov:true,schedule:exponential(factor:0.99))' +
        '&noise=0.5&noiseKind=heavy&seed=7&start=1,1',
    );
    expect(plainCaption(noisy)).toContain(
      'SGD (η 0.1, μ 0.9, Nesterov, schedule exponential: factor 0.99) on f(x, y) = x^2+y^2, from (1, 1), 200 steps, ' +
        'heavy-tailed (Student’s t, 3 degrees of freedom) noise on the gradient, standard deviation 0.5, seed 7.',
    );
  });

  it('names what has no sign, in words', () => {
    const clipped = contextOf('loss=bowl&opt=sgd(lr:0.1,clipNorm:0.5,decoupledDecay:0.01)');
    const sgd = (rate: string, clip: string, decay: string) =>
      `SGD (${rate}, clip by norm ${clip}, decoupled decay ${decay}) on `;
    expect(plainCaption(clipped)).toContain(sgd('η 0.1', '0.5', '0.01'));
    expect(latexCaption(clipped)).toContain(sgd('$\\eta = 0.1$', '$0.5$', '$0.01$'));
  });

  it('says what the colours of a map of starts mean', () => {
    const context = contextOf(`${scene}&overlays=starts`);
    expect(plainCaption(context)).toContain(
      'exact gradients. Each point of the ground has the colour of where SGD ends from there. Shown at step 34.',
    );
    const chosen = { ...context, state: { ...context.state, selected: 0 } };
    expect(plainCaption(chosen)).toContain('the colour of where Adam ends from there.');
    expect(plainCaption(contextOf('f=x^2&curve=on&opt=sgd&overlays=starts'))).not.toContain('colour');
  });

  it('names the budget, and that no optimizer is on', () => {
    expect(plainCaption(contextOf('loss=beale&opt=adam(off)&budget=evaluations&steps=50'))).toMatch(
      /^No optimizer on Beale, .* 50 evaluations each, exact gradients\. /,
    );
  });
});
