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
  ratio,
  reads,
  review,
  same,
  set,
  size,
  so,
  there,
} from './writing.ts';

const five =
  'f=x^2&curve=on&domain=-4,4,-2,2&start=3,0&opt=sgd(lr:0.2,color:sky)&opt=sgd(lr:0.9)&opt=sgd(lr:1.05,color:black)&steps=40';
const wells = 'f=x^4-2x^2&curve=on&domain=-2,2,-2,2&start=1.3,0';
const walls = 'f=cosh(3x)&curve=on&domain=-1.5,1.5,-2,2&start=1.2,0';

/** The bound 2 / f″ on a parabola, what it says near any minimum, and what it does not say far from one. */
export const rates: ClaimedLesson = {
  version: 1,
  id: 'rates',
  title: 'Too small, too large: two over f″',
  teaches: 'You can compute the largest learning rate that a minimum allows, and say what happens beyond it.',
  minutes: 6,
  parts: [
    part(
      {
        id: 'factor',
        scene:
          'f=x^2&curve=on&domain=-4,4,-2,2&start=3,0&opt=sgd(lr:0.2)&steps=40&overlays=tangent&gradient=on',
      },
      [
        'On a parabola the whole run is one multiplication, again and again. The slope of $f = \\tfrac12 c\\,x^2$ is $c\\,x$, and so',
        '$$x \\leftarrow x - \\eta\\, c\\, x = (1 - \\eta\\, c)\\, x.$$',
        "Here $c$ is the second derivative $f''$: how fast the slope itself changes, the same all along a parabola.",
      ],
      [
        so(
          "The curve beside this text is $x^2$, so $f'' = 2$. With $\\eta = 0.2$ the factor is 0.6: from 3 to 1.8, to 1.08, to 0.648.",
          same(at('sharpness', 1, 0), 2),
          same(set('lr', 1), 0.2),
          same(ratio(at('x', 1, 1), at('x', 1, 0)), 0.6),
          same(at('x', 1, 1), 1.8),
          same(at('x', 1, 2), 1.08),
          same(at('x', 1, 3), 0.648),
        ),
      ],
    ),
    part(
      {
        id: 'guess-far',
        scene: five,
        ask: asks(
          'end,run:1,step:3',
          ['Where will the run with the rate 0.9 be after 3 steps?'],
          [
            so(
              'The factor is $1 - 0.9 \\cdot 2 = -0.8$: each step goes over to the other side, a little closer. After three steps it is on the left, at −1.536.',
              same(ratio(at('x', 2, 1), at('x', 2, 0)), -0.8),

              same(at('x', 2, 3), -1.536),
            ),
            so(
              'With 0.2, which never crosses, it is at 0.648: closer.',
              same(at('x', 1, 3), 0.648),
              below(size(at('x', 1, 3)), size(at('x', 2, 3))),
              above(over('least', 'x', 1, 0, 40), 0),
            ),
          ],
          [
            so(
              '[short] A negative factor changes sides at every step, and each step leads past the bottom to almost as far on the other side: after three the ball is on the left.',
              above(at('x', 2, 0), 0),
              below(at('x', 2, 1), 0),
              above(at('x', 2, 2), 0),
              below(at('x', 2, 3), 0),
            ),
          ],
        ),
      },
      [
        so(
          "Three rates from the same start, 0.2, 0.9 and 1.05. For each, work out the factor $1 - \\eta f''$ with $f'' = 2$.",
          same(set('lr', 1), 0.2),
          same(set('lr', 2), 0.9),
          same(set('lr', 3), 1.05),
          same(at('sharpness', 1, 0), 2),
        ),
      ],
    ),
    part(
      { id: 'kinds', scene: `${five}&step=3`, enter: 'play' },
      [
        'The factor decides everything, and it comes in four kinds.',
        'Between zero and one: the ball creeps in from its side. Between minus one and zero: it swings in, from side to side. Below minus one: it swings out, each step longer. At zero: one step to the bottom.',
      ],
      [
        so(
          'With 1.05 the factor is −1.1: from 3 to −3.3 to 3.63, and at step 40 it is at 136.',
          same(ratio(at('x', 3, 1), at('x', 3, 0)), -1.1),
          same(at('x', 3, 1), -3.3),
          same(at('x', 3, 2), 3.63),
          reads(at('x', 3, 40), 136),
        ),
      ],
      [
        'So a run on a parabola settles exactly where the factor is above minus one:',
        "$$\\eta < \\frac{2}{f''},$$",
        so(
          "which is 1 here, and the best rate is half of that, $1/f'' = 0.5$.",
          same(ratio(2, at('sharpness', 1, 0)), 1),
          same(ratio(1, at('sharpness', 1, 0)), 0.5),
        ),
      ],
    ),
    part(
      {
        id: 'guess-wells',
        scene: `${wells}&opt=sgd(lr:0.2,color:sky)&opt=sgd(lr:0.24)&opt=sgd(lr:0.26,color:black)&steps=100`,
        ask: asks(
          'lowest,step:100',
          ['Which of the three rates will have the lowest loss after 100 steps?'],
          [
            so(
              'At the minimum, $x = 1$, the second derivative $12x^2 - 4$ is 8, so the bound is 0.25. The rate 0.2 is at −1 to the last digit, 0.24 within $10^{-8}$ of it.',
              same(there('sharpness', 1), 8),
              same(ratio(2, there('sharpness', 1)), 0.25),
              same(loss(1, 100), -1, 1e-15),
              below(difference(loss(2, 100), -1), 1e-8),
              above(difference(loss(2, 100), -1), 0),
            ),
            so(
              'The rate 0.26 cannot settle: it jumps between 1.084 and 0.887 for ever.',
              reads(at('x', 3, 99), 1.084),
              reads(at('x', 3, 100), 0.887),
              reads(at('x', 3, 97), 1.084),
            ),
          ],
        ),
      },
      [
        "No other curve is a parabola, but near a minimum every smooth curve with $f'' > 0$ is close to one. So the same bound, with $f''$ at the minimum, tells whether a run can settle there.",
        so(
          'This curve is $x^4 - 2x^2$, with minima at ±1. The rates are 0.2, 0.24 and 0.26.',
          same(there('gradientX', 1), 0),
          same(there('gradientX', -1), 0),
          same(set('lr', 1), 0.2),
          same(set('lr', 2), 0.24),
          same(set('lr', 3), 0.26),
        ),
      ],
    ),
    part(
      {
        id: 'swing',
        scene: `${wells}&opt=sgd(lr:0.26,color:black)&steps=100&step=97`,
        enter: { from: 80, to: 100 },
      },
      [
        'Beyond the bound a run on a parabola flies off. This one does not.',
        so(
          'Farther out the curve bends up harder and throws the ball back: the swing is 0.196 wide, no more and no less.',
          reads(at('move', 1, 97), 0.196),
          reads(at('move', 1, 99), 0.196),
          above(there('sharpness', 1.084), there('sharpness', 1)),
        ),
        'That is what “too large” often looks like in practice: no explosion, only a loss that stops falling.',
      ],
    ),
    part(
      {
        id: 'guess-walls',
        scene: `${walls}&opt=sgd(lr:0.15)&opt=sgd(lr:0.02,color:sky)&steps=60`,
        ask: asks(
          'diverges,step:60',
          ['Which of the two will be higher after 60 steps than at the start, or beyond all numbers?'],
          [
            so(
              "At the bottom $f''$ is 9 and the bound 0.22, so 0.15 would be stable there. But it never comes there: at 1.2 the slope is 54.9, and the first step leads to −7.03, where the loss is above $10^8$. The next one overflows.",
              same(there('sharpness', 0), 9),
              reads(ratio(2, there('sharpness', 0)), 0.22),
              reads(at('gradientX', 1, 0), 54.9),
              reads(at('x', 1, 1), -7.03),
              above(loss(1, 1), 1e8),
              { run: 1, ends: 'overflow', at: 2 },
            ),
            so(
              'With 0.02 the same first step is 1.1 long and lands near the bottom.',
              reads(at('move', 2, 0), 1.1),
              below(size(at('x', 2, 1)), 0.11),
            ),
          ],
        ),
      },
      [
        so(
          "A bowl with steep walls, $\\cosh 3x$; at its bottom $f'' = 9$. Two runs start on the wall, at 1.2, with 0.15 and 0.02.",
          same(there('sharpness', 0), 9),
          same(at('x', 1, 0), 1.2),
          same(set('lr', 1), 0.15),
          same(set('lr', 2), 0.02),
        ),
      ],
    ),
    part(
      {
        id: 'where',
        scene: `${walls}&opt=sgd(lr:0.02,color:sky)&steps=60&step=0&overlays=taylor&gradient=on`,
      },
      [
        'The bound is about one place.',
        so(
          "On the wall $f''$ is 165, and two over that is 0.012: a run that starts there with 0.02 is above it, gets away with one long step, and then is far below the bound at the bottom.",
          reads(at('sharpness', 1, 0), 165),
          reads(ratio(2, at('sharpness', 1, 0)), 0.012),
          same(set('lr', 1), 0.02),
          below(loss(1, 60), 1.000001),
        ),
        "On a parabola there is one $f''$ and the bound is the whole truth. Anywhere else it says whether a run can stay where it is, and not whether it gets there.",
      ],
    ),
    part(
      {
        id: 'challenge',
        scene: 'f=x^4-2x^2&curve=on&domain=-2,2,-2,2&start=1.3,0&opt=sgd(lr:0.3)&steps=12',
        ask: asks('reach,run:0,step:12,goal:-0.9999', [
          'Reach a loss of −0.9999 within 12 steps. Turn the rate.',
        ]),
        reachedBy: [{ run: 1, key: 'lr', value: 0.12 }],
      },
      [
        so(
          'With 0.3 the run swings about the minimum: no step of the 12 comes below −0.98.',
          same(set('lr', 1), 0.3),
          above(over('least', 'loss', 1, 0, 12), -0.98),
        ),
        so(
          "The minimum has $f'' = 8$. Which rate makes the factor vanish there?",
          same(there('sharpness', 1), 8),
        ),
      ],
    ),
  ],
  review: [
    review(
      'edge',
      'f=3x^2&curve=on&domain=-4,4,-2,2&start=2,0&opt=sgd(lr:0.3,color:sky)&opt=sgd(lr:0.34,color:black)&steps=60',
      asks(
        'diverges,step:60',
        [
          'On $3x^2$, with the rates 0.3 and 0.34: which will have a higher loss after 60 steps than at the start?',
        ],
        [
          so(
            "$f''$ is 6 and the bound 0.333: 0.3 has the factor −0.8 and settles, 0.34 has −1.04 and flies off, slowly.",
            same(at('sharpness', 1, 0), 6),
            reads(ratio(2, at('sharpness', 1, 0)), 0.333),
            same(ratio(at('x', 1, 1), at('x', 1, 0)), -0.8),
            same(ratio(at('x', 2, 1), at('x', 2, 0)), -1.04),
            above(loss(2, 60), loss(2, 0)),
          ),
        ],
      ),
    ),
    review(
      'balance',
      'f=x^2&curve=on&domain=-4,4,-2,2&start=3,0&opt=sgd(lr:1)&steps=25',
      asks(
        'end,run:0,step:25',
        ["On $x^2$ with the rate 1, exactly two over $f''$: where is the run from 3 after 25 steps?"],
        [
          so(
            'The factor is −1: 3, −3, 3, −3 and so on. After an odd number of steps it is at −3, and the loss is 9 for ever.',
            same(ratio(at('x', 1, 1), at('x', 1, 0)), -1),
            same(at('x', 1, 25), -3),
            same(loss(1, 24), 9),
            same(loss(1, 25), 9),
          ),
        ],
      ),
    ),
    review(
      'barrier',
      'f=x-log(x)&curve=on&domain=0,4,-2,2&start=3,0&opt=sgd(lr:0.5,color:sky)&opt=sgd(lr:1.9)&opt=sgd(lr:4.6,color:black)&steps=60',
      asks(
        'diverges,step:60',
        [
          'The curve $x - \\ln x$ has nothing left of zero, and a second derivative of one at its minimum. Which of 0.5, 1.9 and 4.6 ends where there is no loss?',
        ],
        [
          so(
            'The bound at the minimum is 2: 0.5 and 1.9 settle at 1. With 4.6 the slope at 3, 0.667, makes a step of 3.07, over the edge: there is no loss there, and the run ends.',
            same(there('sharpness', 1), 1),
            reads(at('x', 1, 60), '1.00'),
            reads(at('x', 2, 60), '1.00'),
            reads(at('gradientX', 3, 0), 0.667),
            reads(product(4.6, at('gradientX', 3, 0)), 3.07),
            { run: 3, ends: 'undefined loss', at: 1 },
          ),
        ],
      ),
    ),
  ],
  sources: [
    {
      title: 'S. Boyd and L. Vandenberghe, Convex Optimization, section 9.3: Gradient descent method (2004)',
      url: 'https://web.stanford.edu/~boyd/cvxbook/',
    },
    {
      title:
        'J. Cohen et al., Gradient descent on neural networks typically occurs at the edge of stability (2021)',
      url: 'https://arxiv.org/abs/2103.00065',
    },
  ],
};
