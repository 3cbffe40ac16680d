import type { ClaimedLesson } from '../../core/lesson/claimed.ts';
import {
  above,
  after,
  asks,
  at,
  below,
  difference,
  flowing,
  loss,
  over,
  part,
  product,
  ratio,
  reads,
  review,
  same,
  set,
  so,
} from './writing.ts';

const bowl = 'f=x^2/2%2B2y^2&domain=-4,4,-3,3&start=-3,2';
const honey =
  'f=x^2/2&curve=on&domain=-4,4,-2,2&start=3,0&opt=momentum(lr:0.04,momentum:0.8,color:sky)&opt=momentum(lr:0.01,momentum:0.9)&opt=momentum(lr:0.0025,momentum:0.95,color:black)&steps=120';

/** The damped oscillation x″ + x′ + x = 0 from 3 at rest. */
function swing(time: number): number {
  const omega = Math.sqrt(3) / 2;
  return 3 * Math.exp(-time / 2) * (Math.cos(omega * time) + Math.sin(omega * time) / (2 * omega));
}

/** Gradient descent as Euler's method for a flow, and the heavy ball as a mass with friction. */
export const flow: ClaimedLesson = {
  version: 1,
  id: 'flow',
  title: 'Small steps are a differential equation',
  teaches:
    'You can say where a run with small steps is after a given time, and read momentum as a mass with friction.',
  minutes: 6,
  parts: [
    part(
      {
        id: 'guess-tenth',
        scene:
          'f=x^2/2&curve=on&domain=-4,4,-2,2&start=3,0&opt=sgd(lr:0.01)&opt=sgd(lr:0.1,color:sky)&steps=200',
        ask: asks(
          'steps,run:0,step:200,goal:0.1',
          ['How many steps does the rate 0.01 need to a loss of 0.1?'],
          [
            so(
              '190: ten times as many. A tenth of the rate is a tenth of each step, and ten of the small steps do almost what one of the large does: one of 0.1 leads from 3 to 2.7, ten of 0.01 to 2.713.',
              above(loss(1, 189), 0.1),
              below(loss(1, 190), 0.1),
              same(at('x', 2, 1), 2.7),
              reads(at('x', 1, 10), 2.713),
              same(at('x', 1, 0), 3),
              same(set('lr', 1), 0.01),
              same(set('lr', 2), 0.1),
            ),
          ],
        ),
      },
      [
        'Two runs on $x^2/2$, from the same start.',
        so(
          'With the rate 0.1 the loss is below 0.1 after 19 steps.',
          same(set('lr', 2), 0.1),
          above(loss(2, 18), 0.1),
          below(loss(2, 19), 0.1),
        ),
        'With a tenth of the rate it takes longer. How much?',
      ],
    ),
    part(
      {
        id: 'time',
        scene:
          'f=x^2/2&curve=on&domain=-4,4,-2,2&start=3,0&opt=sgd(lr:0.5,color:sky)&opt=sgd(lr:0.1)&opt=sgd(lr:0.01,color:black)&steps=200',
      },
      [
        'So count time instead of steps: a step with the rate $\\eta$ takes the time $\\eta$. Write the update as a quotient,',
        "$$\\frac{x_{k+1} - x_k}{\\eta} = -f'(x_k),$$",
        'and let $\\eta$ go to zero. What remains is a differential equation, the gradient flow:',
        "$$\\frac{dx}{d\\tau} = -f'(x)$$",
      ],
      [
        so(
          "Here $f'(x) = x$, and the solution from 3 is $3\\,e^{-\\tau}$: at the time 2 it is at 0.406. The run with the rate 0.5 is there after 4 steps, at 0.188; with 0.1 after 20, at 0.365; with 0.01 after 200, at 0.402.",
          reads(flowing('x', 2), 0.406),
          reads(3 * Math.exp(-2), 0.406),
          ...(
            [
              [1, 0.5, 4, 0.188],
              [2, 0.1, 20, 0.365],
              [3, 0.01, 200, 0.402],
            ] as const
          ).flatMap(([run, rate, steps, x]) => [
            same(set('lr', run), rate),
            same(product(rate, steps), 2),
            reads(at('x', run, steps), x),
          ]),
        ),
        so(
          'A tenth of the rate is a tenth of the error: 0.041, then 0.0041. This is Euler’s method, the simplest way to follow a differential equation.',
          reads(difference(flowing('x', 2), at('x', 2, 20)), 0.041),
          reads(difference(flowing('x', 2), at('x', 3, 200)), 0.0041),
        ),
      ],
    ),
    part(
      {
        id: 'guess-bowl',
        scene: `${bowl}&opt=sgd(lr:0.01)&steps=100`,
        ask: asks(
          'end,run:0,step:100',
          ['Where will the run be after 100 steps with the rate 0.01?'],
          [
            so(
              'The time is 1. Each direction of curvature $\\lambda$ fades by $e^{-\\lambda\\tau}$: $x$ to $-3\\,e^{-1} = -1.10$, $y$ to $2\\,e^{-4} = 0.037$.',
              same(product(100, set('lr', 1)), 1),
              reads(flowing('x', 1), '-1.10'),
              reads(flowing('y', 1), 0.037),
            ),
            so(
              'The run is at (−1.10, 0.034).',
              reads(at('x', 1, 100), '-1.10'),
              reads(at('y', 1, 100), 0.034),
            ),
          ],
        ),
      },
      [
        so(
          'A bowl, $\\tfrac12 x^2 + 2\\,y^2$, with the curvatures 1 in $x$ and 4 in $y$. The ring is at (−3, 2).',
          same(at('flatness', 1, 0), 1),
          same(at('sharpness', 1, 0), 4),
          same(at('x', 1, 0), -3),
          same(at('y', 1, 0), 2),
        ),
        'How long is the time, and what does each direction do in it?',
      ],
    ),
    part(
      {
        id: 'stiff',
        scene: `${bowl}&opt=sgd(lr:0.4)&opt=sgd(lr:0.1,color:sky)&opt=sgd(lr:0.01,color:black)&steps=100&overlays=flow`,
        enter: 'play',
      },
      [
        'The line is the flow itself. It has no rate, it crosses no valley, and it cannot fly off a bowl: all of that belongs to the steps.',
        so(
          'With the rate 0.4 the factor in $y$ is −0.6 a step, and the run jumps from side to side. The flow’s $y$ stays positive.',
          same(set('lr', 1), 0.4),
          same(ratio(at('y', 1, 1), at('y', 1, 0)), -0.6),
          above(flowing('y', 0.4), 0),
          above(flowing('y', 4), 0),
        ),
        after(
          { run: 1, key: 'lr', value: 0.51 },
          'Above $2/\\lambda_{\\max} = 0.5$ it would fly off, where the flow is as calm as ever.',
          same(ratio(2, at('sharpness', 1, 0)), 0.5),
          above(loss(1, 100), loss(1, 0)),
        ),
      ],
      [
        'So there are two clocks. The steepest direction says how long a step may be, about $1/\\lambda_{\\max}$; the flattest says how much time is needed, some $1/\\lambda_{\\min}$. The number of steps is their quotient, the condition number, whatever rate you choose. Numerical analysts call such an equation stiff.',
      ],
    ),
    part(
      { id: 'mass', scene: honey, enter: { from: 0, to: 40 } },
      [
        'Momentum has a limit, too. With $h = \\sqrt\\eta$ as the step of time and $v = -h\\,b$ as the velocity, its two lines read',
        '$$\\frac{v_{k+1} - v_k}{h} = -\\frac{1 - \\mu}{h}\\,v_k - \\nabla f,$$',
        '$$\\frac{\\theta_{k+1} - \\theta_k}{h} = v_{k+1},$$',
        'and for small $h$ they are the motion of a mass of one on a slope, with the friction $a = (1 - \\mu)/\\sqrt\\eta$:',
        '$$\\ddot\\theta + a\\,\\dot\\theta + \\nabla f(\\theta) = 0$$',
      ],
      [
        so(
          'The three runs have the rates 0.04, 0.01 and 0.0025 with $\\mu = 0.8$, 0.9 and 0.95, and one friction: $a = 1$.',
          ...[
            [0.04, 0.8],
            [0.01, 0.9],
            [0.0025, 0.95],
          ].flatMap(([lr, mu], i) => [
            same(set('lr', i + 1), lr!),
            same(set('momentum', i + 1), mu!),
            same((1 - mu!) / Math.sqrt(lr!), 1),
          ]),
        ),
        so(
          'At the time 4, after 20, 40 and 80 steps, they are at −0.36, −0.41 and −0.44; the swing of the equation is then at −0.46.',
          reads(at('x', 1, 20), -0.36),
          reads(at('x', 2, 40), -0.41),
          reads(at('x', 3, 80), -0.44),
          reads(swing(4), -0.46),
          same(product(20, Math.sqrt(0.04)), 4),
          same(product(40, Math.sqrt(0.01)), 4),
          same(product(80, Math.sqrt(0.0025)), 4),
        ),
      ],
    ),
    part(
      {
        id: 'root',
        scene:
          'f=x^2/2&curve=on&domain=-4,4,-2,2&start=3,0&opt=momentum(lr:0.01,momentum:0.9)&opt=sgd(lr:0.01)&steps=60',
        enter: 'play',
      },
      [
        so(
          'Here is what momentum buys: a step takes the time $\\sqrt\\eta$ instead of $\\eta$. With the rate 0.01 that is 0.1 instead of 0.01.',
          same(set('lr', 1), 0.01),
          same(set('lr', 2), 0.01),
          same(Math.sqrt(0.01), 0.1),
        ),
        so(
          'The ball crosses the minimum after 24 steps; gradient descent is at 2.36 then.',
          above(at('x', 1, 23), 0),
          below(at('x', 1, 24), 0),
          reads(at('x', 2, 24), 2.36),
        ),
      ],
      [
        so(
          'It crosses at speed, climbs to −0.46 and comes back: a mass keeps its energy, except for what friction takes. The loss went up on the way, to 0.106; the loss and the energy of motion together never do, in the equation.',
          reads(over('least', 'x', 1, 0, 60), -0.46),
          reads(over('most', 'loss', 1, 24, 60), 0.106),
        ),
      ],
    ),
    part(
      {
        id: 'guess-friction',
        scene:
          'f=x^2/2&curve=on&domain=-4,4,-2,2&start=3,0&opt=momentum(lr:0.01,momentum:0.5)&opt=momentum(lr:0.01,momentum:0.8,color:orange)&opt=momentum(lr:0.01,momentum:0.9,color:sky)&opt=momentum(lr:0.01,momentum:0.98,color:black)&steps=200',
        ask: asks(
          'lowest,step:200',
          ['Four masses of the same rate, 0.01. Which has the lowest loss after 200 steps?'],
          [
            so(
              "0.8, with 1e-12. Its friction is $a = 2$, and with $f'' = 1$ the equation $\\lambda^2 + a\\lambda + 1 = 0$ only just has real solutions: the mass no longer swings, and does not creep yet.",
              reads(loss(2, 200), '1e-12'),
              same(set('momentum', 2), 0.8),
              same((1 - 0.8) / 0.1, 2),
              same(at('sharpness', 2, 0), 1),
            ),
            so(
              '0.9 has 8e-11 and 0.98, with a tenth of the friction, 0.016: they swing. 0.5 creeps, and has 0.0012.',
              reads(loss(3, 200), '8e-11'),
              reads(loss(4, 200), 0.016),
              reads(loss(1, 200), 0.0012),
              same(set('momentum', 1), 0.5),
              same(set('momentum', 3), 0.9),
              same(set('momentum', 4), 0.98),
              same(ratio((1 - 0.98) / 0.1, (1 - 0.8) / 0.1), 0.1),
            ),
            so(
              "In general the best friction is $a = 2\\sqrt{f''}$, called critical.",
              same(product(2, Math.sqrt(1)), ratio(difference(1, set('momentum', 2)), 0.1)),
              same(at('sharpness', 2, 0), 1),
            ),
          ],
        ),
      },
      [
        so(
          'Only the friction differs: $\\mu = 0.5$, 0.8, 0.9 and 0.98 are $a = 5$, 2, 1 and 0.2.',
          ...[
            [0.5, 5],
            [0.8, 2],
            [0.9, 1],
            [0.98, 0.2],
          ].flatMap(([mu, a], i) => [
            same(set('momentum', i + 1), mu!),
            same(ratio(difference(1, set('momentum', i + 1)), 0.1), a!),
          ]),
        ),
        'A pendulum in air, in water, in honey: which is at rest first?',
      ],
    ),
    part(
      {
        id: 'challenge',
        scene: 'f=x^2/8&curve=on&domain=-4,4,-2,2&start=3,0&opt=momentum(lr:0.01,momentum:0.5)&steps=200',
        ask: asks('reach,run:0,step:200,goal:0.000001', [
          'Reach a loss of 0.000001 within 200 steps. Turn the momentum; leave the rate.',
        ]),
        reachedBy: [{ run: 1, key: 'momentum', value: 0.9 }],
      },
      [
        so(
          'A wider bowl: the second derivative of $x^2/8$ is 1/4. With $\\mu = 0.5$ and the rate 0.01 the friction is 5, and after 200 steps the loss is still 0.15.',
          same(at('sharpness', 1, 0), 1 / 4),
          same(set('momentum', 1), 0.5),
          same(set('lr', 1), 0.01),
          same(ratio(difference(1, set('momentum', 1)), Math.sqrt(0.01)), 5),
          reads(loss(1, 200), 0.15),
        ),
        'Which friction does this curvature want, and which $\\mu$ is that?',
      ],
    ),
  ],
  review: [
    review(
      'narrow',
      'f=2x^2&curve=on&domain=-2,12,-2,2&start=10,0&opt=sgd(lr:0.005)&steps=100',
      asks(
        'end,run:0,step:100',
        [
          'A parabola, $f = 2x^2$, and 100 steps with the rate 0.005. Where is gradient descent, from 10, about?',
        ],
        [
          so(
            'The time is 0.5, the second derivative 4, and $10\\,e^{-4 \\cdot 0.5} = 1.35$; the run is at 1.33.',
            same(product(100, set('lr', 1)), 0.5),
            same(at('sharpness', 1, 0), 4),
            reads(flowing('x', 0.5), 1.35),
            reads(at('x', 1, 100), 1.33),
          ),
        ],
      ),
    ),
    review(
      'plane',
      'f=-x&curve=on&domain=-2,12,-2,2&start=0,0&opt=momentum(lr:0.01,momentum:0.9)&steps=100',
      asks(
        'end,run:0,step:100',
        [
          'A slope that is the same everywhere, $f = -x$. The ball starts at rest at 0 with $\\eta = 0.01$ and $\\mu = 0.9$. Where is it after 100 steps?',
        ],
        [
          so(
            'At 9.1. Friction holds it at a last speed: $\\eta/(1 - \\mu) = 0.1$ a step, like a raindrop. It takes some steps to get there, and stays 0.9 behind for ever.',
            reads(at('x', 1, 100), 9.1),
            reads(at('move', 1, 99), 0.1),
            same(ratio(set('lr', 1), difference(1, set('momentum', 1))), 0.1),
            reads(difference(product(0.1, 100), at('x', 1, 100)), 0.9),
          ),
        ],
      ),
    ),
    review(
      'stiffer',
      'f=8x^2&curve=on&domain=-4,4,-2,2&start=3,0&opt=momentum(lr:0.0025,momentum:0.3,color:sky)&opt=momentum(lr:0.0025,momentum:0.6)&opt=momentum(lr:0.0025,momentum:0.95,color:black)&steps=60',
      asks(
        'lowest,step:60',
        [
          'On $f = 8x^2$ with the rate 0.0025: which momentum has the lowest loss after 60 steps, 0.3, 0.6 or 0.95?',
        ],
        [
          so(
            'The second derivative is 16, so the critical friction is $2\\sqrt{16} = 8$, and with $\\sqrt\\eta = 0.05$ that is $\\mu = 1 - 0.05 \\cdot 8 = 0.6$.',
            same(at('sharpness', 1, 0), 16),
            same(product(2, Math.sqrt(16)), 8),
            same(set('lr', 1), 0.05 ** 2),
            same(difference(1, product(0.05, 8)), set('momentum', 2)),
          ),
          so(
            'The losses are 0.054, 0.000011 and 2.5.',
            reads(loss(1, 60), 0.054),
            reads(loss(2, 60), 0.000011),
            reads(loss(3, 60), 2.5),
          ),
        ],
      ),
    ),
  ],
  sources: [
    {
      title:
        'W. Su, S. Boyd, E. Candès, A differential equation for modeling Nesterov’s accelerated gradient method (2016)',
      url: 'https://arxiv.org/abs/1503.01243',
    },
    {
      title: 'N. Qian, On the momentum term in gradient descent learning algorithms (1999)',
      url: 'https://doi.org/10.1016/S0893-6080(98)00116-6',
    },
    {
      title: 'E. Hairer, S. P. Nørsett, G. Wanner, Solving Ordinary Differential Equations I (1993)',
      url: 'https://doi.org/10.1007/978-3-540-78862-1',
    },
  ],
};
