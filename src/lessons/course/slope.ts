import type { ClaimedLesson } from '../../core/lesson/claimed.ts';
import {
  above,
  asks,
  at,
  below,
  difference,
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
  there,
} from './writing.ts';

const bowl = 'f=x^2/4&curve=on&domain=-5,5,-2,2&start=2,0&opt=sgd(lr:1)&steps=1';
const terrace = 'f=x^4/4-x^3/3&curve=on&domain=-1.5,2.5,-2,2&start=-1,0&opt=sgd(lr:0.2)&steps=100';

/** From the rise between two points to the slope at one, and what the slope tells and does not tell. */
export const slope: ClaimedLesson = {
  version: 1,
  id: 'slope',
  title: 'A slope is a number',
  teaches: 'You can read a derivative as the steepness at a point, and say where it is zero.',
  minutes: 5,
  parts: [
    part(
      { id: 'rise', scene: bowl },
      [
        'A curve says how large the loss is for every value of one number, $x$. You stand at a point of it and see nothing but the ground under you. Which way is down, and how steep is it?',
      ],
      [
        'Steepness between two points is rise over run.',
        so(
          'From $x = 2$ to 3 this curve, $f(x) = x^2/4$, rises from 1 to 2.25: 1.25 over a run of 1.',
          same(there('value', 2), 1),
          same(there('value', 3), 2.25),
          same(ratio(difference(there('value', 3), there('value', 2)), 1), 1.25),
        ),
        'The straight line through the two points is a secant, and that quotient is its slope.',
      ],
    ),
    part(
      { id: 'closer', scene: '&overlays=tangent&gradient=on' },
      [
        'That is an average over a whole stretch. Point at the curve, or draw a finger along it: the dashed line is the secant from the ring to there, with its slope beside it. With the curve in focus, comma and full stop move that point by keys, and H halves its distance. Bring it closer and closer to the ring:',
        so(
          'up to 2.1 the quotient is 1.025, up to 2.01 it is 1.0025, up to 2.001 it is 1.00025.',
          same(ratio(difference(there('value', 2.1), there('value', 2)), 0.1), 1.025),
          same(ratio(difference(there('value', 2.01), there('value', 2)), 0.01), 1.0025),
          same(ratio(difference(there('value', 2.001), there('value', 2)), 0.001), 1.00025, 1e-7),
        ),
        so('It settles on 1, and that number is the slope at 2.', same(there('gradientX', 2), 1)),
        'The secant has become the tangent, the line that touches the curve there.',
      ],
      ["$$f'(x) = \\lim_{h \\to 0} \\frac{f(x + h) - f(x)}{h}$$"],
    ),
    part(
      {
        id: 'rule',
        scene:
          'f=x^2/4&curve=on&domain=-5,5,-2,2&start=-3,0&opt=sgd(lr:1)&steps=1&overlays=tangent&gradient=on',
      },
      [
        'You need not do this anew for every point.',
        so(
          'For $x^2/4$ the quotient is $x/2 + h/4$, so the slope at $x$ is $x/2$: 1 at 2, −1.5 at −3.',
          same(there('gradientX', 2), 1),
          same(there('gradientX', -3), -1.5),
          same(ratio(difference(there('value', 2.1), there('value', 2)), 0.1), sum(1, 0.1 / 4)),
        ),
        'This function of $x$ is the derivative, and on a wide screen the plot under the curve shows it; the lowest plot is for a later lesson. Drag the ring: the curve is {gradient} steep under it.',
      ],
      [
        'Its sign tells the side. Negative: the curve falls to the right. Positive: it rises to the right. Its size tells how steep it is.',
        so(
          'At the ring, $x = -3$, it is −1.5: one small step to the right lowers the loss by about one and a half times the step.',
          same(at('gradientX', 1, 0), -1.5),
          same(at('x', 1, 0), -3),
          reads(ratio(difference(there('value', -2.99), there('value', -3)), 0.01), -1.5),
        ),
      ],
    ),
    part(
      {
        id: 'guess-four',
        scene: 'f=x^2/4&curve=on&domain=-5,5,-2,2&start=4,0&opt=sgd(lr:1)&steps=1',
        ask: asks(
          'length,run:0',
          [
            'A ball goes downhill on this curve, in steps that are each as long as the curve is steep where it stands. How long is its step from 4?',
          ],
          [
            so(
              'The derivative is $x/2$, and half of 4 is 2.',
              same(at('x', 1, 0), 4),
              same(at('gradientX', 1, 0), 2),
              same(at('move', 1, 0), 2),
            ),
            so(
              'It is twice the slope at 2: on this curve twice as far from the bottom is twice as steep.',
              same(ratio(there('gradientX', 4), there('gradientX', 2)), 2),
            ),
          ],
        ),
      },
      [
        "The same curve, $x^2/4$, with the ring farther out. The plot of $f'(x)$ would tell, so it waits for your answer. Say it from the rule.",
      ],
    ),
    part(
      // One step: the whole run is what the next part asks for.
      { id: 'zero', scene: `${terrace.replace('steps=100', 'steps=1')}&overlays=tangent&gradient=on` },
      [
        'Where the slope vanishes the tangent is level. The lowest point of a smooth curve is such a place. But not every such place is lowest.',
      ],
      [
        so(
          'This curve, $x^4/4 - x^3/3$, has the derivative $x^3 - x^2 = x^2 (x - 1)$, which is zero at $x = 0$ and at $x = 1$.',
          same(there('gradientX', 0), 0),
          same(there('gradientX', 1), 0),
          same(there('gradientX', -1), -2),
        ),
        so(
          'At 1 it changes from negative to positive: a minimum, with the loss −0.083.',
          below(there('gradientX', 0.9), 0),
          above(there('gradientX', 1.1), 0),
          reads(there('value', 1), -0.083),
        ),
        so(
          'At 0 it is negative on both sides: a terrace, level for a moment on the way down.',
          below(there('gradientX', -0.1), 0),
          below(there('gradientX', 0.1), 0),
        ),
      ],
    ),
    part(
      {
        id: 'guess-terrace',
        scene: terrace,
        ask: asks(
          'end,run:0,step:100',
          ['Each step is 0.2 times the slope, downhill. Where is the ball after 100 steps from −1?'],
          [
            so(
              'It is at −0.041, still above the terrace, and far from the minimum at 1.',
              reads(at('x', 1, 100), -0.041),
              same(there('gradientX', 1), 0),
            ),
            so(
              'There the slope is −0.0018, so a step is 0.0004 long: as the slope fades, so does the step.',
              reads(at('gradientX', 1, 100), -0.0018),
              reads(product(0.2, size(at('gradientX', 1, 100))), 0.0004),
            ),
            'A small slope does not say that you have arrived.',
          ],
          [
            '[far] The minimum does not draw the ball: it feels the slope under it alone, and on the terrace that is next to none.',
          ],
        ),
      },
      [
        so(
          'The ring is at −1, on the left of both level places, and the slope there is −2: down is to the right.',
          same(at('x', 1, 0), -1),
          same(at('gradientX', 1, 0), -2),
        ),
      ],
    ),
    part(
      {
        id: 'corner',
        scene:
          'f=abs(x-0.3)&curve=on&domain=-2,2,-2,2&start=1.5,0&opt=sgd(lr:0.25)&steps=20&overlays=tangent&gradient=on',
      },
      [
        'Not every curve has a slope everywhere.',
        so(
          'This one, $|x - 0.3|$, has the slope 1 on the right of 0.3 and −1 on the left, however close one comes.',
          same(there('gradientX', 0.300001), 1),
          same(there('gradientX', 0.299999), -1),
          same(there('gradientX', 1.5), 1),
        ),
        so(
          'At the corner itself there is no tangent; programs take 0 there, by convention.',
          same(there('gradientX', 0.3), 0),
        ),
      ],
      [
        so(
          'The slope does not fade on the way in, so the steps do not either: if each is 0.25 times the slope, the ball ends up going back and forth between 0.25 and 0.5.',
          reads(at('x', 1, 19), '0.25'),
          reads(at('x', 1, 20), '0.50'),
          same(set('lr', 1), 0.25),
          same(over('least', 'move', 1, 0, 19), 0.25),
        ),
      ],
    ),
    part(
      {
        id: 'challenge',
        scene: 'f=x^2/4&curve=on&domain=-5,5,-2,2&start=4,0&opt=sgd(lr:0.5)&steps=1',
        ask: asks('reach,run:0,step:1,goal:0.0001', [
          'Reach the bottom in a single step: a loss of 0.0001 or less. Turn the learning rate.',
        ]),
        reachedBy: [{ run: 1, key: 'lr', value: 2 }],
      },
      [
        so(
          'A step is the learning rate times the slope. From 4, with the rate 0.5, it is 1 long and leads to 3.',
          same(set('lr', 1), 0.5),
          same(at('x', 1, 0), 4),
          same(at('move', 1, 0), 1),
          same(at('x', 1, 1), 3),
        ),
        'The bottom is at the middle. Think first: how long must the step be, and what is the slope?',
      ],
    ),
  ],
  review: [
    review(
      'cube',
      'f=x^3&curve=on&domain=-3,3,-2,2&start=-2,0&opt=sgd(lr:0.1)&steps=1',
      asks(
        'length,run:0',
        [
          'The derivative of $x^3$ is three times $x^2$. How long is a step from −2 that is 0.1 times the slope?',
        ],
        [
          so(
            'The slope is $3 \\cdot 4 = 12$, the step 1.2: to the left, where the curve falls for ever. Not every slope leads to a minimum.',
            same(at('gradientX', 1, 0), 12),
            reads(at('move', 1, 0), 1.2),
            below(at('moveX', 1, 0), 0),
          ),
        ],
      ),
    ),
    review(
      'shifted',
      'f=x^2-6x&curve=on&domain=-2,8,-2,2&start=1,0&opt=sgd(lr:0.25)&steps=1',
      asks(
        'end,run:0,step:1',
        [
          'The slope of $x^2 - 6x$ is $2x$ minus six. Where does one step from 1 lead, if it is 0.25 times the slope?',
        ],
        [
          so(
            'The slope at 1 is −4: downhill is to the right, the step is 1 long and leads to 2. The minimum, where the slope is zero, is at 3.',
            same(at('gradientX', 1, 0), -4),
            same(at('move', 1, 0), 1),
            same(at('x', 1, 1), 2),
            same(there('gradientX', 3), 0),
          ),
        ],
      ),
    ),
    review(
      'level',
      'f=x^4/4-x^3/3&curve=on&domain=-1.5,2.5,-2,2&start=0.2,0&opt=sgd(lr:0.2)&steps=100',
      asks(
        'end,run:0,step:100',
        ['The terrace again, but from 0.2, on its right. Where is the ball after 100 steps?'],
        [
          so(
            'At 1.00, in the minimum: on this side of the terrace the slope leads away from it.',
            reads(at('x', 1, 100), '1.00'),
            below(at('gradientX', 1, 0), 0),
          ),
        ],
      ),
    ),
  ],
  sources: [
    {
      title: 'G. Strang and E. Herman, Calculus, volume 1, chapter 3: Derivatives (OpenStax)',
      url: 'https://openstax.org/books/calculus-volume-1/pages/3-introduction',
    },
    {
      title: '3Blue1Brown, The paradox of the derivative',
      url: 'https://www.3blue1brown.com/lessons/derivatives',
    },
  ],
};
