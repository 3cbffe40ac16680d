import type { ClaimedLesson } from '../../core/lesson/claimed.ts';
import {
  above,
  asks,
  at,
  below,
  firstBelow,
  loss,
  onEnds,
  part,
  product,
  ratio,
  reads,
  review,
  same,
  set,
  so,
  sum,
  there,
} from './writing.ts';

/** What one picture costs, by the probability that its digit was given. */
const surprise = 'f=-log(x)&curve=on&domain=0,1,-2,2&start=0.1,0&opt=sgd(lr:0.01)&steps=1';
const digits = 'model=digits&opt=sgd(lr:0.1)&opt=adam(lr:0.01)&steps=63';
const three = 'model=digits&opt=sgd(lr:0.1)&opt=sgd(lr:0.5,color:sky)&opt=sgd(lr:2,color:black)&steps=63';

/** A network that reads digits: its many parameters, what a plane shows of them, and what it leaves out. */
export const network: ClaimedLesson = {
  version: 1,
  id: 'network',
  title: 'A real network: why the picture is a slice',
  teaches: 'You can say what a picture of a loss of thousands of parameters shows, and what it cannot show.',
  minutes: 6,
  parts: [
    part(
      { id: 'one-picture', scene: surprise },
      [
        'A network that reads handwritten digits gives each of the ten digits a probability. For one picture the loss is $-\\log p$, where $p$ is what the right digit was given: the curve beside this text.',
        so(
          'Being certain and right costs nothing. To call all ten equally likely, $p = 0.1$, costs $\\ln 10 = 2.303$; a hundredth for the right one costs 4.61.',
          same(there('value', 1), 0),
          same(at('x', 1, 0), 0.1),
          reads(loss(1, 0), 2.303),
          reads(there('value', 0.01), 4.61),
        ),
      ],
      [
        'The loss of the network is the mean of that over all pictures. What it depends on is not $p$ but the weights that make $p$, and there are many.',
      ],
    ),
    part(
      { id: 'network', scene: `${digits}&step=0` },
      [
        'The surface beside this is such a loss.',
        so(
          'A picture has 14 by 14 pixels. Each of 16 hidden units weighs all of them, each of the ten outputs weighs the hidden units, and every unit has a constant: $196 \\cdot 16 + 16 + 16 \\cdot 10 + 10 = 3322$ parameters.',
          same(product(14, 14), 196),
          same(sum(sum(product(196, 16), 16), sum(product(16, 10), 10)), at('parameters', 1, 0)),
          same(at('parameters', 1, 0), 3322),
        ),
      ],
      [
        so(
          'The mean is over 2,000 pictures. Before any training it is 2.37, no better than the 2.303 of ten equal chances: it knows nothing, and of 500 pictures held back it reads 11 % right.',
          reads(loss(1, 0), 2.37),
          above(loss(1, 0), Math.log(10)),
          reads(Math.log(10), 2.303),
          reads(at('right', 1, 0), 0.11),
          same(at('rows', 1, 0), 2000),
          same(at('rowsHeldBack', 1, 0), 500),
        ),
        'The update rules are those of the lessons before. They never asked how many coordinates there are.',
      ],
    ),
    part(
      {
        id: 'guess-rate',
        scene: three,
        ask: asks(
          'lowest,step:63',
          ['Gradient descent with the rates 0.1, 0.5 and 2. Which has the lowest loss after 63 steps?'],
          [
            so(
              '0.5, with 0.76. With 0.1 the loss is 1.23, still on its way.',
              same(set('lr', 2), 0.5),
              reads(loss(2, 63), 0.76),
              same(set('lr', 1), 0.1),
              reads(loss(1, 63), 1.23),
            ),
            so(
              'With 2 the first step throws it from 2.37 to 4.11, and after 63 it is at 1.95. Nothing is new: too small is slow, too large goes up the walls.',
              same(set('lr', 3), 2),
              reads(loss(3, 0), 2.37),
              reads(loss(3, 1), 4.11),
              reads(loss(3, 63), 1.95),
            ),
          ],
        ),
      },
      [
        so(
          'Each step sees 32 of the 2,000 pictures, drawn at random, so that 63 steps are one pass through all of them.',
          same(at('rows', 1, 0), 2000),
          above(product(63, 32), at('rows', 1, 0)),
          below(product(62, 32), at('rows', 1, 0)),
        ),
        'You know what a rate does in a bowl. Does it do the same here?',
      ],
    ),
    part(
      { id: 'pass', scene: digits, enter: 'play' },
      [
        'One pass, gradient descent beside Adam, from the same weights and with the same pictures in the same order.',
        so(
          'At the end the losses are 1.23 and 0.53, and of the pictures held back 75 % and 84 % are read right.',
          reads(loss(1, 63), 1.23),
          reads(loss(2, 63), 0.53),
          reads(at('right', 1, 63), 0.75),
          reads(at('right', 2, 63), 0.84),
        ),
      ],
      [
        'Those pictures had no part in the training: that the share grows says that something about digits has been learned, not these pictures by heart. The first of them stand under the stage, each with what the network takes it for, wrong ones in a frame; choose a run over the surface to see what it reads. At step {step} the losses are {loss} and {loss:2}.',
      ],
    ),
    part(
      {
        id: 'guess-length',
        scene: 'model=moons&opt=adam(lr:0.05)&steps=20',
        ask: asks(
          'length,run:0',
          ['Adam with the rate 0.05. How long is the first step, over all of the parameters?'],
          [
            so(
              'Adam’s first step is the rate in each coordinate, whatever the gradient: $0.05 \\cdot \\sqrt{33} = 0.287$, by Pythagoras in 33 dimensions.',
              same(at('parameters', 1, 0), 33),
              reads(product(0.05, Math.sqrt(33)), 0.287),
              reads(at('move', 1, 0), 0.287),
              same(set('lr', 1), 0.05),
            ),
          ],
        ),
      },
      [
        so(
          'Lengths grow with the number of directions. Here is a smaller network, of 33 parameters, none of which has a gradient of zero.',
          same(at('parameters', 1, 0), 33),
          same(at('still', 1, 0), 0),
        ),
      ],
    ),
    part(
      { id: 'many', scene: `${digits}&step=1` },
      [
        so(
          'Back to the digits. Adam with the rate 0.01 would go $0.01 \\cdot \\sqrt{3322} = 0.576$ in its first step, if all parameters moved. It goes 0.434: 1,437 of them stay put, since their gradient is exactly zero: those of a pixel, say, on which no digit of the batch has ink.',
          same(set('lr', 2), 0.01),
          reads(product(0.01, Math.sqrt(3322)), 0.576),
          reads(at('move', 2, 0), 0.434),
          same(at('still', 2, 0), 1437),
          reads(product(0.01, Math.sqrt(3322 - 1437)), 0.434),
        ),
      ],
      [
        so(
          'After the pass Adam is 7.82 from the start, gradient descent 2.46.',
          reads(at('fromStart', 2, 63), 7.82),
          reads(at('fromStart', 1, 63), 2.46),
        ),
        'Two paths that look alike on a picture may lie far apart in directions that the picture does not have.',
      ],
    ),
    part(
      { id: 'slice', scene: `${digits}&plane=ends&step=30` },
      [
        'A surface has two directions, and the network has thousands. What you see is a slice: the plane through three points, the start and the ends of both runs. Each point of the surface is a whole network, with its loss over all pictures.',
      ],
      [
        'The three points lie on it, and the runs between them do not.',
        so(
          'At step 30 Adam has come 4.92 from the start and is 1.74 off the plane; gradient descent 1.23 and 0.43.',
          reads(at('fromStart', 2, 30), 4.92),
          reads(onEnds('off', 2, 30), 1.74),
          reads(at('fromStart', 1, 30), 1.23),
          reads(onEnds('off', 1, 30), 0.43),
          below(onEnds('off', 1, 63), 1e-9),
          below(onEnds('off', 2, 63), 1e-9),
        ),
        'The trail on the ground is their shadow.',
      ],
    ),
    part(
      { id: 'height', enter: { from: 1, to: 63 } },
      [
        'So the height of the surface under a path is not the loss of the run.',
        so(
          'Adam’s own loss at step 30 is 0.92; at its foot on the plane it is 0.85, and the path hangs above the surface. Gradient descent after one step has 2.33, its foot 2.36: there the path lies below.',
          reads(loss(2, 30), 0.92),
          reads(onEnds('foot', 2, 30), 0.85),
          reads(loss(1, 1), 2.33),
          reads(onEnds('foot', 1, 1), 2.36),
        ),
        'The lines between path and trail say how much it is.',
      ],
      [
        'A wall across the picture need not be in the way of the runs: they may pass beside it. And a valley in the picture is a valley of this plane; in some other direction the ground may fall away.',
      ],
    ),
    part(
      { id: 'principal', scene: `${digits}&plane=principal,run:1` },
      [
        'Which plane shows most? The principal one of a run: the two directions in which it has moved most.',
        so(
          'Of all of the movement it holds 97 % for Adam, and the one of gradient descent as much for its own.',
          reads({ explained: 2 }, 0.97),
          reads({ explained: 1 }, 0.97),
        ),
        so(
          'Two directions drawn at random hold 2 parts in 3,322 on average, 0.06 %: on such a plane the run stands still.',
          same(at('parameters', 1, 0), 3322),
          reads(product(100, ratio(2, at('parameters', 1, 0))), 0.06),
        ),
      ],
      [
        'No plane shows that every minimum has many copies: exchange two hidden units with all of their weights, and the network is the same. Nor does it show which of them the start and the order of the pictures lead to. Trust the numbers of the run first, and the picture for its shape.',
      ],
    ),
    part(
      {
        id: 'challenge',
        scene: 'model=spiral&opt=adam(lr:0.005)&steps=200',
        ask: asks('reach,run:0,step:200,goal:0.1', [
          'Reach a loss of 0.1 or less within 200 steps. Turn Adam’s rate.',
        ]),
        reachedBy: [{ run: 1, key: 'lr', value: 0.05 }],
      },
      [
        so(
          'Two spirals that wind around each other, and a network of 33 parameters. With the rate 0.005 the loss is 0.46 after 200 steps: 64 % of the points held back are told apart.',
          same(at('parameters', 1, 0), 33),
          same(set('lr', 1), 0.005),
          reads(loss(1, 200), 0.46),
          reads(at('right', 1, 200), 0.64),
        ),
      ],
    ),
  ],
  review: [
    review(
      'adagrad',
      'model=xor,units:3&opt=adagrad(lr:0.1)&steps=20',
      asks(
        'length,run:0',
        [
          'A network of thirteen parameters. AdaGrad’s first step, too, is the rate in each coordinate, here 0.1. How long is it?',
        ],
        [
          so(
            '$0.1 \\cdot \\sqrt{13} = 0.361$.',
            same(at('parameters', 1, 0), 13),
            reads(product(0.1, Math.sqrt(13)), 0.361),
            reads(at('move', 1, 0), 0.361),
          ),
        ],
      ),
    ),
    review(
      'two-classes',
      'model=xor,units:3&opt=sgd(lr:0.0001)&steps=10',
      asks(
        'loss,run:0,step:10',
        [
          'A network with small weights tells two classes apart, by $-\\log p$ again. It has hardly been trained: 10 steps with the rate 0.0001. What is its loss, about?',
        ],
        [
          so(
            'It knows nothing yet: $\\ln 2 = 0.693$. The loss is 0.698.',
            reads(Math.LN2, 0.693),
            reads(loss(1, 10), 0.698),
          ),
        ],
      ),
    ),
    review(
      'moons',
      'model=moons&opt=sgd(lr:0.02,color:sky)&opt=sgd(lr:1)&opt=adam(lr:0.05)&steps=100',
      asks(
        'lowest,step:100',
        [
          'Two moons and a network, all points in each step. Gradient descent with 0.02 and 1, Adam with 0.05: which has the lowest loss after 100 steps?',
        ],
        [
          so(
            'Adam, with 0.034; gradient descent with the rate 1 has 0.23, and with 0.02 still 0.57.',
            reads(loss(3, 100), 0.034),
            reads(loss(2, 100), 0.23),
            reads(loss(1, 100), 0.57),
          ),
          so(
            'Adam is below 0.1 after 71 steps, where its 33 parameters have each had a rate of their own.',
            reads(firstBelow(0.1, 3), 71),
            same(at('parameters', 3, 0), 33),
          ),
        ],
      ),
    ),
  ],
  sources: [
    {
      title:
        'H. Li, Z. Xu, G. Taylor, C. Studer, T. Goldstein, Visualizing the loss landscape of neural nets (2018)',
      url: 'https://arxiv.org/abs/1712.09913',
    },
    {
      title:
        'I. Goodfellow, O. Vinyals, A. Saxe, Qualitatively characterizing neural network optimization problems (2015)',
      url: 'https://arxiv.org/abs/1412.6544',
    },
    {
      title:
        'Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, Gradient-based learning applied to document recognition (1998)',
      url: 'https://doi.org/10.1109/5.726791',
    },
  ],
};
