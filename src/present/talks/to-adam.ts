import type { Talk } from '../../core/talk/talk.ts';

/** Slope, step, learning rate, ravine, momentum, RMSprop, Adam: what each fixes, and what it breaks. */
export const toAdam: Talk = {
  version: 1,
  title: 'From gradient descent to Adam',
  scenes: [
    {
      id: 'surface',
      title: 'A loss is a landscape',
      caption:
        'Every point $(x, y)$ is a model, the height is its loss $f(x, y)$. **Learning is going down.**',
      notes:
        "Himmelblau's function: four valleys, all equally deep, and a hill between them. The contour lines are those of a hiking map: where they crowd, it is steep. Ask the room where a ball would roll from the ring. A real network has millions of coordinates instead of two; everything that follows is computed the same way there.",
      scene: 'loss=himmelblau&start=-0.4,-0.75&opt=sgd(lr:0.004)&steps=100',
      enter: { kind: 'still' },
      next: 'scene',
      beside: ['map'],
    },
    {
      id: 'slope',
      title: 'The slope is a vector',
      caption:
        'The gradient $\\nabla f = \\left(\\frac{\\partial f}{\\partial x}, \\frac{\\partial f}{\\partial y}\\right)$ points uphill. Its negative is the **fall line**.',
      notes:
        'The plane touches the surface at the ring: up close every smooth surface looks like its tangent plane. The arrows are the negative gradient all over the map; they cross the contour lines at right angles. The derivative is exact here, it comes from the formula and not from differences.',
      scene: 'loss=booth&start=-6,7&opt=sgd(lr:0.04)&steps=40&overlays=tangent,field',
      enter: { kind: 'still' },
      next: 'scene',
      beside: ['map'],
    },
    {
      id: 'step',
      title: 'One step of gradient descent',
      caption:
        'Measure the slope, go a little way down: $\\theta \\leftarrow \\theta - \\eta\\, \\nabla f(\\theta)$.',
      notes:
        'The next key opens the step: first the gradient, then the learning rate times it, then the move. Every number on the right is of this very step. Then go on: the same again, forty times.',
      scene: 'loss=booth&start=-6,7&opt=sgd(lr:0.04)&steps=40',
      enter: { kind: 'still' },
      next: 'stages',
      beside: ['step'],
    },
    {
      id: 'rate',
      title: 'The learning rate',
      caption:
        'The same 60 steps with $\\eta$ = 0.005, 0.105 and 0.05: **too small crawls, too large leaps**.',
      notes:
        'All three start together and take the same number of steps. The small one is not there after 60. The large one overshoots the valley at every step and comes back; it still arrives. Press C and raise it to 0.115: it leaves for good. Where that limit lies is the other talk.',
      scene: 'loss=booth&start=-7,5&opt=sgd(lr:0.005)&opt=sgd(lr:0.105)&opt=sgd(lr:0.05)&steps=60&speed=10',
      enter: { kind: 'play' },
      next: 'scene',
      beside: ['map', 'loss'],
    },
    {
      id: 'ravine',
      title: 'The ravine',
      caption:
        'A hundred times steeper in $y$ than in $x$: **the steep direction sets the rate, the flat one pays**.',
      notes:
        'The height is half of x squared plus a hundred y squared, stretched so that it fits. Larger than 0.02 diverges in y. At 0.018 y is settled after some twenty steps, while x is only half-way after forty. Ill-conditioned valleys like this are everywhere in real losses.',
      scene: 'loss=bowl&opt=sgd(lr:0.018)&steps=80&speed=12',
      enter: { kind: 'play' },
      next: 'scene',
      beside: ['map', 'loss'],
    },
    {
      id: 'momentum',
      title: 'Momentum: remember where you were going',
      caption:
        'A velocity adds up the gradients: $b \\leftarrow \\mu b + g$, then $\\theta \\leftarrow \\theta - \\eta b$.',
      notes:
        'Same learning rate, same start. Across the ravine the gradients change their sign and cancel; along it they add up, to five times the step when mu is 0.8. At step 20 momentum has a loss of 1.7, gradient descent of 20. Polyak wrote this down in 1964.',
      scene: 'loss=bowl&opt=sgd(lr:0.018)&opt=momentum(lr:0.018,momentum:0.8)&steps=80&speed=12',
      enter: { kind: 'play' },
      next: 'scene',
      beside: ['map', 'step'],
    },
    {
      id: 'overshoot',
      title: 'What momentum breaks',
      caption: 'It cannot brake: with $\\mu = 0.95$ it runs **past the minimum and up the other side**.',
      notes:
        'Three values of mu, nothing else differs. At 0.95 the ball is at x = 4.5 after twenty steps: it flew right through the minimum at zero. More memory is more speed and more ringing. In the loss curve the swings are the bumps.',
      scene:
        'loss=bowl&opt=momentum(lr:0.018,momentum:0.5)&opt=momentum(lr:0.018,momentum:0.8)&opt=momentum(lr:0.018,momentum:0.95)&steps=80&speed=12',
      enter: { kind: 'play' },
      next: 'scene',
      beside: ['map', 'loss'],
    },
    {
      id: 'rmsprop',
      title: 'RMSprop: a rate for each coordinate',
      caption:
        'Divide by the typical size of the gradient: $s \\leftarrow \\alpha s + (1-\\alpha)\\,g^2$, step $\\eta\\, g / \\sqrt{s}$.',
      notes:
        'Another cure for the same ravine: measure how large the gradient usually is in each coordinate and divide by it. A coordinate with gradients a hundred times as large gets steps of the same size. The path leaves the start diagonally: steep and flat are treated alike. Go through the stages of the first step.',
      scene: 'loss=bowl&opt=sgd(lr:0.018)&opt=rmsprop(lr:0.1)&steps=80&step=1',
      enter: { kind: 'still' },
      next: 'stages',
      beside: ['step'],
    },
    {
      id: 'restless',
      title: 'What RMSprop breaks',
      caption: 'Near the minimum $s$ shrinks with the gradient, so the step does not: **it never settles**.',
      notes:
        'The learning rate is now the size of the step, whatever the slope. With 0.3 it is quick to the valley and then jitters about the minimum for ever. A tenth of it jitters a tenth as much and takes ten times as long to come. Constant rates and per-coordinate scaling want a schedule.',
      scene: 'loss=bowl&opt=rmsprop(lr:0.3,alpha:0.9)&opt=rmsprop(lr:0.03,alpha:0.9)&steps=150&speed=20',
      enter: { kind: 'play' },
      next: 'scene',
      beside: ['map', 'loss'],
    },
    {
      id: 'adam',
      title: 'Adam: both at once',
      caption:
        '$m$ remembers the direction, $v$ the size: $\\theta \\leftarrow \\theta - \\eta\\, \\hat m / (\\sqrt{\\hat v} + \\epsilon)$.',
      notes:
        'Momentum in the numerator, RMSprop in the denominator. The hats divide out that both averages begin at zero: without them the first steps would be wrong by a factor of ten in m and a thousand in v. Go through the stages: but for epsilon the first step is eta in each coordinate, whatever the gradient is.',
      scene: 'loss=himmelblau&start=-0.4,-0.75&opt=adam(lr:0.22)&steps=100&step=1',
      enter: { kind: 'still' },
      next: 'stages',
      beside: ['step'],
    },
    {
      id: 'saddle',
      title: 'At a saddle they part',
      caption: 'Next to the ridge the slope outwards is tiny. **Who divides by its size leaves at once.**',
      notes:
        'The start is one thousandth off the ridge. Gradient descent needs some eighty steps to leave, and momentum with a fifth of its rate no fewer. RMSprop and Adam do not care how small the slope is, only about its sign: out after 9 and 36 steps. In many dimensions saddles are what one meets, far more than minima.',
      scene:
        'loss=saddle&opt=sgd(lr:0.05)&opt=momentum(lr:0.01)&opt=rmsprop(lr:0.03)&opt=adam(lr:0.05)&steps=90&speed=12',
      enter: { kind: 'play' },
      next: 'scene',
      beside: ['map', 'loss'],
    },
    {
      id: 'turned',
      title: 'No rule wins everywhere',
      caption:
        'Turn the ravine by 45° and **rates per coordinate lose their advantage**: the coordinates lie wrong.',
      notes:
        'The same kind of ravine, turned. Steep and flat are now mixed in x and in y alike, so dividing each by its own size changes hardly anything: after a hundred steps plain gradient descent is ahead of RMSprop, on the straight ravine it was a thousand times behind. Momentum does not mind. This is the honest summary: each rule fixes one thing. Try, look, measure; that is what this page is for.',
      scene:
        'loss=rotated-bowl&opt=sgd(lr:0.035)&opt=momentum(lr:0.01)&opt=rmsprop(lr:0.1)&opt=adam(lr:0.2)&steps=100&speed=12',
      enter: { kind: 'play' },
      next: 'scene',
      beside: ['map', 'loss'],
    },
  ],
};
