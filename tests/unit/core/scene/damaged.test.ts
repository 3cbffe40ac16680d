import { describe, expect, test } from 'vitest';
import type { Scene } from '../../../../src/core/scene/scene.ts';
import { readFragment, writeFragment } from '../../../../src/core/scene/url.ts';

const link = 'loss=bowl&start=-4.5,1.25&opt=adam,lr:0.1,beta1:0.8&opt=sgd,lr:0.01&steps=300&step=34';
const own = 'f=(1-x)^2+100(y-x^2)^2&domain=-2,2,-1,3&opt=newton&opt=adam(lr:0.05)';
const scheduled = 'loss=beale&opt=sgd(lr:0.05,schedule:step(every:40,factor:0.25),color:blue)';

/** What arrives, and what was meant. */
const damaged: readonly [name: string, arrives: string, meant: string][] = [
  // Programs that take too little of a link, or too much of its sentence.
  ['a lost parenthesis at the end', own.slice(0, -1), own],
  [
    'a lost parenthesis of a schedule, at the end',
    'loss=beale&opt=sgd(schedule:cosine(floor:0.1)',
    'loss=beale&opt=sgd(schedule:cosine(floor:0.1))',
  ],
  [
    'both parentheses lost',
    'loss=beale&opt=sgd(schedule:cosine(floor:0.1',
    'loss=beale&opt=sgd(schedule:cosine(floor:0.1))',
  ],
  ['a lost parenthesis in the middle', scheduled.replace('25)', '25'), scheduled],
  ['a doubled parenthesis', `${own})`, own],
  ['a parenthesis and a full stop', `${own}).`, own],
  ['a full stop', `${link}.`, link],
  ['a full stop behind a formula', 'f=x^2+3y^2.', 'f=x^2+3y^2'],
  ['a parenthesis and an exclamation mark', `${own})!`, own],
  ['an exclamation mark', `${link}!`, link],
  ['a question mark', `${link}?`, link],
  ['a colon', `${link}:`, link],
  ['a semicolon', `${link};`, link],
  ['a comma', `${link},`, link],
  ['a parenthesis around the link', `${link})`, link],
  ['a bracket', `${link}]`, link],
  ['an angle bracket', `${link}>`, link],
  ['marks of emphasis', `${link}*`, link],
  ['marks of strong emphasis', `${link}**`, link],
  ['underscores', `${link}_`, link],
  ['a straight quote', `${link}"`, link],
  ['an apostrophe', `${link}'`, link],
  ['a smart quote', `${link}\u201d`, link],
  ['an encoded smart quote', `${link}%E2%80%9D`, link],
  ['guillemets', `${link}\u00a0\u00bb`, link],
  ['a brace', `${link}}`, link],
  ['a tick', `${link}\``, link],
  ['an ellipsis', `${link}\u2026`, link],
  ['emphasis behind the version', 'loss=bowl&opt=sgd&v=2*', 'loss=bowl&opt=sgd&v=2'],
  ['a quote behind the version', 'loss=bowl&opt=sgd&v=2%22', 'loss=bowl&opt=sgd&v=2'],
  ['marks behind a formula', 'f=x^2+3y^2!', 'f=x^2+3y^2'],
  ['a parenthesis too many behind a formula', 'f=sin(x)+y^2)', 'f=sin(x)+y^2'],
  ['a parenthesis too few behind a formula', 'f=y^2+sin(x', 'f=y^2+sin(x)'],
  ['smart quotes around a formula', 'f=\u201cx^2+3y^2\u201d', 'f=x^2+3y^2'],
  // What is not seen.
  ['a zero-width space at the end', `${link}\u200b`, link],
  ['the same, encoded', `${link}%E2%80%8B`, link],
  ['zero-width spaces in the middle', link.replace('0.1,', '0.\u200b1,').replace('1.25', '1.\u200b25'), link],
  ['a soft hyphen', link.replace('300', '3\u00ad00'), link],
  ['a trailing blank', `${link} `, link],
  ['the same, encoded', `${link}%20`, link],
  ['a trailing line end', `${link}%0A`, link],
  ['a line break in a name', link.replace('bowl', 'bo\nwl'), link],
  ['a zero-width space in a name', link.replace('adam', 'ad\u200bam'), link],
  ['a line break in a formula', 'f=x^2+1\n0y^2', 'f=x^2+10y^2'],
  ['zero-width spaces in a formula', 'f=x^2+\u200by^2\u2060', 'f=x^2+y^2'],
  ['a zero-width space in a key', link.replace('steps', 'st\u200beps'), link],
  ['a byte order mark', `${link.replace('=34', '=\ufeff34')}`, link],
  ['a line break in a number', link.replace('1.25', '1.\n25'), link],
  ['an encoded one with an indent', link.replace('0.8', '0%0D%0A  .8'), link],
  // Programs that encode.
  ['encoded as a whole', encodeURIComponent(own), own],
  ['encoded twice as a whole', encodeURIComponent(encodeURIComponent(own)), own],
  ['its percent signs encoded', 'f=x%255E2+3y%255E2&opt=adam,lr:0.2', 'f=x^2+3y^2&opt=adam,lr:0.2'],
  ['parentheses of a formula encoded twice', 'f=%2528x+y%2529%255E2', 'f=(x+y)^2'],
  ['its percent signs encoded twice', 'f=x%25255E2', 'f=x^2'],
  ['parentheses encoded twice', 'loss=bowl&opt=adam%2528lr:0.1%2529', 'loss=bowl&opt=adam(lr:0.1)'],
  ['&amp; for &', link.replaceAll('&', '&amp;'), link],
  ['&amp;amp; for &', link.replaceAll('&', '&amp;amp;'), link],
  ['&#38; for &', link.replaceAll('&', '&#38;'), link],
  ['escaped for JSON', link.replaceAll('&', '\\u0026'), link],
  ['an encoded &', link.replace('&opt=sgd', '%26opt=sgd'), link],
  ['quoted-printable', link.replaceAll('=', '=3D'), link],
  // Programs that count visitors.
  ['?utm_source behind it', `${link}?utm_source=chat&utm_medium=social`, link],
  ['&utm_source behind it', `${link}&utm_source=chat&utm_campaign=a`, link],
  ['?fbclid behind a formula', 'f=x^2+y^2?fbclid=IwAR0-x_Z', 'f=x^2+y^2'],
  ['?ref behind an optimizer', 'loss=bowl&opt=adam(lr:0.1)?ref=forum', 'loss=bowl&opt=adam(lr:0.1)'],
  // Hands and word processors.
  ['dashes for minus signs', link.replace('-4.5', '\u20134.5'), link],
  ['a dash in an exponent', 'loss=bowl&opt=sgd(lr:1e\u20133)', 'loss=bowl&opt=sgd(lr:1e-3)'],
  ['full-width signs', 'loss=bowl&start=\uff11.5\uff0c2&opt=sgd', 'loss=bowl&start=1.5,2&opt=sgd'],
  ['a decimal comma', 'loss=bowl&opt=adam(lr:0,001,beta1:0,5)', 'loss=bowl&opt=adam(lr:0.001,beta1:0.5)'],
  [
    'a decimal comma, as it is written',
    'loss=bowl&opt=adam,lr:0,001,amsgrad',
    'loss=bowl&opt=adam,lr:0.001,amsgrad',
  ],
  [
    'a decimal comma in a schedule',
    'loss=bowl&opt=sgd,schedule:exponential,factor:0,99',
    'loss=bowl&opt=sgd,schedule:exponential,factor:0.99',
  ],
  ['decimal commas in a start', 'loss=bowl&start=-0,5,1,25', 'loss=bowl&start=-0.5,1.25'],
  ['decimal commas and semicolons', 'loss=bowl&start=-0,5;1', 'loss=bowl&start=-0.5,1'],
  ['decimal commas in a domain', 'loss=bowl&domain=-2,5,2,5,-1,1', 'loss=bowl&domain=-2.5,2.5,-1,1'],
  ['a decimal comma in the noise', 'loss=bowl&noise=0,5', 'loss=bowl&noise=0.5'],
  ['thousands', 'loss=bowl&steps=10,000', 'loss=bowl&steps=10000'],
  ['a lost &', link.replace('&opt=sgd', 'opt=sgd'), link],
  ['a lost & behind a formula', own.replace('&domain', 'domain'), own],
  ['a semicolon for &', link.replaceAll('&', ';'), link],
  ['a lost =', link.replace('steps=', 'steps'), link],
  ['a doubled =', link.replace('steps=', 'steps=='), link],
  ['a lost parenthesis at the beginning', 'loss=bowl&opt=adamlr:0.1)', 'loss=bowl&opt=adam(lr:0.1)'],
  [
    'a lost parenthesis of the longer of two names',
    'loss=bowl&opt=adamwlr:0.1)',
    'loss=bowl&opt=adamw(lr:0.1)',
  ],
  ['a lost comma', 'loss=bowl&opt=adam(lr:0.1beta1:0.5)', 'loss=bowl&opt=adam(lr:0.1,beta1:0.5)'],
  ['blanks for commas', 'loss=bowl&opt=adam lr:0.1 beta1:0.5', 'loss=bowl&opt=adam,lr:0.1,beta1:0.5'],
  ['equals signs for colons', 'loss=bowl&opt=adam(lr=0.1,beta1=0.5)', 'loss=bowl&opt=adam(lr:0.1,beta1:0.5)'],
  ['brackets for parentheses', 'loss=bowl&opt=adam[lr:0.1]', 'loss=bowl&opt=adam(lr:0.1)'],
  ['quotes around a value', 'loss=bowl&opt=adam(lr:\u201c0.1\u201d)', 'loss=bowl&opt=adam(lr:0.1)'],
  [
    'a camera without its parenthesis',
    'loss=bowl&camera=top(zoom:2,x:0.25',
    'loss=bowl&camera=top(zoom:2,x:0.25)',
  ],
  ['a whole address', `https://example.org/fall-line/#${link}`, link],
  ['a router', `#/?${link}`, link],
  // What stands around it where it was copied from.
  ['a chat’s form of a link', `<${link}|the scene>`, link],
  ['the end of an element', `${link}</a>`, link],
  ['the end of an attribute, and more', `${link}">the scene</a> and`, link],
  ['a line’s end', `${link}<br />`, link],
  ['a footnote’s number', `${link}[1]`, link],
  ['a text to scroll to', `${link}:~:text=Adam`, link],
  ['quotes on both sides', `\u2018${link}\u2019`, link],
  ['an encoded sign before it', `%23${link}`, link],
  ['TeX’s escapes', link.replaceAll('&', '\\&'), link],
  ['Markdown’s escapes', 'f=x\\^2+3\\*y\\^2&opt=adam,lr:0.2', 'f=x^2+3*y^2&opt=adam,lr:0.2'],
  ['a line that mail has broken', `${link.slice(0, 27)}=\n${link.slice(27)}`, link],
  ['an answer’s lines', `${link.slice(0, 27)}\n> ${link.slice(27)}`, link],
  ['encoded as a whole, and more behind it', `${encodeURIComponent(own)}&sa=D&source=docs`, own],
  ['signs of full width', link.replaceAll('&', '\uff06').replaceAll('=', '\uff1d'), link],
];

