import type { ClaimedLesson } from '../../core/lesson/claimed.ts';
import {
  asks,
  at,
  below,
  difference,
  firstBelow,
  inPart,
  inside,
  loss,
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

const three = 'loss=bowl&opt=sgd(lr:0.018)&opt=adagrad(lr:0.5)&opt=rmsprop(lr:0.1)&steps=80';

/** AdaGrad and RMSprop: each coordinate's gradient divided by its own typical size. */
export const coordinates: ClaimedLesson = {
  version: 1,
  id: 'coordinates',
  title: 'A rate for each coordinate',
  teaches:
    'You can compute the first step of AdaGrad and RMSprop, and say why one slows down and the other does not.',
  minutes: 5,
  parts: [
    part(
      { id: 'idea', scene: 'loss=bowl&opt=adagrad(lr:0.5)&steps=80&step=0' },
      [
        so(
          'The ravine again: the gradient at the ring is (−9, 150). A rate small enough for 150 is far too small for 9.',
          reads(at('gradientX', 1, 0), -9),
          reads(at('gradientY', 1, 0), 150),
        ),
        'If $x$ and $y$ had rates of their own, there would be no ravine. But nobody tells you which coordinate is steep.',
      ],
      [
        'The gradients do. AdaGrad (Duchi, Hazan, Singer, 2011) adds up their squares, for each coordinate apart, and divides by the root:',
        '$$G \\leftarrow G + g^2, \\qquad \\theta \\leftarrow \\theta - \\frac{\\eta\\, g}{\\sqrt{G} + \\epsilon}$$',
        'Squares, roots and quotients are taken element by element. $\\epsilon$ is tiny, and only keeps the divisor from being zero.',
      ],
    ),
    part(
      {
        id: 'guess-first',
        ask: asks(
          'length,run:0',
          ['$G$ begins at zero, and the rate is 0.5. How long is the first step of AdaGrad?'],
          [
            so(
              'After the first gradient $\\sqrt G$ is its size, so the quotient is its sign: the step is 0.5 in $x$ and 0.5 in $y$, together $0.5 \\cdot \\sqrt 2 = 0.707$.',
              same(size(at('moveX', 1, 0)), 0.5, 1e-8),
              same(size(at('moveY', 1, 0)), 0.5, 1e-8),
              reads(at('move', 1, 0), 0.707),
            ),
            'However large the gradient, the step would be the same.',
          ],
        ),
      },
      ['Work it out from the two formulas, for both coordinates.'],
    ),
    part(
      { id: 'diagonal', scene: '&gradient=on', enter: { from: 0, to: 20 } },
      [
        'The path leaves the ring along the diagonal: steep and flat are treated alike.',
        so(
          'The second step is (0.34, −0.28): the second gradient, (−8.5, 100), is divided by the root of two squares, $\\sqrt{9^2 + 8.5^2}$ and $\\sqrt{150^2 + 100^2}$.',
          reads(at('moveX', 1, 1), 0.34),
          reads(at('moveY', 1, 1), -0.28),
          same(at('gradientX', 1, 1), -8.5, 1e-8),
          same(at('gradientY', 1, 1), 100, 1e-8),
          same(at('moveX', 1, 1), (0.5 * 8.5) / Math.hypot(9, 8.5), 1e-8),
          same(at('moveY', 1, 1), (-0.5 * 100) / Math.hypot(150, 100), 1e-8),
        ),
      ],
      [
        'The learning rate has changed its meaning. It is no longer what a unit of slope is worth; it is about how far a step goes.',
      ],
    ),
    part(
      {
        id: 'guess-lowest',
        scene: three,
        ask: asks(
          'lowest,step:80',
          ['Which of the three will have the lowest loss after 80 steps?'],
          [
            so(
              'RMSprop with 0.011. Gradient descent has 2.2, and AdaGrad is behind with 3.3.',
              reads(loss(3, 80), 0.011),
              reads(loss(1, 80), 2.2),
              reads(loss(2, 80), 3.3),
            ),
            so(
              "AdaGrad's sum only grows: after 80 steps $\\sqrt G$ in $x$ is 43, although the gradient is down to 2.6, so its steps are 0.030 long where the first was 0.5.",
              reads(at('gradientX', 2, 79), '-2.6'),
              reads(size(at('moveX', 2, 79)), '0.030'),
              reads(ratio(product(0.5, size(at('gradientX', 2, 79))), size(at('moveX', 2, 79))), 43),
            ),
          ],
        ),
      },
      [
        'Now RMSprop (Hinton, 2012) beside it, which is AdaGrad with one change: it does not add the squares up for ever, it averages them, and forgets.',
        '$$s \\leftarrow \\alpha\\, s + (1 - \\alpha)\\, g^2, \\qquad \\theta \\leftarrow \\theta - \\frac{\\eta\\, g}{\\sqrt{s} + \\epsilon}$$',
      ],
    ),
    part(
      { id: 'forget', scene: `${three}&step=20`, enter: 'play' },
      [
        so(
          'With $\\alpha = 0.99$ a square counts for about a hundred steps. RMSprop divides by what the gradient was lately, and as it falls, so does the divisor.',
          same(set('alpha', 3), 0.99),
          same(ratio(1, difference(1, set('alpha', 3))), 100),
          below(inside('squareAverage', 3, 79, 1), inside('squareAverage', 3, 5, 1)),
        ),
        so(
          'But $s$ begins empty, too. After one gradient it holds a hundredth of its square, and the first step is ten times the rate in each coordinate: with 0.1 it is 1 long in $x$ and in $y$.',
          same(inside('squareAverage', 3, 0, 0), 0.81),
          same(size(at('moveX', 3, 0)), 1, 1e-6),
          same(size(at('moveY', 3, 0)), 1, 1e-6),
          same(set('lr', 3), 0.1),
        ),
        'Adam corrects that, as we shall see.',
      ],
      ['Step {step}: gradient descent {loss}, AdaGrad {loss:2}, RMSprop {loss:3}.'],
    ),
    part(
      {
        id: 'guess-end',
        scene: 'loss=bowl&opt=rmsprop(lr:0.3,alpha:0.9)&steps=400&step=0&chartScale=log',
        ask: asks(
          'loss,run:0,step:400',
          ['RMSprop with the rate 0.3 and $\\alpha = 0.9$. What will the loss be after 400 steps?'],
          [
            so(
              'It is 1.14, and it stays there. At step 60 it was far lower; then the gradients had become tiny, $s$ had forgotten the large ones, and the quotient $g/\\sqrt s$ came back to the size of 1.',
              reads(loss(1, 400), 1.14),
              below(loss(1, 60), 0.1),
              reads(loss(1, 399), 1.14),
            ),
            so(
              'So the ball jumps over the minimum for ever, from 0.15 on one side to 0.15 on the other, 0.3 at a time: the rate is the size of the step, whatever the slope.',
              reads(size(at('x', 1, 400)), 0.15),
              reads(size(at('y', 1, 400)), 0.15),
              reads(size(at('moveX', 1, 399)), '0.30'),
              same(set('lr', 1), 0.3),
            ),
          ],
        ),
      },
      [
        'Forgetting makes RMSprop fast. It should also worry you: what happens near the minimum, where gradients go to zero and the divisor goes with them?',
      ],
    ),
    part(
      {
        id: 'floor',
        scene: 'loss=bowl&opt=adagrad(lr:2)&opt=rmsprop(lr:0.3,alpha:0.9)&steps=400',
        enter: 'play',
      },
      [
        so(
          'AdaGrad, whose divisor never shrinks, does settle: with a rate of 2 its loss is below 1e-8 at step 81, and falls on.',
          same(set('lr', 1), 2),
          reads(firstBelow(1e-8, 1), 81),
          below(loss(1, 200), loss(1, 100)),
        ),
        'With RMSprop the rate has to fall in the end: a schedule, which is a lesson of its own.',
      ],
      [
        'Neither knows directions, only coordinates. If the ravine is turned, both lose most of what they gain here: that comes after Adam.',
      ],
    ),
    part(
      {
        id: 'challenge',
        scene: 'loss=bowl&opt=adagrad(lr:0.5)&steps=60&step=0',
        ask: asks('reach,run:0,step:60,goal:0.001', [
          'Reach a loss of 0.001 within 60 steps with AdaGrad. Turn the rate.',
        ]),
        reachedBy: [{ run: 1, key: 'lr', value: 2 }],
      },
      [
        so('With 0.5 the loss after 60 steps is 5.2.', same(set('lr', 1), 0.5), reads(loss(1, 60), 5.2)),
        'The rate says how far the first steps go. How far away is the minimum?',
      ],
    ),
  ],
  review: [
    review(
      'scaled',
      'f=500(x^2%2B100y^2)&domain=-10,10,-7,7&start=-9,1.5&opt=adagrad(lr:0.5)&steps=20',
      asks(
        'end,run:0,step:20',
        [
          'The same ravine, a thousand times as high: $500\\,(x^2 + 100y^2)$, with the rate 0.5. Where is AdaGrad after 20 steps from (−9, 1.5)?',
        ],
        [
          so(
            'At (−5.55, 0.005), to the last digit where it was in the lower one: each gradient and each root is a thousand times as large, and the quotients are the same.',
            reads(at('x', 1, 20), -5.55),
            reads(at('y', 1, 20), 0.005),
            same(at('x', 1, 20), inPart('diagonal', at('x', 1, 20)), 1e-9),
          ),
        ],
      ),
    ),
    review(
      'rms-first',
      'f=x^4&curve=on&domain=-3,3,-2,2&start=2,0&opt=rmsprop(lr:0.1,alpha:0.96)&steps=1',
      asks(
        'length,run:0',
        ['On a curve, RMSprop with $\\alpha = 0.96$ and the rate 0.1. How long is its first step?'],
        [
          so(
            '$\\sqrt{1 - 0.96} = 0.2$ of the gradient’s size is in the divisor, so the step is $0.1/0.2 = 0.5$, whatever the slope, which is 32 here.',
            same(Math.sqrt(1 - 0.96), 0.2),
            same(at('move', 1, 0), 0.5, 1e-6),
            same(at('gradientX', 1, 0), 32),
          ),
        ],
      ),
    ),
    review(
      'saddle',
      'loss=saddle&start=-1.6,0.001&opt=sgd(lr:0.05)&opt=rmsprop(lr:0.03)&steps=90',
      asks(
        'first,step:90,goal:-1',
        [
          'Beside the ridge of a saddle, 0.001 away. Which is the first to reach a loss of −1, gradient descent with 0.05 or RMSprop with 0.03?',
        ],
        [
          so(
            'RMSprop, at step 5, where gradient descent needs 73: the slope away from the ridge is 0.002, but divided by its own size it counts as much as any.',
            reads(firstBelow(-1, 2), 5),
            reads(firstBelow(-1, 1), 73),
            same(size(at('gradientY', 1, 0)), 0.002),
          ),
        ],
      ),
    ),
  ],
  sources: [
    {
      title:
        'J. Duchi, E. Hazan, Y. Singer, Adaptive subgradient methods for online learning and stochastic optimization (2011)',
      url: 'https://jmlr.org/papers/v12/duchi11a.html',
    },
    {
      title: 'G. Hinton, Neural networks for machine learning, lecture 6 (2012)',
      url: 'https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf',
    },
  ],
};
