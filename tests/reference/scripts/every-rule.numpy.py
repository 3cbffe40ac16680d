"""A scene of Fall Line, on Himmelblau; needs Python 3.8 or newer and NumPy.

    f(x, y) = (x^2 + y - 11)^2 + (x + y^2 - 7)^2

Prints optimizer, step, x, y and loss of: SGD, Momentum, Nesterov, RMSprop, Adam, AdamW, Adagrad,
Adadelta, NAdam, RAdam, Adamax, Rprop, QHM, QHAdam, Lion, Backtracking.
"""
# https://example.org/fall-line/#loss=himmelblau&start=-0.5,-0.8&opt=sgd,lr:0.01&opt=momentum,lr:0.001&opt=nesterov&opt=rmsprop,lr:0.2&opt=adam,lr:0.2&opt=adamw&opt=adagrad&opt=adadelta&opt=nadam&opt=radam&opt=adamax&opt=rprop&opt=qhm&opt=qhadam&opt=lion&opt=armijo&steps=24&budget=evaluations&v=2

import itertools
import math
import sys

import numpy as np

# A run ends where its numbers are no longer finite.
np.seterr(all="ignore")

START = np.array([-0.5, -0.8])
STEPS = 24  # evaluations of the loss, its gradient or its Hessian


def f(theta):
    """The loss at a position."""
    x, y = theta
    return (x**2 + y - 11)**2 + (x + y**2 - 7)**2


def gradient(theta):
    """The derivatives of the loss by x and y."""
    x, y = theta
    u1 = x**2 + y - 11
    u2 = x + y**2 - 7
    return np.array([4*(u1*x) + 2*u2, 2*u1 + 4*(u2*y)])


def dot(a, b):
    return a[0]*b[0] + a[1]*b[1]


def sgd(lr):
    """SGD: Steps against the gradient, by the learning rate times its length.

    H. Robbins, S. Monro, 'A stochastic approximation method', 1951.
    PyTorch: the learning rate multiplies the velocity, and the first velocity is the undamped gradient.
    """
    theta = START
    for t in range(1, STEPS + 1):
        g = gradient(theta)
        update = lr*g
        theta = theta - update
        yield theta


def momentum(lr, momentum):
    """Momentum: Gathers gradients into a velocity, like a heavy ball with friction, and steps along it.

    B. T. Polyak, 'Some methods of speeding up the convergence of iteration methods', 1964.
    PyTorch: the learning rate multiplies the velocity, and the first velocity is the undamped gradient.
    """
    theta = START
    for t in range(1, STEPS + 1):
        g = gradient(theta)
        if t == 1:
            velocity = g
        else:
            velocity = momentum*velocity + g
        update = lr*velocity
        theta = theta - update
        yield theta


def nesterov(lr, momentum):
    """Nesterov: Momentum that looks ahead: it steps along the gradient plus the velocity to come.

    Y. Nesterov, 1983, in the form of I. Sutskever et al., 'On the importance of initialization and
    momentum in deep learning', 2013.
    PyTorch: the learning rate multiplies the velocity, and the first velocity is the undamped gradient.
    The gradient is taken at the current point, not ahead of it.
    """
    theta = START
    for t in range(1, STEPS + 1):
        g = gradient(theta)
        if t == 1:
            velocity = g
        else:
            velocity = momentum*velocity + g
        update = lr*(g + momentum*velocity)
        theta = theta - update
        yield theta


def rmsprop(lr, alpha, eps):
    """RMSprop: Divides each gradient component by a running root mean square of itself.

    T. Tieleman, G. Hinton, 'Lecture 6.5: RMSprop', 2012; centered: A. Graves, 2013.
    PyTorch: epsilon is added to the root, not under it; alpha is 0.99.
    """
    theta = START
    square_average = np.zeros(2)
    for t in range(1, STEPS + 1):
        g = gradient(theta)
        square_average = alpha*square_average + (1 - alpha)*g**2  # second moment
        scaled_gradient = g/(np.sqrt(square_average) + eps)
        update = lr*scaled_gradient
        theta = theta - update
        yield theta


