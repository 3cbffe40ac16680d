import { counted } from '../grammar.ts';
import { spoken } from '../spoken.ts';

/** Words of the glossary. A term's name, what else it is called, and what it is, in one sentence. */
export const glossary = {
  name: 'Glossary',
  window: 'Glossary – Fall Line',
  says: 'What the words of gradient descent mean: a sentence, a formula and a scene for each.',
  search: 'Search the glossary',
  found: (count: number) => counted(count, { one: 'One term', other: '# terms' }),
  none: 'No term is called so.',
  also: (names: string) => `Also: ${names}`,
  /** What a button beside a control is called. */
  open: (name: string) => `What it means: ${name}`,
  see: (name: string) => `See it: ${name}`,
  seeIt: 'See it',
  read: (title: string) => `Lesson: ${title}`,
  formula: (name: string) => `${name}, in symbols`,
  unknown: (id: string) => `There is no term “${id}” here.`,
  terms: {
    activation: {
      name: 'Activation function',
      also: ['nonlinearity', 'ReLU', 'tanh'],
      says: 'The bend after a layer’s sums, without which all layers together would be one straight map.',
    },
    adagrad: {
      name: 'AdaGrad',
      also: ['adaptive gradient'],
      says: 'Divides each coordinate’s step by the root of the sum of all its squared gradients, so that rates only ever fall.',
    },
    adam: {
      name: 'Adam',
      also: ['adaptive moment estimation'],
      says: 'Moving averages of the gradient and of its square, both corrected for their start at zero, one divided by the root of the other.',
    },
    adamw: {
      name: 'AdamW',
      also: ['decoupled weight decay'],
      says: 'Adam with a weight decay that acts on the parameters themselves and is not divided with the gradient.',
    },
    'adaptive-rate': {
      name: 'Adaptive learning rate',
      also: ['per-coordinate rate', 'scaling of each component'],
      says: 'A learning rate of its own for each coordinate, found from the gradients that it has had.',
    },
    averaging: {
      name: 'Iterate averaging',
      also: ['Polyak–Ruppert average', 'tail average'],
      says: 'The mean of a run’s points, in which the noise of each cancels.',
    },
    backpropagation: {
      name: 'Backpropagation',
      also: ['reverse-mode differentiation'],
      says: 'The chain rule from the loss back through the layers, by which one pass gives the derivative by every weight.',
    },
    basin: {
      name: 'Basin of attraction',
      also: ['catchment'],
      says: 'All starts from which a run ends in the same minimum.',
    },
    'bias-correction': {
      name: 'Bias correction',
      also: [
        'correction for the start at zero',
        'bias-corrected first moment',
        'bias-corrected second moment',
      ],
      says: 'Divides a moving average by the share of its weights that has been given out, because it began at zero.',
    },
    'chain-rule': {
      name: 'Chain rule',
      also: ['derivative of a composition'],
      says: 'The derivative of a function inside another is the product of their derivatives.',
    },
    clipping: {
      name: 'Gradient clipping',
      also: ['clip by norm', 'clip by value', 'adaptive clip'],
      says: 'Shortens a gradient that is longer than a bound, so that one steep place cannot throw a run away.',
    },
    'condition-number': {
      name: 'Condition number',
      also: ['kappa', 'stretch of a valley'],
      says: 'The largest curvature divided by the smallest: how long a valley is for its width, and how slow gradient descent along it.',
    },
    'conjugate-gradient': {
      name: 'Conjugate gradients',
      also: ['CG'],
      says: 'Steps along directions that are chosen so that none undoes what those before have gained.',
    },
    contour: {
      name: 'Contour line',
      also: ['level set', 'isoline'],
      says: 'A line along which the loss is the same; the gradient crosses it at a right angle.',
    },
    convergence: {
      name: 'Convergence',
      also: ['settling'],
      says: 'A run converges when its points come as close to one place as one likes and stay there.',
    },
    convex: {
      name: 'Convex',
      also: ['bowl-shaped'],
      says: 'A function is convex when no straight line between two points of its graph runs below it, so every minimum is a lowest point.',
    },
    'critical-point': {
      name: 'Critical point',
      also: ['stationary point'],
      says: 'A place where the gradient is zero: a minimum, a maximum, a saddle, or a level place of another kind.',
    },
    'cross-entropy': {
      name: 'Cross-entropy',
      also: ['log loss'],
      says: 'The loss of a classifier: minus the logarithm of the probability that it gave to the right class.',
    },
    'decay-rate': {
      name: 'Decay rate',
      also: ['beta', 'forgetting factor', 'smoothing', 'first-moment decay', 'second-moment decay'],
      says: 'The share of a moving average that stays at each step; near one it remembers long.',
    },
    derivative: {
      name: 'Derivative',
      also: ['slope', 'rate of change'],
      says: 'How fast a function rises at a point: the limit of the slope between two points that move together.',
    },
    'differential-equation': {
      name: 'Differential equation',
      also: ['ODE', 'equation of motion'],
      says: 'An equation between a quantity and how fast it changes.',
    },
    'directional-derivative': {
      name: 'Directional derivative',
      also: ['slope in a direction'],
      says: 'The slope along a direction of length one: the gradient’s share in that direction.',
    },
    divergence: {
      name: 'Divergence',
      also: ['blowing up', 'overflow'],
      says: 'A run diverges when its points leave every bound instead of settling.',
    },
    'edge-of-stability': {
      name: 'Edge of stability',
      also: ['sharpness'],
      says: 'With all data at each step, the largest curvature of a network often rises to about two over the learning rate and stays there.',
    },
    eigenvalue: {
      name: 'Eigenvalue',
      also: ['principal curvature'],
      says: 'The curvature along a direction in which the Hessian only stretches.',
    },
    eigenvector: {
      name: 'Eigenvector',
      also: ['principal axis'],
      says: 'A direction that the Hessian does not turn: along a valley or straight across it.',
    },
    epoch: {
      name: 'Epoch',
      also: ['pass through the data'],
      says: 'As many steps as it takes to use each row of the data once.',
    },
    epsilon: {
      name: 'Epsilon',
      also: ['eps', 'numerical stabilizer'],
      says: 'A small number added to a divisor, so that a gradient near zero does not make a step without bound.',
    },
    'euler-method': {
      name: 'Euler’s method',
      also: ['explicit Euler'],
      says: 'Small straight steps along the slope that an equation gives; gradient descent is Euler’s method for the gradient flow.',
    },
    expectation: {
      name: 'Expectation',
      also: ['mean', 'expected value'],
      says: 'The average of a random quantity over everything that may happen, each weighted by its probability.',
    },
    'first-moment': {
      name: 'First moment',
      also: ['mean of the gradients', 'm'],
      says: 'The moving average of the gradients: which way they point on the whole.',
    },
    'global-minimum': {
      name: 'Global minimum',
      also: ['best value'],
      says: 'A place than which nothing is lower anywhere.',
    },
    gradient: {
      name: 'Gradient',
      also: ['nabla', 'steepest ascent'],
      says: 'The vector of all partial derivatives: it points the steepest way up, and is as long as the slope there.',
    },
    'gradient-descent': {
      name: 'Gradient descent',
      also: ['steepest descent', 'batch gradient descent'],
      says: 'Steps against the gradient, each as long as the learning rate times the slope.',
    },
    'gradient-flow': {
      name: 'Gradient flow',
      also: ['continuous gradient descent'],
      says: 'The path of a point that always moves straight downhill, which gradient descent follows when its steps are very small.',
    },
    hessian: {
      name: 'Hessian matrix',
      also: ['matrix of second derivatives'],
      says: 'The table of all second derivatives: what the gradient changes by when one moves a little.',
    },
    hyperparameter: {
      name: 'Hyperparameter',
      also: ['setting', 'knob'],
      says: 'A number that is chosen before training and that training does not change, as the learning rate.',
    },
    integral: {
      name: 'Integral',
      also: ['area under a curve'],
      says: 'The sum of infinitely many infinitely thin slices, as the area under a curve is one.',
    },
    'largest-stable-rate': {
      name: 'Largest stable learning rate',
      also: ['stability limit', 'two over curvature'],
      says: 'On a parabola gradient descent settles for every learning rate below two divided by the second derivative.',
    },
    'learning-rate': {
      name: 'Learning rate',
      also: ['step size', 'eta', 'lr'],
      says: 'The number that the gradient is multiplied by to become a step.',
    },
    'least-squares': {
      name: 'Least squares',
      also: ['squared error', 'linear regression'],
      says: 'The loss that averages the squared gaps between prediction and data.',
    },
    likelihood: {
      name: 'Likelihood',
      also: ['negative log-likelihood'],
      says: 'The probability of the data under a model, as a function of the parameters; its negative logarithm is a loss.',
    },
    'line-search': {
      name: 'Line search',
      also: ['backtracking', 'Armijo rule'],
      says: 'Tries lengths along one direction until the loss has fallen enough.',
    },
    'logistic-regression': {
      name: 'Logistic regression',
      also: ['logit model'],
      says: 'A linear function put through the sigmoid, read as the probability of a class.',
    },
    loss: {
      name: 'Loss',
      also: ['objective', 'cost', 'error function'],
      says: 'The number that training makes small: how wrong the parameters are, as a height over each of them.',
    },
    'loss-surface': {
      name: 'Loss surface',
      also: ['loss landscape', 'relief', 'surface'],
      says: 'The loss of two parameters drawn as a height over the plane of both.',
    },
    maximum: {
      name: 'Maximum',
      also: ['summit', 'peak'],
      says: 'A place that is no lower than any other near it.',
    },
    minibatch: {
      name: 'Minibatch',
      also: ['batch'],
      says: 'The rows of the data from which one step’s gradient is taken.',
    },
    minimum: {
      name: 'Minimum',
      also: ['local minimum', 'lowest point', 'minima'],
      says: 'A place that is no higher than any other near it.',
    },
    model: {
      name: 'Model',
      also: ['predictor'],
      says: 'A rule with parameters that turns an input into a prediction.',
    },
    momentum: {
      name: 'Momentum',
      also: ['heavy ball', 'Polyak momentum'],
      says: 'Each step keeps a share of the one before, so that what points the same way adds up and what changes sides cancels.',
    },
    'moving-average': {
      name: 'Exponential moving average',
      also: ['EMA', 'running mean'],
      says: 'A mean in which each older value counts less by a constant factor.',
    },
    nesterov: {
      name: 'Nesterov momentum',
      also: ['Nesterov accelerated gradient', 'look-ahead gradient', 'Nesterov'],
      says: 'Momentum that takes the gradient where the velocity is about to carry it.',
    },
    'neural-network': {
      name: 'Neural network',
      also: ['multilayer perceptron', 'MLP'],
      says: 'Layers of sums with weights, each followed by a bend, so that together they can follow any shape.',
    },
    newton: {
      name: 'Newton’s method',
      also: ['second-order method'],
      says: 'Goes to where the parabola that fits at this point has its critical point.',
    },
    noise: {
      name: 'Gradient noise',
      also: ['stochastic gradient', 'gradient noise'],
      says: 'The part of a gradient that comes from looking at some of the data only.',
    },
    oscillation: {
      name: 'Oscillation',
      also: ['zigzag'],
      says: 'Steps that go to the other side each time, because each is longer than the way to the lowest point.',
    },
    overfitting: {
      name: 'Overfitting',
      also: ['learning by heart'],
      says: 'The loss on the data that was trained on still falls while that on other data rises.',
    },
    overshoot: {
      name: 'Overshoot',
      also: ['running past'],
      says: 'A run with momentum goes past the lowest point and comes back, because its velocity is not zero there.',
    },
    parameter: {
      name: 'Parameter',
      also: ['weight', 'coordinate', 'theta', 'position'],
      says: 'A number that training may change; all of them together are the place where one stands.',
    },
    'partial-derivative': {
      name: 'Partial derivative',
      also: ['slope along an axis'],
      says: 'The derivative along one variable while the others are held still.',
    },
    plane: {
      name: 'Plane through the parameters',
      also: ['slice', 'section'],
      says: 'A flat two-dimensional cut through a space of many parameters, on which a loss can be drawn.',
    },
    plateau: {
      name: 'Plateau',
      also: ['flat region', 'vanishing gradient'],
      says: 'A stretch that is nearly level, on which gradient descent hardly moves because its steps are as small as the slope.',
    },
    'principal-directions': {
      name: 'Principal directions',
      also: ['PCA'],
      says: 'The directions in which a run has moved most.',
    },
    'probability-density': {
      name: 'Probability density',
      also: ['distribution'],
      says: 'A curve whose area over a range is the probability of that range.',
    },
    'quasi-newton': {
      name: 'Quasi-Newton method',
      also: ['BFGS', 'L-BFGS'],
      says: 'Learns the curvature from how the gradient changed over earlier steps, instead of computing second derivatives.',
    },
    ravine: {
      name: 'Ravine',
      also: ['narrow valley', 'ill-conditioned valley'],
      says: 'A valley that is steep across and nearly flat along, in which one learning rate cannot suit both directions.',
    },
    regularization: {
      name: 'Regularization',
      also: ['penalty', 'ridge'],
      says: 'A term added to the loss that makes large parameters costly.',
    },
    rmsprop: {
      name: 'RMSprop',
      also: ['root mean square propagation'],
      says: 'Divides each coordinate’s step by the root of a moving average of its squared gradients.',
    },
    saddle: {
      name: 'Saddle point',
      also: ['pass'],
      says: 'A critical point from which it goes up in some directions and down in others.',
    },
    schedule: {
      name: 'Learning rate schedule',
      also: ['annealing', 'decay of the rate', 'schedule'],
      says: 'A learning rate that changes with the steps by a rule that is set beforehand.',
    },
    secant: {
      name: 'Secant',
      also: ['difference quotient'],
      says: 'The straight line through two points of a curve, whose slope is the average rate of change between them.',
    },
    'second-derivative': {
      name: 'Second derivative',
      also: ['curvature'],
      says: 'How fast the slope itself changes; above zero the curve bends upward.',
    },
    'second-moment': {
      name: 'Second moment',
      also: ['mean of the squared gradients', 'v'],
      says: 'The moving average of the squared gradients: how large they are on the whole.',
    },
    seed: {
      name: 'Seed',
      also: ['random seed'],
      says: 'The number from which all random numbers of a run follow, so that the same one gives the same run.',
    },
    sgd: {
      name: 'Stochastic gradient descent',
      also: ['SGD'],
      says: 'Gradient descent with the gradient of some of the data at each step, right on average.',
    },
    'sign-descent': {
      name: 'Sign descent',
      also: ['signSGD', 'sign gradient'],
      says: 'Steps of the same length along each axis, of which only the gradient’s signs decide the direction.',
    },
    softmax: {
      name: 'Softmax',
      also: ['normalized exponential'],
      says: 'Turns a list of numbers into probabilities that sum to one.',
    },
    standardization: {
      name: 'Standardization',
      also: ['feature scaling'],
      says: 'Shifts and scales each input to mean zero and spread one, which turns many a ravine into a bowl.',
    },
    start: {
      name: 'Starting point',
      also: ['initial value', 'initialization'],
      says: 'Where the parameters stand before the first step; with many minima it decides which of them is reached.',
    },
    step: {
      name: 'Step',
      also: ['iteration', 'update', 'number of steps'],
      says: 'One change of the parameters by the update rule.',
    },
    subgradient: {
      name: 'Subgradient',
      also: ['slope at a kink'],
      says: 'At a kink any slope that keeps a straight line below the function; descent takes one of them.',
    },
    tangent: {
      name: 'Tangent',
      also: ['linear approximation', 'tangent plane'],
      says: 'The line, or for two variables the plane, that touches a graph in a point and has its slope.',
    },
    taylor: {
      name: 'Taylor polynomial',
      also: ['local quadratic', 'second-order approximation', 'Taylor surface'],
      says: 'The polynomial that has the function’s value and derivatives at a point.',
    },
    'update-rule': {
      name: 'Update rule',
      also: ['optimizer', 'optimization algorithm'],
      says: 'The formula that turns the gradient, and what is remembered of earlier ones, into the next step.',
    },
    'vector-field': {
      name: 'Vector field',
      also: ['arrow field', 'field lines'],
      says: 'An arrow for each place, as the gradient is one.',
    },
    velocity: {
      name: 'Velocity',
      also: ['momentum buffer'],
      says: 'What momentum remembers: the sum of all gradients, each older one weighted less.',
    },
    'weight-decay': {
      name: 'Weight decay',
      also: ['L2 penalty', 'shrinkage', 'L2 decay', 'decoupled decay'],
      says: 'Draws every parameter a little towards zero at each step.',
    },
  },
} as const;

spoken({ glossary });
