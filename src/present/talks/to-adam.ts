import type { Quantity, Reading } from '../../core/claims/claims.ts';
import type { ClaimedTalk } from '../../core/talk/claimed.ts';

const at = (quantity: Quantity, run: number, step: number): Reading => ({ quantity, run, step });
const loss = (run: number, step: number) => at('loss', run, step);

/** Slope, step, learning rate, ravine, momentum, RMSprop, Adam: what each fixes, and what it breaks. */
export const toAdam: ClaimedTalk = {
  version: 1,
  title: 'From gradient descent to Adam',
  scenes: [
    {
      id: 'surface',
      title: 'A loss is a landscape',
      caption:
        'Every point $(x, y)$ is a model; the **higher** it lies, the larger its loss $f(x, y)$. **Learning is going down.**',
      notes:
        "Himmelblau's function: four valleys, all equally deep, and a hill between them. The contour lines are those of a hiking map: where they crowd, it is steep. The heights are logarithmic, as the axis says: higher is a larger loss, but twice as high is not twice the loss. Ask the room where a ball would roll from the ring, then press Play: it goes down at every step, to the lower left, and lies still long before step 100. A real network has millions of coordinates instead of two; everything that follows is computed the same way there.",
      scene: 'loss=himmelblau&start=-0.4,-0.75&opt=sgd(lr:0.004)&steps=100&speed=10&future=off&height=log',
      enter: { kind: 'still' },
      next: 'scene',
      beside: ['map'],
      claims: [
        {
          says: 'Learning is going down.',
          checks: [{ left: loss(1, 100), is: '<', right: loss(1, 0) }],
        },
        { says: 'it goes down at every step', checks: [{ falls: 1, from: 0, to: 80 }] },
        {
          says: 'to the lower left, and lies still long before step 100',
          checks: [
            { left: at('x', 1, 100), is: '<', right: -3.5 },
            { left: at('y', 1, 100), is: '<', right: -3 },
            { left: at('move', 1, 80), is: '<', right: 1e-6 },
          ],
        },
      ],
    },
    {
      id: 'slope',
      title: 'The slope is a vector',
      caption:
        'The gradient $\\nabla f = \\left(\\frac{\\partial f}{\\partial x}, \\frac{\\partial f}{\\partial y}\\right)$ points uphill. Its negative is the **fall line**.',
      notes:
        'The plane touches the surface at the ring: up close every smooth surface looks like its tangent plane. Here the gradient is (−38, −16): uphill is to the lower left, so the fall line goes to the upper right. The arrows are the negative gradient all over the map; they cross the contour lines at right angles. The derivative is exact here, it comes from the formula and not from differences.',
      scene: 'loss=booth&start=-6,7&opt=sgd(lr:0.04)&steps=40&overlays=tangent,field',
      enter: { kind: 'still' },
      next: 'scene',
      beside: ['map'],
      claims: [
        {
          says: 'Here the gradient is (−38, −16)',
          checks: [
            { left: at('gradientX', 1, 0), is: '=', right: -38, within: 1e-12 },
            { left: at('gradientY', 1, 0), is: '=', right: -16, within: 1e-12 },
          ],
        },
        {
          says: 'the fall line goes to the upper right',
          checks: [
            { left: at('moveX', 1, 0), is: '>', right: 0 },
            { left: at('moveY', 1, 0), is: '>', right: 0 },
          ],
        },
      ],
    },
    {
      id: 'step',
      title: 'One step of gradient descent',
      caption:
        'Measure the slope, go a little way down: $\\theta \\leftarrow \\theta - \\eta\\, \\nabla f(\\theta)$.',
      notes:
        'The next key opens the step: first the gradient, (−38, −16), then 0.04 times it against its sign, (1.52, 0.64), then the move. The loss goes from 101 to 54. Every number on the right is of this very step. Played to the end, 40 steps, the same again and again, it is 0.077.',
      scene: 'loss=booth&start=-6,7&opt=sgd(lr:0.04)&steps=40',
      enter: { kind: 'still' },
      next: 'stages',
      beside: ['step'],
      claims: [
        {
          says: '(−38, −16), then 0.04 times it against its sign, (1.52, 0.64)',
          checks: [
            { left: at('gradientX', 1, 0), is: '=', right: -38, within: 1e-12 },
            { left: at('gradientY', 1, 0), is: '=', right: -16, within: 1e-12 },
            { left: { setting: 'lr', run: 1 }, is: '=', right: 0.04, within: 0 },
            { left: at('moveX', 1, 0), is: '=', right: 1.52, within: 1e-12 },
            { left: at('moveY', 1, 0), is: '=', right: 0.64, within: 1e-12 },
          ],
        },
        {
          says: 'The loss goes from 101 to 54.',
          checks: [
            { left: loss(1, 0), is: '=', right: 101, within: 1e-12 },
            { left: loss(1, 1), is: '=', right: 54, within: 0.01 },
          ],
        },
        {
          says: '40 steps, the same again and again, it is 0.077',
          checks: [{ left: loss(1, 40), is: '=', right: 0.077, within: 0.006 }],
        },
      ],
    },
    {
      id: 'rate',
      title: 'The learning rate',
      caption:
        'The same 60 steps with $\\eta$ = 0.005, 0.08 and 0.115: **too small crawls, too large flies off**.',
      notes:
        'All three start together and take the same number of steps. With 0.005 the loss is still 21 or more after 60 steps, with 0.08 it is below 0.000001. With 0.115 every step overshoots the valley and lands a little farther off on the other side: it is off the map from step 35 on, and its loss is above 60,000 at the end. Press C and lower it to 0.105: it comes back. Where that limit lies is the other talk.',
      scene:
        'loss=booth&start=-6,8&opt=sgd(lr:0.005,name:too small,color:sky)&opt=sgd(lr:0.08,color:vermillion)&opt=sgd(lr:0.115,name:too large,color:black)&steps=60&speed=10',
      enter: { kind: 'play' },
      next: 'scene',
      beside: ['map', 'chart'],
      claims: [
        {
          says: 'The same 60 steps with $\\eta$ = 0.005, 0.08 and 0.115: **too small crawls, too large flies off**',
          checks: [
            { left: { setting: 'lr', run: 1 }, is: '=', right: 0.005, within: 0 },
            { left: { setting: 'lr', run: 2 }, is: '=', right: 0.08, within: 0 },
            { left: { setting: 'lr', run: 3 }, is: '=', right: 0.115, within: 0 },
            { left: loss(1, 60), is: '>', right: loss(2, 60) },
            { left: loss(3, 60), is: '>', right: loss(1, 60) },
            { left: { first: 'outside', run: 2 }, is: '>', right: 60 },
          ],
        },
        {
          says: 'With 0.005 the loss is still 21 or more after 60 steps, with 0.08 it is below 0.000001.',
          checks: [
            { left: loss(1, 60), is: '>', right: 21 },
            { left: loss(2, 60), is: '<', right: 1e-6 },
          ],
        },
        {
          says: 'With 0.115 every step overshoots the valley',
          checks: [
            {
              left: { over: 'least', quantity: 'loss', run: 3, from: 20, to: 60 },
              is: '>',
              right: loss(3, 0),
            },
          ],
        },
        {
          says: 'it is off the map from step 35 on, and its loss is above 60,000 at the end',
          checks: [
            { left: { first: 'outsideForGood', run: 3 }, is: '=', right: 35, within: 0 },
            { left: loss(3, 60), is: '>', right: 60_000 },
          ],
        },
        {
          says: 'Press C and lower it to 0.105: it comes back.',
          after: { run: 3, key: 'lr', value: 0.105 },
          checks: [
            { left: { first: 'outside', run: 3 }, is: '>', right: 60 },
            { left: loss(3, 60), is: '<', right: 1e-4 },
          ],
        },
      ],
    },
    {
      id: 'ravine',
      title: 'The ravine',
      caption:
        'A hundred times more curved in $y$ than in $x$: **the steep direction sets the rate, the flat one pays**.',
      notes:
        'The loss is half of x squared plus 100 y squared. Any rate above 0.02 diverges in y: press C and try 0.021. At 0.018 y is within 0.02 of the floor after 20 steps, while x is still at −4.35 of −9 after 40. Ill-conditioned valleys like this are everywhere in real losses.',
      scene: 'loss=bowl&opt=sgd(lr:0.018)&steps=80&speed=12',
      enter: { kind: 'play' },
      next: 'scene',
      beside: ['map', 'chart'],
      claims: [
        {
          says: 'A hundred times more curved in $y$ than in $x$',
          checks: [
            {
              left: { ratio: [at('sharpness', 1, 0), at('flatness', 1, 0)] },
              is: '=',
              right: 100,
              within: 1e-12,
            },
          ],
        },
        {
          says: 'half of x squared plus 100 y squared',
          checks: [{ left: at('sharpness', 1, 0), is: '=', right: 100, within: 1e-12 }],
        },
        {
          says: 'Any rate above 0.02 diverges in y: press C and try 0.021.',
          after: { run: 1, key: 'lr', value: 0.021 },
          checks: [{ left: { size: at('y', 1, 80) }, is: '>', right: 1000 }],
        },
        {
          says: 'At 0.018 y is within 0.02 of the floor after 20 steps, while x is still at −4.35 of −9 after 40.',
          checks: [
            { left: { size: at('y', 1, 20) }, is: '<', right: 0.02 },
            { left: at('x', 1, 0), is: '=', right: -9, within: 0 },
            { left: at('x', 1, 40), is: '=', right: -4.35, within: 0.001 },
          ],
        },
      ],
    },
    {
      id: 'momentum',
      title: 'Momentum: remember where you were going',
      caption:
        'A velocity adds up the gradients: $b \\leftarrow \\mu b + g$, then $\\theta \\leftarrow \\theta - \\eta b$.',
      notes:
        'Same learning rate, same start. Across the ravine the gradients change their sign and cancel; along it they add up. At step 20 momentum with μ = 0.8 has a loss of 1.7, gradient descent of 19.6. Polyak wrote this down in 1964.',
      scene: 'loss=bowl&opt=sgd(lr:0.018)&opt=momentum(lr:0.018,momentum:0.8)&steps=80&speed=12',
      enter: { kind: 'play' },
      next: 'scene',
      beside: ['map', 'step'],
      claims: [
        {
          says: 'Same learning rate, same start.',
          checks: [{ left: { setting: 'lr', run: 1 }, is: '=', right: { setting: 'lr', run: 2 }, within: 0 }],
        },
        {
          says: 'At step 20 momentum with μ = 0.8 has a loss of 1.7, gradient descent of 19.6.',
          checks: [
            { left: { setting: 'momentum', run: 2 }, is: '=', right: 0.8, within: 0 },
            { left: loss(2, 20), is: '=', right: 1.7, within: 0.02 },
            { left: loss(1, 20), is: '=', right: 19.6, within: 0.001 },
          ],
        },
      ],
    },
    {
      id: 'overshoot',
      title: 'What momentum breaks',
      caption: 'It cannot brake: with $\\mu = 0.95$ it runs **past the minimum and up the other side**.',
      notes:
        'Three values of μ, nothing else differs. At 0.95 the ball is at x = 4.5 after 20 steps: it flew right through the minimum at x = 0. At 0.8 it goes 0.16 past it, at 0.5 not at all, and slowly. More memory is more speed and more ringing. In the loss curve the swings are the bumps.',
      scene:
        'loss=bowl&opt=momentum(lr:0.018,momentum:0.5,color:sky)&opt=momentum(lr:0.018,momentum:0.8,color:orange)&opt=momentum(lr:0.018,momentum:0.95,color:black)&steps=80&speed=12',
      enter: { kind: 'play' },
      next: 'scene',
      beside: ['map', 'chart'],
      claims: [
        {
          says: 'with $\\mu = 0.95$ it runs **past the minimum and up the other side**',
          checks: [
            { left: { setting: 'momentum', run: 3 }, is: '=', right: 0.95, within: 0 },
            { left: { over: 'most', quantity: 'x', run: 3, from: 0, to: 80 }, is: '>', right: 4.5 },
          ],
        },
        {
          says: 'At 0.95 the ball is at x = 4.5 after 20 steps: it flew right through the minimum at x = 0.',
          checks: [{ left: at('x', 3, 20), is: '=', right: 4.5, within: 0.001 }],
        },
        {
          says: 'At 0.8 it goes 0.16 past it, at 0.5 not at all, and slowly.',
          checks: [
            {
              left: { over: 'most', quantity: 'x', run: 2, from: 0, to: 80 },
              is: '=',
              right: 0.16,
              within: 0.03,
            },
            { left: { over: 'most', quantity: 'x', run: 1, from: 0, to: 80 }, is: '<', right: 0 },
            { left: loss(1, 40), is: '>', right: loss(2, 40) },
          ],
        },
        {
          says: 'the swings are the bumps',
          checks: [{ left: loss(3, 40), is: '>', right: loss(3, 30) }],
        },
      ],
    },
    {
      id: 'rmsprop',
      title: 'RMSprop: a rate for each coordinate',
      caption:
        'Divide by the typical size of the gradient: $s \\leftarrow \\alpha s + (1-\\alpha)\\,g^2$, step $-\\eta\\, g / (\\sqrt{s} + \\epsilon)$.',
      notes:
        'Another cure for the same ravine: measure how large the gradient usually is in each coordinate and divide by it. Go through the stages of the first step: the gradient is (−9, 150), and still the step is 1 long in x and in y alike. That is ten times the rate of 0.1, for α = 0.99 has let only a hundredth of the first square into s. The path leaves the start diagonally: steep and flat are treated alike.',
      scene: 'loss=bowl&opt=rmsprop(lr:0.1)&steps=80',
      enter: { kind: 'still' },
      next: 'stages',
      beside: ['step'],
      claims: [
        {
          says: 'the gradient is (−9, 150), and still the step is 1 long in x and in y alike',
          checks: [
            { left: at('gradientX', 1, 0), is: '=', right: -9, within: 1e-12 },
            { left: at('gradientY', 1, 0), is: '=', right: 150, within: 1e-12 },
            { left: { size: at('moveX', 1, 0) }, is: '=', right: 1, within: 1e-6 },
            { left: { size: at('moveY', 1, 0) }, is: '=', right: 1, within: 1e-6 },
          ],
        },
        {
          says: 'ten times the rate of 0.1, for α = 0.99',
          checks: [
            { left: { setting: 'lr', run: 1 }, is: '=', right: 0.1, within: 0 },
            { left: { setting: 'alpha', run: 1 }, is: '=', right: 0.99, within: 0 },
            {
              left: { ratio: [{ size: at('moveX', 1, 0) }, { setting: 'lr', run: 1 }] },
              is: '=',
              right: 10,
              within: 1e-6,
            },
          ],
        },
      ],
    },
    {
      id: 'restless',
      title: 'What RMSprop breaks',
      caption:
        'Near the minimum $s$ shrinks with the gradient, so the step does not: **it bounces about the floor for ever**.',
      notes:
        'The learning rate is now the size of the step, whatever the slope. With 0.3 the loss is below 2 at step 22, but from step 300 on it jumps to and fro 0.15 from the minimum in each coordinate, at a loss of 1.136 for ever. With 0.03 it is ten times as long on its way, below 2 at step 238, and bounces a tenth as far, 0.015. Constant rates and per-coordinate scaling want a schedule.',
      scene:
        'loss=bowl&opt=rmsprop(lr:0.3,alpha:0.9,color:black)&opt=rmsprop(lr:0.03,alpha:0.9,color:purple)&steps=500&speed=60',
      enter: { kind: 'play' },
      next: 'scene',
      beside: ['map', 'chart'],
      claims: [
        {
          says: 'it bounces about the floor for ever',
          checks: [
            { left: { over: 'least', quantity: 'move', run: 1, from: 300, to: 499 }, is: '>', right: 0.4 },
            { left: { over: 'least', quantity: 'move', run: 2, from: 480, to: 499 }, is: '>', right: 0.04 },
          ],
        },
        {
          says: 'With 0.3 the loss is below 2 at step 22',
          checks: [{ left: { first: { lossBelow: 2 }, run: 1 }, is: '=', right: 22, within: 0 }],
        },
        {
          says: 'from step 300 on it jumps to and fro 0.15 from the minimum in each coordinate, at a loss of 1.136 for ever',
          checks: [
            { left: { size: at('x', 1, 300) }, is: '=', right: 0.15, within: 0.001 },
            { left: { size: at('y', 1, 301) }, is: '=', right: 0.15, within: 0.001 },
            { left: { ratio: [at('x', 1, 300), at('x', 1, 301)] }, is: '=', right: -1, within: 0.001 },
            {
              left: { over: 'least', quantity: 'loss', run: 1, from: 300, to: 500 },
              is: '=',
              right: 1.136,
              within: 0.001,
            },
            {
              left: { over: 'most', quantity: 'loss', run: 1, from: 300, to: 500 },
              is: '=',
              right: 1.136,
              within: 0.001,
            },
          ],
        },
        {
          says: 'With 0.03 it is ten times as long on its way, below 2 at step 238, and bounces a tenth as far, 0.015.',
          checks: [
            { left: { first: { lossBelow: 2 }, run: 2 }, is: '=', right: 238, within: 0 },
            { left: { size: at('x', 2, 500) }, is: '=', right: 0.015, within: 0.01 },
            { left: { size: at('y', 2, 500) }, is: '=', right: 0.015, within: 0.01 },
          ],
        },
      ],
    },
    {
      id: 'adam',
      title: 'Adam: both at once',
      caption:
        '$m$ remembers the direction, $v$ the size: $\\theta \\leftarrow \\theta - \\eta\\, \\hat m / (\\sqrt{\\hat v} + \\epsilon)$.',
      notes:
        'Momentum in the numerator, RMSprop in the denominator. The hats divide out that both averages begin at zero: with 0.9 and 0.999 m would begin ten times too small and v a thousand times. Go through the stages of the first step: but for epsilon it is η = 0.22 long in each coordinate, whatever the gradient is.',
      scene: 'loss=himmelblau&start=-0.4,-0.75&opt=adam(lr:0.22)&steps=100',
      enter: { kind: 'still' },
      next: 'stages',
      beside: ['step'],
      claims: [
        {
          says: 'with 0.9 and 0.999',
          checks: [
            { left: { setting: 'beta1', run: 1 }, is: '=', right: 0.9, within: 0 },
            { left: { setting: 'beta2', run: 1 }, is: '=', right: 0.999, within: 0 },
          ],
        },
        {
          says: 'but for epsilon it is η = 0.22 long in each coordinate',
          checks: [
            { left: { setting: 'lr', run: 1 }, is: '=', right: 0.22, within: 0 },
            { left: { size: at('moveX', 1, 0) }, is: '=', right: 0.22, within: 1e-7 },
            { left: { size: at('moveY', 1, 0) }, is: '=', right: 0.22, within: 1e-7 },
          ],
        },
      ],
    },
    {
      id: 'saddle',
      title: 'At a saddle they part',
      caption: 'Next to the ridge the slope outwards is tiny. **Who divides by its size leaves first.**',
      notes:
        'The start is 0.001 off the ridge. Gradient descent leaves the map at step 80, and momentum with a fifth of its rate at step 79. RMSprop and Adam do not care how small the slope is, only about its sign: out at steps 9 and 36. In many dimensions saddles are what one meets, far more than minima.',
      scene:
        'loss=saddle&opt=sgd(lr:0.05)&opt=momentum(lr:0.01)&opt=rmsprop(lr:0.03)&opt=adam(lr:0.05)&steps=90&speed=12',
      enter: { kind: 'play' },
      next: 'scene',
      beside: ['map', 'chart'],
      claims: [
        {
          says: 'Who divides by its size leaves first.',
          checks: [
            { left: { first: 'outside', run: 3 }, is: '<', right: { first: 'outside', run: 1 } },
            { left: { first: 'outside', run: 4 }, is: '<', right: { first: 'outside', run: 2 } },
          ],
        },
        {
          says: 'The start is 0.001 off the ridge.',
          checks: [{ left: at('y', 1, 0), is: '=', right: 0.001, within: 0 }],
        },
        {
          says: 'Gradient descent leaves the map at step 80, and momentum with a fifth of its rate at step 79.',
          checks: [
            { left: { first: 'outside', run: 1 }, is: '=', right: 80, within: 0 },
            { left: { first: 'outside', run: 2 }, is: '=', right: 79, within: 0 },
            {
              left: {
                ratio: [
                  { setting: 'lr', run: 1 },
                  { setting: 'lr', run: 2 },
                ],
              },
              is: '=',
              right: 5,
              within: 1e-12,
            },
          ],
        },
        {
          says: 'out at steps 9 and 36',
          checks: [
            { left: { first: 'outside', run: 3 }, is: '=', right: 9, within: 0 },
            { left: { first: 'outside', run: 4 }, is: '=', right: 36, within: 0 },
          ],
        },
      ],
    },
    {
      id: 'turned',
      title: 'No rule wins everywhere',
      caption:
        'Turn the ravine by 45° and **rates per coordinate lose their advantage**: RMSprop comes to 7.1 instead of 0.011.',
      notes:
        'The same ravine, turned by 45°, and the same rates. Gradient descent and momentum do not notice: after 80 steps they have the losses that they had in the straight one. RMSprop had 0.011 there; here, where steep and flat are mixed in x and in y alike, it has 7.1 and is behind plain gradient descent with 2.2. This is the honest summary: each rule fixes one thing. Try, look, measure; that is what this page is for.',
      scene:
        'f=0.25(x+y)^2+25(x-y)^2&domain=-10,10,-10,10&start=-7.4246212024587,-5.3033008588991&opt=sgd(lr:0.018)&opt=momentum(lr:0.018,momentum:0.8)&opt=rmsprop(lr:0.1)&steps=80&speed=12&height=linear',
      enter: { kind: 'play' },
      next: 'scene',
      beside: ['map', 'chart'],
      claims: [
        {
          says: 'Turn the ravine by 45° and **rates per coordinate lose their advantage**',
          checks: [
            {
              left: at('sharpness', 1, 0),
              is: '=',
              right: { scene: 'rmsprop', reading: at('sharpness', 1, 0) },
              within: 1e-9,
            },
            {
              left: at('flatness', 1, 0),
              is: '=',
              right: { scene: 'rmsprop', reading: at('flatness', 1, 0) },
              within: 1e-9,
            },
            { left: loss(1, 0), is: '=', right: { scene: 'rmsprop', reading: loss(1, 0) }, within: 1e-9 },
            { left: loss(3, 80), is: '>', right: loss(1, 80) },
          ],
        },
        {
          says: 'The same ravine, turned by 45°, and the same rates.',
          checks: [
            {
              left: { setting: 'lr', run: 3 },
              is: '=',
              right: { scene: 'rmsprop', reading: { setting: 'lr', run: 1 } },
              within: 0,
            },
            {
              left: { setting: 'momentum', run: 2 },
              is: '=',
              right: { scene: 'momentum', reading: { setting: 'momentum', run: 2 } },
              within: 0,
            },
          ],
        },
        {
          says: 'after 80 steps they have the losses that they had in the straight one',
          checks: [
            { left: loss(1, 80), is: '=', right: { scene: 'momentum', reading: loss(1, 80) }, within: 1e-6 },
            { left: loss(2, 80), is: '=', right: { scene: 'momentum', reading: loss(2, 80) }, within: 1e-6 },
          ],
        },
        {
          says: 'RMSprop comes to 7.1 instead of 0.011.',
          checks: [
            { left: loss(3, 80), is: '=', right: 7.1, within: 0.005 },
            { left: { scene: 'rmsprop', reading: loss(1, 80) }, is: '=', right: 0.011, within: 0.03 },
          ],
        },
        {
          says: 'RMSprop had 0.011 there',
          checks: [{ left: { scene: 'rmsprop', reading: loss(1, 80) }, is: '=', right: 0.011, within: 0.03 }],
        },
        {
          says: 'it has 7.1 and is behind plain gradient descent with 2.2',
          checks: [
            { left: loss(3, 80), is: '=', right: 7.1, within: 0.01 },
            { left: loss(1, 80), is: '=', right: 2.2, within: 0.01 },
          ],
        },
      ],
    },
  ],
};
