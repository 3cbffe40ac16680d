import type { Talk } from '../../core/talk/talk.ts';

/** Curvature, the limit 2/λ, divergence, noise, schedules. */
export const blowsUp: Talk = {
  version: 1,
  title: 'When it blows up',
  scenes: [
    {
      id: 'nan',
      title: 'It was going so well',
      caption: 'Rosenbrock, $\\eta = 0.01$: **six steps** from a sensible start to numbers that are none.',
      notes:
        'Everybody has seen this: the loss jumps, then it is NaN. After two steps it is outside the map, after five at ten to the 25, then there are no more numbers. The page does not hide it and clips nothing. Why six steps? And which rate would have been fine?',
      scene: 'loss=rosenbrock&opt=sgd(lr:0.01)&steps=20&speed=2',
      enter: { kind: 'play' },
      next: 'scene',
      beside: ['loss', 'results'],
    },
    {
      id: 'curvature',
      title: 'Curvature: how fast the slope changes',
      caption:
        'The Hessian $H$ says how the gradient turns. Its eigenvalues $\\lambda$ are the **curvatures** along its eigenvectors.',
      notes:
        'Second derivatives. Up close a smooth surface is a bowl, or a saddle, with two main directions at right angles; the cross on the stage shows them. Here one curvature is ten times the other: 4 across, 0.4 along. Remember the 4.',
      scene:
        'f=2x^2+0.2y^2&domain=-3,3,-3,3&start=-2.4,2.2&opt=sgd(lr:0.1)&steps=40&overlays=taylor,eigenvectors',
      enter: { kind: 'still' },
      next: 'scene',
      beside: ['map', 'curvature'],
    },
    {
      id: 'factor',
      title: 'One direction, one factor',
      caption:
        'On a bowl every step multiplies the distance by $1 - \\eta\\lambda$. With $\\eta\\lambda < 1$ it **slides in**.',
      notes:
        'The gradient of half lambda x squared is lambda x; take eta times it away and what is left is (1 minus eta lambda) times x. With eta 0.1 and lambda 4 that is 0.6 a step: 2.4, 1.44, 0.86. Nothing else happens in this talk; everything is this one factor.',
      scene: 'f=2x^2+0.2y^2&domain=-3,3,-3,3&start=-2.4,2.2&opt=sgd(lr:0.1)&steps=30&speed=6',
      enter: { kind: 'play' },
      next: 'scene',
      beside: ['map', 'loss'],
    },
    {
      id: 'zigzag',
      title: 'Too far, but less each time',
      caption: 'For $1 < \\eta\\lambda < 2$ the factor is negative: it **zigzags**, and still arrives.',
      notes:
        'Eta is 0.45, eta lambda 1.8, the factor minus 0.8: it lands on the other side, at four fifths of the distance. Along the flat direction the factor is 0.82, as good as it can be. A zigzag is not a mistake; it is what a rate looks like that suits the flat direction.',
      scene: 'f=2x^2+0.2y^2&domain=-3,3,-3,3&start=-2.4,2.2&opt=sgd(lr:0.45)&steps=30&speed=6',
      enter: { kind: 'play' },
      next: 'scene',
      beside: ['map', 'loss'],
    },
    {
      id: 'edge',
      title: 'The edge: η = 2/λ',
      caption: 'The factor is $-1$: from wall to wall **for ever**, not nearer and not farther.',
      notes:
        'Exactly 0.5, which is 2 divided by 4. Across, it is thrown from minus 2.4 to plus 2.4 and back, to the last digit. Along the ravine it goes on converging: two directions, two factors, one rate. The marks at the learning rate in the controls show this limit.',
      scene: 'f=2x^2+0.2y^2&domain=-3,3,-3,3&start=-2.4,2.2&opt=sgd(lr:0.5)&steps=30&speed=6',
      enter: { kind: 'play' },
      next: 'scene',
      beside: ['map', 'loss'],
    },
    {
      id: 'beyond',
      title: 'Beyond it: divergence',
      caption:
        '$\\eta = 0.52$: every step is 8% longer than the last. **Four per cent over the limit is enough.**',
      notes:
        'The factor is minus 1.08. It starts harmlessly, that is the treacherous part: the loss goes 12, 14, 16, and twenty steps later 250. On a bowl it takes a while; on Rosenbrock, where it gets steeper outwards, six steps were enough.',
      scene:
        'f=2x^2+0.2y^2&domain=-3,3,-3,3&start=-2.4,2.2&opt=sgd(lr:0.5)&opt=sgd(lr:0.52)&steps=30&speed=6',
      enter: { kind: 'play' },
      next: 'scene',
      beside: ['map', 'loss'],
    },
    {
      id: 'momentum',
      title: 'Momentum moves the limit',
      caption:
        'With momentum the edge lies at $2(1+\\mu)/\\lambda$: nearly **twice as far** for $\\mu = 0.9$.',
      notes:
        'Here that is 0.95. The first run has 0.9 and comes in after a wild start, the second has 0.97 and never does. Momentum is not a licence, it is a shifted limit; and close to it the swings are enormous.',
      scene:
        'f=2x^2+0.2y^2&domain=-3,3,-3,3&start=-0.6,2.2&opt=momentum(lr:0.9,momentum:0.9)&opt=momentum(lr:0.97,momentum:0.9)&steps=60&speed=8',
      enter: { kind: 'play' },
      next: 'scene',
      beside: ['map', 'loss'],
    },
    {
      id: 'place',
      title: 'The limit depends on the place',
      caption:
        'Where it is steeper it is often more curved: one step too far, and the limit **falls under your feet**.',
      notes:
        "Goldstein and Price's function: curvatures of a thousand at the deepest point and of hundreds of thousands at the rim. A rate of 0.00002 creeps down; twice as much is thrown out of the map at the second step and gone at the fifth. The curvature panel shows the largest eigenvalue at the ball, and 2 divided by it.",
      scene:
        'loss=goldstein-price&opt=sgd(lr:0.00002)&opt=sgd(lr:0.00004)&steps=40&speed=4&overlays=eigenvectors',
      enter: { kind: 'play' },
      next: 'scene',
      beside: ['map', 'curvature'],
    },
    {
      id: 'warmup',
      title: 'Warm up',
      caption: 'Start small, let it roll off the steep rim, then raise the rate: **now even 0.0003 holds**.',
      notes:
        'The same start. A constant 0.00004 blows up at step five. With a warm-up over sixty steps the rate reaches 0.0003, more than seven times as much, because by then the ball is where the curvature is small. This is why large networks are trained with one. The plot under the loss shows the rate of every step.',
      scene:
        'loss=goldstein-price&opt=sgd(lr:0.00004)&opt=sgd(lr:0.0003,schedule:warmupCosine(warmup:60))&steps=120&speed=15',
      enter: { kind: 'play' },
      next: 'scene',
      beside: ['map', 'loss'],
    },
    {
      id: 'noise',
      title: 'Noise: it never stands still',
      caption: 'A mini-batch gives the gradient plus noise. With a constant rate **the loss has a floor**.',
      notes:
        'Nothing diverges here, but nothing arrives either: the ball hovers about the minimum, in a cloud whose size grows with the learning rate. The noise is seeded: everybody in this room sees the same draws, and so do all rules. Press C and give it half the rate: half the floor, twice the time.',
      scene: 'loss=booth&start=-7,5&noise=12&seed=4&opt=sgd(lr:0.06)&steps=200&speed=25',
      enter: { kind: 'play' },
      next: 'scene',
      beside: ['map', 'loss'],
    },
    {
      id: 'schedule',
      title: 'Schedules: large first, small later',
      caption:
        'A rate that falls to zero along a cosine: the speed of the large one, **the rest of the small one**.',
      notes:
        'The same noise for both, draw by draw. Until the middle they run alike; then the one with the schedule calms down, since the cloud shrinks with the rate. Robbins and Monro proved in 1951 how fast a rate may fall: its sum must be infinite, the sum of its squares finite.',
      scene:
        'loss=booth&start=-7,5&noise=12&seed=4&opt=sgd(lr:0.06)&opt=sgd(lr:0.06,schedule:cosine)&steps=200&speed=25',
      enter: { kind: 'play' },
      next: 'scene',
      beside: ['map', 'loss'],
    },
    {
      id: 'adam',
      title: 'And Adam?',
      caption:
        'Its step is at most about $\\eta$, so it **does not explode**. A rate too large only throws it about.',
      notes:
        'Back to Rosenbrock, and one hundred times the rate that blew up gradient descent. Adam with 1.0 is thrown far out of the valley, calms down and arrives; with 0.1 it hardly leaves the valley. No explosion is no proof of a good rate: look at the curve. And the limit is still there, for the preconditioned curvature: that is where large networks train, at the edge of stability.',
      scene:
        'loss=rosenbrock&opt=adam(lr:0.1)&opt=adam(lr:1)&steps=300&speed=30&camera=perspective(elevation:1.2)',
      enter: { kind: 'play' },
      next: 'scene',
      beside: ['map', 'loss'],
    },
  ],
};