describe('a damaged link is the scene that was meant, with a notice', () => {
  test.each(damaged)('%s', (_, arrives, meant) => {
    const { problems, ...read } = readFragment(`#${arrives}`);
    const { problems: none, ...expected } = readFragment(`#${meant}`);
    expect(none).toEqual([]);
    expect(read).toEqual(expected);
    expect(problems.map(({ message, mended }) => [message, mended])).toEqual([
      [expect.stringMatching(/^[^\n]+\.$/), true],
      ...problems.slice(1).map(() => [expect.any(String), true]),
    ]);
  });
});

describe('what can be read in two ways is refused, with a sentence, and the rest is kept', () => {
  test.each([
    ['start=0,5,1', ({ start }: Scene) => start, [-9, 1.5], 'start must be two numbers'],
    ['noise=1,000', ({ noise }: Scene) => noise, 0, 'noise must be a number'],
    [
      'opt=adam(lr:1,000,beta1:0.5)',
      ({ optimizers: [first] }: Scene) => [first?.id, first?.values['lr'], first?.values['beta1']],
      ['adam', 0.05, 0.5],
      'lr of Adam must be a number of at least 0, not "1,000".',
    ],
    [
      'opt=adam(lr:high,beta1:0.5',
      ({ optimizers: [first] }: Scene) => [first?.id, first?.values['lr'], first?.values['beta1']],
      ['adam', 0.05, 0.5],
      'lr of Adam must be a number of at least 0, not "high".',
    ],
    [
      'opt=adam(lr:0.3,beta1:,beta2:0.9))',
      ({ optimizers: [first] }: Scene) => [first?.id, first?.values['lr'], first?.values['beta2']],
      ['adam', 0.3, 0.9],
      'beta1 of Adam must be a number',
    ],
  ] as const)('%s', (link, read, expected, sentence) => {
    const { scene, problems } = readFragment(`loss=bowl&${link}`);
    expect(read(scene)).toEqual(expected);
    expect(problems.map(({ message }) => message).join(' ')).toContain(sentence);
  });

  test.each(['opt=', 'opt=(lr:0.1)', 'opt=%', 'opt=adamm(lr:0.1)', 'opt=nonsense&opt=more', 'opt=)'])(
    'of %s alone the usual optimizers are shown, never none',
    (link) => {
      const { scene, problems } = readFragment(`loss=bowl&${link}`);
      expect(scene.optimizers.map(({ id }) => id)).toEqual(['sgd', 'momentum', 'rmsprop', 'adam']);
      expect(problems.length).toBeGreaterThan(0);
    },
  );
});

