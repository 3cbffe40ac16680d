import type { Check, Claim, Quantity, Reading } from '../../core/claims/claims.ts';
import type { ClaimedTalk } from '../../core/talk/claimed.ts';

const at = (quantity: Quantity, run: number, step: number): Reading => ({ quantity, run, step });
const loss = (run: number, step: number) => at('loss', run, step);
/** As rounded in the words. */
const is = (left: Reading, right: Reading, within = 0.002): Check => ({ left, is: '=', right, within });
const below = (left: Reading, right: Reading): Check => ({ left, is: '<', right });
const so = (says: string, ...checks: readonly Check[]): Claim => ({ says, checks });
const lr = (run: number): Reading => ({ setting: 'lr', run });
const parameters = (count: number) => is(at('parameters', 1, 0), count, 0);

const plays = { enter: { kind: 'play' }, next: 'scene', beside: ['step'] } as const;

/** Models on data, each with another side of descent: scale, convexity, saturation, valleys, kinks, constraints, doubt. */
export const lossComesFrom: ClaimedTalk = {
  version: 1,
  title: 'Where the loss comes from',
  scenes: [
    {
      ...plays,
      id: 'sales',
      title: 'A question, and how wrong the answer is',
      caption:
        'Six weights explain sales by time, season, price and marketing. Downhill is quick at first: after **one step** the loss is a twentieth, after 150 it is still 135.',
      notes:
        'A loss is a number for how wrong an answer is: here the mean of half the squared errors of a trend. Watch the curve beside the stage find the points. The first step takes the loss from 14,917 to 776; then it creeps, and falls at every step. A rate of 0.01 is not small: with 0.02 it blows up. Where does it want to go? The next scene has the same data and the same question, and its least loss is 19.65.',
      scene: 'model=sales&opt=sgd(lr:0.01)&steps=150&speed=25&height=log',
      claims: [
        so(
          'Six weights explain sales by time, season, price and marketing. Downhill is quick at first: after **one step** the loss is a twentieth, after 150 it is still 135.',
          parameters(6),
          below({ product: [19, loss(1, 1)] }, loss(1, 0)),
          is({ ratio: [loss(1, 0), loss(1, 1)] }, 20, 0.05),
          is(loss(1, 150), 135),
        ),
        so('The first step takes the loss from 14,917 to 776', is(loss(1, 0), 14917), is(loss(1, 1), 776)),
        so('A rate of 0.01 is not small', is(lr(1), 0.01, 0), { falls: 1, from: 0, to: 150 }),
        {
          says: 'with 0.02 it blows up',
          after: { run: 1, key: 'lr', value: 0.02 },
          checks: [below({ product: [1e6, loss(1, 0)] }, loss(1, 150))],
        },
        so('its least loss is 19.65', is({ scene: 'units', reading: loss(1, 60) }, 19.65)),
      ],
    },
    {
      ...plays,
      id: 'units',
      title: 'The same question in other units',
      caption:
        'Each column is counted in deviations from its mean now: the ravine is a bowl. A rate **fifty times** as large is stable, and 20 steps reach 19.65.',
      notes:
        'Nothing about the shop has changed, nor what the model can say: only the units of its columns. A year is small and a price is large, so the loss was steep along one weight and flat along another. The rate is 0.5 instead of 0.01. This is why one standardizes, and half of why Adam has a rate for each weight.',
      scene: 'model=sales,standardize&opt=sgd(lr:0.5)&steps=60&speed=10&height=log',
      claims: [
        so(
          'A rate **fifty times** as large is stable, and 20 steps reach 19.65.',
          is({ ratio: [lr(1), { scene: 'sales', reading: lr(1) }] }, 50, 1e-12),
          { falls: 1, from: 0, to: 20 },
          is(loss(1, 20), 19.65, 0.0005),
          is(loss(1, 60), loss(1, 20), 1e-4),
        ),
        so(
          'The rate is 0.5 instead of 0.01.',
          is(lr(1), 0.5, 0),
          is({ scene: 'sales', reading: lr(1) }, 0.01, 0),
        ),
      ],
    },
    {
      ...plays,
      id: 'readmission',
      title: 'Who comes back?',
      caption:
        'A probability for each patient, and the loss is $-\\log$ of it. There is **one** minimum: gradient descent and Adam take different ways, and end 0.0003 apart.',
      notes:
        'Logistic regression on age, prior stays, length of stay and a lab value. Probabilities run out at both ends, and so does the slope: it saturates. The loss is convex, so that all ways lead to one place; Adam, at 0.1, swings past it and comes back. At step 60 the losses are 0.4398 and 0.4401.',
      scene: 'model=readmission&opt=sgd(lr:1)&opt=adam(lr:0.1)&steps=60&speed=10',
      claims: [
        so(
          'There is **one** minimum: gradient descent and Adam take different ways, and end 0.0003 apart.',
          is({ difference: [loss(2, 60), loss(1, 60)] }, 0.00034, 0.02),
          { falls: 1, from: 0, to: 60 },
        ),
        so(
          'Adam, at 0.1, swings past it and comes back',
          is({ setting: 'lr', run: 2 }, 0.1, 0),
          below(loss(2, 10), loss(2, 20)),
          below(loss(2, 60), loss(2, 20)),
        ),
        so(
          'At step 60 the losses are 0.4398 and 0.4401.',
          is(loss(1, 60), 0.4398, 0.0002),
          is(loss(2, 60), 0.4401, 0.0002),
        ),
      ],
    },
    {
      ...plays,
      id: 'digits',
      title: '3322 weights that learn to read',
      caption:
        'The same loss, of ten classes and a hidden layer. After one pass over 2,000 digits Adam reads **84 %** of those it has not seen, gradient descent 75 %.',
      notes:
        'What is on the stage is a plane, two directions of thousands; how far off it a run is stands beside it. Each step sees a few pictures only, so the loss is noisy. Both began at 11 %, which is guessing. Write a digit on the pad.',
      scene: 'model=digits&opt=sgd(lr:0.1)&opt=adam(lr:0.01)&steps=63&speed=10',
      claims: [
        so('3322 weights that learn to read', parameters(3322)),
        so(
          'After one pass over 2,000 digits Adam reads **84 %** of those it has not seen, gradient descent 75 %.',
          is(at('rows', 1, 0), 2000, 0),
          is(at('right', 2, 63), 0.84, 0.006),
          is(at('right', 1, 63), 0.75, 0.006),
        ),
        so('Both began at 11 %', is(at('right', 1, 0), 0.11, 0.04), is(at('right', 2, 0), 0.11, 0.04)),
      ],
    },
    {
      ...plays,
      id: 'options',
      title: 'Flat, and still wrong',
      caption:
        'With next to no volatility no price moves: the loss is flat, **however wrong** the prices are. SGD has done little after 40 steps; RMSprop is across after one.',
      notes:
        'Volatility and rate of the Black-Scholes formula, fitted to a table of prices. Vega, how much a price follows the volatility, is shaded beside the stage: where it is nothing the gradient is nothing. RMSprop divides the gradient by its own size, so that a small slope is as good as a large one. At step 40 gradient descent is at 1.65, from 1.92; RMSprop went from there to 0.13 in its first step. The price is an expectation, an area that grows with the volatility.',
      scene: 'model=option-prices&opt=sgd(lr:0.0002)&opt=rmsprop(lr:0.01)&steps=80&speed=12',
      claims: [
        so(
          'SGD has done little after 40 steps; RMSprop is across after one.',
          below({ product: [0.85, loss(1, 0)] }, loss(1, 40)),
          below({ product: [10, loss(2, 1)] }, loss(2, 0)),
        ),
        so(
          'At step 40 gradient descent is at 1.65, from 1.92; RMSprop went from there to 0.13 in its first step.',
          is(loss(1, 40), 1.65),
          is(loss(1, 0), 1.92),
          is(loss(2, 0), loss(1, 0), 0),
          is(loss(2, 1), 0.13, 0.005),
        ),
      ],
    },
    {
      ...plays,
      id: 'recovery',
      title: 'A loss with a differential equation inside',
      caption:
        'A patient’s strength obeys $dh/dt = -k(h - m)$. **A quick recovery to a low end** looks like a slow one to a high end: the valley is bent.',
      notes:
        'Every step solves the equation anew, with its sensitivities: how the curve moves with the rate and with the end. Gradient descent is nearly there after 40 steps, at a rate of 0.304 a day and an end of 0.886. Momentum has swung past: 0.582 and 0.839, and a loss eight times as high. Gradient flow is such an equation, too, for the weights themselves.',
      scene: 'model=recovery&opt=sgd(lr:0.2)&opt=momentum(lr:0.02,momentum:0.9)&steps=40&speed=6&height=log',
      claims: [
        so(
          '**A quick recovery to a low end** looks like a slow one to a high end',
          below(at('x', 1, 40), at('x', 2, 40)),
          below(at('y', 2, 40), at('y', 1, 40)),
        ),
        so(
          'Gradient descent is nearly there after 40 steps, at a rate of 0.304 a day and an end of 0.886.',
          is(at('x', 1, 40), 0.304),
          is(at('y', 1, 40), 0.886),
        ),
        so(
          'Momentum has swung past: 0.582 and 0.839, and a loss eight times as high.',
          is(at('x', 2, 40), 0.582),
          is(at('y', 2, 40), 0.839),
          is({ ratio: [loss(2, 40), loss(1, 40)] }, 8, 0.06),
        ),
      ],
    },
    {
      ...plays,
      id: 'route',
      title: 'The quickest way',
      caption:
        'Minutes along a route are an integral, and each side of a jam is **a valley of its own**. Two runs from one start end at 17.74 and 17.28 minutes; 15.52 is never found.',
      notes:
        'One waypoint, two weights: its place. The area beside the stage is the time, minutes a kilometre along the way; it shrinks with the step. Gradient descent turns north and squeezes past the jam. Momentum swings out of that valley and around all of them. The best way, 15.52 minutes, leads south, on the other side of a ridge that neither crosses. From 22.6 minutes both were a success.',
      scene: 'model=delivery&opt=sgd(lr:0.2)&opt=momentum(lr:0.1,momentum:0.9)&steps=100&speed=15',
      claims: [
        so(
          'Two runs from one start end at 17.74 and 17.28 minutes; 15.52 is never found.',
          is(loss(1, 0), loss(2, 0), 0),
          is(loss(1, 100), 17.74, 0.0005),
          is(loss(2, 100), 17.28, 0.0005),
          is({ of: 'value', at: [1.6568, -4.3673] }, 15.52, 0.0005),
        ),
        so(
          'The best way, 15.52 minutes, leads south',
          is({ of: 'value', at: [1.6568, -4.3673] }, 15.52, 0.0005),
          is({ of: 'slope', at: [1.6568, -4.3673] }, 0, 1e-3),
          below(0, at('y', 1, 100)),
          below(0, at('y', 2, 100)),
        ),
        so('From 22.6 minutes both were a success.', is(loss(1, 0), 22.6, 0.0005)),
      ],
    },
    {
      ...plays,
      id: 'depot',
      title: 'A kink where the answer is',
      caption:
        'The best depot is **at a customer**, where the loss has a kink. A constant rate hops about it for ever; one that falls comes to rest, at 1.977.',
      notes:
        'The loss is the mean distance to the customers, by their weights. At a customer it has no derivative; on either side the slope does not go to zero, so a step is never short. At a rate of 1 the steps are still longer than 0.3 after 200 of them, and the loss is 2.044. The cosine schedule ends on the kink. A loss of absolute values, and a network of ReLUs, has kinks as well.',
      scene: 'model=delivery,task:depot&opt=sgd(lr:1)&opt=sgd(lr:1,schedule:cosine)&steps=200&speed=25',
      claims: [
        so(
          'A constant rate hops about it for ever; one that falls comes to rest, at 1.977.',
          below(0.3, at('move', 1, 199)),
          below(at('move', 2, 199), 0.01),
          is(loss(2, 200), 1.977, 0.0005),
          is(at('x', 2, 200), 0.8, 0.001),
          is(at('y', 2, 200), 0.6, 0.001),
        ),
        so(
          'At a rate of 1 the steps are still longer than 0.3 after 200 of them, and the loss is 2.044.',
          is(lr(1), 1, 0),
          below(0.3, at('move', 1, 199)),
          below(0.3, at('move', 1, 198)),
          is(loss(1, 200), 2.044, 0.0005),
        ),
      ],
    },
    {
      ...plays,
      id: 'arm',
      title: 'Elbow up, elbow down',
      caption:
        'Two angles, and an obstacle between the arm and its target. Gradient descent is stuck at **0.305** on the wrong side; momentum rolls over the ridge, to 0.0732.',
      notes:
        'The loss is how far the hand is from the target, and what the obstacle costs along the arm, an integral. One target, two postures: two valleys, and here one of them is a dead end. Gradient descent has not moved for the last 100 of its 200 steps. Momentum needs nearly all of them and arrives with the elbow on the other side. It was lucky: momentum does not know where the ridge is low.',
      scene: 'model=robot-arm&opt=sgd(lr:0.2)&opt=momentum(lr:0.02,momentum:0.9)&steps=200&speed=25',
      claims: [
        so(
          'Two angles, and an obstacle between the arm and its target. Gradient descent is stuck at **0.305** on the wrong side; momentum rolls over the ridge, to 0.0732.',
          parameters(2),
          is(loss(1, 200), 0.305),
          is(loss(2, 200), 0.0732),
          below(at('y', 1, 200), 0),
          below(0, at('y', 2, 200)),
        ),
        so(
          'Gradient descent has not moved for the last 100 of its 200 steps.',
          is({ difference: [loss(1, 100), loss(1, 200)] }, 0, 1e-9),
        ),
      ],
    },
    {
      ...plays,
      id: 'motion',
      title: 'A smooth motion is a ravine',
      caption:
        'Twelve postures of four joints are 48 weights, and smoothness ties each to the next. After 200 steps gradient descent is at 0.966, Adam at **0.287**.',
      notes:
        'The area beside the stage is the squared acceleration over the motion: what is not smooth costs. That makes the loss steep wherever one posture alone moves, and flat where all move together. So the rate must be small, 0.002, and what all share takes for ever. Adam’s rate for each weight helps: it is below 0.4 after 50 steps.',
      scene: 'model=robot-arm,joints:4,moments:12&opt=sgd(lr:0.002)&opt=adam(lr:0.02)&steps=200&speed=25',
      claims: [
        so(
          'Twelve postures of four joints are 48 weights, and smoothness ties each to the next. After 200 steps gradient descent is at 0.966, Adam at **0.287**.',
          parameters(48),
          is(loss(1, 200), 0.966),
          is(loss(2, 200), 0.287),
        ),
        so('So the rate must be small, 0.002', is(lr(1), 0.002, 0)),
        so('it is below 0.4 after 50 steps', below(loss(2, 50), 0.4), below(0.4, loss(2, 40))),
      ],
    },
    {
      ...plays,
      id: 'memory',
      title: 'The tail is learned last',
      caption:
        'Eight facts in one matrix, some asked for often and some hardly ever. Gradient descent is ahead after 20 steps and behind after 150: **0.0273** against 0.00441.',
      notes:
        'Words of a language, customers of a shop: few are frequent and most are rare, by the law of Zipf. A rare fact has a small gradient, so gradient descent learns it last. Muon takes the gradient as the matrix that it is and makes all of its singular values alike: it learns the rare facts as fast as the frequent ones, and is slower at first, at 1.27 after 20 steps where gradient descent is at 0.300.',
      scene: 'model=memory&opt=sgd(lr:2)&opt=muon(lr:0.05)&steps=150&speed=20&height=log&v=2',
      claims: [
        so(
          'Gradient descent is ahead after 20 steps and behind after 150: **0.0273** against 0.00441.',
          below(loss(1, 20), loss(2, 20)),
          is(loss(1, 150), 0.0273),
          is(loss(2, 150), 0.00441),
        ),
        so(
          'at 1.27 after 20 steps where gradient descent is at 0.300',
          is(loss(2, 20), 1.27),
          is(loss(1, 20), 0.3),
        ),
      ],
    },
    {
      ...plays,
      id: 'posterior',
      title: 'A flat valley is what one does not know',
      caption:
        'Twenty animals, and a curve of how many respond to a dose. The runs end at slopes of 5.51 and 7.29, and the loss differs by **0.106**: the data hardly tell them apart.',
      notes:
        'Bayes: the loss is minus the logarithm of the posterior. Its least value is the most probable curve, and its curvature says how sure one is: the bell is Laplace’s, the area the posterior itself. That RMSprop, after 200 steps, is nearer to the top than gradient descent matters to the optimizer and not to the patient. The bands on the data are what one should report. Every loss of this talk was a choice: what counts as wrong, in which units, and what one knew before.',
      scene: 'model=posterior&opt=sgd(lr:0.05)&opt=rmsprop(lr:0.1)&steps=200&speed=25&height=log',
      claims: [
        so(
          'The runs end at slopes of 5.51 and 7.29, and the loss differs by **0.106**',
          is(at('y', 1, 200), 5.51),
          is(at('y', 2, 200), 7.29),
          is({ difference: [loss(1, 200), loss(2, 200)] }, 0.106, 0.005),
        ),
        so('after 200 steps, is nearer to the top than gradient descent', below(loss(2, 200), loss(1, 200))),
      ],
    },
  ],
};
