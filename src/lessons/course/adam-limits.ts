import type { ClaimedLesson } from '../../core/lesson/claimed.ts';
import {
  above,
  asks,
  at,
  below,
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
  size,
  so,
  there,
} from './writing.ts';

const rules = 'opt=sgd(lr:0.018)&opt=rmsprop(lr:0.1)&opt=adam(lr:0.5)';
const straight = `loss=bowl&${rules}&steps=80`;
const ground =
  'f=0.25(x%2By)^2%2B25(x-y)^2&domain=-10,10,-10,10&start=-7.4246212024587,-5.3033008588991&height=linear';
const turned = `${ground}&${rules}&steps=80`;
const gentle =
  'f=0.0001(x^2%2By^2)&domain=-5,5,-4,4&start=-4,2&opt=adam(lr:0.1)&opt=adam(lr:0.1,eps:0.001,color:sky)&opt=adam(lr:0.1,eps:0.1,color:black)&steps=100';
const decay =
  'f=0.5(x-2)^2%2B0.005(y-2)^2&domain=-1,4,-1,4&start=0,0&opt=adam(lr:0.1,weightDecay:0.1)&opt=adamw(lr:0.1,weightDecay:0.1)&steps=1000';

/** Turned ravines, epsilon, and weight decay that is divided away: three things that Adam's quotient costs. */
export const adamLimits: ClaimedLesson = {
  version: 1,
  id: 'adam-limits',
  title: 'Where Adam goes wrong',
  teaches:
    'You can say when rates for each coordinate stop helping, what epsilon decides, and why AdamW exists.',
  minutes: 5,
  parts: [
    part(
      { id: 'straight', scene: straight, enter: 'play' },
      [
        so(
          'In the ravine along the axes rates for each coordinate pay: after 80 steps gradient descent has a loss of 2.2, RMSprop one of 0.011, and Adam, with the rate 0.5, one of 0.007.',
          reads(loss(1, 80), 2.2),
          reads(loss(2, 80), 0.011),
          reads(loss(3, 80), 0.007),
          same(set('lr', 3), 0.5),
        ),
        'They could tell steep from flat because steep was $y$ and flat was $x$.',
      ],
      [
        'A real loss has no reason to be so kind. Two features that say nearly the same thing make a ravine along a diagonal.',
      ],
    ),
    part(
      {
        id: 'guess-turned',
        scene: turned,
        ask: asks(
          'loss,run:2,step:80',
          [
            'The same ravine, turned to the diagonal, the same rates, the same start in it. What will Adam’s loss be after 80 steps?',
          ],
          [
            so(
              'It is 2.05 instead of 0.007: hardly better than gradient descent, which has 2.21, the same as before. RMSprop has 7.1.',
              reads(loss(3, 80), 2.05),
              reads(inPart('straight', loss(3, 80)), 0.007),
              reads(loss(1, 80), 2.21),
              same(loss(1, 80), inPart('straight', loss(1, 80)), 1e-6),
              reads(loss(2, 80), 7.1),
            ),
            so(
              'The first gradient is (−112, 100). Both coordinates are steep now, since each is half steep and half flat, and dividing each by its size changes next to nothing of the direction.',
              reads(at('gradientX', 3, 0), -112),
              reads(at('gradientY', 3, 0), 100),
            ),
          ],
        ),
      },
      [
        so(
          'The curvatures are still 100 across and 1 along.',
          same(at('sharpness', 1, 0), 100),
          same(at('flatness', 1, 0), 1),
        ),
      ],
    ),
    part({ id: 'turned', scene: turned, enter: 'play' }, [
      'Gradient descent and momentum do not notice the turn: the gradient turns with the surface. Whatever divides by coordinate does.',
      so(
        'At step 20 RMSprop moves by (0.053, 0.053): along the floor, but no faster than gradient descent with (0.102, 0.058).',
        reads(at('moveX', 2, 20), 0.053),
        reads(at('moveY', 2, 20), 0.053),
        reads(at('moveX', 1, 20), 0.102),
        reads(at('moveY', 1, 20), 0.058),
        below(at('move', 2, 20), at('move', 1, 20)),
      ),
      'Why Adam serves networks so well in spite of it is not settled. Its coordinates there are weights, and weights of one layer often do differ in scale.',
    ]),
    part(
      {
        id: 'guess-epsilon',
        scene: gentle,
        ask: asks(
          'length,run:2',
          [
            'These tiny gradients, and the rate 0.1. How long is the first step of the third run, with ε = 0.1?',
          ],
          [
            so(
              'It is 0.00089, where $\\epsilon = 10^{-8}$ makes it 0.141. Each gradient is divided by its size plus 0.1, and that is nearly 0.1: what is left is gradient descent with the rate $\\eta/\\epsilon = 1$.',
              reads(at('move', 3, 0), 0.00089),
              reads(at('move', 1, 0), 0.141),
              same(set('eps', 1), 1e-8),
              same(ratio(set('lr', 3), set('eps', 3)), 1),
            ),
          ],
        ),
      },
      [
        'Epsilon is there to keep the divisor from zero, and mostly nobody looks at it. It is also the size below which Adam calls a gradient small.',
        so(
          'On this gentle bowl the gradient at the ring is (−0.0008, 0.0004). The three runs have $\\epsilon = 10^{-8}$, 0.001 and 0.1.',
          same(at('gradientX', 1, 0), -0.0008),
          same(at('gradientY', 1, 0), 0.0004),
          same(set('eps', 1), 1e-8),
          same(set('eps', 2), 0.001),
          same(set('eps', 3), 0.1),
        ),
      ],
    ),
    part({ id: 'epsilon', scene: gentle, enter: 'play' }, [
      so(
        'After 100 steps the three are 0.02, 1.04 and 4.4 away from the minimum.',
        reads(ratio(at('slope', 1, 100), 0.0002), 0.02),
        reads(ratio(at('slope', 2, 100), 0.0002), 1.04),
        reads(ratio(at('slope', 3, 100), 0.0002), 4.4),
      ),
      'Far above $\\epsilon$ gradients have their size divided out; far below it they keep it. Where gradients are tiny, two values of $\\epsilon$ are two methods, and a paper that leaves it out cannot be repeated.',
    ]),
    part(
      {
        id: 'guess-decay',
        scene: decay,
        ask: asks(
          'end,run:0,step:1000',
          ['Where does Adam come to rest, with the decay added to its gradient?'],
          [
            so(
              'At (1.82, 0.18): in $x$ a little short of 2, in $y$ almost at zero. There the loss pulls with $0.01\\,(2 - y)$ and the decay with $0.1\\,y$, and the decay wins.',
              reads(at('x', 1, 1000), 1.82),
              reads(at('y', 1, 1000), 0.18),
              same(ratio(at('flatness', 1, 0), at('sharpness', 1, 0)), 0.01),
              same(set('weightDecay', 1), 0.1),
            ),
            so(
              'AdamW is at (1.97, 1.97), for it takes the decay out of the gradient, and shrinks both coordinates by the same share each step.',
              reads(at('x', 2, 1000), 1.97),
              reads(at('y', 2, 1000), 1.97),
            ),
          ],
        ),
      },
      [
        'Weight decay wants to keep parameters small. The old way is to add $\\lambda\\theta$ to the gradient, as if the loss had a term $\\tfrac\\lambda2 \\lVert\\theta\\rVert^2$.',
        so(
          'This loss has its minimum at (2, 2), a curvature of 1 in $x$ and of 0.01 in $y$, and $\\lambda = 0.1$.',
          same(there('slope', 2, 2), 0),
          same(at('sharpness', 1, 0), 1),
          same(at('flatness', 1, 0), 0.01),
          same(set('weightDecay', 1), 0.1),
        ),
      ],
    ),
    part({ id: 'decoupled', scene: decay, enter: 'play' }, [
      'In Adam the decay goes through the quotient with the rest. A weight whose gradients are large has its decay divided by their size, one whose gradients are small has it blown up: the knob means something else for every weight. Loshchilov and Hutter (2017) took it out:',
      '$$\\theta \\leftarrow \\theta - \\eta\\,\\lambda\\,\\theta - \\eta\\, \\frac{\\hat m}{\\sqrt{\\hat v} + \\epsilon}.$$',
      so(
        'At step 20 AdamW is at (1.63, 1.63), on the diagonal; Adam is at (1.74, 0.23) and its $y$ has turned back.',
        reads(at('x', 2, 20), 1.63),
        reads(at('y', 2, 20), 1.63),
        reads(at('x', 1, 20), 1.74),
        reads(at('y', 1, 20), 0.23),
        below(at('moveY', 1, 20), 0),
      ),
    ]),
    part(
      {
        id: 'challenge',
        scene: `${ground}&opt=adam(lr:0.5)&steps=80`,
        ask: asks('reach,run:0,step:80,goal:0.05', [
          'The turned ravine. Bring Adam to a loss of 0.05 within 80 steps. Turn the rate and the betas.',
        ]),
        reachedBy: [{ run: 1, key: 'lr', value: 2 }],
      },
      [
        so(
          'With 0.5 and the usual betas it is 2.05 after 80 steps, and never below 2.',
          reads(loss(1, 80), 2.05),
          above(over('least', 'loss', 1, 0, 80), 2),
          same(set('lr', 1), 0.5),
        ),
        'Adam is not helpless in a turned ravine: it has a momentum, too.',
      ],
    ),
  ],
  review: [
    review(
      'nothing',
      'f=0*x&curve=on&domain=-1,4,-2,2&start=3,0&opt=adamw(lr:0.1,weightDecay:0.2)&opt=adam(lr:0.1,weightDecay:0.2)&steps=50',
      asks(
        'end,run:0,step:50',
        ['A loss without any slope, and decay 0.2 with the rate 0.1. Where is AdamW after 50 steps, from 3?'],
        [
          so(
            'At 1.09: each step takes $0.1 \\cdot 0.2 = 2$ % of what is left, and $3 \\cdot 0.98^{50} = 1.09$. Adam takes the decay for a gradient, and marches on by 0.1 a step: at step 10 it is at 2.01 already.',
            reads(at('x', 1, 50), 1.09),
            same(ratio(at('x', 1, 1), at('x', 1, 0)), 0.98),
            reads(product(3, 0.98 ** 50), 1.09),
            reads(at('x', 2, 10), 2.01),
            reads(size(at('moveX', 2, 0)), 0.1),
          ),
        ],
      ),
    ),
    review(
      'turned-first',
      `${ground}&opt=adam(lr:0.1)&steps=80`,
      asks(
        'length,run:0',
        ['In the turned ravine, with the rate 0.1: how long is the first step of Adam?'],
        [
          so(
            'As everywhere: 0.1 in $x$ and in $y$, together 0.141. Only its direction is now straight across, into the wall.',
            reads(at('move', 1, 0), 0.141),
            same(at('moveX', 1, 0), 0.1, 1e-6),
            same(at('moveY', 1, 0), -0.1, 1e-6),
          ),
        ],
      ),
    ),
    review(
      'diagonal',
      'f=0.5(x%2By)^2%2B0.5(x-y)^2&domain=-5,5,-4,4&start=-4,2&opt=adam(lr:0.2)&opt=sgd(lr:0.2)&steps=20',
      asks(
        'lowest,step:20',
        ['A round bowl, with the rate 0.2 for both. Which is lower after 20 steps?'],
        [
          so(
            'Gradient descent, which leaves 0.6 of the distance each step and is below 1e-7. Adam moves at most about 0.2 a step, has 4 to go, and then its momentum to lose.',
            reads(ratio(at('x', 2, 1), at('x', 2, 0)), 0.6),
            below(loss(2, 20), 1e-7),
          ),
        ],
      ),
    ),
  ],
  sources: [
    {
      title: 'I. Loshchilov and F. Hutter, Decoupled weight decay regularization (2017)',
      url: 'https://arxiv.org/abs/1711.05101',
    },
    {
      title: 'S. J. Reddi, S. Kale, S. Kumar, On the convergence of Adam and beyond (2018)',
      url: 'https://arxiv.org/abs/1904.09237',
    },
    {
      title:
        'A. C. Wilson et al., The marginal value of adaptive gradient methods in machine learning (2017)',
      url: 'https://arxiv.org/abs/1705.08292',
    },
  ],
};