describe('names', () => {
  test.each([
    ['opt=Adam', 'opt=adam'],
    ['opt=RMSProp(LR:0.1)', 'opt=rmsprop(lr:0.1)'],
    ['opt=Nelder Mead', 'opt=nelder-mead'],
    ['opt=nelder_mead', 'opt=nelder-mead'],
    ['opt=L-BFGS', 'opt=lbfgs'],
    ['opt=adam(weight_decay:0.1,AMSGrad)', 'opt=adam(weightDecay:0.1,amsgrad)'],
    [
      'opt=sgd(Schedule:Warmup-Cosine(Warmup:5),Color:Blue,OFF)',
      'opt=sgd(schedule:warmupCosine(warmup:5),color:blue,off)',
    ],
    ['loss=Rosenbrock', 'loss=rosenbrock'],
    ['loss=Himmelblau&opt=SGD', 'loss=himmelblau&opt=sgd'],
    ['loss=Bowl&opt=SGD&domain=-1,1,-1,1', 'loss=bowl&opt=sgd&domain=-1,1,-1,1'],
    ['loss=Three-Hump Camel', 'loss=three-hump-camel'],
    ['loss=three_hump_camel', 'loss=three-hump-camel'],
    ['Loss= bowl &Noise_Kind=Heavy&THEME=Dark', 'loss=bowl&noiseKind=heavy&theme=dark'],
    [
      'camera=Top(Zoom:2,X:0.1)&overlays=Flow, Tangent&loop=ON',
      'camera=top(zoom:2,x:0.1)&overlays=flow,tangent&loop=on',
    ],
  ])('%s is %s, whatever its case and blanks', (written, meant) => {
    const { problems, ...read } = readFragment(written);
    expect(problems).toEqual([]);
    expect(read).toEqual({ scene: readFragment(meant).scene, playhead: readFragment(meant).playhead });
  });

  test.each([
    ['opt=sgd&opt=adamm', 'adam'],
    ['opt=sgd&opt=rmsporp', 'rmsprop'],
    ['loss=rosenbrok', 'rosenbrock'],
    ['loss=himelblau', 'himmelblau'],
    ['stpes=3', 'steps'],
    ['theme=drak', 'dark'],
    ['overlays=tangnet', 'tangent'],
    ['camera=orthografic', 'orthographic'],
  ])('%s is not known, and its nearest is named', (link, near) => {
    expect(readFragment(link).problems.map(({ message }) => message)).toContainEqual(
      expect.stringContaining(`the nearest is "${near}"`),
    );
  });
});

