/** What the legends of figures and films say of runs that differ in one thing. */
import { describe, expect, it } from 'vitest';
import { elidedToRoom } from '../../../src/charts/figures/legend.ts';
import { csvText } from '../../../src/export/data/csv.ts';
import { frameIn } from '../../../src/export/frames.ts';
import { numpyScript } from '../../../src/export/code/script.ts';
import { latexCaption, plainCaption } from '../../../src/export/caption/caption.ts';
import { detailOf } from '../../../src/export/picture/sheet.ts';
import { createSvgPen } from '../../../src/export/svg/svg-pen.ts';
import { ofSwarm } from '../../../src/styles/rare-palette.ts';
import { contextOf } from './context.ts';

const three =
  'loss=bowl&steps=20&step=4&noise=12&noiseKind=heavy&seed=4' +
  [0.5, 0.8, 0.95].map((beta) => `&opt=momentum(lr:0.018,momentum:${beta})`).join('');
const newPen = () => createSvgPen({ measure: (text) => 6 * text.length, encode: () => '' });
const textsIn = (pen: ReturnType<typeof newPen>) =>
  [...pen.content().matchAll(/>([^<>]+)<\/text>/g)].map(([, words]) => words);

const figure = (fragment: string, width = 900) => {
  const context = contextOf(fragment);
  const pen = newPen();
  const height = context.drawings.legend(
    pen,
    frameIn(context, 'light'),
    { x: 0, y: 0, width, height: 0 },
    { font: 'Inter', detail: (view) => detailOf(view, 4, context.scene.steps) },
  );
  return { texts: textsIn(pen), height, content: pen.content() };
};

describe('the legend of a figure', () => {
  it('names what tells three momenta apart, and what acts on all', () => {
    const { texts } = figure(three);
    expect(texts.filter((text) => text === 'Momentum')).toHaveLength(3);
    expect(texts).toEqual(expect.arrayContaining(['μ 0.5', 'μ 0.8', 'μ 0.95']));
    expect(texts.filter((text) => text?.startsWith('lr 0.018, loss '))).toHaveLength(3);
    expect(texts.at(-1)).toBe('noise σ 12, heavy-tailed, seed 4');
  });

  it('says of a swarm how large it is, and which colour is of which minimum', () => {
    const swarm = 'loss=himmelblau&opt=adam&steps=20&swarm=grid,count:5000';
    const { texts, height, content } = figure(swarm);
    expect(texts).toContain('swarm of 5,000, a colour for each minimum');
    const named = ['(3.00, 2.00)', '(−2.81, 3.13)', '(−3.78, −3.28)', '(3.58, −1.85)'];
    expect(new Set(texts.slice(-4))).toEqual(new Set(named));
    const dots = new Set([...content.matchAll(/fill="(#\w{6})"/g)].map(([, color]) => color));
    for (const [color] of [ofSwarm.navy, ofSwarm.magenta, ofSwarm.rust, ofSwarm.lime])
      expect(dots).toContain(color);
    // Where there is little room they go on in further rows; of another colour there is none to name.
    expect(figure(swarm, 260).height).toBeGreaterThan(height);
    expect(figure(`${swarm},colour:speed`).texts.at(-1)).toBe('swarm of 5,000, bright: long steps');
    expect(figure('model=posterior&opt=adam&swarm=grid').texts.join()).not.toContain('swarm');
  });

  it('says nothing of noise where there is none, and takes no room for it', () => {
    const { texts, height } = figure('loss=bowl&opt=sgd');
    expect(texts.join()).not.toContain('noise');
    expect(figure('loss=bowl&opt=sgd&noise=1').height).toBeGreaterThan(height);
  });

  it('names SGD with momentum and what else is not the rule’s default', () => {
    expect(figure('loss=bowl&opt=sgd(lr:0.004,momentum:0.9,nesterov)').texts).toContain('μ 0.9, Nesterov');
  });

  it('names what a rule of one’s own is clipped to, and how it decays', () => {
    const own = 'opt=custom,clipNorm:0.5,decoupledDecay:0.1,rule:lr=0.1;theta=theta-lr*gradient';
    const texts = figure(`loss=bowl&${own}`).texts.join(' | ');
    const builtIn = figure('loss=bowl&opt=sgd(clipNorm:0.5,decoupledDecay:0.1)').texts.join(' | ');
    for (const said of [/clip by norm 0\.5/i, /decoupled decay 0\.1/i]) {
      expect(builtIn).toMatch(said);
      expect(texts).toMatch(said);
    }
  });

  it('cuts off what has no room, with a sign, and keeps the rate', () => {
    const { texts } = figure('loss=bowl&opt=adam(beta1:0.55,beta2:0.995,eps:1e-4,amsgrad)', 320);
    expect(texts.some((text) => text?.endsWith('…'))).toBe(true);
    expect(texts.some((text) => text?.startsWith('lr '))).toBe(true);
  });

  it('takes a name as text', () => {
    const { content } = figure('loss=bowl&opt=sgd(name:<b>%26amp;"\'</b>)');
    expect(content).toContain('&lt;b&gt;&amp;amp;');
    expect(content).not.toContain('<b>');
  });

  it.each([
    ['abcdef', 36, 'abcdef'],
    ['abcdef', 30, 'abcd…'],
    ['ab cdef', 24, 'ab…'],
    ['abcdef', 3, '…'],
    ['', 0, ''],
    ['🎈🎈🎈🎈', 30, '🎈🎈…'],
  ])('%s in %i is %s', (text, room, expected) => {
    expect(elidedToRoom(newPen(), text, room)).toBe(expected);
  });
});

