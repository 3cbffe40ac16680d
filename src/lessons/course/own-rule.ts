import type { ClaimedLesson } from '../../core/lesson/claimed.ts';
import { encodeText } from '../../core/scene/link-text.ts';
import {
  after,
  asks,
  at,
  below,
  difference,
  inPart,
  loss,
  over,
  part,
  ratio,
  reads,
  review,
  same,
  set,
  size,
  so,
} from './writing.ts';

const plain = 'custom,name:my rule,color:black,rule:lr=0.018;theta=theta-lr*gradient';
const memoryOf = (mu: number) =>
  `custom,name:my rule,color:black,rule:lr=0.018;mu=${mu} in [0, 0.99];b=mu*b+gradient;theta=theta-lr*b`;
const sign = 'custom,name:sign,rule:lr=0.2;theta=theta-lr*sign(gradient)';
const falling = 'custom,name:sign and falling,color:sky,rule:lr=1;theta=theta-lr/sqrt(t)*sign(gradient)';
const fading = 'custom,name:sign and fading,color:black,rule:lr=1;theta=theta-lr*0.9^t*sign(gradient)';
const diagonal = 'custom,name:by curvature,color:black,rule:theta=theta-gradient/hessianDiagonal(theta)';
const turned =
  'f=0.25(x+y)^2+25(x-y)^2&domain=-10,10,-10,10&start=-7.4246212024587,-5.3033008588991&height=linear';

/** A scene's link, with what stands in rules and formulas encoded. */
const scene = (ground: string, rules: readonly string[], steps: number) =>
  [
    ...ground.split('&').map((pair) => pair.replaceAll('+', '%2B')),
    ...rules.map((rule) => `opt=${rule.startsWith('custom') ? encodeText(rule) : rule}`),
    `steps=${steps}`,
  ].join('&');

