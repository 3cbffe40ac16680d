import type { ClaimedLesson } from '../../core/lesson/claimed.ts';
import {
  above,
  asks,
  at,
  below,
  difference,
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

const parabola = 'f=x^2/2&curve=on&domain=-12,12,-2,2&start=10,0';
const both = `${parabola}&opt=momentum(lr:0.1,momentum:0.9)&opt=nesterov(lr:0.1,momentum:0.9)&steps=40`;
const ravine = 'loss=bowl&opt=momentum(lr:0.01,momentum:0.9)&opt=nesterov(lr:0.01,momentum:0.9)&steps=100';

/** Momentum that uses the velocity to come: less overshoot, and a lower bound on the rate. */
export const nesterov: ClaimedLesson = {
  version: 1,
  id: 'nesterov',
  title: 'Nesterov looks ahead',
  teaches:
    "You can say what Nesterov's form adds to momentum, what it gains by it, and what rate it can no longer take.",
  minutes: 5,
  parts: [
    part(
      { id: 'late', scene: `${parabola}&opt=momentum(lr:0.1,momentum:0.9)&steps=40&step=5` },
      [
        'A heavy ball brakes too late.',
        so(
          'On $f = x^2/2$, with $\\eta = 0.1$ and $\\mu = 0.9$, it passes the minimum between step 4 and step 5, and at step 5 it still moves 2.3 a step, away from it.',
          same(set('lr', 1), 0.1),
          same(set('momentum', 1), 0.9),
          above(at('x', 1, 4), 0),
          below(at('x', 1, 5), 0),
          reads(at('moveX', 1, 5), -2.3),
        ),
        so('It swings out to −6.04 on the other side.', reads(over('least', 'x', 1, 0, 40), -6.04)),
      ],
      [
        'Its gradient is always that of where it stands. But before the step is taken, most of the step is known: the velocity will carry the ball on, whatever the gradient says. So why not ask for the slope there?',
      ],
    ),
    part(
      { id: 'ahead', scene: both + '&step=0' },
      [
        'Nesterov (1983) takes the gradient at the place to which the velocity leads. Written in the coordinates of that place, which is what PyTorch computes, it is',
        '$$b \\leftarrow \\mu\\, b + g, \\qquad \\theta \\leftarrow \\theta - \\eta\\,(g + \\mu\\, b):$$',
        'the step is along the gradient plus the velocity that is left over for the next step. The velocity is that of momentum; it is applied one step early.',
      ],
      [
        so(
          'In the first step $g = 10$ and $b = 10$: momentum moves by $0.1 \\cdot 10 = 1$, Nesterov by $0.1\\,(10 + 0.9 \\cdot 10) = 1.9$.',
          same(at('gradientX', 1, 0), 10),
          same(inside('velocity', 2, 0), 10),
          same(at('move', 1, 0), 1),
          same(at('move', 2, 0), 1.9),
        ),
      ],
    ),
    part(
      {
        id: 'guess-swing',
        scene: both,
        ask: asks(
          'end,run:1,step:8',
          ['Both start at 10. Where will Nesterov be after 8 steps?'],
          [
            so(
              'At −3.94, which is as far as it goes; momentum is at −5.53 then and has not turned yet.',
              reads(at('x', 2, 8), -3.94),
              same(over('least', 'x', 2, 0, 40), at('x', 2, 8)),
              reads(at('x', 1, 8), -5.53),
              below(at('moveX', 1, 8), 0),
              above(at('moveX', 2, 8), 0),
            ),
            so(
              'At step 3 Nesterov is at 3.27 and already slower than the step before, 2.33 after 2.48, because the slope ahead is smaller; momentum is still gaining, 2.59 after 2.34.',
              reads(at('x', 2, 3), 3.27),
              reads(at('move', 2, 3), 2.33),
              reads(at('move', 2, 2), 2.48),
              reads(at('move', 1, 3), 2.59),
              reads(at('move', 1, 2), 2.34),
            ),
          ],
        ),
      },
      [
        'The same parabola, the same rate and the same $\\mu$. Nesterov starts faster. What becomes of the overshoot?',
      ],
    ),
    part(
      { id: 'damping', scene: both, enter: 'play' },
      [
        'Looking ahead works as a brake that grows with the curvature. On a parabola of curvature $\\lambda$ a swing shrinks by',
        '$$\\text{momentum: } \\sqrt{\\mu}, \\qquad \\text{Nesterov: } \\sqrt{\\mu\\,(1 - \\eta\\lambda)}.$$',
        so(
          'Here $\\eta\\lambda = 0.1$, so it is 0.949 against 0.9. After 40 steps the losses are 0.67 and 0.010.',
          same(product(set('lr', 1), at('sharpness', 1, 0)), 0.1),
          reads(Math.sqrt(0.9), 0.949),
          reads(Math.sqrt(0.9 * 0.9), 0.9),
          reads(loss(1, 40), 0.67),
          reads(loss(2, 40), '0.010'),
        ),
      ],
      [
        'Along a floor where $\\eta\\lambda$ is tiny the two are nearly the same: there is no difference where there is no curvature to see ahead. Step {step}: {x} and {x:2}.',
      ],
    ),
    part({ id: 'ravine', scene: ravine, enter: 'play' }, [
      'In the ravine this is what one wants. Across, $\\eta\\lambda$ is large and the swings are damped at once; along, it is small and the speed is kept.',
      so(
        'With $\\eta = 0.01$ and $\\mu = 0.9$ both reach $x \\approx -1$ at step 20, but momentum is still swinging across, at $y = -0.59$, and Nesterov is at $y = 0$. The losses are 18.2 and 0.54.',
        same(set('lr', 2), 0.01),
        same(set('momentum', 2), 0.9),
        reads(at('x', 1, 20), '-1.1'),
        reads(at('x', 2, 20), '-1.0'),
        reads(at('y', 1, 20), -0.59),
        same(at('y', 2, 20), 0),
        reads(loss(1, 20), 18.2),
        reads(loss(2, 20), 0.54),
      ),
    ]),
    part(
      {
        id: 'guess-bound',
        scene:
          'loss=bowl&opt=sgd(lr:0.0185)&opt=momentum(lr:0.0185,momentum:0.9)&opt=nesterov(lr:0.0185,momentum:0.9)&steps=60',
        ask: asks(
          'diverges,step:60',
          [
            'Now the rate is 0.0185. Which of the three will have a higher loss after 60 steps than at the start?',
          ],
          [
            so(
              'Nesterov alone. Its bound on a quadratic is $2\\,(1 + \\mu)/(1 + 2\\mu)$ over $\\lambda_{\\max}$: 0.0136 here. Momentum has 0.038, gradient descent 0.02.',
              above(loss(3, 60), loss(3, 0)),
              below(loss(1, 60), loss(1, 0)),
              below(loss(2, 60), loss(2, 0)),
              reads(ratio(3.8, product(2.8, at('sharpness', 1, 0))), 0.0136),
              same(ratio(3.8, at('sharpness', 1, 0)), 0.038),
              same(ratio(2, at('sharpness', 1, 0)), 0.02),
              same(set('momentum', 3), 0.9),
            ),
            so(
              'It steps $1 + \\mu$ times the gradient at once: the first step here is 5.27 long across, from 1.5 to −3.77.',
              reads(size(at('moveY', 3, 0)), 5.27),
              reads(at('y', 3, 0), 1.5),
              reads(at('y', 3, 1), -3.77),
            ),
          ],
        ),
      },
      [
        so(
          'In the same ravine the bound of gradient descent is 0.02, and momentum stretched it to 0.038.',
          same(ratio(2, at('sharpness', 1, 0)), 0.02),
          same(ratio(product(2, sum(1, set('momentum', 2))), at('sharpness', 1, 0)), 0.038),
        ),
        'And looking ahead?',
      ],
    ),
    part(
      { id: 'honest', scene: ravine },
      [
        'So it is a trade: a lower bound on the rate, and better damping below it. For smooth convex functions, with a momentum that grows in a certain way from step to step, Nesterov proved more: after $k$ steps the loss is within $O(1/k^2)$ of the minimum, and no method of its kind can do better; gradient descent guarantees only $O(1/k)$.',
      ],
      [
        'With a constant $\\mu$ on a network that is no longer what is proved. What remains is the habit, and often it helps.',
      ],
    ),
    part(
      {
        id: 'challenge',
        scene: 'loss=bowl&opt=nesterov(lr:0.0185,momentum:0.9)&steps=60&step=0',
        ask: asks('reach,run:0,step:60,goal:0.001', [
          'Reach a loss of 0.001 within 60 steps. Turn the rate and the momentum.',
        ]),
        reachedBy: [
          { run: 1, key: 'lr', value: 0.01 },
          { run: 1, key: 'momentum', value: 0.85 },
        ],
      },
      [
        'It flies off as it stands. Bring it below the bound first; then ask how much memory this ravine wants.',
      ],
    ),
  ],
  review: [
    review(
      'half-bound',
      'f=2x^2&curve=on&domain=-4,4,-2,2&start=1,0&opt=momentum(lr:0.5,momentum:0.9)&opt=nesterov(lr:0.5,momentum:0.9)&steps=100',
      asks(
        'diverges,step:100',
        [
          'On $2x^2$ with the rate 0.5 and $\\mu = 0.9$: which will have a higher loss after 100 steps than at the start?',
        ],
        [
          so(
            "The curvature is 4, so the bounds are 0.95 for momentum and 0.34 for Nesterov's form: the latter flies off.",
            same(at('sharpness', 1, 0), 4),
            same(ratio(3.8, at('sharpness', 1, 0)), 0.95),
            reads(ratio(3.8, product(2.8, at('sharpness', 1, 0))), 0.34),
            below(loss(1, 100), loss(1, 0)),
            above(loss(2, 100), loss(2, 0)),
          ),
        ],
      ),
    ),
    review(
      'one-step',
      'f=x^2/2&curve=on&domain=-12,12,-2,2&start=10,0&opt=momentum(lr:1,momentum:0.9)&opt=nesterov(lr:1,momentum:0.9,color:sky)&steps=60',
      asks(
        'lowest,step:60',
        [
          'On $x^2/2$ with the rate 1, which would take gradient descent to the bottom in one step, and $\\mu = 0.9$: which is lower after 60 steps?',
        ],
        [
          so(
            'Nesterov, at the bottom from step 2 on: $\\mu\\,(1 - \\eta\\lambda)$ vanishes here, and with it the swing. Momentum has a loss of 0.05 after 60 steps, and swings.',
            same(at('x', 2, 2), 0),
            same(loss(2, 60), 0),
            reads(loss(1, 60), 0.05),
            below(loss(2, 60), loss(1, 60)),
          ),
        ],
      ),
    ),
    review(
      'slope',
      'f=-x&curve=on&domain=-5,25,-2,2&start=0,0&opt=momentum(lr:0.1,momentum:0.8)&opt=nesterov(lr:0.1,momentum:0.8,color:sky)&steps=40',
      asks(
        'end,run:1,step:40',
        [
          'A slope that never changes, $-x$, with the rate 0.1 and $\\mu = 0.8$. Where is Nesterov after 40 steps, from 0?',
        ],
        [
          so(
            'At about 18.4: the speed comes to $0.1/(1 - 0.8) = 0.5$ a step for both, and Nesterov gets there one step earlier.',
            reads(at('x', 2, 40), 18.4),
            same(ratio(set('lr', 1), difference(1, set('momentum', 1))), 0.5),
            reads(at('moveX', 1, 39), '0.50'),
            reads(at('moveX', 2, 39), '0.50'),
            above(at('x', 2, 40), at('x', 1, 40)),
          ),
        ],
      ),
    ),
  ],
  sources: [
    {
      title:
        'I. Sutskever, J. Martens, G. Dahl, G. Hinton, On the importance of initialization and momentum in deep learning (2013)',
      url: 'https://proceedings.mlr.press/v28/sutskever13.html',
    },
    {
      title:
        'J. Cohen et al., Gradient descent on neural networks typically occurs at the edge of stability, appendix B (2021)',
      url: 'https://arxiv.org/abs/2103.00065',
    },
    {
      title: 'PyTorch, torch.optim.SGD',
      url: 'https://docs.pytorch.org/docs/stable/generated/torch.optim.SGD.html',
    },
  ],
};