describe('the legend of a film', () => {
  it('names the same, the same size at every step', () => {
    const at = (step: number) => {
      const context = contextOf(three.replace('step=4', `step=${step}`));
      const pen = newPen();
      const frame = frameIn(context, 'light');
      const options = { font: 'Inter', title: 'Bowl', note: '', room: 600 };
      context.drawings.filmLegend(pen, frame, options);
      return { texts: textsIn(pen), size: context.drawings.filmLegendSize(pen, frame, options) };
    };
    expect(at(4).texts).toEqual(
      expect.arrayContaining(['μ 0.5', 'μ 0.8', 'μ 0.95', 'lr 0.018', 'noise σ 12, heavy-tailed, seed 4']),
    );
    expect(at(4).size).toEqual(at(0).size);
  });
});

describe('the legend of a film has the room it needs', () => {
  const many =
    'loss=rosenbrock&steps=60&noise=2&opt=adam(lr:0.05,beta1:0.55,beta2:0.995,eps:1e-4,amsgrad)&opt=momentum(lr:0.03)' +
    '&opt=sgd(lr:0.0015,momentum:0.9,nesterov,name:a%20name%20that%20is%20rather%20long)';

  it.each([250, 320, 480, 640, 1200])('in %i pixels', (room) => {
    const at = (step: number) => {
      const context = contextOf(`${many}&step=${step}`);
      const pen = newPen();
      const frame = frameIn(context, 'light');
      const options = { font: 'Inter', title: 'Rosenbrock, a valley', note: '(31 of 61 steps shown)', room };
      context.drawings.filmLegend(pen, frame, options);
      const size = context.drawings.filmLegendSize(pen, frame, options);
      const texts = [...pen.content().matchAll(/<text([^>]*)>([^<]+)<\/text>/g)].map(([, given, words]) => {
        const [x, y] = ['x', 'y'].map((name) => Number(new RegExp(` ${name}="([^"]+)"`).exec(given!)?.[1]));
        const left = given!.includes('text-anchor="end"') ? x! - 6 * words!.length : x!;
        return { left, right: left + 6 * words!.length, y: y!, words: words! };
      });
      return { texts, size, runs: context.runs };
    };
    const { texts, size, runs } = at(60);
    const all = texts.map(({ words }) => words).join(' ');
    expect(all).toContain('Rosenbrock, a valley');
    expect(all).toContain('Step 60 of 60');
    if (room >= 480) expect(all).toContain('(31 of 61 steps shown)');
    for (const { naming } of runs) {
      expect(all).toContain(naming.name);
      for (const part of naming.parts) expect(all).toContain(part);
    }
    expect(all).toMatch(/overflowed at step \d/);
    expect(all).not.toContain('…');
    expect(size.width).toBeLessThanOrEqual(Math.max(room, 300));
    for (const step of [60, 0, 2, 3, 4, 5, 6, 7, 8, 9]) {
      const shown = at(step).texts;
      for (const [i, a] of shown.entries()) {
        expect(a.right, a.words).toBeLessThanOrEqual(size.width);
        expect(a.y, a.words).toBeLessThanOrEqual(size.height);
        for (const b of shown.slice(i + 1))
          expect(a.y === b.y && a.left < b.right && b.left < a.right, `${a.words} / ${b.words}`).toBe(false);
      }
    }
    expect(at(0).size).toEqual(size);
  });
});

describe('where runs are named in words', () => {
  it('tables have labels of their own, which no spreadsheet computes', () => {
    const names = csvText(contextOf(three))
      .split('\r\n')
      .map((line) => line.split(',')[0]);
    expect(new Set(names)).toEqual(
      new Set(['optimizer', 'Momentum μ 0.5', 'Momentum μ 0.8', 'Momentum μ 0.95', '']),
    );
    expect(csvText(contextOf('loss=bowl&steps=1&opt=sgd(name:=1+1)'))).toContain('\r\n(=1+1),0,');
  });

  it('scripts quote any name, and number those that are alike', () => {
    const script = numpyScript(contextOf(`${three}&opt=sgd(name:"""é\\\\)`));
    expect(script).toContain('"Momentum": ');
    expect(script).toContain('"Momentum 2": ');
    expect(script).toContain('"Momentum 3": ');
    expect(script).toContain(`"'''é''": `);
    expect(script).toContain('sys.stdout.reconfigure(encoding="utf-8")');
    expect(numpyScript(contextOf('loss=bowl&opt=sgd'))).not.toContain('reconfigure');
  });

  it('captions name them by their settings', () => {
    expect(plainCaption(contextOf('loss=bowl&opt=sgd(lr:0.1,name:mine)&opt=sgd(lr:0.2)'))).toMatch(
      /^mine \(η 0\.1\) and SGD \(η 0\.2\) on /,
    );
    expect(latexCaption(contextOf('loss=bowl&opt=sgd(name:50%25_\\input{x})'))).toContain(
      '50\\%\\_\\textbackslash{}input\\{x\\} (',
    );
  });
});