/** An update rule as text: gradient descent, momentum, signs, schedules and curvature in a line or two each. */
export const ownRule: ClaimedLesson = {
  version: 1,
  id: 'own-rule',
  title: 'Write your own rule',
  teaches:
    'You can write an update rule as text, try it on any surface, and say what each of its lines does.',
  minutes: 5,
  parts: [
    part({ id: 'lines', scene: `${scene('loss=bowl', ['sgd(lr:0.018)'], 60)}&step=0` }, [
      'All rules of this course are a few lines each, and you can write them: *Open as a scene*, and choose *Write a rule* where optimizers are added. For the run beside this text they are these two:',
      so('`lr = 0.018`, then `theta = theta - lr*gradient`.', same(set('lr', 1), 0.018)),
      'The first line declares a parameter, which gets a slider. The second is the step: `theta` is the place, `gradient` the gradient there, and what is assigned to `theta` is the next place. Everything is element by element, $x$ and $y$ alike.',
    ]),
    part({ id: 'one-line', scene: scene('loss=bowl', ['sgd(lr:0.018)', plain], 60), enter: 'play' }, [
      so(
        'That is gradient descent. *my rule* is the same two lines as text: to the last bit it goes where the built-in one goes, (−3.03, 0.000002) after 60 steps.',
        same(set('lr', 2), 0.018),
        same(at('x', 2, 60), at('x', 1, 60), 0),
        same(at('y', 2, 60), at('y', 1, 60), 0),
        reads(at('x', 2, 60), -3.03),
        reads(at('y', 2, 60), 0.000002),
      ),
    ]),
    part(
      {
        id: 'memory',
        scene: scene('loss=bowl', ['momentum(lr:0.018,momentum:0.8)', memoryOf(0.8)], 60),
        enter: 'play',
      },
      [
        'A name that is read before it is assigned is kept from step to step, and begins at zero. So momentum takes one more line:',
        '`b = mu*b + gradient`, then `theta = theta - lr*b`.',
        so(
          'With $\\mu = 0.8$ both runs have the loss 0.00019 after 60 steps.',
          same(loss(2, 60), loss(1, 60), 1e-9),
          reads(loss(2, 60), '0.00019'),
          same(set('mu', 2), 0.8),
        ),
      ],
      [
        after(
          { run: 1, rule: 'adam' },
          'An average of squares, `v = 0.999*v + 0.001*gradient^2`, and a quotient, and you have RMSprop; with the average of gradients and the two corrections it is Adam.',
          same(set('beta2', 1), 0.999),
          same(difference(1, set('beta2', 1)), 0.001),
        ),
      ],
    ),
    part(
      {
        id: 'guess-sign',
        scene: `${scene('loss=bowl', [sign], 100)}&step=0`,
        ask: asks(
          'end,run:0,step:40',
          [
            'This rule steps by the sign of the gradient alone, 0.2 in each coordinate. Where is it after 40 steps?',
          ],
          [
            so(
              'At (−1, −0.1). Along $x$ it has made 40 equal steps; across it came to 0.1 at step 7 and has jumped between 0.1 and −0.1 since.',
              reads(at('x', 1, 40), '-1.000'),
              reads(at('y', 1, 40), '-0.100'),
              reads(at('y', 1, 7), '0.100'),
              reads(at('y', 1, 39), '0.100'),
              same(at('moveX', 1, 39), 0.2),
            ),
          ],
        ),
      },
      [
        'Now one of your own: `theta = theta - lr*sign(gradient)`. It is what is left of RMSprop when nothing is averaged.',
        so(
          'The start is (−9, 1.5), the rate 0.2.',
          same(at('x', 1, 0), -9),
          same(at('y', 1, 0), 1.5),
          same(set('lr', 1), 0.2),
        ),
      ],
    ),
    part({ id: 'restless', scene: scene('loss=bowl', [sign], 100), enter: 'play' }, [
      so(
        'The walls of the ravine are no trouble for it, but the floor is: it never comes below a loss of 0.5, since every step is 0.2 long in each coordinate, for ever.',
        reads(over('least', 'loss', 1, 0, 100), '0.50'),
        same(size(at('moveX', 1, 99)), 0.2, 1e-6),
        same(size(at('moveY', 1, 99)), 0.2, 1e-6),
      ),
      'Its rate must fall. `t` is the number of the step, from one, so a schedule is a factor of it in the same line.',
    ]),
    part(
      {
        id: 'guess-schedule',
        scene: scene('loss=bowl', [sign, falling, fading], 400),
        ask: asks(
          'lowest,step:400',
          [
            'Which of the three is lowest after 400 steps: the constant rate, the falling one, or the fading one?',
          ],
          [
            so(
              'The fading one, with 2e-37. The rate that falls as $1/\\sqrt t$ is still 0.05 long a step, and has a loss of 0.001 or, a step earlier, of 0.125.',
              reads(loss(3, 400), '2e-37'),
              reads(loss(2, 400), 0.001),
              reads(loss(2, 399), 0.125),
              reads(size(at('moveX', 2, 399)), 0.05),
            ),
            so(
              'It was a near thing. All its steps to come are 9 long together, $1 \\cdot 0.9/(1 - 0.9)$, and the minimum is just 9 away.',
              same(ratio(0.9, difference(1, 0.9)), 9),
              same(size(at('x', 3, 0)), 9),
            ),
          ],
        ),
      },
      [
        so(
          'The second rule is `theta - lr/sqrt(t)*sign(gradient)`: its fourth step is half as long as its first. The third is `theta - lr*0.9^t*sign(gradient)`: each step is 0.9 of the one before.',
          same(ratio(at('moveX', 2, 3), at('moveX', 2, 0)), 0.5),
          same(ratio(at('moveX', 3, 1), at('moveX', 3, 0)), 0.9),
        ),
      ],
    ),
    part(
      {
        id: 'reach',
        scene: `${scene('loss=bowl&start=-9.5,1.5', [sign, falling, fading], 400)}`,
        enter: 'play',
      },
      [
        'Move the start half a unit out, and it is no longer enough.',
        so(
          'The fading rule stops at $x = -0.5$, for good; the falling one gets there.',
          reads(at('x', 3, 400), '-0.500'),
          below(size(at('x', 2, 400)), 0.06),
          below(at('move', 3, 399), 1e-12),
        ),
        'It is the condition of Robbins and Monro from the lesson on noise, in one line of text.',
      ],
    ),
    part(
      { id: 'curvature', scene: scene('loss=bowl', [diagonal, 'newton'], 20), enter: 'play' },
      [
        'A rule may also ask the loss: `value(at)`, `grad(at)`, `hvp(at, v)`, `hessianDiagonal(at)`. Each such question costs an evaluation, and the page counts them.',
        so(
          'Dividing by the diagonal of the Hessian, `theta - gradient/hessianDiagonal(theta)`, is at the bottom of this ravine after one step, as Newton is.',
          same(loss(1, 1), 0),
          same(loss(2, 1), 0),
        ),
      ],
      [
        'Before you are pleased: which surface would show what it lacks? Turn the ravine.',
        so(
          'On the turned one it has a loss of 30.9 after 40 steps. The diagonal knows nothing of turned axes.',
          reads(inPart('turned', loss(1, 40)), 30.9),
        ),
      ],
    ),
    part(
      { id: 'turned', scene: scene(turned, [diagonal, 'newton'], 40), enter: 'play' },
      [
        so(
          'Newton is at the bottom after one step here. The diagonal is 50.5 in $x$ and in $y$, and dividing by it throws the ball from wall to wall: (−5.20, −7.28), (−7.13, −5.10) and so on.',
          below(loss(2, 1), 1e-20),
          reads(at('x', 1, 1), '-5.20'),
          reads(at('y', 1, 1), '-7.28'),
          reads(at('x', 1, 2), '-7.13'),
          reads(at('y', 1, 2), '-5.10'),
          same(ratio(at('gradientX', 1, 0), difference(at('x', 1, 0), at('x', 1, 1))), 50.5),
        ),
      ],
      [
        'So test a rule on several surfaces: on a ravine along the axes and on a turned one, beside a saddle, with noise, and with gradients of another size. Which of these it survives says what it is good for.',
      ],
    ),
    part(
      {
        id: 'challenge',
        scene: `${scene('loss=bowl', [memoryOf(0)], 60)}&step=0`,
        ask: asks('reach,run:0,step:60,goal:0.001', [
          'This is a rule of text with a knob, mu. Reach a loss of 0.001 within 60 steps. Turn it.',
        ]),
        reachedBy: [{ run: 1, key: 'mu', value: 0.8 }],
      },
      [
        so(
          'With `mu` at 0 it is gradient descent, and has a loss of 4.6 after 60 steps.',
          same(set('mu', 1), 0),
          reads(loss(1, 60), 4.6),
        ),
      ],
    ),
  ],
  review: [
    review(
      'normalized',
      scene(
        'f=3x-4y&domain=-6,6,-6,6&start=2,3',
        ['custom,name:normalized,rule:lr=0.5;theta=theta-lr*gradient/norm(gradient)'],
        10,
      ),
      asks(
        'length,run:0',
        [
          'The rule `theta - lr*gradient/norm(gradient)` with the rate 0.5, on a tilted plane. How long is its first step?',
        ],
        [
          so(
            '0.5: the gradient, (3, −4), is divided by its length, 5, and what is left has the length one.',
            same(at('move', 1, 0), 0.5),
            same(at('gradientX', 1, 0), 3),
            same(at('gradientY', 1, 0), -4),
            same(at('slope', 1, 0), 5),
          ),
        ],
      ),
    ),
    review(
      'quarter',
      scene(
        'f=x^2&curve=on&domain=-4,6,-2,2&start=3,0',
        ['custom,name:halved,rule:theta=theta-gradient/(2*t)'],
        20,
      ),
      asks(
        'end,run:0,step:1',
        ['The rule `theta - gradient/(2*t)` on $x^2$, from 3. Where is it after 1 step?'],
        [
          so(
            'At 0: in the first step $t$ is 1, and half of the slope 6 is 3.',
            same(at('x', 1, 1), 0),
            same(at('gradientX', 1, 0), 6),
          ),
        ],
      ),
    ),
    review(
      'clipped',
      scene(
        'f=cosh(3x)&curve=on&domain=-1.5,1.5,-2,2&start=1.2,0',
        [
          'sgd(lr:0.1)',
          'custom,name:clipped,color:sky,rule:lr=0.1;theta=theta-lr*gradient*min(1, 4/norm(gradient))',
        ],
        40,
      ),
      asks(
        'diverges,step:40',
        [
          'Steep walls, $\\cosh 3x$, and the rate 0.1. One run is gradient descent, the other shortens every gradient that is longer than 4 to 4. Which flies off beyond all numbers within 40 steps?',
        ],
        [
          so(
            'Plain gradient descent: its first step is 5.5 long, and leads to where the loss overflows soon. The clipped one never moves more than 0.4, and is at the bottom.',
            reads(at('move', 1, 0), 5.5),
            { run: 1, ends: 'overflow' },
            same(over('most', 'move', 2, 0, 39), 0.4),
            below(loss(2, 40), 1.01),
          ),
        ],
      ),
    ),
  ],
  sources: [
    {
      title: 'X. Chen et al., Symbolic discovery of optimization algorithms (2023)',
      url: 'https://arxiv.org/abs/2302.06675',
    },
    {
      title: 'J. Bernstein et al., signSGD: compressed optimisation for non-convex problems (2018)',
      url: 'https://arxiv.org/abs/1802.04434',
    },
  ],
};
