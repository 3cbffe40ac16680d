import type { ClaimedLesson } from '../../core/lesson/claimed.ts';
import {
  above,
  after,
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
  sum,
  there,
} from './writing.ts';

const curve = 'f=exp(x)-2x&curve=on&domain=-1,2.5,-2,2&start=2,0&opt=newton&steps=10';
const left = 'f=exp(x)-2x&curve=on&domain=-2,4,-2,2&start=-1,0&opt=newton&steps=10';
const ravine =
  'f=10(x-y)^2%2B0.1(x%2By-3)^2&domain=-4,4,-3,3&start=-3,-1&opt=newton&opt=sgd(lr:0.045)&steps=60';
const pass = 'f=(x-1)^2-y^2%2By^4/4&domain=-2,3,-2,2&start=-1,0.5&opt=newton&opt=sgd(lr:0.1)&steps=40';

/** How far a run on the curve is from its minimum, ln 2. */
const off = (step: number) => size(difference(at('x', 1, step), Math.LN2));

/** The step to the bottom of the parabola of second order: what it gains near a minimum, and what it does elsewhere. */
export const newton: ClaimedLesson = {
  version: 1,
  id: 'newton',
  title: 'Newton, and what second derivatives buy',
  teaches:
    'You can take a step of Newton’s method by hand, and say where it is fast, where it goes to a saddle, and what it costs.',
  minutes: 7,
  parts: [
    part(
      { id: 'parabola', scene: `${curve}&step=0&overlays=taylor` },
      [
        'The slope draws a line, and a line has no bottom: how far to go is left to the learning rate. With the second derivative you can draw the parabola that fits the curve best where you stand. A parabola has a bottom, and Newton’s method steps there:',
        "$$x \\leftarrow x - \\frac{f'(x)}{f''(x)}$$",
      ],
      [
        so(
          'At the ring, $x = 2$, the curve $e^x - 2x$ has the slope 5.389 and the second derivative 7.389. The step is their quotient, 0.729 to the left, and leads to 1.271.',
          same(at('x', 1, 0), 2),
          reads(at('gradientX', 1, 0), 5.389),
          reads(at('sharpness', 1, 0), 7.389),
          reads(at('moveX', 1, 0), -0.729),
          reads(at('x', 1, 1), 1.271),
        ),
        "Nobody has chosen a rate: it is $1/f''$, anew at each step.",
      ],
    ),
    part(
      { id: 'digits', scene: `${curve}&overlays=taylor`, enter: { from: 0, to: 5 } },
      [
        'The nearer the minimum, the better the parabola fits, and the better the next step is.',
        so(
          'The minimum is at $\\ln 2 = 0.6931$. From step 1 on the ball is 0.58 away from it, then 0.14, 0.0092, 0.000042 and, at step 5, $9 \\cdot 10^{-10}$.',
          reads(Math.LN2, 0.6931),
          below(size(there('gradientX', Math.LN2)), 1e-12),
          reads(off(1), 0.58),
          reads(off(2), 0.14),
          reads(off(3), 0.0092),
          reads(off(4), 0.000042),
          reads(off(5), '9e-10'),
        ),
      ],
      [
        so(
          'Each distance is about half the square of the one before: once it is small, the number of right digits doubles at every step.',
          reads(ratio(off(4), product(off(3), off(3))), '0.5'),
          reads(ratio(off(5), product(off(4), off(4))), '0.5'),
        ),
        'Gradient descent takes away a share of the distance at each step instead: it gains the same number of digits each time.',
      ],
    ),
    part(
      {
        id: 'guess-left',
        scene: left,
        ask: asks(
          'end,run:0,step:1',
          ['Where will one step of Newton’s method lead from −1?'],
          [
            so(
              'To 3.44, over the minimum and up the other side, where the loss is 24.2 instead of 2.37.',
              reads(at('x', 1, 1), 3.44),
              reads(loss(1, 1), 24.2),
              reads(loss(1, 0), 2.37),
            ),
            so(
              'The curve hardly bends at −1: the slope is −1.63, the second derivative 0.37. A parabola that bends so little has its bottom far away.',
              reads(at('gradientX', 1, 0), -1.63),
              reads(at('sharpness', 1, 0), 0.37),
              same(at('x', 1, 0), -1),
            ),
            so(
              'It takes 5 more steps to come within 0.002 of the minimum.',
              below(off(6), 0.002),
              above(off(5), 0.002),
            ),
          ],
        ),
      },
      [
        so(
          'The same curve, from the other side: the ring is at −1, about as far to the left of the minimum as the first was to its right.',
          same(at('x', 1, 0), -1),
          above(off(0), 1.3),
          below(off(0), 1.7),
        ),
        'Think of the parabola that fits there before you set your mark.',
      ],
    ),
    part(
      {
        id: 'flat',
        scene: 'f=(x-1)^6&curve=on&domain=-2,4,-2,2&start=3,0&opt=newton&steps=20',
        enter: 'play',
      },
      [
        "The doubling of digits wants a minimum that bends: $f'' > 0$ there.",
        so(
          'This one, $(x - 1)^6$, has a second derivative of zero at its minimum, and Newton’s method is back to a share at each step: 4/5 of the distance remains.',
          same(there('sharpness', 1), 0),
          same(ratio(difference(at('x', 1, 1), 1), difference(at('x', 1, 0), 1)), 4 / 5),
          same(ratio(difference(at('x', 1, 11), 1), difference(at('x', 1, 10), 1)), 4 / 5),
        ),
      ],
      [
        'You can see why by hand. Of $z^p$ the slope is $p\\,z^{p-1}$, the second derivative $p\\,(p-1)\\,z^{p-2}$, and their quotient $z/(p-1)$: the step takes one part in $p - 1$ of the distance.',
        so(
          'With $p = 6$ that is a fifth, with $p = 2$ all of it.',
          same(ratio(difference(at('x', 1, 0), at('x', 1, 1)), difference(at('x', 1, 0), 1)), 1 / 5),
        ),
      ],
    ),
    part(
      {
        id: 'guess-ravine',
        scene: ravine,
        ask: asks(
          'end,run:0,step:1',
          ['Where will Newton’s method be after one step from the ring?'],
          [
            so(
              'At (1.5, 1.5), the minimum, in one step. A quadratic surface is its own parabola, whatever its curvatures are.',
              same(at('x', 1, 1), 1.5),
              same(at('y', 1, 1), 1.5),
              below(loss(1, 1), 1e-20),
            ),
            so(
              'Gradient descent must keep its rate below $2/\\lambda_{\\max} = 0.05$ for the wall’s sake. With 0.045 it has a loss of 0.55 after 60 steps.',
              same(ratio(2, at('sharpness', 2, 0)), 0.05),
              same(set('lr', 2), 0.045),
              reads(loss(2, 60), 0.55),
            ),
          ],
        ),
      },
      [
        'In several variables the second derivatives are the Hessian $H$, and the step $p$ solves a system of linear equations:',
        '$$H\\,p = \\nabla f(\\theta), \\qquad \\theta \\leftarrow \\theta - p$$',
        so(
          'The surface beside this text is quadratic: a tilted ravine with the curvatures 40 and 0.4.',
          same(at('sharpness', 1, 0), 40),
          same(at('flatness', 1, 0), 0.4),
        ),
        'Along an eigenvector of $H$ the step is the slope in this direction, divided by the curvature in this direction.',
      ],
    ),
    part(
      {
        id: 'guess-pass',
        scene: pass,
        ask: asks(
          'end,run:0,step:40',
          ['Where will Newton’s method be after 40 steps? Gradient descent starts beside it.'],
          [
            so(
              'At (1, 0): on the saddle, where the loss is 0. Gradient descent is in the well at $y = 1.41$, where it is −1.',
              same(at('x', 1, 40), 1),
              same(at('y', 1, 40), 0),
              same(loss(1, 40), 0),
              reads(at('y', 2, 40), 1.41),
              reads(loss(2, 40), -1),
            ),
            so(
              'At the ring the curvature along $y$ is −1.25. The parabola in this direction opens downwards and has a top instead of a bottom, and the quotient of slope and curvature leads up to it.',
              same(at('flatness', 1, 0), -1.25),
              below(at('gradientY', 1, 0), 0),
              below(at('moveY', 1, 0), 0),
            ),
            'Newton’s method looks for a place where the gradient vanishes, and does not ask what kind of place it is.',
          ],
        ),
      },
      [
        so(
          'Two wells, at $y = 1.41$ and $y = -1.41$, and a pass between them: at (1, 0) the gradient is zero, too.',
          reads(Math.SQRT2, 1.41),
          below(there('slope', 1, Math.SQRT2), 1e-12),
          below(there('slope', 1, -Math.SQRT2), 1e-12),
          same(there('slope', 1, 0), 0),
          above(there('flatness', 1, Math.SQRT2), 0),
          below(there('flatness', 1, 0), 0),
        ),
        so(
          'The ring is at (−1, 0.5), on the upper well’s side.',
          same(at('x', 1, 0), -1),
          same(at('y', 1, 0), 0.5),
        ),
      ],
    ),
    part(
      {
        id: 'damping',
        scene:
          'f=(x-1)^2-y^2%2By^4/4&domain=-2,3,-2,2&start=-1,0.5&opt=newton&opt=newton(damping:3,color:orange)&opt=newton(damping:30,color:black)&steps=40',
        enter: 'play',
      },
      [
        'A remedy: add a number $\\lambda$ to every curvature before dividing.',
        '$$(H + \\lambda I)\\,p = \\nabla f(\\theta)$$',
        so(
          'With $\\lambda = 3$ the −1.25 becomes 1.75, which is positive: the step goes down, and after 40 steps the loss is −1.',
          same(set('damping', 2), 3),
          same(at('flatness', 2, 0), -1.25),
          same(sum(at('flatness', 2, 0), set('damping', 2)), 1.75),
          above(at('moveY', 2, 0), 0),
          reads(loss(2, 40), '-1.000'),
        ),
        so(
          'The price is speed. Near the minimum 3/5 of the distance in $x$ remains after each step, for the curvature there is 2.',
          same(ratio(difference(at('x', 2, 31), 1), difference(at('x', 2, 30), 1)), 3 / 5),
          same(there('flatness', 1, Math.SQRT2), 2),
          same(ratio(set('damping', 2), sum(set('damping', 2), 2)), 3 / 5),
        ),
      ],
      [
        so(
          'A damping far above the curvatures turns it into gradient descent, with the rate $1/\\lambda$: with $\\lambda = 30$ the first step is (0.125, 0.030), the gradient over 30 would be (0.133, 0.029).',
          same(set('damping', 3), 30),
          reads(at('moveX', 3, 0), 0.125),
          reads(at('moveY', 3, 0), '0.030'),
          reads(ratio(at('gradientX', 3, 0), -30), 0.133),
          reads(ratio(at('gradientY', 3, 0), -30), 0.029),
        ),
        'Between the two ends lies what trust-region and Levenberg–Marquardt methods choose at each step.',
      ],
    ),
    part(
      {
        id: 'price',
        scene: 'loss=rosenbrock&opt=newton&opt=lbfgs&opt=sgd(lr:0.001)&steps=60&chartScale=log',
        enter: 'play',
      },
      [
        'Rosenbrock’s bending valley, which is no quadratic.',
        so(
          'Newton’s method comes to a loss of 2e-11 in 5 steps. On the way the loss was 1,412 after the second step, far above the 24.2 of the start: nothing in the rule looks at it.',
          reads(loss(1, 5), '2e-11'),
          reads(loss(1, 2), '1412'),
          reads(loss(1, 0), 24.2),
        ),
        so(
          'Gradient descent with the rate 0.001 is at 3.93 after 60.',
          same(set('lr', 3), 0.001),
          reads(loss(3, 60), 3.93),
        ),
      ],
      [
        'A step has its price. Of $n$ parameters the Hessian has $n^2$ entries, and the system of equations takes about $n^3/3$ multiplications. Two parameters, as here, are nothing; a network with a million of them would have a Hessian of a million million numbers.',
      ],
      [
        'L-BFGS never forms it. It compares the gradients of its last few steps: how much the gradient has changed along a step is the curvature along it.',
        so(
          'Here it needs 33 steps to a loss below 1e-9, with gradients and values of the loss alone.',
          reads(firstBelow(1e-9, 2), 33),
        ),
      ],
    ),
    part(
      {
        id: 'challenge',
        scene: 'f=sqrt(1%2Bx^2)&curve=on&domain=-6,6,-2,2&start=1.2,0&opt=newton&steps=10',
        ask: asks('reach,run:0,step:10,goal:1.0001', [
          'Reach a loss of 1.0001 or less within 10 steps. Leave the start; turn the rate.',
        ]),
        reachedBy: [{ run: 1, key: 'lr', value: 0.5 }],
      },
      [
        so(
          'On $\\sqrt{1 + x^2}$ a step of Newton’s method leads from $x$ to $-x^3$: from 1.2 to −1.728, to 5.16, to −137. There is one minimum, the curve bends upwards everywhere, and still it flies off.',
          same(at('x', 1, 0), 1.2),
          same(at('x', 1, 1), -1.728),
          reads(at('x', 1, 2), 5.16),
          reads(at('x', 1, 3), -137),
          above(there('sharpness', 5), 0),
        ),
        after(
          { start: [0.9, 0] },
          'From 0.9 it would be at 0.0002 after 4 steps.',
          reads(at('x', 1, 4), 0.0002),
        ),
      ],
    ),
  ],
  review: [
    review(
      'top',
      'f=cos(x)&curve=on&domain=-2,5,-2,2&start=0.5,0&opt=newton&steps=10',
      asks(
        'end,run:0,step:10',
        ['Newton’s method on $\\cos x$ from 0.5: where will it be after 10 steps?'],
        [
          so(
            'At 0, on the top. The second derivative at 0.5 is −0.88, the slope −0.48: their quotient points uphill, and leads to −0.046 in one step.',
            reads(at('x', 1, 10), '0.000'),
            reads(at('sharpness', 1, 0), -0.88),
            reads(at('gradientX', 1, 0), -0.48),
            reads(at('x', 1, 1), -0.046),
            same(at('x', 1, 0), 0.5),
          ),
        ],
      ),
    ),
    review(
      'half',
      'f=3(x-2)^2&curve=on&domain=-2,12,-2,2&start=10,0&opt=newton(lr:0.5)&steps=3',
      asks(
        'end,run:0,step:3',
        [
          'A parabola with its minimum at 2. Newton’s method takes half of its step each time, the rate 0.5. Where is it after 3 steps from 10?',
        ],
        [
          so(
            'At 3: half of the distance remains each time, 8, 4, 2, 1. That the second derivative is 6 does not matter.',
            same(at('x', 1, 3), 3),
            same(difference(at('x', 1, 0), 2), 8),
            same(difference(at('x', 1, 1), 2), 4),
            same(difference(at('x', 1, 2), 2), 2),
            same(difference(at('x', 1, 3), 2), 1),
            same(at('sharpness', 1, 0), 6),
          ),
        ],
      ),
    ),
    review(
      'damped',
      'f=(x-2)^2/2%2B100(y-1)^2/2&domain=-4,4,-3,3&start=-3,-2&opt=newton(damping:9)&steps=5',
      asks(
        'end,run:0,step:5',
        [
          'A bowl with its minimum at (2, 1), curved 1 along $x$ and 100 along $y$. With the damping 9, where is Newton’s method after 5 steps from (−3, −2)?',
        ],
        [
          so(
            'At (−0.95, 1.00). Along $y$ the damping leaves 9/109 of the distance at each step, along $x$ 9/10, and $0.9^5$ is 0.59.',
            reads(at('x', 1, 5), -0.95),
            reads(at('y', 1, 5), '1.00'),
            same(ratio(difference(at('y', 1, 1), 1), difference(at('y', 1, 0), 1)), 9 / 109),
            same(ratio(difference(at('x', 1, 1), 2), difference(at('x', 1, 0), 2)), 0.9),
            reads(0.9 ** 5, 0.59),
          ),
        ],
      ),
    ),
  ],
  sources: [
    {
      title: 'S. Boyd, L. Vandenberghe, Convex Optimization, section 9.5: Newton’s method (2004)',
      url: 'https://web.stanford.edu/~boyd/cvxbook/',
    },
    {
      title: 'D. C. Liu, J. Nocedal, On the limited memory BFGS method for large scale optimization (1989)',
      url: 'https://doi.org/10.1007/BF01589116',
    },
    {
      title:
        'Y. Dauphin et al., Identifying and attacking the saddle point problem in high-dimensional non-convex optimization (2014)',
      url: 'https://arxiv.org/abs/1406.2572',
    },
  ],
};
