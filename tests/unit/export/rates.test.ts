/** The learning rates that a figure tells: in its legend, in a film's, in its caption. */
import { describe, expect, it } from 'vitest';
import { latexCaption, plainCaption } from '../../../src/export/caption/caption.ts';
import { frameIn } from '../../../src/export/frames.ts';
import { detailOf } from '../../../src/export/picture/sheet.ts';
import { createSvgPen } from '../../../src/export/svg/svg-pen.ts';
import { contextOf } from './context.ts';

const optimizers = {
  constant: 'sgd(lr:0.02)',
  halving: 'sgd(lr:0.02,schedule:exponential(factor:0.5))',
  warming: 'adam(lr:0.2,schedule:warmupCosine(warmup:8,floor:0.5))',
};
const sceneAt = (step: number, ...shown: (keyof typeof optimizers)[]) =>
  contextOf(`loss=bowl&steps=20&step=${step}${shown.map((name) => `&opt=${optimizers[name]}`).join('')}`);

describe('the legend of a figure', () => {
  const rateIn = (step: number, name: keyof typeof optimizers) =>
    detailOf(sceneAt(step, name).runs[0]!, step, 20).split(',')[0];

  it('has the rate that is set where it is constant, else that of the update from the step', () => {
    expect(rateIn(2, 'constant')).toBe('lr 0.02');
    expect(rateIn(0, 'halving')).toBe('lr now 0.0200');
    expect(rateIn(2, 'halving')).toBe('lr now 0.00500');
    expect(rateIn(1, 'warming')).toBe('lr now 0.0500');
  });
});

describe('the legend of a film', () => {
  const drawn = (step: number) => {
    const context = sceneAt(step, 'constant', 'halving');
    const pen = createSvgPen({ measure: (text) => 6 * text.length, encode: () => '' });
    const frame = frameIn(context, 'light');
    const options = { font: 'Inter', title: 'Bowl', note: '', room: 600 };
    context.drawings.filmLegend(pen, frame, options);
    return {
      texts: [...pen.content().matchAll(/>([^<>]+)<\/text>/g)].map(([, words]) => words),
      size: context.drawings.filmLegendSize(pen, frame, options),
    };
  };

  it('has it too', () => {
    expect(drawn(3).texts).toEqual(expect.arrayContaining(['lr 0.02', 'lr now 0.00250']));
  });

  it('has room from the first frame on for what the rate comes to', () => {
    expect(drawn(12).texts).toContain('lr now 4.88e−6');
    expect(drawn(12).size).toEqual(drawn(0).size);
  });
});

describe('the caption', () => {
  it('names the rate that is set, its schedule, and what that gives at the step', () => {
    const caption = plainCaption(sceneAt(2, 'halving', 'constant', 'warming'));
    expect(caption).toContain(
      'SGD (η 0.02, schedule exponential: factor 0.5), SGD (η 0.02) and Adam (η 0.2, ',
    );
    expect(caption).toContain('schedule warm-up, then cosine: warm-up 8, lowest share 0.5)');
    expect(caption).toContain(
      ' Shown at step 2, with a scheduled learning rate of 0.005 (SGD exponential γ 0.5) and 0.075 (Adam). ',
    );
  });

  it('says so in LaTeX, and says nothing of a constant one', () => {
    expect(latexCaption(sceneAt(20, 'halving'))).toContain(
      ' Shown at step $20$, with a scheduled learning rate of $1.91 \\cdot 10^{-8}$ (SGD). ',
    );
    expect(plainCaption(sceneAt(12, 'constant'))).toContain(' Shown at step 12. ');
  });
});
