import type { ClaimedLesson } from '../../core/lesson/claimed.ts';
import {
  above,
  asks,
  at,
  below,
  difference,
  loss,
  over,
  part,
  product,
  reads,
  review,
  same,
  set,
  size,
  so,
  sum,
  there,
} from './writing.ts';

const bowl = 'f=x^2%2B3y^2&domain=-5,5,-3.5,3.5&start=-4,2&opt=sgd(lr:0.1)&steps=40';
const valley = 'f=0.25(x%2By)^2%2B4(x-y)^2&domain=-5,5,-4,4&start=-4,-2&opt=sgd(lr:0.05)';
const tilted = `${valley}&steps=60`;
const short = `${valley}&steps=30`;

/** Partial derivatives, the gradient they make, and why it crosses contour lines at right angles. */
export const gradient: ClaimedLesson = {
  version: 1,
  id: 'gradient',
  title: 'Two variables: the gradient',
  teaches: 'You can compute a gradient, draw it on a map of contours, and take a step against it.',
  minutes: 5,
  parts: [
    part(
      { id: 'cuts', scene: `${bowl}&step=0` },
      [
        'With two variables the curve becomes a surface, and there are infinitely many directions to walk in. Begin with two of them. Hold $y$ still and walk along $x$: that is a curve again, and it has a slope, $\\partial f/\\partial x$. Hold $x$ still and walk along $y$: that is another one, $\\partial f/\\partial y$. These are the partial derivatives.',
      ],
      [
        so(
          'For $f = x^2 + 3y^2$ they are $2x$ and $6y$. At the ring, $(-4, 2)$, that is −8 and 12.',
          same(at('gradientX', 1, 0), -8),
          same(at('gradientY', 1, 0), 12),
          same(at('x', 1, 0), -4),
          same(at('y', 1, 0), 2),
        ),
        'So the surface falls if you go to the right, and rises if you go farther up in $y$.',
      ],
    ),
    part(
      { id: 'vector', scene: '&overlays=tangent,field&gradient=on' },
      [
        'Together they are the gradient, one arrow:',
        '$$\\nabla f = \\left(\\frac{\\partial f}{\\partial x},\\; \\frac{\\partial f}{\\partial y}\\right)$$',
        'It answers the question for all other directions as well. If you walk a little way $d$, the loss changes by about $\\nabla f \\cdot d$, because up close a smooth surface is its tangent plane.',
      ],
      [
        so(
          'Take $d = (0.03, 0.01)$: the gradient predicts $-8 \\cdot 0.03 + 12 \\cdot 0.01 = -0.12$, and the loss really changes by −0.1188.',
          same(sum(product(at('gradientX', 1, 0), 0.03), product(at('gradientY', 1, 0), 0.01)), -0.12),
          reads(difference(there('value', -3.97, 2.01), there('value', -4, 2)), -0.1188),
        ),
      ],
    ),
    part(
      { id: 'steepest', scene: '&overlays=field&camera=top' },
      [
        'Of all directions of the same length, $\\nabla f \\cdot d$ is largest when $d$ points along the gradient, and lowest when it points against it. So the gradient points straight uphill, its negative is the fall line, and its length is the slope in that direction.',
        so('Here the length is $\\sqrt{8^2 + 12^2} = 14.4$.', reads(at('slope', 1, 0), 14.4)),
      ],
      [
        'Along a contour line the loss does not change: there $\\nabla f \\cdot d$ vanishes, which says that gradient and contour are at right angles. Seen from above, as now, each arrow crosses the lines squarely, and the arrows are long where the lines crowd.',
      ],
    ),
    part(
      {
        id: 'guess-step',
        scene: `${bowl}&step=0`,
        ask: asks(
          'arrow,run:0',
          ['Draw the first step, with the rate 0.1.'],
          [
            so(
              'The gradient is (−8, 12), a tenth of it (−0.8, 1.2), and against it from (−4, 2) one comes to (−3.2, 0.8).',
              same(at('gradientX', 1, 0), -8),
              same(at('gradientY', 1, 0), 12),
              same(at('moveX', 1, 0), 0.8),
              same(at('moveY', 1, 0), -1.2),
              same(at('x', 1, 1), -3.2),
              same(at('y', 1, 1), 0.8),
            ),
            so('The loss falls from 28 to 12.16.', same(loss(1, 0), 28), same(loss(1, 1), 12.16)),
          ],
          [
            '[away] Yours goes uphill: the gradient points to where the loss grows, and the step goes against it.',
          ],
          ['[far] The arrow of the step is the gradient times the rate, and not the whole gradient.'],
        ),
      },
      [
        'A step of gradient descent is as before, in both coordinates at once:',
        '$$\\theta \\leftarrow \\theta - \\eta\\,\\nabla f(\\theta), \\qquad \\theta = (x, y).$$',
      ],
    ),
    part(
      { id: 'not-at', scene: bowl, enter: 'play' },
      [
        'Going down the fall line is not going straight to the minimum.',
        so(
          'At the start the minimum lies in the direction (4, −2), twice as far along $x$ as along $y$, and the step goes (0.8, −1.2), farther along $y$.',
          same(difference(0, at('x', 1, 0)), 4),
          same(difference(0, at('y', 1, 0)), -2),
          same(at('moveX', 1, 0), 0.8),
          same(at('moveY', 1, 0), -1.2),
        ),
        'The contours are ellipses, and only at the ends of their axes does a line at a right angle meet the centre.',
      ],
      [
        so(
          'So the path bends: after 10 steps $y$ is 0.0002 and $x$ still −0.43.',
          reads(at('y', 1, 10), 0.0002),
          reads(at('x', 1, 10), -0.43),
        ),
        'Step {step}: the gradient is {gradient} long, the loss {loss}.',
      ],
    ),
    part(
      {
        id: 'guess-tilted',
        scene: `${tilted}&step=0`,
        ask: asks(
          'path,run:0,step:10',
          ['Which way does gradient descent go in 10 steps with the rate 0.05?'],
          [
            so(
              'To (−1.80, −1.80), but not straight: the first steps drop into the bottom of the valley, and from then on they creep along it, on the line $y = x$.',
              reads(at('x', 1, 10), '-1.80'),
              reads(at('y', 1, 10), '-1.80'),
              below(size(difference(at('x', 1, 3), at('y', 1, 3))), 0.03),
            ),
            so(
              'The first step went (0.95, −0.65): in $y$ it went away from the minimum, for the fall line led there.',
              same(at('moveX', 1, 0), 0.95),
              same(at('moveY', 1, 0), -0.65),
              above(size(at('y', 1, 1)), size(at('y', 1, 0))),
            ),
          ],
        ),
      },
      [
        'A valley that runs diagonally: the minimum is in the middle, the ring to the left and below of it. Look at how the contours lie at the ring before you decide.',
      ],
    ),
    part(
      { id: 'mixed', scene: `${tilted}&step=0&overlays=field` },
      [
        so(
          'Here $\\partial f/\\partial x = \\tfrac12 (x + y) + 8\\,(x - y)$ depends on $y$, too. At the ring the gradient is (−19, 13).',
          same(at('gradientX', 1, 0), -19),
          same(at('gradientY', 1, 0), 13),
          same(sum(product(0.5, sum(-4, -2)), product(8, difference(-4, -2))), -19),
        ),
        'A partial derivative says what happens if that variable alone is moved. It does not say on which side the minimum lies: in $y$ the way down began by leading away from it.',
      ],
      [
        'Nothing in this needs two variables. A network with a million weights has a million partial derivatives, in one gradient, computed in one pass backwards through the network.',
      ],
    ),
    part(
      {
        id: 'challenge',
        scene: short,
        ask: asks('reach,run:0,step:30,goal:0.1', [
          'Reach a loss of 0.1 within 30 steps. Turn the rate, or move the start.',
        ]),
        reachedBy: [{ run: 1, key: 'lr', value: 0.11 }],
      },
      [
        so(
          'With the rate 0.05 the loss after 30 steps is 0.41.',
          same(set('lr', 1), 0.05),
          reads(loss(1, 30), 0.41),
        ),
        'There is a rate that is large enough for the floor of the valley and not yet too large for its walls; and there are starts from which the fall line goes straight in.',
      ],
    ),
  ],
  review: [
    review(
      'product',
      'f=x*y&domain=-3,3,-3,3&start=2,1&opt=sgd(lr:0.5)&steps=1',
      asks(
        'end,run:0,step:1',
        ['The surface $x\\,y$, a saddle. Where does one step from (2, 1) lead, with the rate 0.5?'],
        [
          so(
            'The partial derivatives are $y$ and $x$: the gradient is (1, 2), the step (−0.5, −1), and it leads to (1.5, 0).',
            same(at('gradientX', 1, 0), 1),
            same(at('gradientY', 1, 0), 2),
            same(at('moveX', 1, 0), -0.5),
            same(at('moveY', 1, 0), -1),
            same(at('x', 1, 1), 1.5),
            same(at('y', 1, 1), 0),
          ),
        ],
      ),
    ),
    review(
      'plane',
      'f=3x-4y&domain=-6,6,-6,6&start=-2,-1&opt=sgd(lr:0.1)&steps=10',
      asks(
        'length,run:0',
        ['A tilted plane, $3x - 4y$. How long is a step with the rate 0.1, anywhere on it?'],
        [
          so(
            'The gradient is (3, −4) everywhere, 5 long, so every step is 0.5 long.',
            same(at('gradientX', 1, 7), 3),
            same(at('gradientY', 1, 7), -4),
            same(at('slope', 1, 7), 5),
            same(over('least', 'move', 1, 0, 9), 0.5),
            same(over('most', 'move', 1, 0, 9), 0.5),
          ),
        ],
      ),
    ),
    review(
      'round',
      'f=(x-2)^2%2B(y%2B1)^2&domain=-6,6,-5,5&start=-4,3&opt=sgd(lr:0.5)&steps=5',
      asks(
        'end,run:0,step:1',
        [
          'A round bowl about (2, −1): $(x - 2)^2 + (y + 1)^2$. Where does one step from (−4, 3) lead, with the rate 0.5?',
        ],
        [
          so(
            'Straight to (2, −1): where contours are circles the fall line meets the centre, and half of the gradient (−12, 8) is just the way there.',
            same(at('gradientX', 1, 0), -12),
            same(at('gradientY', 1, 0), 8),
            same(at('x', 1, 1), 2),
            same(at('y', 1, 1), -1),
          ),
        ],
      ),
    ),
  ],
  sources: [
    {
      title:
        'G. Strang and E. Herman, Calculus, volume 3, section 4.6: Directional derivatives and the gradient (OpenStax)',
      url: 'https://openstax.org/books/calculus-volume-3/pages/4-6-directional-derivatives-and-the-gradient',
    },
    {
      title: 'M. P. Deisenroth, A. A. Faisal, C. S. Ong, Mathematics for Machine Learning, chapter 5 (2020)',
      url: 'https://mml-book.github.io/',
    },
  ],
};