def adam(lr, beta1, beta2, eps):
    """Adam: Steps along the averaged gradient, each component divided by the root of its averaged
    square.

    D. P. Kingma, J. Ba, 'Adam: a method for stochastic optimization', 2015; AMSGrad: S. J. Reddi et
    al., 2018.
    The paper and PyTorch: epsilon is added to the root, after the bias correction.
    """
    theta = START
    m = np.zeros(2)
    v = np.zeros(2)
    for t in range(1, STEPS + 1):
        g = gradient(theta)
        m = beta1*m + (1 - beta1)*g  # first moment
        v = beta2*v + (1 - beta2)*g**2  # second moment
        m_hat = m/(1 - beta1**t)  # bias-corrected first moment
        v_hat = v/(1 - beta2**t)  # bias-corrected second moment
        update = lr*m_hat/(np.sqrt(v_hat) + eps)
        theta = theta - update
        yield theta


def adamw(lr, beta1, beta2, eps, weight_decay):
    """AdamW: Adam whose weight decay shrinks the position itself and stays out of the moments.

    I. Loshchilov, F. Hutter, 'Decoupled weight decay regularization', 2019.
    PyTorch: the decay is the learning rate times weight decay times the position.
    """
    theta = START
    m = np.zeros(2)
    v = np.zeros(2)
    for t in range(1, STEPS + 1):
        g = gradient(theta)
        decay = lr*weight_decay*theta  # weight decay
        theta = theta - decay  # weight decay
        m = beta1*m + (1 - beta1)*g  # first moment
        v = beta2*v + (1 - beta2)*g**2  # second moment
        m_hat = m/(1 - beta1**t)  # bias-corrected first moment
        v_hat = v/(1 - beta2**t)  # bias-corrected second moment
        update = lr*m_hat/(np.sqrt(v_hat) + eps)
        theta = theta - update
        yield theta


def adagrad(lr, eps):
    """Adagrad: Divides each gradient component by the root of the sum of all its squares so far.

    J. Duchi, E. Hazan, Y. Singer, 'Adaptive subgradient methods', 2011.
    PyTorch: epsilon is added to the root, and the sum begins at zero.
    """
    theta = START
    square_sum = np.zeros(2)
    for t in range(1, STEPS + 1):
        g = gradient(theta)
        square_sum = square_sum + g**2  # second moment
        update = lr*g/(np.sqrt(square_sum) + eps)
        theta = theta - update
        yield theta


def adadelta(lr, rho, eps):
    """Adadelta: Scales each component by the root mean square of its past steps over that of its
    gradients.

    M. D. Zeiler, 'ADADELTA: an adaptive learning rate method', 2012.
    PyTorch: epsilon stands under both roots, and the learning rate is 1.
    """
    theta = START
    square_average = np.zeros(2)
    acc_delta = np.zeros(2)
    for t in range(1, STEPS + 1):
        g = gradient(theta)
        square_average = rho*square_average + (1 - rho)*g**2  # second moment
        delta = np.sqrt(acc_delta + eps)/np.sqrt(square_average + eps)*g
        acc_delta = rho*acc_delta + (1 - rho)*delta**2  # second moment
        update = lr*delta
        theta = theta - update
        yield theta


def nadam(lr, beta1, beta2, eps, momentum_decay):
    """NAdam: Adam that looks one step of momentum ahead, with a momentum that warms up.

    T. Dozat, 'Incorporating Nesterov momentum into Adam', 2016.
    PyTorch: the momentum warms up as 0.96 to the power of t times 0.004.
    """
    theta = START
    m = np.zeros(2)
    v = np.zeros(2)
    mu_product = 1.0
    for t in range(1, STEPS + 1):
        g = gradient(theta)
        mu = beta1*(1 - 0.5*0.96**(t*momentum_decay))
        mu_next = beta1*(1 - 0.5*0.96**((t + 1)*momentum_decay))
        mu_product = mu_product*mu
        m = beta1*m + (1 - beta1)*g  # first moment
        v = beta2*v + (1 - beta2)*g**2  # second moment
        m_hat = mu_next*m/(1 - mu_product*mu_next) + (1 - mu)*g/(1 - mu_product)  # bias-corrected first moment
        v_hat = v/(1 - beta2**t)  # bias-corrected second moment
        update = lr*m_hat/(np.sqrt(v_hat) + eps)
        theta = theta - update
        yield theta


