import type { ClaimedLesson } from '../../core/lesson/claimed.ts';
import {
  above,
  after,
  asks,
  at,
  below,
  firstBelow,
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

const hill =
  'f=0.1x^2%2B0.9sin(2x)%2B1.4&curve=on&domain=-6.5,1.5,-2,2&start=-5.2,0&opt=sgd(lr:0.1)&steps=60';
const bowl = 'f=x^2/4&curve=on&domain=-5,5,-2,2&start=4,0';
const three = `${bowl}&opt=sgd(lr:1)&opt=sgd(lr:0.1,color:sky)&opt=sgd(lr:0.01,color:black)&steps=40`;

/** A step is the learning rate times the slope, against it; the same again is gradient descent. */
export const downhill: ClaimedLesson = {
  version: 1,
  id: 'downhill',
  title: 'Downhill: one step, one learning rate',
  teaches: 'You can take a step of gradient descent by hand, and say what the learning rate does to it.',
  minutes: 5,
  parts: [
    part(
      { id: 'update', scene: `${bowl}&opt=sgd(lr:0.5)&steps=20&step=0&overlays=tangent&gradient=on` },
      [
        'The slope tells which way is up and how steeply. To go down, step against it:',
        "$$x \\leftarrow x - \\eta\\, f'(x)$$",
        'The learning rate $\\eta$ says how much of a step each unit of slope is worth. You choose it, and nothing in the curve tells you its value.',
        'The minus sign takes care of the side: where the curve rises to the right the step goes to the left, and where it falls to the right the step goes to the right.',
      ],
      [
        so(
          'At the ring, $x = 4$, the slope is 2. With $\\eta = 0.5$ the step is $-0.5 \\cdot 2 = -1$, and leads to 3.',
          same(at('x', 1, 0), 4),
          same(at('gradientX', 1, 0), 2),
          same(set('lr', 1), 0.5),
          same(at('moveX', 1, 0), -1),
          same(at('x', 1, 1), 3),
        ),
        so('The loss falls from 4 to 2.25.', same(loss(1, 0), 4), same(loss(1, 1), 2.25)),
      ],
    ),
    part(
      {
        id: 'again',
        scene: `${bowl}&opt=sgd(lr:0.5)&steps=20&overlays=tangent&gradient=on`,
        enter: { from: 0, to: 20 },
      },
      [
        'Now measure the slope where you have come to, and do the same again. That is all of gradient descent. Over the curve it is called SGD, its name in programs; what the S stands for, the lesson on noise tells.',
        so(
          'The second step is 0.75 long, the third 0.5625: each is three quarters of the one before, because the slope under you fades as you come down.',
          same(at('move', 1, 1), 0.75),
          same(at('move', 1, 2), 0.5625),
          same(ratio(at('move', 1, 10), at('move', 1, 9)), 0.75),
        ),
        'Nobody made the steps smaller: the slope did.',
      ],
      ['Step {step}: $x$ is {x}, the curve {gradient} steep, the loss {loss}.'],
    ),
    part(
      {
        id: 'guess-rates',
        scene: three,
        ask: asks(
          'end,run:1,step:20',
          ['All three start at 4. Where will the run with the rate 0.1 be after 20 steps?'],
          [
            so(
              'It is at 1.43. The step is $0.1 \\cdot x/2$, so each one leaves 95 % of $x$, and $0.95^{20}$ is 0.358.',
              reads(at('x', 2, 20), 1.43),
              same(ratio(at('x', 2, 1), at('x', 2, 0)), 0.95),
              reads(0.95 ** 20, 0.358),
            ),
            so(
              'With the rate 1 it is at 0.000004, with 0.01 still at 3.62.',
              reads(at('x', 1, 20), 0.000004),
              reads(at('x', 3, 20), 3.62),
              same(set('lr', 1), 1),
              same(set('lr', 3), 0.01),
            ),
          ],
          [
            so(
              '[far] A step takes 5 % of what is left, and not of the 4 at the start: the steps get shorter on the way.',
              same(ratio(at('move', 2, 5), at('x', 2, 5)), 0.05),
              same(at('x', 2, 0), 4),
              below(at('move', 2, 19), at('move', 2, 0)),
            ),
          ],
        ),
      },
      [
        so(
          'Three runs with the rates 1, 0.1 and 0.01, and nothing else different.',
          same(set('lr', 1), 1),
          same(set('lr', 2), 0.1),
          same(set('lr', 3), 0.01),
        ),
      ],
    ),
    part(
      { id: 'rates', scene: `${three}&chartScale=log`, enter: 'play' },
      [
        so(
          'A tenth of the rate is a tenth of the first step: 2, 0.2 and 0.02.',
          same(at('move', 1, 0), 2),
          same(at('move', 2, 0), 0.2),
          same(at('move', 3, 0), 0.02),
        ),
        so(
          'And it is about ten times as many steps to the same loss: below 2 after 1 step and after 7.',
          reads(firstBelow(2, 1), 1),
          reads(firstBelow(2, 2), 7),
        ),
      ],
      [
        'A small rate is slow, but it is not wrong: it goes where the slope points, in more steps. Here the largest of the three is best.',
        so(
          'At step 40 the losses are {loss}, {loss:2} and {loss:3}, in this order.',
          below(loss(1, 40), loss(2, 40)),
          below(loss(2, 40), loss(3, 40)),
        ),
      ],
    ),
    part(
      {
        id: 'guess-hill',
        scene: hill,
        ask: asks(
          'end,run:0,step:60',
          ['Where will gradient descent be after 60 steps?'],
          [
            so(
              'At −3.71, where the slope is zero for the first time on its way down. The lowest point of the curve, at −0.744, has a loss of 0.56; here it is 1.96.',
              reads(at('x', 1, 60), -3.71),
              below(size(at('gradientX', 1, 60)), 1e-6),
              reads(there('value', -0.744), '0.56'),
              below(size(there('gradientX', -0.744)), 0.01),
              reads(loss(1, 60), 1.96),
            ),
            'Each step knows the slope under it and nothing else. No step can tell that there is a lower valley behind the bump.',
          ],
        ),
      },
      [
        so(
          'A curve with bumps. The slope at the ring, $x = -5.2$, is −2.05: down is to the right.',
          reads(at('gradientX', 1, 0), -2.05),
          same(at('x', 1, 0), -5.2),
        ),
      ],
    ),
    part(
      { id: 'local', scene: `${hill}&step=60` },
      [
        'What gradient descent finds is a place where the slope is zero, reached by going down from where it began: a local minimum. Whether there is a lower one is a question about the whole curve, and it never sees the whole curve.',
      ],
      [
        so(
          'On the way the steps were longest where the curve is steepest, 0.27 at step 2, and have faded with the slope since: 0.012 at step 10, 0.000002 at step 30.',
          reads(at('move', 1, 2), 0.27),
          same(over('most', 'move', 1, 0, 59), at('move', 1, 2)),
          same(over('most', 'slope', 1, 0, 59), at('slope', 1, 2)),
          reads(at('move', 1, 10), 0.012),
          reads(at('move', 1, 30), 0.000002),
        ),
      ],
    ),
    part(
      {
        id: 'challenge',
        scene:
          'f=0.1x^2%2B0.9sin(2x)%2B1.4&curve=on&domain=-6.5,1.5,-2,2&start=-5.2,0&opt=sgd(lr:0.1)&steps=60',
        ask: asks('reach,run:0,step:60,goal:0.6', [
          'Reach a loss of 0.6 or less within 60 steps. Move the start: drag its ring, or use the arrow keys on it.',
        ]),
        reachedBy: [{ start: [-1.5, 0] }],
      },
      [
        so('From −5.2 the run ends at a loss of 1.96.', same(at('x', 1, 0), -5.2), reads(loss(1, 60), 1.96)),
        'The simple way is to begin in the right valley.',
        after(
          { run: 1, key: 'lr', value: 1 },
          'A rate of 1 jumps over the bump instead, and then over everything else, too: its last step is still 0.8 long or more.',
          below(loss(1, 4), 1),
          above(at('move', 1, 59), 0.8),
        ),
      ],
    ),
  ],
  review: [
    review(
      'wide',
      'f=x^2/20&curve=on&domain=-25,25,-2,2&start=20,0&opt=sgd(lr:1)&steps=10',
      asks(
        'end,run:0,step:10',
        [
          'A wide bowl: the slope of $x^2/20$ is a tenth of $x$. With the rate 1, where will a run from 20 be after 10 steps?',
        ],
        [
          so(
            'Each step takes a tenth of what is left, and $0.9^{10}$ is 0.349: at 6.97.',
            same(ratio(at('x', 1, 1), at('x', 1, 0)), 0.9),
            reads(0.9 ** 10, 0.349),
            reads(at('x', 1, 10), 6.97),
          ),
        ],
      ),
    ),
    review(
      'first',
      'f=x^2/4&curve=on&domain=-5,5,-2,2&start=4,0&opt=sgd(lr:0.5)&opt=sgd(lr:2,color:sky)&opt=sgd(lr:3,color:black)&steps=40',
      asks(
        'first,step:40,goal:0.01',
        [
          'The slope of $x^2/4$ is half of $x$. Which of the rates 0.5, 2 and 3 is the first to reach a loss of 0.01, from 4?',
        ],
        [
          so(
            'A step leaves $1 - \\eta/2$ of $x$. With the rate 2 that is nothing: one step. With 3 it is minus a half, over the bottom and back, 5 steps; with 0.5 it is three quarters, 11 steps.',
            same(ratio(at('x', 1, 1), at('x', 1, 0)), 0.75),
            same(at('x', 2, 1), 0),
            same(ratio(at('x', 3, 1), at('x', 3, 0)), -0.5),
            reads(firstBelow(0.01, 1), 11),
            reads(firstBelow(0.01, 2), 1),
            reads(firstBelow(0.01, 3), 5),
          ),
        ],
      ),
    ),
    review(
      'kink',
      'f=abs(x)&curve=on&domain=-3,3,-2,2&start=2.1,0&opt=sgd(lr:0.5)&steps=30',
      asks(
        'loss,run:0,step:30',
        [
          'On $|x|$ the slope is one on the right and minus one on the left. From 2.1 with the rate 0.5: what is the loss after 30 steps?',
        ],
        [
          so(
            'Every step is 0.5 long, so the ball visits 2.1, 1.6, 1.1, 0.6, 0.1, −0.4, and then 0.1 and −0.4 for ever: after 30 steps the loss is 0.1.',
            same(at('move', 1, 29), 0.5),
            reads(at('x', 1, 1), 1.6),
            reads(at('x', 1, 2), 1.1),
            reads(at('x', 1, 3), 0.6),
            reads(at('x', 1, 4), 0.1),
            reads(at('x', 1, 5), -0.4),
            reads(at('x', 1, 29), -0.4),
            reads(loss(1, 30), 0.1),
          ),
        ],
      ),
    ),
  ],
  sources: [
    {
      title:
        'I. Goodfellow, Y. Bengio, A. Courville, Deep Learning, section 4.3: Gradient-based optimization (2016)',
      url: 'https://www.deeplearningbook.org/contents/numerical.html',
    },
    {
      title: 'S. Ruder, An overview of gradient descent optimization algorithms (2016)',
      url: 'https://arxiv.org/abs/1609.04747',
    },
  ],
};
