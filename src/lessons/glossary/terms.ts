/** The terms of the glossary: what each is in symbols, a scene that shows it, the lesson that is about it. */
export interface Term {
  /** In TeX. */
  readonly tex: string;
  /** A scene's link, without its #. */
  readonly scene: string;
  /** The id of a lesson of the course. */
  readonly lesson: string;
}

/** By their ids, which addresses have; their names and sentences are words. */
export const terms = {
  activation: {
    tex: String.raw`\sigma(z) = \max(0, z)`,
    scene: 'model=moons',
    lesson: 'network',
  },
  adagrad: {
    tex: String.raw`\theta_{t+1} = \theta_t - \frac{\eta}{\sqrt{\sum_k g_k^2} + \varepsilon}\, g_t`,
    scene: 'loss=bowl&opt=adagrad(lr:0.5)&steps=80',
    lesson: 'coordinates',
  },
  adam: {
    tex: String.raw`\theta_{t+1} = \theta_t - \eta\, \frac{\hat m_t}{\sqrt{\hat v_t} + \varepsilon}`,
    scene: 'loss=himmelblau&opt=adam(lr:0.2)&steps=100',
    lesson: 'adam',
  },
  adamw: {
    tex: String.raw`\theta_t \leftarrow (1 - \eta \lambda)\, \theta_t`,
    scene: 'loss=booth&opt=adam(lr:0.2)&opt=adamw(lr:0.2,weightDecay:0.5)&steps=100',
    lesson: 'adam-limits',
  },
  'adaptive-rate': {
    tex: String.raw`\frac{\eta}{\sqrt{v_t} + \varepsilon}`,
    scene: 'loss=bowl&opt=adagrad(lr:0.5)&steps=80',
    lesson: 'coordinates',
  },
  averaging: {
    tex: String.raw`\bar\theta_t = \frac{1}{t} \sum_{k \le t} \theta_k`,
    scene: 'loss=booth&noise=8&opt=sgd(lr:0.05,average:tail)&steps=200',
    lesson: 'noise',
  },
  backpropagation: {
    tex: String.raw`\frac{\partial f}{\partial W_k} = \frac{\partial f}{\partial h_k} \frac{\partial h_k}{\partial W_k}`,
    scene: 'model=digits',
    lesson: 'network',
  },
  basin: {
    tex: String.raw`\{\theta_0 : \theta_t \to \theta^*\}`,
    scene: 'loss=himmelblau&overlays=starts&camera=top&opt=sgd(lr:0.01)&steps=200',
    lesson: 'landscapes',
  },
  'bias-correction': {
    tex: String.raw`\hat m_t = \frac{m_t}{1 - \beta_1^t}`,
    scene: 'loss=bowl&opt=adam(lr:0.2)&steps=60&step=1',
    lesson: 'adam',
  },
  'chain-rule': {
    tex: String.raw`(g \circ h)'(x) = g'(h(x))\, h'(x)`,
    scene: 'f=sin(x^2/4)&curve=on&start=2&opt=sgd(lr:0.2)&steps=40',
    lesson: 'network',
  },
  clipping: {
    tex: String.raw`g \leftarrow g\, \min\!\left(1, \frac{c}{\lVert g \rVert}\right)`,
    scene: 'loss=rosenbrock&opt=sgd(lr:0.001)&opt=sgd(lr:0.001,clipNorm:10)&steps=200',
    lesson: 'own-rule',
  },
  'condition-number': {
    tex: String.raw`\kappa = \frac{\lambda_{\max}}{\lambda_{\min}}`,
    scene: 'loss=bowl&opt=sgd(lr:0.09)&steps=100',
    lesson: 'curvature',
  },
  'conjugate-gradient': {
    tex: String.raw`d_i^\top H d_j = 0`,
    scene: 'loss=bowl&opt=conjugate-gradient&steps=20',
    lesson: 'newton',
  },
  contour: {
    tex: String.raw`\{(x, y) : f(x, y) = c\}`,
    scene: 'loss=booth&camera=top&opt=sgd(lr:0.05)&steps=60',
    lesson: 'gradient',
  },
  convergence: {
    tex: String.raw`\theta_t \to \theta^*`,
    scene: 'loss=booth&opt=sgd(lr:0.05)&steps=200',
    lesson: 'rates',
  },
  convex: {
    tex: String.raw`f(\tfrac{a + b}{2}) \le \tfrac12 f(a) + \tfrac12 f(b)`,
    scene: 'loss=booth',
    lesson: 'landscapes',
  },
  'critical-point': {
    tex: String.raw`\nabla f(\theta) = 0`,
    scene: 'loss=himmelblau&camera=top',
    lesson: 'landscapes',
  },
  'cross-entropy': {
    tex: String.raw`-\log p_{\text{right}}`,
    scene: 'model=softmax',
    lesson: 'network',
  },
  'decay-rate': {
    tex: String.raw`\beta \in [0, 1)`,
    scene: 'loss=bowl&opt=adam(lr:0.2,beta1:0.9)&opt=adam(lr:0.2,beta1:0.5)&steps=80',
    lesson: 'adam',
  },
  derivative: {
    tex: String.raw`f'(x) = \lim_{h \to 0} \frac{f(x + h) - f(x)}{h}`,
    scene: 'f=x^2/4&curve=on&domain=-5,5,-2,2&start=3&opt=sgd(lr:0.5)&steps=10&overlays=tangent',
    lesson: 'slope',
  },
  'differential-equation': {
    tex: String.raw`\dot x = g(x)`,
    scene: 'loss=booth&overlays=flow&opt=sgd(lr:0.05)&steps=60',
    lesson: 'flow',
  },
  'directional-derivative': {
    tex: String.raw`D_u f = \nabla f \cdot u`,
    scene: 'loss=booth&opt=sgd(lr:0.05)&steps=60&step=2&gradient=on',
    lesson: 'gradient',
  },
  divergence: {
    tex: String.raw`\lVert \theta_t \rVert \to \infty`,
    scene: 'f=x^2&curve=on&start=1&opt=sgd(lr:1.05)&steps=60',
    lesson: 'rates',
  },
  'edge-of-stability': {
    tex: String.raw`\lambda_{\max} \approx \frac{2}{\eta}`,
    scene: 'model=digits',
    lesson: 'rates',
  },
  eigenvalue: {
    tex: String.raw`H v = \lambda v`,
    scene: 'loss=rotated-bowl&overlays=eigenvectors',
    lesson: 'curvature',
  },
  eigenvector: {
    tex: String.raw`H v = \lambda v`,
    scene: 'loss=rotated-bowl&overlays=eigenvectors',
    lesson: 'curvature',
  },
  epoch: {
    tex: String.raw`\lceil N / \lvert B \rvert \rceil \text{ steps}`,
    scene: 'model=logistic,batchSize:16&opt=sgd(lr:0.5)&steps=200',
    lesson: 'average',
  },
  epsilon: {
    tex: String.raw`\varepsilon`,
    scene: 'loss=bowl&opt=adam(lr:0.2)&opt=adam(lr:0.2,eps:10)&steps=80',
    lesson: 'adam-limits',
  },
  'euler-method': {
    tex: String.raw`x_{t+1} = x_t + h\, g(x_t)`,
    scene: 'loss=himmelblau&overlays=flow&opt=sgd(lr:0.02)&steps=60',
    lesson: 'flow',
  },
  expectation: {
    tex: String.raw`\mathbb{E}[X] = \int x\, p(x)\, dx`,
    scene: 'model=sales',
    lesson: 'average',
  },
  'first-moment': {
    tex: String.raw`m_t = \beta_1 m_{t-1} + (1 - \beta_1) g_t`,
    scene: 'loss=bowl&opt=adam(lr:0.2)&steps=60&step=5',
    lesson: 'adam',
  },
  'global-minimum': {
    tex: String.raw`f(\theta^*) = \min_\theta f(\theta)`,
    scene: 'loss=styblinski-tang',
    lesson: 'landscapes',
  },
  gradient: {
    tex: String.raw`\nabla f = \left(\frac{\partial f}{\partial x}, \frac{\partial f}{\partial y}\right)`,
    scene: 'loss=himmelblau&opt=sgd(lr:0.01)&steps=60&step=3&gradient=on',
    lesson: 'gradient',
  },
  'gradient-descent': {
    tex: String.raw`\theta_{t+1} = \theta_t - \eta\, \nabla f(\theta_t)`,
    scene: 'loss=himmelblau&opt=sgd(lr:0.01)&steps=80',
    lesson: 'downhill',
  },
  'gradient-flow': {
    tex: String.raw`\dot\theta = -\nabla f(\theta)`,
    scene: 'loss=himmelblau&overlays=flow&opt=sgd(lr:0.01)&steps=60',
    lesson: 'flow',
  },
  hessian: {
    tex: String.raw`H_{ij} = \frac{\partial^2 f}{\partial \theta_i\, \partial \theta_j}`,
    scene: 'loss=rosenbrock&overlays=eigenvectors&step=10',
    lesson: 'curvature',
  },
  hyperparameter: {
    tex: String.raw`\eta, \mu, \beta_1, \beta_2, \dots`,
    scene: 'loss=bowl&opt=adam(lr:0.2)&steps=80',
    lesson: 'rates',
  },
  integral: {
    tex: String.raw`\int_a^b f(x)\, dx`,
    scene: 'f=x^2/4&curve=on&domain=-5,5,-2,2',
    lesson: 'average',
  },
  'largest-stable-rate': {
    tex: String.raw`\eta < \frac{2}{f''}`,
    scene: 'f=x^2&curve=on&start=1.5&opt=sgd(lr:0.95)&steps=60',
    lesson: 'rates',
  },
  'learning-rate': {
    tex: String.raw`\eta`,
    scene: 'loss=bowl&opt=sgd(lr:0.01)&opt=sgd(lr:0.09)&steps=60',
    lesson: 'rates',
  },
  'least-squares': {
    tex: String.raw`\frac{1}{N} \sum_i (\hat y_i - y_i)^2`,
    scene: 'model=sales',
    lesson: 'average',
  },
  likelihood: {
    tex: String.raw`-\log p(y \mid \theta)`,
    scene: 'model=logistic',
    lesson: 'average',
  },
  'line-search': {
    tex: String.raw`f(\theta - \eta g) \le f(\theta) - c\, \eta \lVert g \rVert^2`,
    scene: 'loss=rosenbrock&opt=armijo&steps=60',
    lesson: 'newton',
  },
  'logistic-regression': {
    tex: String.raw`p = \frac{1}{1 + e^{-(w^\top x + b)}}`,
    scene: 'model=logistic',
    lesson: 'average',
  },
  loss: {
    tex: String.raw`f(\theta)`,
    scene: 'loss=himmelblau',
    lesson: 'downhill',
  },
  'loss-surface': {
    tex: 'z = f(x, y)',
    scene: 'loss=himmelblau',
    lesson: 'gradient',
  },
  maximum: {
    tex: String.raw`f(\theta^*) \ge f(\theta)`,
    scene: 'loss=himmelblau&camera=top',
    lesson: 'landscapes',
  },
  minibatch: {
    tex: String.raw`g_t = \frac{1}{\lvert B \rvert} \sum_{i \in B} \nabla \ell_i(\theta_t)`,
    scene: 'model=logistic,batchSize:4&opt=sgd(lr:0.5)&steps=200',
    lesson: 'average',
  },
  minimum: {
    tex: String.raw`f(\theta^*) \le f(\theta)`,
    scene: 'loss=himmelblau&camera=top',
    lesson: 'landscapes',
  },
  model: {
    tex: String.raw`\hat y = h(x; \theta)`,
    scene: 'model=sales',
    lesson: 'network',
  },
  momentum: {
    tex: String.raw`v_{t+1} = \mu v_t + g_t, \quad \theta_{t+1} = \theta_t - \eta v_{t+1}`,
    scene: 'loss=ravine&opt=sgd(lr:0.001)&opt=momentum(lr:0.001)&steps=150',
    lesson: 'momentum',
  },
  'moving-average': {
    tex: String.raw`m_t = \beta m_{t-1} + (1 - \beta) g_t`,
    scene: 'loss=bowl&opt=adam(lr:0.2)&steps=60&step=5',
    lesson: 'coordinates',
  },
  nesterov: {
    tex: String.raw`v_{t+1} = \mu v_t + \nabla f(\theta_t - \eta \mu v_t)`,
    scene: 'loss=bowl&opt=momentum(lr:0.018)&opt=nesterov(lr:0.018)&steps=60',
    lesson: 'nesterov',
  },
  'neural-network': {
    tex: String.raw`h = \sigma(W x + b)`,
    scene: 'model=digits',
    lesson: 'network',
  },
  newton: {
    tex: String.raw`\theta_{t+1} = \theta_t - H^{-1} \nabla f`,
    scene: 'loss=rosenbrock&opt=newton&steps=20',
    lesson: 'newton',
  },
  noise: {
    tex: String.raw`g_t = \nabla f(\theta_t) + \xi_t`,
    scene: 'loss=booth&noise=8&opt=sgd(lr:0.05)&steps=120',
    lesson: 'noise',
  },
  oscillation: {
    tex: String.raw`1 < \eta f'' < 2`,
    scene: 'f=x^2&curve=on&start=1.5&opt=sgd(lr:0.9)&steps=40',
    lesson: 'rates',
  },
  overfitting: {
    tex: String.raw`f_{\text{train}} \downarrow,\; f_{\text{test}} \uparrow`,
    scene: 'model=sales',
    lesson: 'network',
  },
  overshoot: {
    tex: String.raw`v \ne 0 \text{ where } \nabla f = 0`,
    scene: 'f=x^2/4&curve=on&domain=-5,5,-2,2&start=4&opt=momentum(lr:0.1)&steps=60',
    lesson: 'momentum',
  },
  parameter: {
    tex: String.raw`\theta = (\theta_1, \dots, \theta_n)`,
    scene: 'loss=booth&opt=sgd(lr:0.05)&steps=60',
    lesson: 'gradient',
  },
  'partial-derivative': {
    tex: String.raw`\frac{\partial f}{\partial x}`,
    scene: 'f=x^2+3y^2&opt=sgd(lr:0.05)&steps=40&step=2',
    lesson: 'gradient',
  },
  plane: {
    tex: String.raw`\theta = o + x u + y v`,
    scene: 'model=digits&plane=principal,run:1',
    lesson: 'network',
  },
  plateau: {
    tex: String.raw`\nabla f \approx 0`,
    scene: 'loss=plateau',
    lesson: 'landscapes',
  },
  'principal-directions': {
    tex: String.raw`u, v \text{ of the largest variance}`,
    scene: 'model=digits&plane=principal,run:1',
    lesson: 'network',
  },
  'probability-density': {
    tex: String.raw`P(a \le X \le b) = \int_a^b p(x)\, dx`,
    scene: 'f=exp(-x^2/2)&curve=on',
    lesson: 'average',
  },
  'quasi-newton': {
    tex: String.raw`H_{t+1}\, (\theta_{t+1} - \theta_t) = g_{t+1} - g_t`,
    scene: 'loss=rosenbrock&opt=lbfgs&steps=40',
    lesson: 'newton',
  },
  ravine: {
    tex: String.raw`\kappa \gg 1`,
    scene: 'loss=ravine',
    lesson: 'curvature',
  },
  regularization: {
    tex: String.raw`f(\theta) + \lambda \lVert \theta \rVert^2`,
    scene: 'model=sales',
    lesson: 'average',
  },
  rmsprop: {
    tex: String.raw`v_t = \alpha v_{t-1} + (1 - \alpha) g_t^2, \quad \theta_{t+1} = \theta_t - \frac{\eta\, g_t}{\sqrt{v_t} + \varepsilon}`,
    scene: 'loss=bowl&opt=rmsprop(lr:0.05)&steps=80',
    lesson: 'coordinates',
  },
  saddle: {
    tex: String.raw`\lambda_{\min} < 0 < \lambda_{\max}`,
    scene: 'loss=saddle',
    lesson: 'landscapes',
  },
  schedule: {
    tex: String.raw`\eta_t = \eta_0\, s(t)`,
    scene: 'loss=booth&noise=8&opt=sgd(lr:0.05)&opt=sgd(lr:0.05,schedule:inverse,decay:0.1)&steps=200',
    lesson: 'noise',
  },
  secant: {
    tex: String.raw`\frac{f(x + h) - f(x)}{h}`,
    scene: 'f=x^2/4&curve=on&domain=-5,5,-2,2&start=3&opt=sgd(lr:0.5)&steps=10',
    lesson: 'slope',
  },
  'second-derivative': {
    tex: "f''(x)",
    scene: 'f=x^2/4&curve=on&domain=-5,5,-2,2&start=3&opt=sgd(lr:0.5)&steps=10',
    lesson: 'rates',
  },
  'second-moment': {
    tex: String.raw`v_t = \beta_2 v_{t-1} + (1 - \beta_2) g_t^2`,
    scene: 'loss=bowl&opt=adam(lr:0.2)&steps=60&step=5',
    lesson: 'adam',
  },
  seed: {
    tex: String.raw`s \mapsto \xi_1, \xi_2, \dots`,
    scene: 'loss=booth&noise=8&seed=2&opt=sgd(lr:0.05)&steps=120',
    lesson: 'noise',
  },
  sgd: {
    tex: String.raw`\theta_{t+1} = \theta_t - \eta\, g_t, \quad \mathbb{E}[g_t] = \nabla f(\theta_t)`,
    scene: 'loss=booth&noise=8&opt=sgd(lr:0.05)&steps=120',
    lesson: 'noise',
  },
  'sign-descent': {
    tex: String.raw`\theta_{t+1} = \theta_t - \eta\, \operatorname{sign}(g_t)`,
    scene: 'loss=bowl&opt=signum(lr:0.05)&steps=80',
    lesson: 'own-rule',
  },
  softmax: {
    tex: String.raw`p_i = \frac{e^{z_i}}{\sum_j e^{z_j}}`,
    scene: 'model=softmax',
    lesson: 'network',
  },
  standardization: {
    tex: String.raw`z = \frac{x - \bar x}{s}`,
    scene: 'model=sales',
    lesson: 'curvature',
  },
  start: {
    tex: String.raw`\theta_0`,
    scene: 'loss=himmelblau&start=-0.4,-0.75&opt=sgd(lr:0.01)&steps=80',
    lesson: 'landscapes',
  },
  step: {
    tex: String.raw`\theta_{t+1} = \theta_t + \Delta_t`,
    scene: 'loss=booth&opt=sgd(lr:0.05)&steps=60&step=1',
    lesson: 'downhill',
  },
  subgradient: {
    tex: String.raw`f(y) \ge f(x) + g\,(y - x)`,
    scene: 'f=abs(x)&curve=on&start=1.5&opt=sgd(lr:0.2)&steps=30',
    lesson: 'landscapes',
  },
  tangent: {
    tex: "f(a) + f'(a)(x - a)",
    scene: 'loss=himmelblau&overlays=tangent&step=5',
    lesson: 'slope',
  },
  taylor: {
    tex: String.raw`f(a) + \nabla f^\top d + \tfrac12 d^\top H d`,
    scene: 'loss=himmelblau&overlays=taylor&step=5',
    lesson: 'newton',
  },
  'update-rule': {
    tex: String.raw`\theta_{t+1} = \theta_t - \eta\, d_t`,
    scene: 'loss=bowl&opt=sgd(lr:0.02)&opt=adam(lr:0.2)&steps=80',
    lesson: 'own-rule',
  },
  'vector-field': {
    tex: String.raw`(x, y) \mapsto \bigl(u(x, y),\, v(x, y)\bigr)`,
    scene: 'loss=himmelblau&overlays=field&camera=top',
    lesson: 'flow',
  },
  velocity: {
    tex: String.raw`v_t = \sum_{k \le t} \mu^{t-k} g_k`,
    scene: 'loss=bowl&opt=momentum(lr:0.018)&steps=60&step=5',
    lesson: 'momentum',
  },
  'weight-decay': {
    tex: String.raw`g_t + \lambda \theta_t`,
    scene: 'loss=booth&opt=sgd(lr:0.05)&opt=sgd(lr:0.05,weightDecay:0.5)&steps=80',
    lesson: 'adam-limits',
  },
} as const satisfies Readonly<Record<string, Term>>;

export type TermId = keyof typeof terms;
