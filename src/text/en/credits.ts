import type { Words } from '../types.ts';
import { spoken } from '../spoken.ts';

/**
 * Where each rule was published, and which convention it follows where implementations differ, by its id. In a module of
 * its own: the page loads it with what it exports.
 */
export const credits: Words['credits'] = {
  adabelief: {
    source: 'J. Zhuang et al., "AdaBelief optimizer", 2020, arXiv:2010.07468.',
    convention: 'The authors’ code: epsilon is added to the second moment and, once more, to its root.',
  },
  adadelta: {
    source: 'M. D. Zeiler, "ADADELTA: an adaptive learning rate method", 2012.',
    convention: 'PyTorch: epsilon stands under both roots, and the learning rate is 1.',
  },
  adafactor: {
    source: 'N. Shazeer, M. Stern, "Adafactor", 2018, arXiv:1804.04235.',
    convention: 'In pytorch-optimizer: a vector is not factored, and decay is decoupled.',
  },
  adagrad: {
    source: 'J. Duchi, E. Hazan, Y. Singer, "Adaptive subgradient methods", 2011.',
    convention: 'PyTorch: epsilon is added to the root, and the sum begins at zero.',
  },
  adam: {
    source:
      'D. P. Kingma, J. Ba, "Adam: a method for stochastic optimization", 2015; AMSGrad: S. J. Reddi et al., 2018.',
    convention: 'The paper and PyTorch: epsilon is added to the root, after the bias correction.',
  },
  adamax: {
    source: 'D. P. Kingma, J. Ba, "Adam: a method for stochastic optimization", 2015, section 7.1.',
    convention: 'PyTorch: epsilon is added to the gradient inside the maximum.',
  },
  adamw: {
    source: 'I. Loshchilov, F. Hutter, "Decoupled weight decay regularization", 2019.',
    convention: 'PyTorch: the decay is the learning rate times weight decay times the position.',
  },
  adan: {
    source: 'X. Xie et al., "Adan: adaptive Nesterov momentum algorithm", 2022, arXiv:2208.06677.',
    convention: 'The authors’ code: each beta is 1 minus the paper’s, and the decay divides the position.',
  },
  ademamix: {
    source: 'M. Pagliardini et al., "The AdEMAMix optimizer", 2024, arXiv:2409.03137.',
    convention: 'The authors’ code: the slow average is not corrected, and decay is decoupled.',
  },
  adopt: {
    source: 'S. Taniguchi et al., "ADOPT: modified Adam can converge with any β₂", 2024, arXiv:2411.02853.',
    convention: 'The authors’ code: the first update moves nothing, and clips grow with the steps.',
  },
  armijo: {
    source: 'L. Armijo, 1966; J. Nocedal, S. J. Wright, "Numerical optimization", 2006, algorithm 3.1.',
    convention: 'Every step begins its trials at the learning rate; with noise, trials see the exact loss.',
  },
  asgd: {
    source: 'B. T. Polyak, A. B. Juditsky, "Acceleration of stochastic approximation by averaging", 1992.',
    convention: 'PyTorch: the average begins at a step that is set, and is not the position that is shown.',
  },
  'cautious-adamw': {
    source: 'K. Liang et al., "Cautious optimizers", 2024, arXiv:2411.16085.',
    convention:
      'The authors’ code: the mask is divided by its mean, and epsilon stands before the correction.',
  },
  grams: {
    source: 'Y. Cao, X. Li, Z. Song, "Grams", 2024, arXiv:2412.17107.',
    convention: 'The authors’ code: epsilon stands before the correction.',
  },
  sgld: {
    source:
      'M. Welling, Y. W. Teh, "Bayesian learning via stochastic gradient Langevin dynamics", 2011; M. Raginsky, A. Rakhlin, M. Telgarsky, 2017, arXiv:1702.03849.',
    convention:
      'Raginsky et al.: a step is eta g and its noise has variance 2 eta T; in Welling and Teh eta is epsilon/2, and T is 1.',
  },
  'conjugate-gradient': {
    source:
      'E. Polak, G. Ribière, 1969; J. Nocedal, S. J. Wright, "Numerical optimization", 2006, section 5.2.',
    convention:
      'Polak-Ribière+: the coefficient is never negative; strong Wolfe line search, by doubling and halving.',
  },
  'dadapt-sgd': {
    source:
      'A. Defazio, K. Mishchenko, "Learning-rate-free learning by D-Adaptation", 2023, arXiv:2301.07733.',
    convention: 'The authors’ code: steps are summed from the start, and momentum averages the positions.',
  },
  'dadapt-adam': {
    source:
      'A. Defazio, K. Mishchenko, "Learning-rate-free learning by D-Adaptation", 2023, arXiv:2301.07733.',
    convention: 'The authors’ code: the rate that was found is inside the first moment.',
  },
  dog: {
    source: 'M. Ivgi, O. Hinder, Y. Carmon, "DoG is SGD’s best friend", 2023, arXiv:2302.12022.',
    convention: 'The authors’ code: one rate for all components, and epsilon once in the sum.',
  },
  laprop: {
    source: 'L. Ziyin, Z. T. Wang, M. Ueda, "LaProp", 2020, arXiv:2002.04839.',
    convention: 'The authors’ code: weight decay is not multiplied by the learning rate.',
  },
  lbfgs: {
    source:
      'D. C. Liu, J. Nocedal, 1989; J. Nocedal, S. J. Wright, "Numerical optimization", 2006, algorithm 7.5.',
    convention:
      'Strong Wolfe line search by doubling and halving; the first direction is minus the gradient.',
  },
  'torch-lbfgs': {
    source: 'PyTorch’s torch.optim.LBFGS, github.com/pytorch/pytorch, after M. Schmidt’s minFunc.',
    convention:
      'An iteration is a step: max_iter 1. The first step is no longer than the learning rate, in the sum of its components.',
  },
  lion: {
    source: 'X. Chen et al., "Symbolic discovery of optimization algorithms", 2023.',
    convention: 'The paper: the sign is of the average before it is updated with its own, slower decay.',
  },
  'lookahead-sgd': {
    source: 'M. Zhang et al., "Lookahead optimizer: k steps forward, 1 step back", 2019, arXiv:1907.08610.',
    convention:
      'In pytorch_optimizer: the slow position begins at the start, and the first pull is at step k.',
  },
  'lookahead-adam': {
    source: 'M. Zhang et al., "Lookahead optimizer: k steps forward, 1 step back", 2019, arXiv:1907.08610.',
    convention:
      'In pytorch_optimizer: the slow position begins at the start, and the first pull is at step k.',
  },
  'mars-adamw': {
    source: 'H. Yuan et al., "MARS", 2024, arXiv:2411.10438.',
    convention: 'The authors’ code with the stored gradient; its bound on the length is kept.',
  },
  muon: {
    source: 'K. Jordan et al., "Muon: an optimizer for hidden layers in neural networks", 2024.',
    convention:
      'The authors’ code in float64. What is no matrix is updated by Adam with their 0.9, 0.95 and 1e-10, at the same rate.',
  },
  nadam: {
    source: 'T. Dozat, "Incorporating Nesterov momentum into Adam", 2016.',
    convention: 'PyTorch: the momentum warms up as 0.96 to the power of t times 0.004.',
  },
  'nelder-mead': {
    source:
      'J. A. Nelder, R. Mead, 1965; J. C. Lagarias et al., "Convergence properties of the Nelder-Mead simplex method in low dimensions", 1998.',
    convention:
      'Lagarias et al.: coefficients 1, 2, 1/2 and 1/2, strict and weak comparisons as in the paper.',
  },
  newton: {
    source:
      'J. Nocedal, S. J. Wright, "Numerical optimization", 2006, section 3.3; damping: D. Marquardt, 1963.',
    convention: 'The Hessian is taken as it is, with no change to negative eigenvalues.',
  },
  prodigy: {
    source: 'K. Mishchenko, A. Defazio, "Prodigy", 2023, arXiv:2306.06101.',
    convention: 'The authors’ code: the learning rate multiplies the estimate, and decay is decoupled.',
  },
  shampoo: {
    source: 'V. Gupta, T. Koren, Y. Singer, "Shampoo", 2018, arXiv:1802.09568, algorithm 1.',
    convention:
      'No momentum, a root at every step. What is no matrix has the diagonal alone, and a side over eight times as long as the other none.',
  },
  soap: {
    source: 'N. Vyas et al., "SOAP", 2024, arXiv:2409.11321, algorithms 3 and 4.',
    convention:
      'As in the authors’ code the first update finds the eigenvectors and moves nothing, and averages are corrected. What is no matrix is updated by Adam.',
  },
  qhadam: {
    source: 'J. Ma, D. Yarats, "Quasi-hyperbolic momentum and Adam for deep learning", 2019.',
    convention:
      "The paper and its authors' PyTorch code: epsilon is added to the root; the paper advises shares 0.7 and 1.",
  },
  qhm: {
    source: 'J. Ma, D. Yarats, "Quasi-hyperbolic momentum and Adam for deep learning", 2019.',
    convention:
      "The paper and its authors' PyTorch code: the velocity is an average, begins at zero and is not corrected.",
  },
  radam: {
    source: 'L. Liu et al., "On the variance of the adaptive learning rate and beyond", 2020.',
    convention: 'PyTorch: rectified from rho above 5 on; epsilon is added to the root before its correction.',
  },
  rmsprop: {
    source: 'T. Tieleman, G. Hinton, "Lecture 6.5: RMSprop", 2012; centered: A. Graves, 2013.',
    convention: 'PyTorch: epsilon is added to the root, not under it; alpha is 0.99.',
  },
  rprop: {
    source: 'M. Riedmiller, H. Braun, "A direct adaptive method for faster backpropagation learning", 1993.',
    convention: 'PyTorch: where the sign turned, the component rests for one update.',
  },
  sam: {
    source:
      'P. Foret et al., "Sharpness-aware minimization", 2020, arXiv:2010.01412; adaptive: J. Kwon et al., 2021.',
    convention: 'The code of davda54/sam over PyTorch’s SGD: two gradients a step, decay at the position.',
  },
  'schedulefree-sgd': {
    source: 'A. Defazio et al., "The road less scheduled", 2024, arXiv:2405.15682.',
    convention: 'The authors’ code: what is shown is the average, and the gradient is asked for at y.',
  },
  'schedulefree-adamw': {
    source: 'A. Defazio et al., "The road less scheduled", 2024, arXiv:2405.15682.',
    convention: `The authors’ code: what is shown is the average, and the gradient is asked for at y. The correction of the second moment stands in the divisor.`,
  },
  sgd: {
    source: 'H. Robbins, S. Monro, "A stochastic approximation method", 1951.',
    convention:
      'PyTorch: the learning rate multiplies the velocity, and the first velocity is the undamped gradient.',
  },
  momentum: {
    source: 'B. T. Polyak, "Some methods of speeding up the convergence of iteration methods", 1964.',
    convention:
      'PyTorch: the learning rate multiplies the velocity, and the first velocity is the undamped gradient.',
  },
  nesterov: {
    source:
      'Y. Nesterov, 1983, in the form of I. Sutskever et al., "On the importance of initialization and momentum in deep learning", 2013.',
    convention: `PyTorch: the learning rate multiplies the velocity, and the first velocity is the undamped gradient. The gradient is taken at the current point, not ahead of it.`,
  },
  signsgd: {
    source: 'J. Bernstein et al., "signSGD", 2018, arXiv:1802.04434.',
    convention: 'The paper: steps are as long as the learning rate along every axis, and sign(0) is 0.',
  },
  signum: {
    source: 'J. Bernstein et al., "signSGD", 2018, arXiv:1802.04434.',
    convention: 'The paper: steps are as long as the learning rate along every axis, and sign(0) is 0.',
  },
  sophiah: {
    source: 'H. Liu et al., "Sophia", 2023, arXiv:2305.14342.',
    convention: 'The exact diagonal of the Hessian, where the paper estimates it at random.',
  },
  sps: {
    source:
      'B. T. Polyak, 1969; N. Loizou et al., "Stochastic Polyak step-size for SGD", 2020, arXiv:2002.10542.',
    convention: 'The authors’ code, with the least loss taken for 0.',
  },
  stableadamw: {
    source: 'M. Wortsman et al., "Stable and low-precision training", 2023, arXiv:2304.13013.',
    convention: 'In optimi: the corrections are inside the averages, and the clip has the newest moment.',
  },
  yogi: {
    source: 'M. Zaheer et al., "Adaptive methods for nonconvex optimization", 2018.',
    convention: 'In pytorch_optimizer: both moments begin at a small number, and are corrected as in Adam.',
  },
};

spoken({ credits });