def radam(lr, beta1, beta2, eps):
    """RAdam: Adam that begins with plain momentum, until the second moment rests on enough gradients.

    L. Liu et al., 'On the variance of the adaptive learning rate and beyond', 2020.
    PyTorch: rectified from rho above 5 on; epsilon is added to the root before its correction.
    """
    theta = START
    m = np.zeros(2)
    v = np.zeros(2)
    for t in range(1, STEPS + 1):
        g = gradient(theta)
        m = beta1*m + (1 - beta1)*g  # first moment
        v = beta2*v + (1 - beta2)*g**2  # second moment
        m_hat = m/(1 - beta1**t)  # bias-corrected first moment
        rho_inf = 2/(1 - beta2) - 1
        rho = rho_inf - 2*t*beta2**t/(1 - beta2**t)
        if rho > 5:
            rectification = math.sqrt((rho - 4)*(rho - 2)*rho_inf/((rho_inf - 4)*(rho_inf - 2)*rho))
            scaling = math.sqrt(1 - beta2**t)/(np.sqrt(v) + eps)
            update = lr*rectification*scaling*m_hat
        else:
            update = lr*m_hat
        theta = theta - update
        yield theta


def adamax(lr, beta1, beta2, eps):
    """Adamax: Adam that divides by the largest recent gradient component instead of its root mean
    square.

    D. P. Kingma, J. Ba, 'Adam: a method for stochastic optimization', 2015, section 7.1.
    PyTorch: epsilon is added to the gradient inside the maximum.
    """
    theta = START
    m = np.zeros(2)
    u = np.zeros(2)
    for t in range(1, STEPS + 1):
        g = gradient(theta)
        m = beta1*m + (1 - beta1)*g  # first moment
        u = np.maximum(beta2*u, np.abs(g) + eps)  # second moment
        m_hat = m/(1 - beta1**t)  # bias-corrected first moment
        update = lr*m_hat/u
        theta = theta - update
        yield theta


def rprop(lr, eta_minus, eta_plus, step_min, step_max):
    """Rprop: Looks at signs alone: a step size per component grows while its sign holds and shrinks
    when it turns.

    M. Riedmiller, H. Braun, 'A direct adaptive method for faster backpropagation learning', 1993.
    PyTorch: where the sign turned, the component rests for one update.
    """
    theta = START
    previous_gradient = np.zeros(2)
    for t in range(1, STEPS + 1):
        g = gradient(theta)
        if t == 1:
            step_size = lr
        turn = np.sign(g*previous_gradient)
        step_size = np.minimum(step_max, np.maximum(step_min, step_size*np.where(turn > 0, eta_plus, np.where(turn < 0, eta_minus, 1.0))))
        g = g*(1 + np.minimum(turn, 0))
        update = step_size*np.sign(g)
        previous_gradient = g
        theta = theta - update
        yield theta


def qhm(lr, momentum, nu):
    """QHM: Steps along a weighted average of the plain gradient and an averaged velocity.

    J. Ma, D. Yarats, 'Quasi-hyperbolic momentum and Adam for deep learning', 2019.
    The paper and its authors' PyTorch code: the velocity is an average, begins at zero and is not
    corrected.
    """
    theta = START
    velocity = np.zeros(2)
    for t in range(1, STEPS + 1):
        g = gradient(theta)
        velocity = momentum*velocity + (1 - momentum)*g
        update = lr*((1 - nu)*g + nu*velocity)
        theta = theta - update
        yield theta


