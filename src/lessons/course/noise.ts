import type { ClaimedLesson } from '../../core/lesson/claimed.ts';
import {
  above,
  asks,
  at,
  below,
  difference,
  firstBelow,
  inPart,
  loss,
  over,
  part,
  product,
  ratio,
  reads,
  review,
  same,
  set,
  so,
} from './writing.ts';

const ground = 'f=0.5(x^2%2By^2)&domain=-5,5,-4,4&start=4,3&seed=3';
const bowl = `${ground}&noise=1`;
const two = `${bowl}&opt=sgd(lr:0.2)&opt=sgd(lr:0.02,color:sky)`;
const three = `${two}&opt=sgd(lr:0.2,schedule:inverse,decay:0.1,color:black)&steps=1000`;

/** Gradients with noise: the floor that a constant rate leaves, and what schedules and batches do about it. */
export const noise: ClaimedLesson = {
  version: 1,
  id: 'noise',
  title: 'Noise: why the rate must fall',
  teaches:
    'You can say how low a constant rate can get when gradients are noisy, and what schedules and larger batches change.',
  minutes: 5,
  parts: [
    part(
      { id: 'noisy', scene: `${bowl}&opt=sgd(lr:0.2)&steps=100&step=0` },
      [
        'A gradient over all the data is exact and expensive. In practice one takes a few rows drawn at random, a minibatch, and gets a gradient that is right on average and wrong each time. With it gradient descent is stochastic: that is the S of SGD.',
        'Here the loss is a round bowl, and to each component of each gradient a random number of standard deviation one is added. All runs of a scene see the same draws.',
      ],
      [
        so(
          'At (4, 3) the gradient is (4, 3), and with the rate 0.2 the first step would be (−0.8, −0.6). The noise makes it (−0.42, −0.56).',
          same(at('gradientX', 1, 0), 4),
          same(at('gradientY', 1, 0), 3),
          same(product(-0.2, at('gradientX', 1, 0)), -0.8),
          same(product(-0.2, at('gradientY', 1, 0)), -0.6),
          reads(at('moveX', 1, 0), -0.42),
          reads(at('moveY', 1, 0), -0.56),
        ),
        'Far out that hardly matters: the signal is strong, the noise is not.',
      ],
    ),
    part(
      {
        id: 'guess-two',
        scene: `${two}&steps=1000`,
        ask: asks(
          'lowest,step:1000',
          ['Two constant rates, 0.2 and 0.02. Which has the lower loss after 1,000 steps?'],
          [
            so(
              'The small one: 0.005 against 0.011. But at step 60 it was the other way round, 1.09 against 0.024.',
              reads(loss(2, 1000), 0.005),
              reads(loss(1, 1000), 0.011),
              reads(loss(2, 60), 1.09),
              reads(loss(1, 60), 0.024),
            ),
            'Near the minimum the gradient fades and the noise does not: from there on every step is mostly noise, times the rate.',
          ],
        ),
      },
      ['Without noise both would come as close to the minimum as you like, the larger rate sooner.'],
    ),
    part(
      { id: 'floor', scene: `${two}&steps=5000&chartScale=log`, enter: { from: 0, to: 1000 } },
      [
        'Each run comes to a balance: the slope pulls in, the noise throws out. On a bowl of curvature $\\lambda$ the variance of each coordinate settles at',
        '$$\\frac{\\eta\\,\\sigma^2}{\\lambda\\,(2 - \\eta\\lambda)}.$$',
        so(
          'With $\\lambda = \\sigma = 1$ the mean loss, over both coordinates, should be $\\eta/(2 - \\eta)$: 0.111 and 0.0101. Over the steps from 1,000 to 5,000 it is 0.109 and 0.0104.',
          same(at('sharpness', 1, 0), 1),
          reads(0.2 / 1.8, 0.111),
          reads(0.02 / 1.98, 0.0101),
          reads(over('mean', 'loss', 1, 1000, 5000), 0.109),
          reads(over('mean', 'loss', 2, 1000, 5000), 0.0104),
        ),
      ],
      [
        'The floor is about proportional to the rate. A tenth of the rate is a tenth of the floor, and ten times the way to it.',
      ],
    ),
    part(
      {
        id: 'guess-schedule',
        scene: three,
        ask: asks(
          'lowest,step:1000',
          [
            'The third run begins with 0.2, and its rate falls gradually, as one over the step. Which of the three is lowest after 1,000 steps?',
          ],
          [
            so(
              'The third, with 0.0006: it was as fast as 0.2 at the start, at a loss of 1 after 7 steps, and in the end its rate is 0.002.',
              reads(loss(3, 1000), 0.0006),
              reads(firstBelow(1, 3), 7),
              reads(at('rate', 3, 999), 0.002),
              above(loss(1, 1000), loss(3, 1000)),
              above(loss(2, 1000), loss(3, 1000)),
            ),
          ],
        ),
      },
      [
        'Why choose? A large rate for the way, a small one for the end, with a decay $c$:',
        '$$\\eta_t = \\frac{\\eta_0}{1 + c\\,(t - 1)}$$',
      ],
    ),
    part(
      {
        id: 'how-fast',
        scene: `${bowl}&opt=sgd(lr:0.2,schedule:inverse,decay:0.1,color:black)&opt=sgd(lr:0.2,schedule:exponential,factor:0.9,color:purple)&steps=1000`,
        enter: { from: 0, to: 200 },
      },
      [
        'How fast may it fall? Robbins and Monro (1951) gave two conditions. The sum of all rates must be infinite, or the run cannot get to where it has to go; the sum of their squares must be finite, or the noise never dies down. $1/t$ meets both.',
      ],
      [
        so(
          'A rate that falls by a tenth each step does not: all its rates together come to 2. This run has stopped at (0.35, 0.34), its loss is 0.118, and no step to come will change that.',
          same(ratio(0.2, 0.1), 2),
          reads(at('x', 2, 1000), 0.35),
          reads(at('y', 2, 1000), 0.34),
          reads(loss(2, 1000), 0.118),
          same(at('move', 2, 999), 0),
          same(ratio(at('rate', 2, 1), at('rate', 2, 0)), 0.9),
        ),
        'In practice runs are finite, and cosine schedules to zero at the last step are common: fast for most of the run, then cool.',
      ],
    ),
    part(
      {
        id: 'batch',
        scene: `${ground}&noise=0.5&opt=sgd(lr:0.2)&opt=momentum(lr:0.02,momentum:0.9,color:orange)&steps=5000`,
        enter: { from: 0, to: 1000 },
      },
      [
        'The other way is less noise. The mean of $B$ rows has a standard deviation $\\sqrt B$ times smaller.',
        so(
          'Four times the batch halves $\\sigma$, here to 0.5, and the mean loss of the rate 0.2 falls to a quarter: 0.027.',
          reads(over('mean', 'loss', 1, 1000, 5000), 0.027),
          reads(
            ratio(over('mean', 'loss', 1, 1000, 5000), inPart('floor', over('mean', 'loss', 1, 1000, 5000))),
            0.25,
          ),
        ),
        'A tenth of the rate would have done about as much as ten times the batch, and costs steps instead of rows.',
      ],
      [
        so(
          'Momentum is no cure: with 0.02 and $\\mu = 0.9$ the mean loss is 0.025, since its effective rate is $0.02/(1 - 0.9) = 0.2$.',
          same(set('lr', 2), 0.02),
          same(set('momentum', 2), 0.9),
          reads(over('mean', 'loss', 2, 1000, 5000), 0.025),
          same(ratio(set('lr', 2), difference(1, set('momentum', 2))), 0.2),
        ),
      ],
    ),
    part(
      {
        id: 'challenge',
        scene: `${bowl}&opt=sgd(lr:0.02)&steps=60&step=0`,
        ask: asks('reach,run:0,step:60,goal:0.05', ['Reach a loss of 0.05 within 60 steps. Turn the rate.']),
        reachedBy: [{ run: 1, key: 'lr', value: 0.2 }],
      },
      [
        so('With 0.02 the loss after 60 steps is 1.09.', same(set('lr', 1), 0.02), reads(loss(1, 60), 1.09)),
        'Reaching is not keeping: watch what the loss does after it was there.',
      ],
    ),
  ],
  review: [
    review(
      'more-noise',
      'f=0.5(x^2%2By^2)&domain=-5,5,-4,4&start=4,3&seed=5&noise=2&opt=sgd(lr:0.2)&opt=sgd(lr:0.02,color:sky)&opt=sgd(lr:0.2,schedule:inverse,decay:0.4,color:black)&steps=1000',
      asks(
        'lowest,step:1000',
        [
          'Twice the noise. Rates 0.2, 0.02, and 0.2 falling as one over the step: which is lowest after 1,000 steps?',
        ],
        [
          'The falling one. The two constant rates have floors; the falling rate has none.',
          so(
            'The losses are 0.559, 0.024 and 0.016.',
            reads(loss(1, 1000), 0.559),
            reads(loss(2, 1000), 0.024),
            reads(loss(3, 1000), 0.016),
            above(loss(1, 1000), loss(3, 1000)),
            above(loss(2, 1000), loss(3, 1000)),
          ),
        ],
      ),
    ),
    review(
      'short',
      'f=0.5(x^2%2By^2)&domain=-5,5,-4,4&start=4,3&seed=3&noise=1&opt=sgd(lr:0.2)&opt=sgd(lr:0.02,color:sky)&steps=40',
      asks(
        'lowest,step:40',
        ['The same noise, but only 40 steps in all. Which constant rate is lower then, 0.2 or 0.02?'],
        [
          so(
            '0.2: the small rate is still on its way, at a distance of about $5 \\cdot 0.98^{40} = 2.2$. When steps are few, the floor is not what counts.',
            reads(product(5, 0.98 ** 40), 2.2),
            below(loss(1, 40), loss(2, 40)),
          ),
        ],
      ),
    ),
    review(
      'frozen',
      'f=0.5x^2&curve=on&domain=-12,12,-2,2&start=10,0&noise=0&opt=sgd(lr:0.1,schedule:exponential,factor:0.9)&steps=400',
      asks(
        'end,run:0,step:400',
        [
          'No noise at all, a curvature of one, and a rate of 0.1 that loses a tenth each step. Where does the run from 10 end?',
        ],
        [
          so(
            'At 3.58: the rates sum to $0.1/0.1 = 1$, so about $e^{-1}$ of the distance remains, however long one waits.',
            reads(at('x', 1, 400), 3.58),
            same(at('move', 1, 399), 0, 1e-12),
          ),
        ],
      ),
    ),
  ],
  sources: [
    {
      title: 'H. Robbins and S. Monro, A stochastic approximation method (1951)',
      url: 'https://doi.org/10.1214/aoms/1177729586',
    },
    {
      title:
        'L. Bottou, F. E. Curtis, J. Nocedal, Optimization methods for large-scale machine learning (2018)',
      url: 'https://arxiv.org/abs/1606.04838',
    },
    {
      title: 'I. Loshchilov and F. Hutter, SGDR: stochastic gradient descent with warm restarts (2016)',
      url: 'https://arxiv.org/abs/1608.03983',
    },
  ],
};
