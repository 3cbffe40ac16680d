import type { ClaimedLesson } from '../../core/lesson/claimed.ts';
import {
  above,
  asks,
  at,
  below,
  difference,
  firstBelow,
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
  there,
} from './writing.ts';

const ten = 'f=0.5(x^2%2B10y^2)&domain=-10,10,-4,4&start=-9,2';
const tilted = 'f=0.25(x%2By)^2%2B4(x-y)^2&domain=-5,5,-4,4&start=-4,-2';

/** The Hessian, its two curvatures, and how their ratio decides the number of steps. */
export const curvature: ClaimedLesson = {
  version: 1,
  id: 'curvature',
  title: 'Curvature: why ravines zigzag',
  teaches:
    'You can read the two curvatures of a valley, and say from their ratio how slow gradient descent will be.',
  minutes: 5,
  parts: [
    part(
      { id: 'two', scene: `${ten}&opt=sgd(lr:0.18)&steps=60&step=0` },
      [
        'With one variable the second derivative decided how large a step may be. With two there is one for every direction you cut along.',
        so(
          'This bowl, $f = \\tfrac12 (x^2 + 10\\,y^2)$, bends by 1 along $x$ and by 10 along $y$.',
          same(at('flatness', 1, 0), 1),
          same(at('sharpness', 1, 0), 10),
        ),
      ],
      [
        'Each direction has its own factor per step, $1 - \\eta\\lambda$ where it bends by $\\lambda$, and one rate serves both.',
        so(
          'With $\\eta = 0.18$ they are 0.82 along $x$ and −0.8 along $y$: creeping in one, swinging in the other. That is the zigzag.',
          same(set('lr', 1), 0.18),
          same(ratio(at('x', 1, 1), at('x', 1, 0)), 0.82),
          same(ratio(at('y', 1, 1), at('y', 1, 0)), -0.8),
        ),
      ],
    ),
    part(
      {
        id: 'guess-best',
        scene: `${ten}&opt=sgd(lr:0.05,color:sky)&opt=sgd(lr:0.1)&opt=sgd(lr:0.18,color:black)&steps=60&step=0`,
        ask: asks(
          'first,step:60,goal:0.01',
          ['Which rate is first at a loss of 0.01?'],
          [
            so(
              'The one that zigzags: 0.18 needs 22 steps, 0.1 needs 40, and 0.05 has not come there after 60.',
              reads(firstBelow(0.01, 3), 22),
              reads(firstBelow(0.01, 2), 40),
              above(firstBelow(0.01, 1), 60),
            ),
            so(
              'The rate 0.1 is perfect across: one step, and $y$ is 0. But then each step along leaves 90 % of $x$. At 0.18 both directions shrink about equally fast.',
              same(at('y', 2, 1), 0),
              same(ratio(at('x', 2, 1), at('x', 2, 0)), 0.9),
              same(ratio(at('x', 3, 1), at('x', 3, 0)), 0.82),
              same(ratio(at('y', 3, 1), at('y', 3, 0)), -0.8),
            ),
          ],
        ),
      },
      [
        so(
          'Three rates from one start: 0.05, 0.1 and 0.18. The bound is $2/\\lambda_{\\max} = 0.2$.',
          same(set('lr', 1), 0.05),
          same(set('lr', 2), 0.1),
          same(set('lr', 3), 0.18),
          same(ratio(2, at('sharpness', 1, 0)), 0.2),
        ),
      ],
    ),
    part(
      { id: 'kappa', scene: `${ten}&opt=sgd(lr:0.181818181818182)&steps=60`, enter: 'play' },
      [
        'The best rate makes the two factors equal in size, $1 - \\eta\\lambda_{\\min} = -(1 - \\eta\\lambda_{\\max})$:',
        '$$\\eta = \\frac{2}{\\lambda_{\\min} + \\lambda_{\\max}}, \\qquad \\text{factor } \\frac{\\kappa - 1}{\\kappa + 1}$$',
        'with the ratio of the two curvatures, the condition number',
        '$$\\kappa = \\frac{\\lambda_{\\max}}{\\lambda_{\\min}}.$$',
        so(
          'Here $\\kappa$ is 10, the best rate 2/11, and the factor 9/11 = 0.818.',
          same(ratio(at('sharpness', 1, 0), at('flatness', 1, 0)), 10),
          same(set('lr', 1), 2 / 11),
          same(ratio(at('x', 1, 1), at('x', 1, 0)), 9 / 11),
          reads(ratio(at('x', 1, 1), at('x', 1, 0)), 0.818),
          reads(size(ratio(at('y', 1, 1), at('y', 1, 0))), 0.818),
        ),
      ],
      [
        so(
          'A tenfold smaller distance takes $\\ln 10 / \\ln(11/9)$, about 11.5 steps. With $\\kappa = 100$ it would take 115, with 1,000 ten times that: the number of steps grows like $\\kappa$, even at the best rate.',
          reads(Math.log(10) / Math.log(11 / 9), 11.5),
          reads(Math.log(10) / Math.log(101 / 99), 115),
          below(
            size(
              difference(ratio(Math.log(10) / Math.log(1001 / 999), Math.log(10) / Math.log(101 / 99)), 10),
            ),
            0.01,
          ),
          below(ratio(size(at('x', 1, 12)), size(at('x', 1, 0))), 0.1),
          above(ratio(size(at('x', 1, 11)), size(at('x', 1, 0))), 0.1),
        ),
      ],
    ),
    part(
      { id: 'hessian', scene: `${tilted}&opt=sgd(lr:0.05)&steps=60&step=0&overlays=eigenvectors` },
      [
        'Turn the valley, and neither $x$ nor $y$ is a good direction to cut along. All second derivatives together make the Hessian, a square table:',
        '$$H = \\begin{pmatrix} \\partial^2 f/\\partial x^2 & \\partial^2 f/\\partial x\\,\\partial y \\\\ \\partial^2 f/\\partial y\\,\\partial x & \\partial^2 f/\\partial y^2 \\end{pmatrix}$$',
        'Its eigenvectors are two directions at right angles in which the surface bends most and least, and its eigenvalues are how much. They are drawn at the ring.',
      ],
      [
        so(
          'Here they lie along the diagonals: 16 across the valley and 1 along it, so $\\kappa = 16$.',
          same(at('sharpness', 1, 0), 16),
          same(at('flatness', 1, 0), 1),
          same(ratio(at('sharpness', 1, 0), at('flatness', 1, 0)), 16),
        ),
        'In the directions of its eigenvectors a quadratic falls apart into two parabolas, and gradient descent into two runs of one variable, which share a rate and know nothing of each other. So everything that was said of $x$ and $y$ above holds of these two directions. Gradient descent does not know the axes; it knows the surface.',
      ],
    ),
    part(
      {
        id: 'guess-diverges',
        scene: `${tilted}&opt=sgd(lr:0.12,color:sky)&opt=sgd(lr:0.13,color:black)&steps=120&step=0`,
        ask: asks(
          'diverges,step:120',
          ['Which of the rates 0.12 and 0.13 will have a higher loss after 120 steps than at the start?'],
          [
            so(
              'The larger curvature is 16 and the bound 0.125. With 0.13 the factor across is −1.08, with 0.12 it is −0.92.',
              same(at('sharpness', 1, 0), 16),
              same(ratio(2, at('sharpness', 1, 0)), 0.125),
              same(difference(1, product(16, set('lr', 2))), -1.08),
              same(difference(1, product(16, set('lr', 1))), -0.92),
              above(loss(2, 120), loss(2, 0)),
              below(loss(1, 120), loss(1, 0)),
            ),
            'Along the valley both rates are fine. It takes one direction to fly off.',
          ],
        ),
      },
      ['The largest eigenvalue sets the bound, in whatever direction it lies.'],
    ),
    part(
      {
        id: 'changes',
        scene: 'loss=rosenbrock&opt=sgd(lr:0.001)&steps=200&step=0&overlays=eigenvectors,taylor',
      },
      [
        'On these bowls the Hessian is the same everywhere. On other surfaces it changes from place to place, and so do the bound and the condition number.',
        so(
          'On Rosenbrock’s banana, at the ring, the curvatures are 1506 and 24; at the minimum (1, 1) they are 1002 and 0.4, a condition number of 2,508.',
          reads(at('sharpness', 1, 0), 1506),
          reads(at('flatness', 1, 0), 24),
          reads(there('sharpness', 1, 1), 1002),
          reads(there('flatness', 1, 1), 0.4),
          reads(ratio(there('sharpness', 1, 1), there('flatness', 1, 1)), 2508),
        ),
      ],
      [
        'Near any minimum whose Hessian has positive eigenvalues the surface is close to such a bowl, and there the two formulas above hold. Farther out they are a guide and no promise.',
      ],
    ),
    part(
      {
        id: 'challenge',
        scene: `${ten}&opt=sgd(lr:0.1)&steps=25&step=0`,
        ask: asks('reach,run:0,step:25,goal:0.003', [
          'Reach a loss of 0.003 within 25 steps. Turn the rate.',
        ]),
        reachedBy: [{ run: 1, key: 'lr', value: 0.18 }],
      },
      [
        so('With 0.1 the loss after 25 steps is 0.21.', same(set('lr', 1), 0.1), reads(loss(1, 25), 0.21)),
        'The window is narrow: too little, and the flat direction is late; too much, and the steep one is.',
      ],
    ),
  ],
  review: [
    review(
      'round',
      'f=3x^2%2B3y^2&domain=-6,6,-5,5&start=5,3&opt=sgd(lr:0.166666666666667)&opt=sgd(lr:0.05,color:sky)&opt=sgd(lr:0.3,color:black)&steps=40',
      asks(
        'first,step:40,goal:0.0001',
        [
          'A round bowl: both curvatures are six. Which rate is first at a loss of 0.0001: one sixth, 0.05 or 0.3?',
        ],
        [
          so(
            'With $\\kappa = 1$ there is one factor, $1 - 6\\,\\eta$, and one sixth makes it vanish: one step. The others need 20 and 32.',
            same(ratio(at('sharpness', 1, 0), at('flatness', 1, 0)), 1),
            reads(firstBelow(0.0001, 1), 1),
            reads(firstBelow(0.0001, 2), 20),
            reads(firstBelow(0.0001, 3), 32),
          ),
        ],
      ),
    ),
    review(
      'mixed',
      'f=x^2%2Bx*y%2By^2&domain=-5,5,-4,4&start=-4,1&opt=sgd(lr:0.6,color:sky)&opt=sgd(lr:0.7,color:black)&steps=100',
      asks(
        'diverges,step:100',
        [
          'On $x^2 + x y + y^2$ the curvatures are one and three, along the diagonals. Which of 0.6 and 0.7 will be higher after 100 steps than at the start?',
        ],
        [
          so(
            'The bound is 2/3: 0.6 lies below it, 0.7 above.',
            same(at('sharpness', 1, 0), 3),
            same(at('flatness', 1, 0), 1),
            same(ratio(2, at('sharpness', 1, 0)), 2 / 3),
            below(loss(1, 100), loss(1, 0)),
            above(loss(2, 100), loss(2, 0)),
          ),
        ],
      ),
    ),
    review(
      'flat-left',
      'f=2x^2%2B0.1y^2&domain=-5,5,-4,4&start=3,3&opt=sgd(lr:0.45)&steps=50',
      asks(
        'end,run:0,step:8',
        ['A valley along $y$, $2x^2 + 0.1y^2$. Where is a run from (3, 3) after 8 steps with the rate 0.45?'],
        [
          so(
            'Across, the factor is −0.8, along it is 0.91: at (0.50, 1.41).',
            same(ratio(at('x', 1, 1), at('x', 1, 0)), -0.8),
            same(ratio(at('y', 1, 1), at('y', 1, 0)), 0.91),
            reads(at('x', 1, 8), '0.50'),
            reads(at('y', 1, 8), 1.41),
          ),
        ],
      ),
    ),
  ],
  sources: [
    {
      title: 'I. Goodfellow, Y. Bengio, A. Courville, Deep Learning, chapter 4: Numerical computation (2016)',
      url: 'https://www.deeplearningbook.org/contents/numerical.html',
    },
    { title: 'G. Goh, Why momentum really works, Distill (2017)', url: 'https://distill.pub/2017/momentum/' },
  ],
};
