import type { ClaimedLesson } from '../../core/lesson/claimed.ts';
import {
  asks,
  at,
  below,
  difference,
  inPart,
  loss,
  part,
  product,
  ratio,
  reads,
  review,
  same,
  size,
  so,
  sum,
  there,
} from './writing.ts';

const data = 'f=((x-1)^2%2B(x-2)^2%2B(x-6)^2)/3&curve=on&domain=0,8,-2,2&start=7,0&opt=sgd(lr:0.1)';
const squares = `${data}&steps=60`;
const sizes =
  'f=(abs(x-1)%2Babs(x-2)%2Babs(x-6))/3&curve=on&domain=0,8,-2,2&start=7,0&opt=sgd(lr:0.06)&steps=300';
const coin = 'f=-(log(x)%2B3log(1-x))/4&curve=on&domain=0,1,-2,2&start=0.6,0&opt=sgd(lr:0.05)&steps=100';
const rates = 'opt=sgd(lr:0.1,color:sky)&opt=sgd(lr:1)&opt=sgd(lr:5,color:black)';

/** Loss as a mean over rows: what it makes a model answer, and why a few rows give an honest gradient. */
export const average: ClaimedLesson = {
  version: 1,
  id: 'average',
  title: 'A loss is an average',
  teaches: 'You can say what a mean loss makes a model answer, and why a minibatch is right on average.',
  minutes: 6,
  parts: [
    part(
      { id: 'mean', scene: `${squares}&step=0` },
      [
        'Nobody draws a loss. It is made of data: each row says how wrong the model is there, and the loss is the mean. Take the simplest model, one number $x$ that should stand for three measurements, and the square of the error:',
        '$$f(x) = \\tfrac13 \\left( (x - 1)^2 + (x - 2)^2 + (x - 6)^2 \\right)$$',
      ],
      [
        'The derivative of a sum is the sum of the derivatives, so the slope is a mean as well.',
        so(
          'At the ring, 7, the three rows have the slopes 12, 10 and 2, and their mean is 8.',
          same(at('gradientX', 1, 0), 8),
          same(ratio(sum(sum(12, 10), 2), 3), 8),
          same(at('x', 1, 0), 7),
        ),
      ],
    ),
    part(
      {
        id: 'guess-mean',
        ask: asks(
          'end,run:0,step:60',
          ['Where does the run end?'],
          [
            so(
              'At 3, the mean of 1, 2 and 6: where the three slopes, 4, 2 and −6, cancel.',
              reads(at('x', 1, 60), '3.000'),
              same(ratio(sum(sum(1, 2), 6), 3), 3),
              same(there('gradientX', 3), 0),
              same(ratio(sum(sum(4, 2), -6), 3), there('gradientX', 3)),
            ),
            so(
              'The loss there is 4.67, the variance. No $x$ makes it zero, for no number is three numbers.',
              reads(loss(1, 60), 4.67),
            ),
          ],
        ),
      },
      ['Nothing here knows what a mean is. The run only goes downhill.'],
    ),
    part(
      {
        id: 'guess-median',
        scene: sizes,
        ask: asks(
          'end,run:0,step:300',
          [
            'The same three measurements, but the size of the error instead of its square. Where does the run end?',
          ],
          [
            so(
              'At 2, within a step: the one in the middle, the median. A row’s slope is now 1 or −1, whichever side it lies on, and 6 pulls no harder than 2.5 would.',
              below(size(difference(at('x', 1, 300), 2)), 0.061),
              same(there('gradientX', 2.5), 1 / 3),
              same(there('gradientX', 5.9), 1 / 3),
              same(there('gradientX', 1.5), -1 / 3),
            ),
            'So the loss decides what is learned: squares answer with means, sizes with medians. An outlier moves the first and not the second.',
          ],
        ),
      },
      ['$$f(x) = \\tfrac13 \\left( |x - 1| + |x - 2| + |x - 6| \\right)$$'],
    ),
    part(
      {
        id: 'integral',
        scene:
          'f=sum(i,1,10,(x-(i-0.5)/10)^2)/10&curve=on&domain=-1,2,-2,2&start=-0.8,0&opt=sgd(lr:0.1)&steps=60',
      },
      [
        'With more and more rows the mean becomes an expectation, $\\mathbb E\\,\\ell(x, u)$, which for rows $u$ spread evenly over the unit interval is an integral:',
        '$$\\int_0^1 (x - u)^2\\, du = x^2 - x + \\tfrac13.$$',
        so(
          'The curve beside this text has 10 rows. At $x = 0.5$ it is 0.0825, where the integral is 1/12 = 0.0833.',
          same(there('value', 0.5), 0.0825),
          reads(0.25 - 0.5 + 1 / 3, 0.0833),
        ),
      ],
      [
        'The loss on your data is such a sum, and stands for an integral that you cannot compute: the mean over all rows there might be. How well it does so is tested with rows that were held back.',
      ],
    ),
    part(
      {
        id: 'area',
        scene: 'f=-1320x^7(1-x)^3&curve=on&domain=0,1,-2,2&start=0.3,0&opt=sgd(lr:0.01)&steps=60&minima=on',
      },
      [
        so(
          'A coin shows heads 7 times in 10. Its chance $x$ is not known; the data are likely under some chances and unlikely under others, in proportion to $x^7 (1 - x)^3$. Divided by its area, which is 1/1320, this is the posterior, drawn here upside down.',
          same({ area: [0, 1] }, -1, 1e-9),
          same(ratio({ area: [0, 1] }, -1320), 1 / 1320, 1e-9),
          same(difference(10, 7), 3),
          same(there('value', 0.5), -1320 / 1024),
        ),
        so(
          'What one believes is then an area: that heads are more likely than tails has the probability 0.887, the share beyond 0.5.',
          reads(size({ area: [0.5, 1] }), 0.887),
        ),
      ],
      [
        so(
          'The deepest point is 0.7; going downhill finds that one point, and nothing of the width.',
          reads(at('x', 1, 60), '0.700'),
        ),
      ],
    ),
    part(
      {
        id: 'guess-batch',
        scene: `model=logistic,batchSize:4&${rates}&steps=300`,
        ask: asks(
          'lowest,step:300',
          [
            'Each step sees four rows of a hundred. Which of the rates 0.1, 1 and 5 has the lowest loss, over all rows, after 300 steps?',
          ],
          [
            so(
              'The rate 1, with 0.165. With 0.1 the run is still on its way, at 0.178, and with 5 the noise of the batches throws it about, at 0.199.',
              reads(loss(2, 300), 0.165),
              reads(loss(1, 300), 0.178),
              reads(loss(3, 300), 0.199),
            ),
          ],
        ),
      },
      [
        'A real loss now: a line that divides two groups of points, with three parameters and a hundred rows. The gradient of the mean is the mean of the rows’ gradients. Draw a few rows at random, and their mean is off; but each row is as likely to be drawn as any other, so over all draws it is off by nothing. That is why minibatches are honest.',
      ],
    ),
    part(
      {
        id: 'pass',
        scene: `model=logistic,batchSize:4&${rates}&steps=300&step=25`,
        enter: { from: 0, to: 100 },
      },
      [
        'Honest, and cheap.',
        so(
          'Twenty-five steps of 4 rows look at each of the 100 rows once, and with the rate 1 the loss over all rows is then 0.190.',
          reads(loss(2, 25), '0.190'),
          same(product(25, 4), 100),
        ),
        so(
          'A single step with all 100 rows costs the same, and leaves it at 0.403.',
          reads(inPart('full', loss(1, 1)), 0.403),
        ),
      ],
      [
        'At step {step} the losses are {loss}, {loss:2} and {loss:3}. The drawn loss is always that of all rows.',
      ],
    ),
    part({ id: 'full', scene: 'model=logistic&opt=sgd(lr:1)&steps=100', enter: 'play' }, [
      'With all rows in each step the way is smooth and slow: nothing of it is chance.',
      so(
        'After 12 steps, 1,200 rows seen, its loss is 0.206; the minibatches had 300 steps for these rows and came to 0.165.',
        reads(loss(1, 12), 0.206),
        reads(inPart('pass', loss(2, 300)), 0.165),
        same(product(300, 4), 1200),
        same(product(12, 100), 1200),
      ),
    ]),
    part(
      {
        id: 'challenge',
        scene: `${data}&steps=1`,
        ask: asks('reach,run:0,step:1,goal:4.66667', [
          'The three measurements. Reach the variance, a loss of 4.66667, in one step. Turn the rate.',
        ]),
        reachedBy: [{ run: 1, key: 'lr', value: 0.5 }],
      },
      [
        so('Each row has the curvature 2, and so has their mean.', same(at('sharpness', 1, 0), 2)),
        'What rate takes a parabola of that curvature to its bottom at once?',
      ],
    ),
  ],
  review: [
    review(
      'outlier',
      'f=(3x^2%2B(x-10)^2)/4&curve=on&domain=-2,12,-2,2&start=11,0&opt=sgd(lr:0.1)&steps=80',
      asks(
        'end,run:0,step:80',
        [
          'Three measurements of zero and one of ten, and squared errors: $(3x^2 + (x - 10)^2)/4$. Where does the run end?',
        ],
        [
          so(
            'At 2.5, the mean: the one outlier pulls it a quarter of the way.',
            reads(at('x', 1, 80), '2.500'),
          ),
        ],
      ),
    ),
    review(
      'robust',
      'f=(3abs(x)%2Babs(x-10))/4&curve=on&domain=-4,14,-2,2&start=11,0&opt=sgd(lr:0.1)&steps=300',
      asks(
        'end,run:0,step:300',
        ['The same four, with the sizes of the errors: $(3|x| + |x - 10|)/4$. Where does it end now?'],
        [
          so(
            'At 0, within a step. Three rows pull to the left with 3/4 together, one to the right with 1/4, wherever it lies.',
            below(size(at('x', 1, 300)), 0.1),
            same(there('gradientX', 5), difference(3 / 4, 1 / 4)),
            same(there('gradientX', 11), sum(3 / 4, 1 / 4)),
          ),
        ],
      ),
    ),
    review(
      'coin',
      coin,
      asks(
        'end,run:0,step:100',
        [
          'A coin came up heads once in four throws, and the loss is the mean of minus the logarithm of the chance given to what happened. Where does the chance end?',
        ],
        [
          so(
            'At 0.25, the share itself: this loss is lowest for the honest answer.',
            reads(at('x', 1, 100), '0.250'),
          ),
        ],
      ),
    ),
  ],
  sources: [
    {
      title:
        'L. Bottou, F. E. Curtis, J. Nocedal, Optimization methods for large-scale machine learning (2018)',
      url: 'https://arxiv.org/abs/1606.04838',
    },
    {
      title:
        'M. P. Deisenroth, A. A. Faisal, C. S. Ong, Mathematics for Machine Learning, chapters 6 and 8 (2020)',
      url: 'https://mml-book.github.io/',
    },
  ],
};
