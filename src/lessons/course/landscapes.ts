import type { ClaimedLesson } from '../../core/lesson/claimed.ts';
import {
  above,
  after,
  asks,
  at,
  below,
  difference,
  firstBelow,
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
  there,
} from './writing.ts';

const saddle = 'loss=saddle&start=-1.6,0.001&opt=sgd(lr:0.05)&steps=120';
const flat = 'loss=plateau&opt=sgd(lr:0.1)&steps=200';

/** Saddles, plateaus and many minima: what a gradient of zero can mean, and what the start decides. */
export const landscapes: ClaimedLesson = {
  version: 1,
  id: 'landscapes',
  title: 'Saddles, plateaus, many minima',
  teaches: 'You can say what kind of place a gradient of zero is, and what the start decides.',
  minutes: 5,
  parts: [
    part(
      {
        id: 'kinds',
        scene: 'loss=himmelblau&start=-0.4,-0.75&opt=sgd(lr:0.01)&steps=100&step=0',
      },
      [
        'Where the gradient is zero, gradient descent stands still. What such a place is, the curvatures say:',
        'both positive, a minimum; both negative, a maximum; one of each, a saddle, which rises in one direction and falls in another.',
      ],
      [
        so(
          "Himmelblau's function has four minima, all with the loss 0, one maximum between them, and four saddles on the passes from one minimum to the next.",
          same(there('value', 3, 2), 0),
          below(there('value', 3.584428, -1.848127), 1e-10),
          below(there('value', -3.77931, -3.283186), 1e-10),
          below(there('value', -2.805118, 3.131313), 1e-10),
          below(there('sharpness', -0.270845, -0.923039), 0),
          below(there('slope', -0.270845, -0.923039), 1e-3),
          below(there('flatness', 3.385154, 0.073852), 0),
          above(there('sharpness', 3.385154, 0.073852), 0),
          below(there('slope', 3.385154, 0.073852), 1e-3),
          ...[
            [-0.127961, -1.953715],
            [0.086678, 2.884255],
            [-3.073026, -0.081353],
          ].flatMap((place) => [
            below(there('slope', ...place), 1e-3),
            below(there('flatness', ...place), 0),
            above(there('sharpness', ...place), 0),
          ]),
        ),
        'The gradient alone cannot tell them apart: near each of the three it is small, and a step is short. On the stage each kind has a mark of its own.',
      ],
    ),
    part({ id: 'saddle', scene: `${saddle}&step=0` }, [
      so(
        'The plainest saddle is $x^2 - y^2$: curved by 2 along $x$ and by −2 along $y$.',
        same(at('sharpness', 1, 0), 2),
        same(at('flatness', 1, 0), -2),
      ),
      so(
        'With $\\eta = 0.05$ a step multiplies $x$ by 0.9 and $y$ by 1.1. The same rule that pulls in along a positive curvature pushes out along a negative one.',
        same(set('lr', 1), 0.05),
        same(ratio(at('x', 1, 1), at('x', 1, 0)), 0.9),
        same(ratio(at('y', 1, 1), at('y', 1, 0)), 1.1),
      ),
    ]),
    part(
      {
        id: 'guess-saddle',
        ask: asks(
          'steps,run:0,step:120,goal:-1',
          [
            'The run starts at (−1.6, 0.001), almost on the ridge, $y = 0$. How many steps until the loss is −1?',
          ],
          [
            so(
              'It takes 73. $y$ must grow from 0.001 to about 1, a thousandfold, and $1.1^n = 1000$ needs $n = \\ln 1000 / \\ln 1.1 = 72.5$.',
              reads(firstBelow(-1, 1), 73),
              same(at('y', 1, 0), 0.001),
              reads(at('y', 1, 73), '1.05'),
              same(ratio(1, at('y', 1, 0)), 1000),
              reads(Math.log(1000) / Math.log(1.1), 72.5),
            ),
            so(
              'For most of that time the gradient is small: at step 30 it is 0.14 long, and it looks as if the run had converged.',
              reads(at('slope', 1, 30), '0.14'),
            ),
          ],
          [
            '[low] Near the ridge there is next to no slope to leave it by: most of the steps are spent there.',
          ],
        ),
      },
      ['Each step takes a tenth of what is left along $x$, and adds a tenth to the distance from the ridge.'],
    ),
    part(
      { id: 'leave', scene: `${saddle}&step=30`, enter: 'play' },
      [
        'A saddle does not hold a run, it delays it. How long depends on how close to the ridge one begins, and only by the logarithm.',
        after(
          { start: [-1.6, 0.0001] },
          'Ten times closer, from 0.0001, it is 24 steps more: 97.',
          reads(firstBelow(-1, 1), 97),
          same(difference(97, 73), 24),
        ),
      ],
      [
        after(
          { start: [-1.6, 0] },
          'Exactly on the ridge, from $y = 0$, it is never: the run comes to rest in the saddle.',
          same(at('y', 1, 120), 0),
          below(size(at('x', 1, 120)), 1e-5),
        ),
        'A start that is drawn at random is not there, and noise in the gradients pushes off as well.',
      ],
    ),
    part(
      { id: 'plateau', scene: `${flat}&step=0`, enter: 'play' },
      [
        'On a plateau the gradient is not zero, just small, and says nothing of how far there is to go.',
        so(
          'Here it is 0.13 long, the minimum is 5.4 away behind a cliff, and after 200 steps the run has come 1.92 closer.',
          reads(at('slope', 1, 0), 0.13),
          reads(at('distance', 1, 0), 5.4),
          reads(difference(at('distance', 1, 0), at('distance', 1, 200)), 1.92),
        ),
      ],
      [
        so(
          'The cliff is the opposite: at $x = 0$ the gradient is 6.04 long, some fifty times as much.',
          reads(there('slope', 0, 0), 6.04),
          reads(ratio(there('slope', 0, 0), at('slope', 1, 0)), 47),
        ),
        after(
          { run: 1, key: 'lr', value: 0.5 },
          'No single rate suits both: with 0.5 the first step, on the flat, is 0.06 long, and the longest, where the run meets the cliff, is 1.7.',
          reads(at('move', 1, 0), 0.06),
          reads(over('most', 'move', 1, 0, 199), 1.7),
        ),
      ],
    ),
    part(
      {
        id: 'guess-basin',
        scene: 'loss=himmelblau&start=-0.1,-0.75&opt=sgd(lr:0.01)&steps=100&step=0',
        ask: asks(
          'minimum,run:0,step:100',
          ['Four minima, equally deep. In which one will the run be after 100 steps?'],
          [
            so(
              'In (3.58, −1.85), to the lower right. Of the four it is also the nearest, 3.84 away; whether that is a rule, the next paragraph tells.',
              reads(at('x', 1, 100), 3.58),
              reads(at('y', 1, 100), -1.85),
              reads(Math.hypot(3.584428 + 0.1, -1.848127 + 0.75), 3.84),
              above(Math.hypot(3 + 0.1, 2 + 0.75), 3.84),
              above(Math.hypot(-3.77931 + 0.1, -3.283186 + 0.75), 3.84),
              above(Math.hypot(-2.805118 + 0.1, 3.131313 + 0.75), 3.84),
            ),
          ],
        ),
      },
      ['The run starts beside the top of the hill in the middle, and follows the fall line from there.'],
    ),
    part(
      { id: 'start', scene: 'loss=himmelblau&start=-0.4,-0.75&opt=sgd(lr:0.01)&steps=100', enter: 'play' },
      [
        'Move the start a little, across the top:',
        so(
          'from (−0.4, −0.75), 0.3 to the left, the run ends at (−3.78, −3.28), 7.5 away from the other end, though that one was nearer: 4.13 away against 4.22.',
          same(difference(inPart('guess-basin', at('x', 1, 0)), at('x', 1, 0)), 0.3),
          reads(at('x', 1, 100), -3.78),
          reads(at('y', 1, 100), -3.28),
          reads(difference(inPart('guess-basin', at('x', 1, 100)), at('x', 1, 100)), 7.36),
          reads(difference(inPart('guess-basin', at('y', 1, 100)), at('y', 1, 100)), 1.44),
          reads(Math.hypot(7.36, 1.44), '7.5'),
          reads(Math.hypot(3.584428 + 0.4, -1.848127 + 0.75), 4.13),
          reads(Math.hypot(-3.77931 + 0.4, -3.283186 + 0.75), 4.22),
        ),
        'The set of starts that lead to a minimum is its basin, and the borders between basins run over the saddles. Here all four minima are equally good. Elsewhere the start decides how good the end is.',
      ],
      [
        'In many dimensions a place without slope has many curvatures, and all must be positive for a minimum. Dauphin and others (2014) argue that saddles are then what one mostly meets, and that most of what looks like an end is a delay.',
      ],
    ),
    part(
      {
        id: 'challenge',
        scene: 'loss=styblinski-tang&start=0.5,0.5&opt=sgd(lr:0.02)&steps=100&step=0',
        ask: asks('reach,run:0,step:100,goal:-78', [
          'Four minima, one lowest. Reach a loss of −78 within 100 steps. Move the start.',
        ]),
        reachedBy: [{ start: [-1, -1] }],
      },
      [
        so(
          'From (0.5, 0.5) the run ends at −50.1.',
          same(at('x', 1, 0), 0.5),
          same(at('y', 1, 0), 0.5),
          reads(loss(1, 100), -50.1),
        ),
        'In which basin must it begin? You need not begin at the minimum.',
      ],
    ),
  ],
  review: [
    review(
      'twowells',
      'f=x^4-2x^2&curve=on&domain=-2,2,-2,2&start=-0.1,0&opt=sgd(lr:0.05)&steps=200',
      asks(
        'end,run:0,step:200',
        ['Two wells with a top between them: $x^4 - 2x^2$. Where does a run from −0.1 end?'],
        [
          so(
            'At −1. Zero is the top, where the second derivative is −4; from −0.1 the slope leads to the left.',
            reads(at('x', 1, 200), '-1.000'),
            same(there('sharpness', 0), -4),
            above(at('gradientX', 1, 0), 0),
          ),
        ],
      ),
    ),
    review(
      'camel',
      'loss=three-hump-camel&start=1.5,-1&opt=sgd(lr:0.03)&steps=300',
      asks(
        'end,run:0,step:300',
        ['Three valleys side by side, the deepest in the middle. Where does a run from (1.5, −1) end?'],
        [
          so(
            'At (1.75, −0.87), in the right valley, with a loss of 0.3; the middle one has 0. What is deepest does not count, only in whose basin one begins.',
            reads(at('x', 1, 300), 1.75),
            reads(at('y', 1, 300), -0.87),
            reads(loss(1, 300), 0.3),
            same(there('value', 0, 0), 0),
          ),
        ],
      ),
    ),
    review(
      'closer',
      'f=x^2-y^2&domain=-2,2,-2,2&start=1,0.01&opt=sgd(lr:0.05)&opt=sgd(lr:0.1,color:sky)&opt=sgd(lr:0.2,color:black)&steps=100',
      asks(
        'first,step:100,goal:-1',
        [
          'A saddle, and three rates, 0.05, 0.1 and 0.2, none of which is too large along $x$. Which leaves first, to a loss of −1?',
        ],
        [
          so(
            'The largest: $y$ is multiplied by 1.1, 1.2 or 1.4 a step, and a hundredfold takes 49, 26 and 14 steps.',
            same(ratio(at('y', 1, 1), at('y', 1, 0)), 1.1),
            same(ratio(at('y', 2, 1), at('y', 2, 0)), 1.2),
            same(ratio(at('y', 3, 1), at('y', 3, 0)), 1.4),
            reads(firstBelow(-1, 1), 49),
            reads(firstBelow(-1, 2), 26),
            reads(firstBelow(-1, 3), 14),
          ),
        ],
      ),
    ),
  ],
  sources: [
    {
      title:
        'Y. Dauphin et al., Identifying and attacking the saddle point problem in high-dimensional non-convex optimization (2014)',
      url: 'https://arxiv.org/abs/1406.2572',
    },
    {
      title:
        'J. D. Lee, M. Simchowitz, M. I. Jordan, B. Recht, Gradient descent only converges to minimizers (2016)',
      url: 'https://proceedings.mlr.press/v49/lee16.html',
    },
  ],
};
