import type { ClaimedLesson } from '../../core/lesson/claimed.ts';
import {
  above,
  after,
  asks,
  at,
  below,
  difference,
  firstBelow,
  inside,
  loss,
  over,
  part,
  product,
  ratio,
  reads,
  review,
  same,
  set,
  size,
  so,
} from './writing.ts';

const ravine = 'loss=bowl&opt=adam(lr:0.1)&steps=100';
const raw =
  'custom,name:without correction,color:black,rule:lr=0.1;m=0.9*m%2B0.1*gradient;v=0.999*v%2B0.001*gradient^2;theta=theta-lr*m/(sqrt(v)%2B1e-8)';
const slopes = `f=3x&curve=on&domain=-8,2,-2,2&start=0,0&opt=adam(lr:0.1)&opt=${raw}&steps=12`;

/** Adam's lines with their numbers: two averages, their corrections, and what the quotient means. */
export const adam: ClaimedLesson = {
  version: 1,
  id: 'adam',
  title: 'Adam, line by line',
  teaches:
    "You can compute Adam's first steps by hand, and say what its averages, its corrections and its rate do.",
  minutes: 5,
  parts: [
    part(
      { id: 'lines', scene: `${ravine}&step=0` },
      [
        'Adam (Kingma and Ba, 2014) keeps two averages for each coordinate: $m$ of the gradient, as momentum does, and $v$ of its square, as RMSprop does.',
        '$$m \\leftarrow \\beta_1 m + (1 - \\beta_1)\\, g$$',
        '$$v \\leftarrow \\beta_2 v + (1 - \\beta_2)\\, g^2$$',
        'Both begin at zero, and would be too small for a long time. So each is divided by the share of its weights that has been given out after $t$ steps:',
        '$$\\hat m = \\frac{m}{1 - \\beta_1^t}, \\qquad \\hat v = \\frac{v}{1 - \\beta_2^t}$$',
        '$$\\theta \\leftarrow \\theta - \\eta\\, \\frac{\\hat m}{\\sqrt{\\hat v} + \\epsilon}.$$',
      ],
      [
        so(
          'The usual values, here as well, are $\\beta_1 = 0.9$ and $\\beta_2 = 0.999$: $m$ remembers about 10 gradients, $v$ about 1,000 squares.',
          same(set('beta1', 1), 0.9),
          same(set('beta2', 1), 0.999),
          same(ratio(1, difference(1, set('beta1', 1))), 10),
          same(ratio(1, difference(1, set('beta2', 1))), 1000),
        ),
      ],
    ),
    part(
      {
        id: 'guess-first',
        ask: asks(
          'length,run:0',
          [
            'The rate is 0.1. How long is the first step, with a steep gradient across and a gentle one along?',
          ],
          [
            so(
              'It is 0.1 in $x$ and 0.1 in $y$, together 0.141.',
              same(size(at('moveX', 1, 0)), 0.1, 1e-6),
              same(size(at('moveY', 1, 0)), 0.1, 1e-6),
              reads(at('move', 1, 0), 0.141),
            ),
            'With one gradient seen, $\\hat m$ is that gradient and $\\hat v$ its square, so the quotient is its sign.',
          ],
          ['[high] A steep gradient makes no longer step: it is divided by its own size.'],
          ['[low] Both coordinates move, one as far as the other: the way is the diagonal of a square.'],
        ),
      },
      ['Before you go through the numbers: set $t$ to one in the lines above.'],
    ),
    part({ id: 'first', scene: '&gradient=on' }, [
      'Now with the numbers of the first step.',
      so(
        'The gradient is (−9, 150). $m$ becomes a tenth of it, (−0.9, 15), and $v$ a thousandth of the squares, (0.081, 22.5).',
        reads(at('gradientX', 1, 0), -9),
        reads(at('gradientY', 1, 0), 150),
        same(inside('m', 1, 0, 0), -0.9),
        same(inside('m', 1, 0, 1), 15),
        same(inside('v', 1, 0, 0), 0.081),
        same(inside('v', 1, 0, 1), 22.5),
      ),
      so(
        'The corrections divide by $1 - 0.9 = 0.1$ and by $1 - 0.999 = 0.001$: $\\hat m = (-9, 150)$ and $\\sqrt{\\hat v} = (9, 150)$.',
        same(inside('mHat', 1, 0, 0), -9),
        same(inside('mHat', 1, 0, 1), 150),
        same(inside('vHat', 1, 0, 0), 81),
        same(inside('vHat', 1, 0, 1), 22500),
        same(difference(1, set('beta1', 1)), 0.1),
        same(difference(1, set('beta2', 1)), 0.001),
      ),
      so(
        'The quotient is (−1, 1), and the step (0.1, −0.1).',
        same(at('moveX', 1, 0), 0.1, 1e-6),
        same(at('moveY', 1, 0), -0.1, 1e-6),
      ),
    ]),
    part(
      {
        id: 'guess-raw',
        scene: slopes,
        ask: asks(
          'loss,run:1,step:12',
          [
            'A slope that never changes, $3x$, and the rate 0.1. Adam takes equal steps. What is the loss of the rule without corrections after 12 steps?',
          ],
          [
            so(
              'It is −20.5: without the corrections it has come to −6.84, almost six times as far.',
              reads(loss(2, 12), -20.5),
              reads(at('x', 2, 12), -6.84),
              reads(ratio(at('x', 2, 12), at('x', 1, 12)), 5.7),
              reads(at('x', 1, 12), '-1.2'),
            ),
            so(
              'Its first step is $0.1 \\cdot 0.1/\\sqrt{0.001} = 0.316$, its twelfth 0.66. Both averages are too small at first, but the root of $v$ more so, since it remembers longer.',
              reads(at('move', 2, 0), 0.316),
              reads(at('move', 2, 11), 0.66),
              reads(product(0.1, ratio(0.1, Math.sqrt(0.001))), 0.316),
            ),
          ],
        ),
      },
      [
        'Why correct at all? Leave the two divisions out, and use $m/(\\sqrt v + \\epsilon)$ as it is. Will the first steps be shorter, since $m$ is too small?',
      ],
    ),
    part({ id: 'corrections', scene: slopes, enter: 'play' }, [
      so(
        'With them every step on a constant slope is 0.1 long, from the first on.',
        same(over('least', 'move', 1, 0, 11), 0.1, 1e-6),
        same(over('most', 'move', 1, 0, 11), 0.1, 1e-6),
      ),
      'That is their point: the rate means the same at the beginning of a run as later.',
      so(
        'They fade by themselves: after 5,000 steps, five memories of $v$, even the second divisor, $1 - 0.999^t$, is 0.993, and Adam is the plain quotient.',
        same(product(5000, difference(1, set('beta2', 1))), 5),
        reads(1 - 0.999 ** 5000, 0.993),
      ),
    ]),
    part(
      { id: 'signal', scene: ravine, enter: { from: 0, to: 60 } },
      [
        'What does $\\hat m/\\sqrt{\\hat v}$ mean? Where the gradient keeps its sign it is near one in size: steps of about $\\eta$. Where it changes sign the average $m$ cancels and $v$ does not: short steps.',
        so(
          'In the ravine, at step 20, the step is 0.095 along and 0.038 across: along, the gradients have agreed, and across, they have not.',
          reads(at('moveX', 1, 20), 0.095),
          reads(size(at('moveY', 1, 20)), 0.038),
          below(over('most', 'gradientX', 1, 0, 20), 0),
          above(at('gradientY', 1, 0), 0),
          below(at('gradientY', 1, 20), 0),
        ),
      ],
      [
        'It is a ratio of signal to size, and it has no unit: multiply the loss by a million, and only $\\epsilon$ will notice. Step {step}: move {move}, loss {loss}.',
      ],
    ),
    part(
      {
        id: 'guess-far',
        scene: 'loss=bowl&start=-9,1.5&opt=adam(lr:0.1)&steps=60&step=0',
        ask: asks(
          'end,run:0,step:60',
          ['From (−9, 1.5), with the rate 0.1: where will Adam be after 60 steps?'],
          [
            so(
              'At (−3.69, 0.05). Sixty steps of at most 0.1 along $x$ are 6 at most, and the minimum is 9 away.',
              reads(at('x', 1, 60), -3.69),
              reads(at('y', 1, 60), 0.05),
              below(over('most', 'moveX', 1, 0, 59), 0.1),
              same(product(60, 0.1), 6),
              same(at('x', 1, 0), -9),
            ),
            'However steep the way, Adam will not go faster. Its rate is a speed limit, and a good first guess is a length: how far do you think the parameters have to go, and in how many steps?',
          ],
        ),
      },
      [
        'A step is about as long as the rate, in each coordinate, or less; only a gradient that comes after a long silence makes it longer. That says a lot about where a run can be.',
      ],
    ),
    part(
      {
        id: 'challenge',
        scene: 'loss=bowl&opt=adam(lr:0.1)&steps=60&step=0',
        ask: asks('reach,run:0,step:60,goal:0.1', [
          'Reach a loss of 0.1 within 60 steps. Turn the rate, and if you like β₁.',
        ]),
        reachedBy: [{ run: 1, key: 'lr', value: 0.5 }],
      },
      [
        so(
          'With the rate 0.1 the loss is 6.9 after 60 steps.',
          same(set('lr', 1), 0.1),
          reads(loss(1, 60), 6.9),
        ),
        after(
          { run: 1, key: 'lr', value: 2 },
          'With 2 it is 0.16, after having gone past the minimum to $x = 3.9$: $m$ is a momentum, and brakes late.',
          above(over('most', 'x', 1, 0, 60), 3.85),
          reads(over('most', 'x', 1, 0, 60), 3.9),
          reads(loss(1, 60), 0.16),
        ),
      ],
    ),
  ],
  review: [
    review(
      'huge',
      'f=1000x^2&curve=on&domain=-3,3,-2,2&start=2,0&opt=adam(lr:0.2)&steps=1',
      asks(
        'length,run:0',
        ['On $1000x^2$, from 2, with the rate 0.2: how long is the first step of Adam?'],
        [
          so(
            '0.2 long. The slope is 4,000, and its size divides out.',
            same(at('move', 1, 0), 0.2, 1e-6),
            same(at('gradientX', 1, 0), 4000),
          ),
        ],
      ),
    ),
    review(
      'constant',
      'f=0.01x&curve=on&domain=-8,2,-2,2&start=0,0&opt=sgd(lr:0.1)&opt=adam(lr:0.1)&steps=50',
      asks(
        'end,run:1,step:50',
        ['A very gentle slope, $0.01x$, and the rate 0.1. Where is Adam after 50 steps, from 0?'],
        [
          so(
            'At −5: fifty steps of 0.1. Gradient descent with the same rate has come to −0.05.',
            reads(at('x', 2, 50), '-5.000'),
            reads(at('x', 1, 50), -0.05),
          ),
        ],
      ),
    ),
    review(
      'saddle',
      'loss=saddle&start=-1.6,0.001&opt=sgd(lr:0.05)&opt=adam(lr:0.05)&steps=90',
      asks(
        'first,step:90,goal:-1',
        [
          'A thousandth off the ridge of a saddle, both with the rate 0.05. Which is the first to reach a loss of −1?',
        ],
        [
          so(
            'Adam at step 23, gradient descent at step 73: the first step of Adam away from the ridge is 0.05 long, that of gradient descent 0.0001.',
            reads(firstBelow(-1, 2), 23),
            reads(firstBelow(-1, 1), 73),
            same(size(at('moveY', 2, 0)), 0.05, 1e-4),
            same(size(at('moveY', 1, 0)), 0.0001),
          ),
        ],
      ),
    ),
  ],
  sources: [
    {
      title: 'D. P. Kingma and J. Ba, Adam: a method for stochastic optimization (2014)',
      url: 'https://arxiv.org/abs/1412.6980',
    },
    {
      title: 'PyTorch, torch.optim.Adam',
      url: 'https://docs.pytorch.org/docs/stable/generated/torch.optim.Adam.html',
    },
  ],
};
