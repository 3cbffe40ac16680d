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
  sum,
} from './writing.ts';

const ravine = 'loss=bowl&opt=sgd(lr:0.0185)&steps=60';
const both = 'loss=bowl&opt=sgd(lr:0.0185)&opt=momentum(lr:0.0185,momentum:0.6)&steps=60';
const three =
  'loss=bowl&opt=momentum(lr:0.0185,momentum:0.3,color:sky)&opt=momentum(lr:0.0185,momentum:0.8,color:orange)&opt=momentum(lr:0.0185,momentum:0.97,color:black)&steps=60';
const limit =
  'loss=bowl&opt=sgd(lr:0.03)&opt=momentum(lr:0.03,momentum:0.6)&opt=momentum(lr:0.033,momentum:0.6,color:black)&steps=60';

/** A velocity that adds up gradients: what it gains along a ravine, where it overshoots, where it flies off. */
export const momentum: ClaimedLesson = {
  version: 1,
  id: 'momentum',
  title: 'Momentum: a heavy ball',
  teaches:
    'You can say what a velocity does along and across a ravine, and how large the learning rate may be with it.',
  minutes: 6,
  parts: [
    part(
      { id: 'ravine', scene: ravine },
      [
        'A ravine is steep across and almost flat along.',
        so(
          'This one, $f = \\tfrac12 (x^2 + 100\\,y^2)$, is curved a hundred times more in $y$ than in $x$: its condition number is $\\kappa = 100$.',
          reads(ratio(at('sharpness', 1, 0), at('flatness', 1, 0)), 100),
          reads(at('sharpness', 1, 0), 100),
        ),
      ],
      [
        so(
          'At the ring the gradient is (−9, 150): it looks at the wall, and hardly along the floor, where the minimum lies.',
          reads(at('gradientX', 1, 0), -9),
          reads(at('gradientY', 1, 0), 150),
        ),
        after(
          { run: 1, key: 'lr', value: 0.021 },
          'The wall also sets the learning rate: above $2/\\lambda_{\\max} = 0.02$ gradient descent flies off.',
          same(ratio(2, at('sharpness', 1, 0)), 0.02),
          above(loss(1, 60), loss(1, 0)),
        ),
        so('Here it is $\\eta = 0.0185$.', same(set('lr', 1), 0.0185)),
      ],
    ),
    part(
      {
        id: 'guess-descent',
        ask: asks(
          'end,run:0,step:50',
          ['Where will gradient descent be after 50 steps?'],
          [
            so(
              'A step multiplies $y$ by $1 - 100\\,\\eta = -0.85$ and $x$ by $1 - \\eta = 0.9815$.',
              same(ratio(at('y', 1, 1), at('y', 1, 0)), -0.85),
              same(ratio(at('x', 1, 1), at('x', 1, 0)), 0.9815),
            ),
            so(
              'So after 50 steps $y$ is 0.0004, and $x$ is still −3.54: 39 % of the way along the floor remains.',
              reads(at('y', 1, 50), 0.0004),
              reads(at('x', 1, 50), -3.54),
              reads(ratio(at('x', 1, 50), at('x', 1, 0)), 0.39),
            ),
          ],
          [
            '[far] The rate is as large as the walls allow. Along the floor, where the slope is slight, the same rate makes slight steps.',
          ],
        ),
      },
      ['Gradient descent starts at the ring. Put a mark where you expect it, then lock it and see.'],
    ),
    part(
      { id: 'waste', scene: '&step=20', enter: { from: 0, to: 50 } },
      [
        'Watch the two directions apart.',
        so(
          'Across, every step changes the sign of $y$ and keeps 85 % of its size: at step 20 it is below 0.06.',
          same(ratio(at('y', 1, 20), at('y', 1, 19)), -0.85),
          below(size(at('y', 1, 20)), 0.06),
        ),
        so(
          'Along, every step takes 1.85 % of what is left, always in the same direction: at step 20 two thirds are still to go.',
          reads(difference(1, ratio(at('x', 1, 1), at('x', 1, 0))), '0.0185'),
          below(size(difference(ratio(at('x', 1, 20), at('x', 1, 0)), 2 / 3)), 0.03),
          above(over('least', 'moveX', 1, 0, 50), 0),
        ),
      ],
      ['The step is now {step}, the loss {loss}, the place ({x}, {y}).'],
    ),
    part(
      { id: 'velocity', scene: `${both}&step=1&gradient=on` },
      [
        'Momentum keeps a velocity $b$ that adds up gradients, each old one counted less, and steps along it:',
        '$$b \\leftarrow \\mu\\, b + \\nabla f(\\theta), \\qquad \\theta \\leftarrow \\theta - \\eta\\, b.$$',
      ],
      [
        so(
          'Here $\\mu = 0.6$, and the learning rate is the same.',
          same(set('momentum', 2), 0.6),
          same(set('lr', 1), set('lr', 2)),
        ),
        so(
          'The first step is that of gradient descent, since $b$ begins empty.',
          same(at('moveX', 2, 0), at('moveX', 1, 0)),
          same(at('moveY', 2, 0), at('moveY', 1, 0)),
        ),
        so(
          'In the second the old gradient still counts: along, −9 and −8.83 have the same sign, and $b_x = 0.6 \\cdot (-9) - 8.83 = -14.23$, more than either.',
          reads(at('gradientX', 2, 0), -9),
          reads(at('gradientX', 2, 1), '-8.83'),
          reads(inside('velocity', 2, 1, 0), -14.23),
        ),
        so(
          'Across, 150 and −127.5 have opposite signs, and $b_y = 0.6 \\cdot 150 - 127.5 = -37.5$: most of it has cancelled.',
          reads(at('gradientY', 2, 0), 150),
          reads(at('gradientY', 2, 1), -127.5),
          reads(inside('velocity', 2, 1, 1), -37.5),
        ),
      ],
      [
        'If a gradient stayed the same for long, the sum $g + \\mu g + \\mu^2 g + \\dots$ would come to $g / (1 - \\mu)$.',
        so(
          'With $\\mu = 0.6$ that is $2.5$ times the gradient: along a floor that hardly bends, momentum acts as a learning rate 2.5 times as large.',
          same(ratio(1, difference(1, set('momentum', 2))), 2.5),
        ),
      ],
    ),
    part(
      { id: 'faster', scene: both, enter: 'play' },
      [
        so(
          'After 50 steps the losses are 6.26 and 0.283, from the same learning rate: momentum is at $x = -0.75$, gradient descent at $x = -3.54$.',
          reads(loss(1, 50), 6.26),
          reads(loss(2, 50), 0.283),
          reads(at('x', 2, 50), -0.75),
          reads(at('x', 1, 50), -3.54),
          same(set('lr', 1), set('lr', 2)),
        ),
        so(
          'It is below a loss of 1 at step 38; gradient descent, in 60 steps, never is.',
          reads(firstBelow(1, 2), 38),
          above(firstBelow(1, 1), 60),
        ),
      ],
      ['At step {step}: {loss} for gradient descent, {loss:2} for momentum.'],
    ),
    part(
      {
        id: 'guess-memory',
        scene: three,
        ask: asks(
          'lowest,step:60',
          ['Which of these three will have the lowest loss after 60 steps?'],
          [
            so(
              '0.8 has 0.00018, 0.3 has 1.6, and 0.97 has 32.',
              reads(loss(2, 60), 0.00018),
              reads(loss(1, 60), 1.6),
              reads(loss(3, 60), 32),
              same(set('momentum', 1), 0.3),
              same(set('momentum', 2), 0.8),
              same(set('momentum', 3), 0.97),
            ),
            so(
              'A memory of $1/(1 - 0.97) = 33$ steps is longer than the whole way down takes: the ball is at the bottom with far too much speed, and no gradient there to stop it.',
              reads(ratio(1, difference(1, set('momentum', 3))), 33),
              below(firstBelow(10, 3), 33),
            ),
          ],
        ),
      },
      [
        so(
          'A larger $\\mu$ remembers longer. Here are $\\mu = 0.3$, 0.8 and 0.97 with the learning rate 0.0185.',
          ...[0.3, 0.8, 0.97].flatMap((mu, i) => [
            same(set('momentum', i + 1), mu),
            same(set('lr', i + 1), 0.0185),
          ]),
        ),
      ],
    ),
    part(
      { id: 'overshoot', scene: `${three}&step=20` },
      [
        so(
          'At step 20 the ball with 0.97 is at $x = 5.96$, on the far side of the minimum at $x = 0$, and still moving away from it.',
          reads(at('x', 3, 20), 5.96),
          above(at('moveX', 3, 20), 0),
          same(set('momentum', 3), 0.97),
        ),
        so(
          'It was below a loss of 1 at step 13, and then climbed again: at step 20 the loss is 108.',
          reads(firstBelow(1, 3), 13),
          reads(loss(3, 20), 108),
        ),
        so(
          'With momentum the loss may rise on the way though nothing is wrong: with 0.8 it goes from 42 at step 6 to 47 at step 7.',
          reads(loss(2, 6), 42),
          reads(loss(2, 7), 47),
          same(set('momentum', 2), 0.8),
        ),
      ],
      [
        so(
          'With 0.8 the overshoot is 0.2; with 0.3 the ball never crosses $x = 0$ at all.',
          reads(over('most', 'x', 2, 0, 60), 0.2),
          below(over('most', 'x', 1, 0, 60), 0),
          same(set('momentum', 1), 0.3),
        ),
      ],
    ),
    part(
      {
        id: 'guess-limit',
        scene: limit,
        ask: asks(
          'diverges,step:60',
          ['Which of the three will have a higher loss after 60 steps than at the start?'],
          [
            so(
              'On a quadratic the heavy ball is stable up to $\\eta\\,\\lambda_{\\max} < 2\\,(1 + \\mu)$: with $\\mu = 0.6$ and $\\lambda_{\\max} = 100$ up to 0.032.',
              same(ratio(product(2, sum(1, set('momentum', 2))), at('sharpness', 2, 0)), 0.032),
              same(at('sharpness', 2, 0), 100),
            ),
            so(
              'So 0.03 is too large for gradient descent, whose bound is 0.02, and not for momentum; 0.033 is too large for both.',
              above(loss(1, 60), loss(1, 0)),
              below(loss(2, 60), 0.01),
              above(loss(3, 60), loss(3, 0)),
              same(set('lr', 2), 0.03),
              same(set('lr', 3), 0.033),
              same(ratio(2, at('sharpness', 1, 0)), 0.02),
            ),
          ],
        ),
      },
      [
        so(
          'Now the rates are above the bound of 0.02: gradient descent with 0.03, momentum with 0.03 and with 0.033.',
          same(set('lr', 1), 0.03),
          same(set('lr', 2), 0.03),
          same(set('lr', 3), 0.033),
          same(ratio(2, at('sharpness', 1, 0)), 0.02),
        ),
        'Does a velocity make a large rate more dangerous, or less?',
      ],
    ),
    part(
      {
        id: 'best',
        scene:
          'loss=bowl&opt=sgd(lr:0.0198)&opt=momentum(lr:0.033057851239669,momentum:0.669421487603306)&steps=60',
        enter: 'play',
      },
      [
        'For a quadratic whose smallest and largest curvature are known there is a best pair (Polyak, 1964):',
        '$$\\eta = \\frac{4}{(\\sqrt{\\lambda_{\\max}} + \\sqrt{\\lambda_{\\min}})^2}, \\qquad \\mu = \\left(\\frac{\\sqrt\\kappa - 1}{\\sqrt\\kappa + 1}\\right)^2.$$',
      ],
      [
        so(
          'Here that is $\\eta = 4/121$ and $\\mu = (9/11)^2$: a loss of 0.00005 after 60 steps, where gradient descent at its own best rate, 0.0198, has 13.6.',
          same(set('lr', 2), 4 / 121),
          same(set('momentum', 2), 81 / 121),
          same(set('lr', 1), 2 / 101, 1e-3),
          reads(loss(2, 60), 0.00005),
          reads(loss(1, 60), 13.6),
        ),
        'What is best for a quadratic need not be for another loss, whose curvatures change along the way.',
        after(
          { run: 2, rule: 'momentum' },
          'The usual $\\mu = 0.9$ is a habit, not a theorem.',
          same(set('momentum', 2), 0.9),
        ),
      ],
    ),
    part(
      {
        id: 'challenge',
        scene: 'loss=bowl&opt=momentum(lr:0.0185,momentum:0.6)&steps=60',
        ask: asks('reach,run:0,step:60,goal:0.01', [
          'Reach a loss of 0.01 within 60 steps. Turn the momentum; leave the rate.',
        ]),
        reachedBy: [{ run: 1, key: 'momentum', value: 0.8 }],
      },
      [
        so(
          'With $\\mu = 0.6$ the loss is 0.1 after 60 steps: ten times too much.',
          reads(loss(1, 60), 0.1),
          above(loss(1, 60), 0.1),
          same(set('momentum', 1), 0.6),
        ),
        'Too little memory is slow, too much swings. The path follows your hand.',
      ],
    ),
  ],
  review: [
    review(
      'parabola-limit',
      'f=2x^2&curve=on&start=1,0&opt=sgd(lr:0.7)&opt=momentum(lr:0.7,momentum:0.5)&opt=momentum(lr:0.8,momentum:0.5,color:black)&steps=60',
      asks(
        'diverges,step:60',
        [
          'On $f = 2x^2$, with $\\mu = 0.5$ for momentum: which runs will have a higher loss after 60 steps than at the start?',
        ],
        [
          so(
            'The second derivative is 4. Gradient descent is stable below $2/4 = 0.5$, momentum below $2\\,(1 + 0.5)/4 = 0.75$: 0.7 lies between the two, 0.8 above both.',
            same(at('sharpness', 1, 0), 4),
            same(ratio(product(2, sum(1, set('momentum', 2))), at('sharpness', 2, 0)), 0.75),
            above(loss(1, 60), loss(1, 0)),
            below(loss(2, 60), loss(2, 0)),
            above(loss(3, 60), loss(3, 0)),
          ),
        ],
      ),
    ),
    review(
      'mild',
      'f=x^2%2B9y^2&domain=-6,6,-4,4&start=-5,2&opt=momentum(lr:0.05,momentum:0.4,color:sky)&opt=momentum(lr:0.05,momentum:0.7,color:orange)&opt=momentum(lr:0.05,momentum:0.95,color:black)&steps=60',
      asks(
        'lowest,step:60',
        [
          'A bowl nine times as curved in $y$ as in $x$. Which momentum will have the lowest loss after 60 steps: 0.4, 0.7 or 0.95?',
        ],
        [
          so(
            'Here 0.4 is best: its loss is 1e-10, that of 0.7 is 3e-9, and 0.95 has 1.7 and still swings.',
            reads(loss(1, 60), '1e-10'),
            reads(loss(2, 60), '3e-9'),
            reads(loss(3, 60), 1.7),
            reads(ratio(at('sharpness', 1, 0), at('flatness', 1, 0)), 9),
          ),
          so(
            'The better the condition number, the less memory is wanted: Polyak’s formula gives $\\mu = 0.25$ for $\\kappa = 9$.',
            same(ratio(at('sharpness', 1, 0), at('flatness', 1, 0)), 9),
            same(((3 - 1) / (3 + 1)) ** 2, 0.25),
          ),
        ],
      ),
    ),
    review(
      'second-step',
      'f=x^2/2&curve=on&start=10,0&opt=momentum(lr:0.1,momentum:0.9)&steps=30',
      asks(
        'end,run:0,step:30',
        ['On $f = x^2/2$ with $\\eta = 0.1$ and $\\mu = 0.9$: where will the ball be after 30 steps?'],
        [
          after(
            { run: 1, key: 'momentum', value: 0 },
            'Gradient descent would creep in from the right and be at 0.42.',
            reads(at('x', 1, 30), 0.42),
          ),
          so(
            'The ball is past the minimum after 5 steps, at −5.9 after 10, at 3.4 after 20 and at −2.0 after 30: it swings, and each swing is smaller than the last.',
            above(at('x', 1, 4), 0),
            below(at('x', 1, 5), 0),
            reads(at('x', 1, 10), -5.9),
            reads(at('x', 1, 20), 3.4),
            reads(at('x', 1, 30), '-2.0'),
            below(over('most', 'x', 1, 11, 30), 5),
          ),
        ],
      ),
    ),
  ],
  sources: [
    {
      title: 'B. T. Polyak, Some methods of speeding up the convergence of iteration methods (1964)',
      url: 'https://doi.org/10.1016/0041-5553(64)90137-5',
    },
    { title: 'G. Goh, Why momentum really works, Distill (2017)', url: 'https://distill.pub/2017/momentum/' },
    {
      title:
        'I. Sutskever, J. Martens, G. Dahl, G. Hinton, On the importance of initialization and momentum in deep learning (2013)',
      url: 'https://proceedings.mlr.press/v28/sutskever13.html',
    },
  ],
};