test.each([
  ['opt=adam(beta1:1)', 'beta1 of Adam must be a number of at least 0 and below 1, not 1.'],
  ['opt=rmsprop(alpha:2)', 'alpha of RMSprop must be a number from 0 to 1, not 2.'],
  ['opt=rprop(etaMinus:0)', 'must be a number above 0 and below 1, not 0.'],
  ['opt=rprop(etaPlus:1)', 'must be a number above 1, not 1.'],
  ['camera=top(zoom:21)', 'zoom of the camera must be a number from 0.5 to 20, not 21.'],
  ['camera=top(elevation:1.571)', 'must be a number from 0 to 1.5707963267948966, not 1.571.'],
  ['start=1e101,0', 'start must be two numbers from -1e100 to 1e100, not 1e+101, 0.'],
  ['domain=1,1.0000000000001,0,1', 'x0 below x1 and y0 below y1 by more than 1e-12 of them'],
])('the limits in a sentence are those that are checked: %s', (link, sentence) => {
  expect(
    readFragment(link)
      .problems.map(({ message }) => message)
      .join(' '),
  ).toContain(sentence);
});

test.each(['x%5', 'x%20+y', 'x%5E2+y'])('a remainder survives a link: %s', (formula) => {
  const { scene, playhead } = readFragment(`f=${encodeURIComponent(formula.replace('%5E', '% 5E'))}`);
  const { problems, ...read } = readFragment(writeFragment(scene, playhead));
  expect(problems).toEqual([]);
  expect(read).toEqual({ scene, playhead });
});
