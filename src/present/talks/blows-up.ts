import type { Quantity, Reading } from '../../core/claims/claims.ts';
import type { ClaimedTalk } from '../../core/talk/claimed.ts';

const at = (quantity: Quantity, run: number, step: number): Reading => ({ quantity, run, step });
const loss = (run: number, step: number) => at('loss', run, step);
const lr = (run: number): Reading => ({ setting: 'lr', run });

/** Curvature, the limit 2/λ, divergence, noise, schedules. */
export const blowsUp: ClaimedTalk = {
  version: 1,
  title: 'When it blows up',
  scenes: [
    {
      id: 'well',
      title: 'It was going so well',
      caption:
        'Rosenbrock, $\\eta = 0.008$: **49 steps downhill**, each below the one before. Then it is thrown out of the map.',
      notes:
        'Everybody has seen this: the loss falls and falls, then it jumps, then it is NaN. Here it falls at every one of the first 49 steps, from 1 to 0.30. At step 61 it leaves the map, with a loss of 1,367. Press C and give it 100 steps: at step 66 the numbers end. The page does not hide it and clips nothing. Why then, and not at once? And which rate would have been fine?',
      scene: 'loss=rosenbrock&start=0,0&opt=sgd(lr:0.008)&steps=61&speed=8&height=log',
      enter: { kind: 'play' },
      next: 'scene',
      beside: ['chart', 'results'],
      claims: [
        {
          says: 'Rosenbrock, $\\eta = 0.008$: **49 steps downhill**, each below the one before.',
          checks: [
            { left: lr(1), is: '=', right: 0.008, within: 0 },
            { falls: 1, from: 0, to: 49 },
            { left: loss(1, 50), is: '>', right: loss(1, 49) },
          ],
        },
        {
          says: 'it falls at every one of the first 49 steps, from 1 to 0.30',
          checks: [
            { left: loss(1, 0), is: '=', right: 1, within: 1e-12 },
            { left: loss(1, 49), is: '=', right: 0.3, within: 0.02 },
          ],
        },
        {
          says: 'At step 61 it leaves the map, with a loss of 1,367.',
          checks: [
            { left: { first: 'outside', run: 1 }, is: '=', right: 61, within: 0 },
            { left: loss(1, 61), is: '=', right: 1367, within: 0.001 },
          ],
        },
        {
          says: 'Press C and give it 100 steps: at step 66 the numbers end.',
          after: { steps: 100 },
          checks: [{ run: 1, ends: 'overflow', at: 66 }],
        },
      ],
    },
    {
      id: 'curvature',
      title: 'Curvature: how fast the slope changes',
      caption:
        'The Hessian $H$ says how the gradient turns. Its eigenvalues $\\lambda$ are the **curvatures** along its eigenvectors.',
      notes:
        'Second derivatives. Up close a smooth surface is a bowl, or a saddle, or a dome, with two main directions at right angles; the cross on the stage shows them. Here one curvature is ten times the other: 4 across, 0.4 along, the same everywhere. Remember the 4.',
      scene:
        'f=2x^2+0.2y^2&domain=-3,3,-3,3&start=-2.4,2.2&opt=sgd(lr:0.1)&steps=40&overlays=taylor,eigenvectors&height=linear',
      enter: { kind: 'still' },
      next: 'scene',
      beside: ['map', 'curvature'],
      claims: [
        {
          says: 'Here one curvature is ten times the other: 4 across, 0.4 along, the same everywhere.',
          checks: [
            { left: at('sharpness', 1, 0), is: '=', right: 4, within: 1e-12 },
            { left: at('flatness', 1, 0), is: '=', right: 0.4, within: 1e-12 },
            { left: at('sharpness', 1, 40), is: '=', right: 4, within: 1e-12 },
          ],
        },
        {
          says: 'Remember the 4.',
          checks: [{ left: at('sharpness', 1, 0), is: '=', right: 4, within: 1e-12 }],
        },
      ],
    },
    {
      id: 'factor',
      title: 'One direction, one factor',
      caption:
        'Along each eigenvector a step multiplies the distance by $1 - \\eta\\lambda$. With $\\eta\\lambda < 1$ it **slides in**.',
      notes:
        'The gradient of half lambda x squared is lambda x; take η times it away and what is left is (1 − ηλ) times x. With η = 0.1 and λ = 4 that is 0.6 a step: x goes −2.4, −1.44, −0.864. Along y, where λ is 0.4, it is 0.96. On a bowl nothing else happens: it is all in these two factors.',
      scene: 'f=2x^2+0.2y^2&domain=-3,3,-3,3&start=-2.4,2.2&opt=sgd(lr:0.1)&steps=30&speed=6&height=linear',
      enter: { kind: 'play' },
      next: 'scene',
      beside: ['map', 'chart'],
      claims: [
        {
          says: 'a step multiplies the distance by $1 - \\eta\\lambda$. With $\\eta\\lambda < 1$ it **slides in**',
          checks: [
            { left: { ratio: [at('x', 1, 1), at('x', 1, 0)] }, is: '=', right: 0.6, within: 1e-12 },
            { left: { ratio: [at('x', 1, 11), at('x', 1, 10)] }, is: '=', right: 0.6, within: 1e-12 },
            { left: { over: 'most', quantity: 'x', run: 1, from: 0, to: 30 }, is: '<', right: 0 },
            { falls: 1, from: 0, to: 30 },
          ],
        },
        {
          says: '(1 − ηλ) times x. With η = 0.1 and λ = 4 that is 0.6 a step: x goes −2.4, −1.44, −0.864.',
          checks: [
            { left: lr(1), is: '=', right: 0.1, within: 0 },
            { left: at('sharpness', 1, 0), is: '=', right: 4, within: 1e-12 },
            { left: at('x', 1, 0), is: '=', right: -2.4, within: 0 },
            { left: at('x', 1, 1), is: '=', right: -1.44, within: 1e-12 },
            { left: at('x', 1, 2), is: '=', right: -0.864, within: 1e-12 },
          ],
        },
        {
          says: 'Along y, where λ is 0.4, it is 0.96.',
          checks: [
            { left: at('flatness', 1, 0), is: '=', right: 0.4, within: 1e-12 },
            { left: { ratio: [at('y', 1, 1), at('y', 1, 0)] }, is: '=', right: 0.96, within: 1e-12 },
            { left: { ratio: [at('y', 1, 30), at('y', 1, 29)] }, is: '=', right: 0.96, within: 1e-12 },
          ],
        },
      ],
    },
    {
      id: 'zigzag',
      title: 'Too far, but less each time',
      caption: 'For $1 < \\eta\\lambda < 2$ the factor is negative: it **zigzags**, and still arrives.',
      notes:
        'η is 0.45, ηλ is 1.8, the factor −0.8: it lands on the other side, at four fifths of the distance. Along the flat direction the factor is 0.82, nearly as good as it can be. A zigzag is not a mistake; it is what a rate looks like that suits the flat direction.',
      scene: 'f=2x^2+0.2y^2&domain=-3,3,-3,3&start=-2.4,2.2&opt=sgd(lr:0.45)&steps=30&speed=6&height=linear',
      enter: { kind: 'play' },
      next: 'scene',
      beside: ['map', 'chart'],
      claims: [
        {
          says: 'For $1 < \\eta\\lambda < 2$ the factor is negative: it **zigzags**, and still arrives.',
          checks: [
            { left: { ratio: [at('x', 1, 1), at('x', 1, 0)] }, is: '<', right: 0 },
            { left: { ratio: [at('x', 1, 8), at('x', 1, 7)] }, is: '<', right: 0 },
            { left: loss(1, 30), is: '<', right: 1e-4 },
          ],
        },
        {
          says: 'η is 0.45, ηλ is 1.8, the factor −0.8',
          checks: [
            { left: lr(1), is: '=', right: 0.45, within: 0 },
            { left: at('sharpness', 1, 0), is: '=', right: 4, within: 1e-12 },
            { left: { ratio: [at('x', 1, 1), at('x', 1, 0)] }, is: '=', right: -0.8, within: 1e-12 },
          ],
        },
        {
          says: 'Along the flat direction the factor is 0.82',
          checks: [{ left: { ratio: [at('y', 1, 1), at('y', 1, 0)] }, is: '=', right: 0.82, within: 1e-12 }],
        },
      ],
    },
    {
      id: 'edge',
      title: 'The edge: η = 2/λ',
      caption: 'The factor across is $-1$: from wall to wall **for ever**, not nearer and not farther.',
      notes:
        'Exactly 0.5, which is 2 divided by 4. Across, it is thrown from −2.4 to 2.4 and back, every time. Along the ravine it goes on converging: two directions, two factors, one rate. The mark at the learning rate in the controls shows this limit.',
      scene: 'f=2x^2+0.2y^2&domain=-3,3,-3,3&start=-2.4,2.2&opt=sgd(lr:0.5)&steps=30&speed=6&height=linear',
      enter: { kind: 'play' },
      next: 'scene',
      beside: ['map', 'chart'],
      claims: [
        {
          says: 'The factor across is $-1$: from wall to wall **for ever**, not nearer and not farther.',
          checks: [
            { left: { ratio: [at('x', 1, 1), at('x', 1, 0)] }, is: '=', right: -1, within: 1e-14 },
            { left: at('x', 1, 30), is: '=', right: at('x', 1, 0), within: 1e-14 },
            { left: at('x', 1, 29), is: '=', right: 2.4, within: 1e-14 },
          ],
        },
        {
          says: 'The edge: η = 2/λ',
          checks: [{ left: lr(1), is: '=', right: { ratio: [2, at('sharpness', 1, 0)] }, within: 1e-12 }],
        },
        {
          says: 'Exactly 0.5, which is 2 divided by 4.',
          checks: [
            { left: lr(1), is: '=', right: 0.5, within: 0 },
            { left: at('sharpness', 1, 0), is: '=', right: 4, within: 1e-12 },
          ],
        },
        {
          says: 'it is thrown from −2.4 to 2.4 and back, every time',
          checks: [
            { left: at('x', 1, 0), is: '=', right: -2.4, within: 0 },
            { left: at('x', 1, 1), is: '=', right: 2.4, within: 1e-14 },
            {
              left: { over: 'most', quantity: 'x', run: 1, from: 0, to: 30 },
              is: '=',
              right: 2.4,
              within: 1e-14,
            },
          ],
        },
        {
          says: 'Along the ravine it goes on converging',
          checks: [{ left: { size: at('y', 1, 30) }, is: '<', right: 0.01 }],
        },
      ],
    },
    {
      id: 'beyond',
      title: 'Beyond it: divergence',
      caption:
        '$\\eta = 0.52$: across, every step is 8% longer than the last. **Four per cent over the limit is enough.**',
      notes:
        'The factor is −1.08. It starts harmlessly, that is the treacherous part: the loss goes 12, 14, 16, and at step 20 it is 250. Beside it 0.5, at the edge: it is still at its walls. On a bowl it takes a while; where it gets steeper outwards, as on Rosenbrock, a few steps are enough.',
      scene:
        'f=2x^2+0.2y^2&domain=-3,3,-3,3&start=-2.4,2.2&opt=sgd(lr:0.5,name:at the edge,color:vermillion)&opt=sgd(lr:0.52,name:beyond,color:black)&steps=30&speed=6&height=linear',
      enter: { kind: 'play' },
      next: 'scene',
      beside: ['map', 'chart'],
      claims: [
        {
          says: '$\\eta = 0.52$: across, every step is 8% longer than the last. **Four per cent over the limit is enough.**',
          checks: [
            { left: lr(2), is: '=', right: 0.52, within: 0 },
            { left: { ratio: [at('moveX', 2, 1), at('moveX', 2, 0)] }, is: '=', right: -1.08, within: 1e-12 },
            {
              left: { ratio: [at('moveX', 2, 20), at('moveX', 2, 19)] },
              is: '=',
              right: -1.08,
              within: 1e-12,
            },
            {
              left: { ratio: [lr(2), { ratio: [2, at('sharpness', 2, 0)] }] },
              is: '=',
              right: 1.04,
              within: 1e-12,
            },
            { left: loss(2, 30), is: '>', right: loss(2, 0) },
          ],
        },
        {
          says: 'The factor is −1.08.',
          checks: [{ left: { ratio: [at('x', 2, 1), at('x', 2, 0)] }, is: '=', right: -1.08, within: 1e-12 }],
        },
        {
          says: 'the loss goes 12, 14, 16, and at step 20 it is 250',
          checks: [
            { left: loss(2, 0), is: '=', right: 12, within: 0.05 },
            { left: loss(2, 1), is: '=', right: 14, within: 0.02 },
            { left: loss(2, 2), is: '=', right: 16, within: 0.02 },
            { left: loss(2, 20), is: '=', right: 250, within: 0.01 },
          ],
        },
        {
          says: 'Beside it 0.5, at the edge: it is still at its walls.',
          checks: [
            { left: lr(1), is: '=', right: 0.5, within: 0 },
            { left: at('x', 1, 30), is: '=', right: -2.4, within: 1e-14 },
          ],
        },
      ],
    },
    {
      id: 'momentum',
      title: 'Momentum moves the limit',
      caption:
        'With momentum the edge lies at $2(1+\\mu)/\\lambda$: nearly **twice as far** for $\\mu = 0.9$.',
      notes:
        'Without it the limit was 0.5; here it is 0.95. The first run has 0.9 and comes in, after a wild start: its loss is three times as high after the first step. The second has 0.96 and never comes in: it leaves the map at step 3. Momentum is not a licence, it is a shifted limit; and close to it the swings are enormous.',
      scene:
        'f=2x^2+0.2y^2&domain=-3,3,-3,3&start=-0.6,2.2&opt=momentum(lr:0.9,momentum:0.9,name:within,color:orange)&opt=momentum(lr:0.96,momentum:0.9,name:beyond,color:black)&steps=40&speed=8&height=linear',
      enter: { kind: 'play' },
      next: 'scene',
      beside: ['map', 'chart'],
      claims: [
        {
          says: 'With momentum the edge lies at $2(1+\\mu)/\\lambda$: nearly **twice as far** for $\\mu = 0.9$.',
          checks: [
            { left: { setting: 'momentum', run: 1 }, is: '=', right: 0.9, within: 0 },
            { left: { setting: 'momentum', run: 2 }, is: '=', right: 0.9, within: 0 },
            { left: { size: at('x', 1, 40) }, is: '<', right: 0.1 },
            { left: { size: at('x', 2, 40) }, is: '>', right: 1000 },
          ],
        },
        {
          says: 'Without it the limit was 0.5; here it is 0.95.',
          checks: [
            { left: { ratio: [2, at('sharpness', 1, 0)] }, is: '=', right: 0.5, within: 1e-12 },
            { left: { ratio: [3.8, at('sharpness', 1, 0)] }, is: '=', right: 0.95, within: 1e-12 },
          ],
        },
        {
          says: 'The first run has 0.9 and comes in, after a wild start: its loss is three times as high after the first step.',
          checks: [
            { left: lr(1), is: '=', right: 0.9, within: 0 },
            { left: loss(1, 40), is: '<', right: 0.03 },
            { left: { ratio: [loss(1, 1), loss(1, 0)] }, is: '=', right: 3, within: 0.05 },
          ],
        },
        {
          says: 'The second has 0.96 and never comes in: it leaves the map at step 3.',
          checks: [
            { left: lr(2), is: '=', right: 0.96, within: 0 },
            { left: { first: 'outside', run: 2 }, is: '=', right: 3, within: 0 },
            { left: loss(2, 40), is: '>', right: 1e6 },
          ],
        },
      ],
    },
    {
      id: 'place',
      title: 'The limit depends on the place',
      caption:
        'The first scene again: along the valley the curvature grows, until $2/\\lambda$ **falls below the rate**.',
      notes:
        'At the start the larger curvature is 200, and 2 divided by it is 0.01: a rate of 0.008 is stable. At step 20 it is 253, and 0.008 is too large already; nothing is to be seen of it, for the ball sits at the bottom of the valley and the error across has to grow from next to nothing. At step 49 the curvature is 362. Twelve steps later it is out. The curvature panel shows all of this at the ball; scrub back and forth.',
      scene: 'loss=rosenbrock&start=0,0&opt=sgd(lr:0.008)&steps=61&speed=8&height=log&overlays=eigenvectors',
      enter: { kind: 'play' },
      next: 'scene',
      beside: ['map', 'curvature'],
      claims: [
        {
          says: 'along the valley the curvature grows, until $2/\\lambda$ **falls below the rate**',
          checks: [
            { left: { ratio: [2, at('sharpness', 1, 0)] }, is: '>', right: lr(1) },
            { left: { ratio: [2, at('sharpness', 1, 20)] }, is: '<', right: lr(1) },
            { left: at('sharpness', 1, 49), is: '>', right: at('sharpness', 1, 20) },
          ],
        },
        {
          says: 'At the start the larger curvature is 200, and 2 divided by it is 0.01: a rate of 0.008 is stable.',
          checks: [
            { left: at('sharpness', 1, 0), is: '=', right: 200, within: 1e-9 },
            { left: lr(1), is: '=', right: 0.008, within: 0 },
            { left: lr(1), is: '<', right: { ratio: [2, at('sharpness', 1, 0)] } },
          ],
        },
        {
          says: 'At step 20 it is 253, and 0.008 is too large already',
          checks: [{ left: at('sharpness', 1, 20), is: '=', right: 253, within: 0.002 }],
        },
        {
          says: 'At step 49 the curvature is 362. Twelve steps later it is out.',
          checks: [
            { left: at('sharpness', 1, 49), is: '=', right: 362, within: 0.001 },
            { left: { first: 'outside', run: 1 }, is: '=', right: 61, within: 0 },
          ],
        },
      ],
    },
    {
      id: 'warmup',
      title: 'Warm up',
      caption:
        'Steep walls, a flat floor. Start small, roll off the wall, then raise the rate: **now the rate that blew up holds**.',
      notes:
        'The curvature is 4.2 on the walls, so the limit is 0.48 there; on the floor it is 0.2, and the limit is 10. Both runs start on a wall and have the rate 0.78. At a constant rate it is thrown from wall to wall and leaves the map at step 5. With ten steps of warm-up it is on the floor, |x| below 1, by step 5, before the rate is half of what it will be, and comes in. Large networks are trained with a warm-up for the same reason. The plot under the loss shows the rate of every step.',
      scene:
        'f=2max(abs(x)-1,0)^2+0.1x^2+0.1y^2&domain=-4,4,-4,4&start=-2.5,2.5&opt=sgd(lr:0.78,color:black)&opt=sgd(lr:0.78,schedule:warmupCosine(warmup:10,floor:1),color:vermillion)&steps=20&speed=3&height=linear',
      enter: { kind: 'play' },
      next: 'scene',
      beside: ['map', 'chart'],
      claims: [
        {
          says: 'now the rate that blew up holds',
          checks: [
            { left: lr(1), is: '=', right: lr(2), within: 0 },
            { left: at('rate', 2, 19), is: '=', right: lr(1), within: 1e-12 },
            { left: loss(1, 20), is: '>', right: 1e6 },
            { left: loss(2, 20), is: '<', right: 0.02 },
          ],
        },
        {
          says: 'The curvature is 4.2 on the walls, so the limit is 0.48 there; on the floor it is 0.2, and the limit is 10.',
          checks: [
            { left: at('sharpness', 1, 0), is: '=', right: 4.2, within: 1e-12 },
            { left: { ratio: [2, at('sharpness', 1, 0)] }, is: '=', right: 0.48, within: 0.01 },
            { left: at('sharpness', 2, 20), is: '=', right: 0.2, within: 1e-12 },
            { left: { ratio: [2, at('sharpness', 2, 20)] }, is: '=', right: 10, within: 1e-12 },
          ],
        },
        {
          says: 'Both runs start on a wall and have the rate 0.78.',
          checks: [
            { left: lr(1), is: '=', right: 0.78, within: 0 },
            { left: { size: at('x', 1, 0) }, is: '>', right: 1 },
          ],
        },
        {
          says: 'it is thrown from wall to wall and leaves the map at step 5',
          checks: [
            { left: { ratio: [at('x', 1, 1), at('x', 1, 0)] }, is: '<', right: -1 },
            { left: { ratio: [at('x', 1, 2), at('x', 1, 1)] }, is: '<', right: -1 },
            { left: { first: 'outside', run: 1 }, is: '=', right: 5, within: 0 },
          ],
        },
        {
          says: 'it is on the floor, |x| below 1, by step 5, before the rate is half of what it will be, and comes in',
          checks: [
            { left: { size: at('x', 2, 5) }, is: '<', right: 1 },
            { left: at('rate', 2, 3), is: '<', right: { ratio: [lr(2), 2] } },
            { falls: 2, from: 5, to: 20 },
          ],
        },
      ],
    },
    {
      id: 'noise',
      title: 'Noise: it never stands still',
      caption:
        'A mini-batch gives the gradient plus noise. With a constant rate it **hovers about the minimum**, the wider the larger the rate.',
      notes:
        'Nothing diverges here, but nothing arrives either. Averaged from step 100 to 300 the loss is 6.3 with a rate of 0.06, and 2.3 with half of it: a smaller cloud, and a slower way there, below 5 at step 13 instead of 11. The noise is seeded: everybody in this room sees the same draws, and so do both runs.',
      scene:
        'loss=booth&start=-7,5&noise=12&seed=4&opt=sgd(lr:0.03,color:sky)&opt=sgd(lr:0.06,color:vermillion)&steps=300&speed=25',
      enter: { kind: 'play' },
      next: 'scene',
      beside: ['map', 'chart'],
      claims: [
        {
          says: 'With a constant rate it **hovers about the minimum**, the wider the larger the rate.',
          checks: [
            {
              left: { over: 'mean', quantity: 'distance', run: 2, from: 100, to: 300 },
              is: '>',
              right: { over: 'mean', quantity: 'distance', run: 1, from: 100, to: 300 },
            },
            { left: { over: 'most', quantity: 'distance', run: 2, from: 100, to: 300 }, is: '<', right: 8 },
          ],
        },
        {
          says: 'Averaged from step 100 to 300 the loss is 6.3 with a rate of 0.06, and 2.3 with half of it',
          checks: [
            {
              left: { over: 'mean', quantity: 'loss', run: 2, from: 100, to: 300 },
              is: '=',
              right: 6.3,
              within: 0.01,
            },
            {
              left: { over: 'mean', quantity: 'loss', run: 1, from: 100, to: 300 },
              is: '=',
              right: 2.3,
              within: 0.02,
            },
            { left: lr(2), is: '=', right: 0.06, within: 0 },
            { left: lr(1), is: '=', right: 0.03, within: 0 },
          ],
        },
        {
          says: 'below 5 at step 13 instead of 11',
          checks: [
            { left: { first: { lossBelow: 5 }, run: 1 }, is: '=', right: 13, within: 0 },
            { left: { first: { lossBelow: 5 }, run: 2 }, is: '=', right: 11, within: 0 },
          ],
        },
      ],
    },
    {
      id: 'schedule',
      title: 'Schedules: large first, small later',
      caption:
        'A rate that falls to zero along a cosine: the speed of the large one, **the rest of a small one**.',
      notes:
        'The same noise for both, draw by draw, and the same rate of 0.06 at first: both are below 5 at step 11. Averaged over the last 50 steps the loss is 6.0 at the constant rate and 0.19 with the schedule, since the cloud shrinks with the rate. Robbins and Monro proved in 1951 how fast a rate may fall: its sum must be infinite, the sum of its squares finite.',
      scene:
        'loss=booth&start=-7,5&noise=12&seed=4&opt=sgd(lr:0.06,color:vermillion)&opt=sgd(lr:0.06,schedule:cosine,color:blue)&steps=300&speed=25',
      enter: { kind: 'play' },
      next: 'scene',
      beside: ['map', 'chart'],
      claims: [
        {
          says: 'A rate that falls to zero along a cosine: the speed of the large one, **the rest of a small one**.',
          checks: [
            { left: at('rate', 2, 0), is: '=', right: lr(1), within: 0 },
            { left: at('rate', 2, 299), is: '<', right: { ratio: [lr(1), 1000] } },
            {
              left: { over: 'mean', quantity: 'loss', run: 2, from: 250, to: 300 },
              is: '<',
              right: { over: 'mean', quantity: 'loss', run: 1, from: 250, to: 300 },
            },
          ],
        },
        {
          says: 'the same rate of 0.06 at first: both are below 5 at step 11',
          checks: [
            { left: lr(1), is: '=', right: 0.06, within: 0 },
            { left: lr(2), is: '=', right: 0.06, within: 0 },
            { left: { first: { lossBelow: 5 }, run: 1 }, is: '=', right: 11, within: 0 },
            { left: { first: { lossBelow: 5 }, run: 2 }, is: '=', right: 11, within: 0 },
          ],
        },
        {
          says: 'Averaged over the last 50 steps the loss is 6.0 at the constant rate and 0.19 with the schedule',
          checks: [
            {
              left: { over: 'mean', quantity: 'loss', run: 1, from: 250, to: 300 },
              is: '=',
              right: 6,
              within: 0.01,
            },
            {
              left: { over: 'mean', quantity: 'loss', run: 2, from: 250, to: 300 },
              is: '=',
              right: 0.19,
              within: 0.03,
            },
          ],
        },
      ],
    },
    {
      id: 'adam',
      title: 'And Adam?',
      caption:
        'Here no step is longer than $\\eta$ in either coordinate: it **does not explode**. A rate too large only throws it about.',
      notes:
        'Rosenbrock again. With 3, which is 300 times the rate of 0.01 that blows up gradient descent from here in 6 steps, Adam is out of the map after one step and its loss goes up to tens of thousands, but it comes back; after 300 steps it is at 4.5. With 0.5 it is at 0.0035. No explosion is no proof of a good rate: look at the curve. And the limit is still there, for the preconditioned curvature: that is where large networks train, at the edge of stability.',
      scene:
        'loss=rosenbrock&opt=adam(lr:3,color:black)&opt=adam(lr:0.5,color:blue)&steps=300&speed=30&height=log&camera=perspective(elevation:1.2)',
      enter: { kind: 'play' },
      next: 'scene',
      beside: ['map', 'chart'],
      claims: [
        {
          says: 'Here no step is longer than $\\eta$ in either coordinate: it **does not explode**.',
          checks: [
            { left: { over: 'most', quantity: 'moveX', run: 1, from: 0, to: 299 }, is: '<', right: 3.0001 },
            { left: { over: 'least', quantity: 'moveX', run: 1, from: 0, to: 299 }, is: '>', right: -3.0001 },
            { left: { over: 'most', quantity: 'moveY', run: 1, from: 0, to: 299 }, is: '<', right: 3.0001 },
            { left: { over: 'least', quantity: 'moveY', run: 1, from: 0, to: 299 }, is: '>', right: -3.0001 },
            { left: { over: 'most', quantity: 'moveX', run: 2, from: 0, to: 299 }, is: '<', right: 0.50001 },
            { left: { over: 'most', quantity: 'moveY', run: 2, from: 0, to: 299 }, is: '<', right: 0.50001 },
            {
              left: { over: 'least', quantity: 'moveY', run: 2, from: 0, to: 299 },
              is: '>',
              right: -0.50001,
            },
            { run: 1, ends: null },
          ],
        },
        {
          says: 'With 3, which is 300 times the rate of 0.01 that blows up gradient descent from here in 6 steps',
          after: { run: 2, rule: 'sgd', key: 'lr', value: 0.01 },
          checks: [
            { left: { ratio: [lr(1), lr(2)] }, is: '=', right: 300, within: 1e-12 },
            { run: 2, ends: 'overflow', at: 6 },
          ],
        },
        {
          says: 'out of the map after one step and its loss goes up to tens of thousands, but it comes back; after 300 steps it is at 4.5',
          checks: [
            { left: { first: 'outside', run: 1 }, is: '=', right: 1, within: 0 },
            { left: { over: 'most', quantity: 'loss', run: 1, from: 0, to: 300 }, is: '>', right: 20_000 },
            { left: loss(1, 300), is: '=', right: 4.5, within: 0.01 },
          ],
        },
        {
          says: 'With 0.5 it is at 0.0035.',
          checks: [
            { left: lr(2), is: '=', right: 0.5, within: 0 },
            { left: loss(2, 300), is: '=', right: 0.0035, within: 0.01 },
          ],
        },
      ],
    },
  ],
};