def qhadam(lr, beta1, beta2, nu1, nu2, eps):
    """QHAdam: Adam that mixes the plain gradient into its first moment, and its square into the second.

    J. Ma, D. Yarats, 'Quasi-hyperbolic momentum and Adam for deep learning', 2019.
    The paper and its authors' PyTorch code: epsilon is added to the root; the paper advises shares 0.7
    and 1.
    """
    theta = START
    m = np.zeros(2)
    v = np.zeros(2)
    for t in range(1, STEPS + 1):
        g = gradient(theta)
        m = beta1*m + (1 - beta1)*g  # first moment
        v = beta2*v + (1 - beta2)*g**2  # second moment
        m_hat = m/(1 - beta1**t)  # bias-corrected first moment
        v_hat = v/(1 - beta2**t)  # bias-corrected second moment
        update = lr*((1 - nu1)*g + nu1*m_hat)/(np.sqrt((1 - nu2)*g**2 + nu2*v_hat) + eps)
        theta = theta - update
        yield theta


def lion(lr, beta1, beta2):
    """Lion: Steps by the learning rate along every axis, by the sign of an averaged gradient alone.

    X. Chen et al., 'Symbolic discovery of optimization algorithms', 2023.
    The paper: the sign is of the average before it is updated with its own, slower decay.
    """
    theta = START
    m = np.zeros(2)
    for t in range(1, STEPS + 1):
        g = gradient(theta)
        average = beta1*m + (1 - beta1)*g
        m = beta2*m + (1 - beta2)*g  # first moment
        update = lr*np.sign(average)
        theta = theta - update
        yield theta


def armijo(lr, shrinking, decrease):
    """Backtracking: Gradient descent that tries a long step and shortens it until the loss goes down
    enough.

    L. Armijo, 1966; J. Nocedal, S. J. Wright, 'Numerical optimization', 2006, algorithm 3.1.
    Every step begins its trials at the learning rate; with noise, trials see the exact loss.
    """
    theta = START
    total_trials = 0
    for t in range(1, STEPS + 1):
        g = gradient(theta)
        value, slope = f(theta), -dot(g, g)
        length, trials = lr, 0
        while True:
            trial = theta - length*g
            if np.array_equal(trial, theta) or trials == 1000:
                length = 0.0  # no trial that still moves the position is low enough
                break
            trials += 1
            if f(trial) <= value + decrease*length*slope:
                break
            length = length*shrinking
        theta = theta - length*g
        total_trials += trials
        if total_trials + 1 + t > STEPS:
            return
        yield theta


def main():
    runs = {
        "SGD": sgd(lr=0.01),
        "Momentum": momentum(lr=0.001, momentum=0.9),
        "Nesterov": nesterov(lr=0.001, momentum=0.9),
        "RMSprop": rmsprop(lr=0.2, alpha=0.99, eps=1e-8),
        "Adam": adam(lr=0.2, beta1=0.9, beta2=0.999, eps=1e-8),
        "AdamW": adamw(lr=0.2, beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.01),
        "Adagrad": adagrad(lr=0.2, eps=1e-10),
        "Adadelta": adadelta(lr=1, rho=0.9, eps=1e-6),
        "NAdam": nadam(lr=0.2, beta1=0.9, beta2=0.999, eps=1e-8, momentum_decay=0.004),
        "RAdam": radam(lr=0.01, beta1=0.9, beta2=0.999, eps=1e-8),
        "Adamax": adamax(lr=0.2, beta1=0.9, beta2=0.999, eps=1e-8),
        "Rprop": rprop(lr=0.1, eta_minus=0.5, eta_plus=1.2, step_min=1e-6, step_max=50),
        "QHM": qhm(lr=0.01, momentum=0.9, nu=0.7),
        "QHAdam": qhadam(lr=0.2, beta1=0.9, beta2=0.999, nu1=0.7, nu2=1, eps=1e-8),
        "Lion": lion(lr=0.2, beta1=0.9, beta2=0.99),
        "Backtracking": armijo(lr=1, shrinking=0.5, decrease=1e-4),
    }
    print("optimizer", "step", "x", "y", "loss", sep="\t")
    for label, positions in runs.items():
        for step, theta in enumerate(itertools.chain([START], positions)):
            value = f(theta)
            finite = np.isfinite([*theta, value]).all()
            if finite or step == 0:
                print(label, step, *map(float, theta), float(value), sep="\t")
            if not finite:
                print(label, "ends: not finite at step", step, file=sys.stderr)
                break


if __name__ == "__main__":
    main()
